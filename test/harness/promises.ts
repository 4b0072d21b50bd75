import type { OfferedFix } from '../../core/checker.js';
import { applyEdits, type Edit } from '../../core/edit.js';
import { applyFixes } from '../../core/engine/apply.js';
import { ignoreFileEdit, ignoreHereEdit } from '../../core/engine/ignore-edit.js';
import type { Document } from '../../core/model/document.js';
import type { Rule } from '../../core/rule.js';
import type { SourceText } from '../../core/source.js';
import type { Span } from '../../core/span.js';
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../../core/workspace.js';
import { checklist, hovers, rules, topics } from '../../rules/index.js';
import { today } from './case.js';
import { assistance, completionFaults, nameFaults } from './fuzz-assist.js';
import { actionFaults, beginnings, everyOffset, hoverFaults, isInside, isRaw, timed } from './fuzz-places.js';
import type { Dice } from './mutate.js';
import type { CaseFile } from './pages.js';
import { printEverything } from './print.js';

/** Longest time for the check of one small file, in milliseconds of the processor: other work on the machine does not count. */
const patience = 1000;

/** How many places of a text are asked about where not all of them are; completion, which reads the text anew, at fewer. */
const places = { hovers: 8, completions: 4, lines: 2 };

/** At how many places, at most, somebody begins to type where all of them are asked about. */
const mostBeginnings = 60;

export const surroundings = (files: readonly CaseFile[]) => ({
  surroundings: { siblings: new Set(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))) },
});

/** A fresh workspace that notes what the engine would otherwise catch: rules and fixes that throw, spans outside. */
export function openAll(
  files: readonly CaseFile[],
  faults: string[],
  options: Partial<WorkspaceOptions> = {},
): Workspace {
  const workspace = createWorkspace({
    checklist,
    topics,
    hovers,
    today: () => today,
    locale: 'en',
    version: '0.0.0',
    ...options,
    rules: (options.rules ?? rules).map((rule) => watched(rule, faults)),
  });
  for (const { path, text } of files) workspace.open(path, text, surroundings(files));
  answer(workspace, files);
  return workspace;
}

/** Hands in what files ask for, as hosts do: a configuration that another builds upon may have been opened before it. */
export function answer(workspace: Workspace, files: readonly CaseFile[]): void {
  const asked = new Set<string>();
  for (let wanted = workspace.missing(); wanted.some((path) => !asked.has(path)); wanted = workspace.missing()) {
    for (const path of wanted) {
      asked.add(path);
      const file = files.find((one) => one.path === path);
      if (file === undefined) workspace.absent(path);
      else workspace.open(path, file.text, surroundings(files));
    }
  }
}

function watched(rule: Rule, faults: string[]): Rule {
  return {
    ...rule,
    *check(subject, context) {
      for (const report of rule.check(subject, context)) {
        if (report === undefined) continue;
        if (!isInside(report.at, context.document.text)) faults.push(`${rule.id}: its span is outside of the document`);
        const { fix } = report;
        yield fix === undefined ? report : { ...report, fix: () => watchedFix(rule, fix, faults) };
      }
    },
  };
}

function watchedFix(rule: Rule, fix: () => readonly Edit[] | undefined, faults: string[]): readonly Edit[] | undefined {
  try {
    return fix();
  } catch (error) {
    faults.push(`${rule.id}: its fix throws: ${trace(error)}`);
    return undefined;
  }
}

/**
 * What does not hold for the files as they are now. The long-lived workspace has been brought to the same state by edits.
 * `everywhere`: every place of the changed file is asked about, and not some.
 */
export function judge(
  files: readonly CaseFile[],
  changed: CaseFile,
  longLived: Workspace,
  { dice, everywhere }: { readonly dice: Dice; readonly everywhere: boolean },
): readonly string[] {
  const faults: string[] = [];
  const { path, text } = changed;
  const offsets = Array.from({ length: places.hovers }, () => dice.roll(text.length + 1));
  const wide = everywhere ? everyOffset(text) : offsets;
  try {
    const [{ fresh, expected }, spent] = timed(() => {
      const opened = openAll(files, faults);
      return { fresh: opened, expected: shown(opened, offsets, path) };
    });
    if (spent > patience) faults.push(`checking takes ${Math.round(spent)} ms`);
    const compare = (workspace: Workspace, what: string): void => {
      const found = shown(workspace, offsets, path);
      if (found !== expected) faults.push(`${what}: ${difference(found, expected)}`);
    };
    compare(longLived, 'after an edit it says other things than afresh');
    compare(fresh, 'asked again it says other things');
    if (files.length > 1) {
      compare(openAll([...files].reverse(), faults), 'opened in another order it says other things');
    }
    for (const { item, message } of fresh.readiness().failures) faults.push(`${item}: ${message}`);
    for (const { reason } of fresh.unchecked()) if (/^(?:internal error|stopped)/.test(reason)) faults.push(reason);
    for (const { span, text: lens } of fresh.lenses(path)) {
      if (!isInside(span, text)) faults.push('a lens is outside of the file');
      if (isRaw(lens)) faults.push(`a lens holds a control character: ${JSON.stringify(lens)}`);
    }
    for (const finding of fresh.check(path)?.findings ?? []) {
      if (!isInside(finding.span, text)) faults.push(`${finding.rule}: its finding is outside of the file`);
      for (const related of finding.related) {
        const there = files.find((file) => file.path === related.path);
        if (there === undefined || !isInside(related.span, there.text)) {
          faults.push(`${finding.rule}: a related place is outside of its file`);
        }
      }
    }
    for (const document of fresh.documents(path)) faults.push(...strays(document));
    for (const [format, printed] of printEverything(fresh, files)) {
      if (/json|sarif|gitlab/.test(format)) JSON.parse(printed);
    }
    faults.push(...hoverFaults({ fresh, edited: longLived }, changed, wide));
    faults.push(...actionFaults(fresh, changed, wide));
    faults.push(...nameFaults(fresh, files, changed, wide));
    // It types into the file and takes it back.
    const typed = everywhere ? picked(beginnings(text), mostBeginnings, dice) : offsets.slice(0, places.completions);
    faults.push(...completionFaults(fresh, changed, { offsets: typed, lines: offsets.slice(0, places.lines) }));
  } catch (error) {
    faults.push(trace(error));
  }
  return faults;
}

