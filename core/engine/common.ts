import { grouped } from '../grouped.js';
import { levels } from '../model/format.js';
import { type Report, together } from '../rule.js';
import type { LocalFinding } from './run.js';

/**
 * Makes one finding of those that say the same of nearly all of their kind (`Report.common`). One that is left alone, for
 * the others are suppressed or have other settings, stays what it is.
 */
export function joinCommon(found: readonly LocalFinding[]): readonly LocalFinding[] {
  if (found.every(({ report }) => report.common === undefined)) return found;
  // The rules may have run several times, once under each settings.
  const inOrder = [...found].sort((a, b) => a.report.at.start - b.report.at.start);
  const groups = grouped(inOrder, keyOf);
  return [...groups].flatMap(([key, parts]) => (key === undefined || parts.length < 2 ? parts : [join(parts)]));
}

/** What is at another level or has other options for a part of the document is told apart. */
function keyOf({ active: { rule, level, options }, report: { common } }: LocalFinding): string | undefined {
  return common && JSON.stringify([rule.id, level, options, common.at, common.say]);
}

function join(parts: readonly LocalFinding[]): LocalFinding {
  const [first] = parts;
  const common = first?.report.common;
  if (first === undefined || common === undefined) throw new Error('nothing to join');
  const names = parts.flatMap(({ report }) => report.with?.['name'] ?? []).map(String);
  const report: Report = {
    at: common.at,
    say: common.say,
    with: { names },
    fix: () => together(...parts.map((part) => part.report.fix?.())),
  };
  const level = levels.find((each) => parts.some((part) => part.level === each)) ?? first.level;
  return { ...first, level, report, parts };
}
