import { type Locale, say } from '../text.js';
import type { Unchecked } from './report.js';

/** What printers for other programs need to know beside the report. */
export interface Localised {
  readonly locale: Locale;
  /** Folder of the run below the root of the repository, with a slash at its end; empty at the root. */
  readonly prefix: string;
}

const text = { en: 'Not checked: {reason}', ru: 'Не проверено: {reason}' };

/** One sentence for readers that know findings only. */
export function uncheckedText({ reason }: Unchecked, locale: Locale): string {
  return say(text, locale, { reason });
}