const lists = [
  ...(['workload', 'container', 'stage', 'instruction', 'object', 'alert', 'recording', 'query', 'scrape'] as const),
  ...(['relabel', 'label', 'problems', 'comments', 'annotations', 'directives', 'facts'] as const),
];

/** Every span of the model lies in its document, and so does every span that a text read out of it leads to. */
function strays(document: Document): readonly string[] {
  const { text } = document;
  const found: string[] = [];
  const seen = new Set<unknown>([document]);
  const check = (span: Span, where: string): void => {
    if (!isInside(span, text)) found.push(`model: ${where} is outside of the document`);
  };
  const visit = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isSpan(value)) check(value, where);
    else if (isSource(value)) check(value.locate({ start: 0, end: value.text.length }), where);
    else if (!('document' in value || 'path' in value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? where : `${where}.${key}`);
    }
  };
  check(document.anchor, 'anchor');
  for (const list of lists) visit(document[list], list);
  return found;
}

function isSpan(value: object): value is Span {
  return 'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';
}

function isSource(value: object): value is SourceText {
  return 'locate' in value && typeof value.locate === 'function' && 'text' in value;
}

/** What holds for any fix: a text that could be read can be read after it, and the cause is gone. */
export function judgeFix(files: readonly CaseFile[], file: CaseFile, fix: OfferedFix): readonly string[] {
  const faults: string[] = [];
  const after = judgeEdits(files, file, fix.edits, `${fix.rule}: its fix`, faults);
  const start = moved(fix.finding.span.start, fix.edits);
  const again = after
    .fixes(file.path)
    .find(
      (other) =>
        other.rule === fix.rule && other.finding.message === fix.finding.message && other.finding.span.start === start,
    );
  if (again !== undefined) faults.push(`${fix.rule}: its fix is offered again: ${JSON.stringify(fix)}`);
  return faults;
}

/** What holds for all fixes of a file together, and for the comments that hide a finding: the file can still be read. */
export function judgeRest(files: readonly CaseFile[], file: CaseFile, dice: Dice): readonly string[] {
  const faults: string[] = [];
  try {
    const workspace = openAll(files, faults);
    const offered = workspace.fixes(file.path);
    const { applied } = applyFixes(file.text, offered);
    if (applied.length > 1) {
      const names = [...new Set(applied.map(({ rule }) => rule))].join(', ');
      judgeEdits(
        files,
        file,
        applied.flatMap(({ edits }) => edits),
        `all fixes together (${names})`,
        faults,
      );
    }
    const findings = workspace.check(file.path)?.findings ?? [];
    const finding = findings[dice.roll(findings.length)];
    if (finding === undefined) return faults;
    const documents = workspace.documents(file.path);
    const { rule, span } = finding;
    const here = ignoreHereEdit(file.text, documents, span, rule);
    if (here) judgeEdits(files, file, [here], `${rule}: the comment that ignores it here`, faults);
    const all = ignoreFileEdit(file.text, documents, rule);
    if (all) judgeEdits(files, file, [all], `${rule}: the comment that ignores it in the file`, faults);
  } catch (error) {
    faults.push(trace(error));
  }
  return faults;
}

/** The workspace after some edits. A file that could be read before them can be read after them. */
function judgeEdits(
  files: readonly CaseFile[],
  file: CaseFile,
  edits: readonly Edit[],
  what: string,
  faults: string[],
): Workspace {
  const before = openAll(files, faults);
  const text = applyEdits(file.text, edits).text;
  const after = openAll(
    files.map((one) => (one === file ? { path: file.path, text } : one)),
    faults,
  );
  const problems = (workspace: Workspace) => workspace.documents(file.path).flatMap((document) => document.problems);
  if (problems(before).length === 0 && problems(after).length > 0) {
    faults.push(`${what} breaks the file: ${problems(after)[0]?.message} in ${JSON.stringify(text)}`);
  }
  return after;
}

function moved(offset: number, edits: readonly Edit[]): number {
  const before = edits.filter(({ span }) => span.end <= offset && span.start < offset);
  return before.reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), offset);
}

function shown(workspace: Workspace, offsets: readonly number[], path: string): string {
  return JSON.stringify(
    {
      reports: workspace.checkAll(),
      unchecked: workspace.unchecked(),
      missing: workspace.missing(),
      readiness: workspace.readiness(),
      fixes: workspace.fixes(path).map(({ edits }) => edits),
      lenses: workspace.lenses(path),
      hovers: offsets.map((offset) => workspace.hover(path, offset)),
      ...assistance(workspace, path, offsets),
    },
    undefined,
    1,
  );
}

function difference(a: string, b: string): string {
  const left = a.split('\n');
  const right = b.split('\n');
  const at = left.findIndex((line, i) => line !== right[i]);
  return `${left.slice(at, at + 3).join('')} instead of ${right.slice(at, at + 3).join('')}`;
}

/** All of them, or as many as one wants, taken at random. */
function picked(offsets: readonly number[], wanted: number, dice: Dice): readonly number[] {
  return offsets.length <= wanted ? offsets : Array.from({ length: wanted }, () => dice.pick(offsets, 0));
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error);
}
