import { applyEdits, type Edit } from '../../core/edit.js';
import { applyFixes } from '../../core/engine/apply.js';
import { ignoreFileEdit, ignoreHereEdit, ignoreStageEdit } from '../../core/engine/ignore-edit.js';
import { contains, type Span, touches } from '../../core/span.js';
import { isControl } from '../../core/visible.js';
import type { Workspace } from '../../core/workspace.js';
import type { CaseFile } from './pages.js';

/** Longest time for one answer about a place of a small file, in milliseconds of the processor. */
const patience = 200;

/** Every offset of a text, its end included. */
export function everyOffset(text: string): readonly number[] {
  return Array.from({ length: text.length + 1 }, (_, offset) => offset);
}

/** Where words, signs and lines begin and lines end: where somebody begins to type. In order. */
export function beginnings(text: string): readonly number[] {
  return [...text.matchAll(/[\w-]+|[^\s\w-]|$/gm)].map(({ index }) => index);
}

/**
 * An answer, and a fault where it takes too long. The clock is looked at first, for asking the processor costs as much as
 * an answer; where it says so, other work or the collector of garbage may be the cause, and the answer is given once more.
 */
export function inTime<T>(what: string, faults: string[], answer: () => T): T {
  const began = performance.now();
  const found = answer();
  if (performance.now() - began <= patience) return found;
  const [again, spent] = timed(answer);
  if (spent > patience) faults.push(`${what} takes ${Math.round(spent)} ms`);
  return again;
}

/** What an answer costs, in milliseconds of the processor: other work on the machine does not count. */
export function timed<T>(answer: () => T): readonly [found: T, spent: number] {
  const began = process.cpuUsage();
  const found = answer();
  const { user, system } = process.cpuUsage(began);
  return [found, (user + system) / 1000];
}

export function isInside({ start, end }: Span, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

/** True for a text with a character that a screen would obey, ends of lines excepted, or that turns text round. */
export function isRaw(text: string): boolean {
  return [...text.replaceAll('\r\n', '\n')].some((one) => one !== '\n' && isControl(one.charCodeAt(0)));
}

/**
 * What is wrong with the hovers of a file: each says where it stands, around the offset that was asked about, and says the
 * same when it is asked again and in a workspace that has come to the same files by edits.
 */
export function hoverFaults(
  { fresh, edited }: { readonly fresh: Workspace; readonly edited: Workspace },
  { path, text }: CaseFile,
  offsets: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  const ask = (workspace: Workspace) =>
    offsets.map((offset) =>
      inTime('a hover', faults, () => workspace.hover(path, offset) ?? workspace.settingAt(path, offset)),
    );
  const hovers = ask(fresh);
  const others = [
    ['asked again', ask(fresh)],
    ['after an edit', ask(edited)],
  ] as const;
  for (const [at, offset] of offsets.entries()) {
    const hover = hovers[at];
    for (const [when, answers] of others) {
      const other = answers[at];
      const isSame =
        hover?.markdown === other?.markdown &&
        hover?.span.start === other?.span.start &&
        hover?.span.end === other?.span.end;
      if (!isSame) faults.push(`${when} a hover is another: ${JSON.stringify({ hover, other, offset })}`);
    }
    if (hover === undefined) continue;
    if (!isInside(hover.span, text)) faults.push('a hover is outside of the file');
    if (!contains(hover.span, { start: offset, end: offset })) {
      faults.push(`a hover stands elsewhere: ${JSON.stringify({ hover, offset })}`);
    }
    if (typeof hover.markdown !== 'string' || hover.markdown.trim() === '') faults.push('a hover says nothing');
    if (isRaw(hover.markdown)) faults.push(`a hover holds a control character: ${JSON.stringify(hover.markdown)}`);
  }
  return faults;
}

/**
 * What is wrong with the actions of a file: at each place those of the findings that touch it, and edits that can be made,
 * alone and together with the others of their rule.
 */
export function actionFaults(
  workspace: Workspace,
  { path, text }: CaseFile,
  offsets: readonly number[],
): readonly string[] {
  const faults: string[] = [];
  const fixes = workspace.fixes(path);
  const findings = workspace.check(path)?.findings ?? [];
  for (const offset of offsets) {
    const at = { start: offset, end: offset };
    const here = inTime('a look for fixes', faults, () => workspace.fixes(path, at));
    const expected = fixes.filter(({ finding }) => touches(finding.span, at));
    const isSame = here.length === expected.length && here.every(({ edits }, i) => edits === expected[i]?.edits);
    if (!isSame) faults.push(`other fixes are offered at ${offset} than in the file`);
  }
  const make = (what: string, edits: readonly Edit[]): void => {
    if (edits.some(({ span }) => !isInside(span, text))) faults.push(`${what} is outside of the file`);
    else if (applyEdits(text, edits).text === text) faults.push(`${what} changes nothing`);
  };
  for (const { rule, title, edits } of fixes) {
    make(`${rule}: its fix`, edits);
    if (isRaw(title)) faults.push(`${rule}: the title of its fix holds a control character: ${JSON.stringify(title)}`);
  }
  const documents = workspace.documents(path);
  const edits = inTime('all that ignores findings', faults, () =>
    findings.flatMap(({ rule, span }) =>
      [ignoreHereEdit, ignoreStageEdit].flatMap((edit) => edit(text, documents, span, rule) ?? []),
    ),
  );
  for (const edit of edits) make('a comment that ignores a finding', [edit]);
  for (const rule of new Set(findings.map((finding) => finding.rule))) {
    const all = ignoreFileEdit(text, documents, rule);
    if (all) make(`${rule}: the comment that ignores it in the file`, [all]);
    const own = fixes.filter((fix) => fix.rule === rule);
    if (own.length > 1) applyFixes(text, own);
  }
  return faults;
}
