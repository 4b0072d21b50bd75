import { type Level, levels } from '../core/model/format.js';
import { isAtLeast, type Report } from '../core/report/report.js';
import { type Arguments, type Locale, say, type Text } from '../core/text.js';
import { visible } from '../core/visible.js';
import { exit, type Io } from './io.js';
import { texts } from './texts.js';

/** What fails a run. */
export interface Verdict {
  /** Findings of this level and above; `none`: no finding does. */
  readonly failOn: Level | 'none';
  /** More warnings than this; unset: no number of them does. */
  readonly maxWarnings?: number;
}

/** The exit code of a report; with `isTold` the last line on standard error says it in words. */
export function verdictOf(report: Report, verdict: Verdict, isTold: boolean, locale: Locale, io: Io): number {
  const { failOn, maxWarnings } = verdict;
  const tell = teller(isTold ? io.err : () => {}, locale);
  const warnings = report.summary.levels.warning;
  const failing = findingsAtLeast(report, failOn);
  // What was not looked at weighs more than what was found: a build must not take the rest for the whole.
  if (report.unchecked.length > 0) {
    tell(texts.verdictUnchecked);
    return exit.unchecked;
  }
  if (failing > 0) {
    tell(texts.verdictFailed, { level: failOn, count: failing });
    return exit.findings;
  }
  if (maxWarnings !== undefined && warnings > maxWarnings) {
    tell(texts.verdictWarnings, { count: warnings, limit: maxWarnings });
    return exit.findings;
  }
  if (failOn === 'none') tell(texts.verdictNone);
  else tell(texts.verdictClean, { level: failOn });
  return exit.clean;
}

/** Names on standard error what could not be checked. */
export function tellUnchecked({ unchecked }: Pick<Report, 'unchecked'>, locale: Locale, io: Io): void {
  const tell = teller(io.err, locale);
  for (const { path, reason, range } of unchecked) {
    if (range === undefined) tell(texts.unchecked, { path, reason });
    else tell(texts.uncheckedAt, { path, reason, line: range.start.line + 1 });
  }
}

/** Says texts to people, a line each. */
export function teller(write: (text: string) => void, locale: Locale) {
  return (text: Text, args: Arguments = {}): void => write(`${visible(say(text, locale, args))}\n`);
}

function findingsAtLeast({ summary }: Report, threshold: Level | 'none'): number {
  if (threshold === 'none') return 0;
  return levels.filter((level) => isAtLeast(level, threshold)).reduce((sum, level) => sum + summary.levels[level], 0);
}
