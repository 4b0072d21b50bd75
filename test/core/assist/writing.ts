import type { Suggestion } from '../../../core/assist/suggestion.js';
import { applyEdits } from '../../../core/edit.js';
import type { Locale } from '../../../core/text.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { checklist, rules, topics } from '../../../rules/index.js';

/** The cursor in a text of a test. */
export const cursor = '¦';

/** A text without its cursor, and where that was. */
export function split(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf(cursor);
  if (offset < 0 || marked.indexOf(cursor, offset + 1) >= 0) throw new Error(`one cursor in ${marked}`);
  return { text: marked.replace(cursor, ''), offset };
}

export function open(files: Readonly<Record<string, string>>, locale: Locale = 'en'): Workspace {
  const workspace = createWorkspace({ rules, checklist, topics, today: () => '2026-08-01', locale, version: '0.0.0' });
  for (const [path, text] of Object.entries(files)) workspace.open(path, text);
  return workspace;
}

export interface Written {
  readonly labels: readonly string[];
  readonly found: readonly Suggestion[];
  /** The file after a suggestion was taken. */
  take(label: string): string;
}

/** What is offered at the cursor of a file, among other files. */
export function write(
  path: string,
  marked: string,
  how: { readonly asked?: boolean; readonly locale?: Locale; readonly others?: Readonly<Record<string, string>> } = {},
): Written {
  const { text, offset } = split(marked);
  const workspace = open({ ...how.others, [path]: text }, how.locale);
  const found = workspace.suggestions(path, offset, how.asked ?? true);
  return {
    found,
    labels: found.map(({ label }) => label),
    take(label) {
      const taken = found.find((suggestion) => suggestion.label === label);
      if (!taken) throw new Error(`${label} is not among ${found.map((one) => one.label).join(', ')}`);
      return applyEdits(text, [{ span: taken.span, text: taken.text }]).text;
    },
  };
}
