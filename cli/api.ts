import { plainReport } from '../core/report/json.js';
import { type Locale, localDay } from '../core/text.js';
import { product } from './product.js';
import { openSession, reportOf } from './session.js';

/** The object that `check --format json` prints. */
export type CheckReport = ReturnType<typeof plainReport>;

export interface CheckInput {
  /** Reported paths are relative to it. The process's working folder when unset. */
  readonly cwd?: string;
  /** Files and folders, relative to `cwd`; the folder itself when unset. */
  readonly paths?: readonly string[];
  /** English when unset. */
  readonly locale?: Locale;
}

/**
 * Checks files and folders under the nearest configuration of each. Nothing is written. Rejects only when a path does
 * not exist; what cannot be read is listed in `unchecked`.
 */
export async function check(input: CheckInput = {}): Promise<CheckReport> {
  const { cwd = process.cwd(), paths = ['.'], locale = 'en' } = input;
  const session = await openSession({ cwd, paths, locale, today: localDay(new Date()) }, product);
  return plainReport(reportOf(session, product));
}
