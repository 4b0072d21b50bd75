import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { applyEdits, type Edit } from '../../core/edit.js';
import { mayBeOurs } from '../../core/kinds/detect.js';
import type { Document } from '../../core/model/document.js';
import { evidenceKind } from '../../core/readiness/evidence-files.js';
import type { Rule } from '../../core/rule.js';
import type { SourceText } from '../../core/source.js';
import type { Span } from '../../core/span.js';
import { createWorkspace, type OfferedFix, type Workspace } from '../../core/workspace.js';
import { checklist, hovers, rules, topics } from '../../rules/index.js';
import { today } from './case.js';
import { assistance, assistFaults } from './fuzz-assist.js';
import { createDice, type Dice, mutate } from './mutate.js';
import { type CaseFile, readCases } from './pages.js';
import { root } from './root.js';

/** A promise of the engine that did not hold, with the text it did not hold for. */
export interface Failure {
  readonly round: number;
  readonly what: string;
  readonly files: readonly CaseFile[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** How many files are damaged. */
  readonly rounds: number;
  /** Asked before each round; the run ends early when it says no. */
  readonly goOn?: () => boolean;
}

export interface FuzzResult {
  readonly rounds: number;
  readonly fixes: number;
  readonly failures: readonly Failure[];
}

/** Longest time for the check of one small file, in milliseconds of the processor: other work on the machine does not count. */
const patience = 2000;

/** Longest text of all files of a project, in UTF-16 units. */
const mostText = 20_000;

/** How often a project is among the samples, of which most are single files. */
const share = 6;

/** Damages real files again and again, and holds the engine to what it promises for any text. */
export function fuzz({ seed, rounds, goOn = () => true }: FuzzOptions): FuzzResult {
  const dice = createDice(seed);
  const samples = readSamples();
  const failures: Failure[] = [];
  let fixes = 0;
  let round = 0;
  for (; round < rounds && goOn(); round++) {
    const faults: string[] = [];
    const donor = dice.pick(samples[dice.roll(samples.length)] ?? [], { path: '', text: '' });
    let files = dice.pick(samples, []);
    let index = dice.roll(files.length);
    const longLived = openAll(files, faults);
    for (let step = 0; step < 3; step++) {
      // Now and then the next file: what is known of the others must hold, and no more than that.
      if (step > 0 && dice.roll(2) === 0) index = dice.roll(files.length);
      files = files.map((file, i) => (i === index ? { ...file, text: mutate(file.text, donor.text, dice) } : file));
      const changed = files[index];
      if (changed === undefined) break;
      longLived.open(changed.path, changed.text, surroundings(files));
      faults.push(...judge(files, changed, longLived, dice));
    }
    const damaged = files[index];
    const offered = damaged === undefined ? [] : longLived.fixes(damaged.path);
    const fix = offered[dice.roll(offered.length)];
    if (damaged !== undefined && fix !== undefined) {
      fixes++;
      faults.push(...judgeFix(files, damaged, fix));
    }
    for (const what of new Set(faults)) failures.push({ round, what, files });
  }
  return { rounds: round, fixes, failures };
}

/** The files of the examples and of the corpus one by one and as whole projects, and the cases of the rule pages. */
function readSamples(): readonly (readonly CaseFile[])[] {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const examples = globSync(['examples/**', 'test/corpus/*/**'], { cwd: root, dot: true }).filter(mayBeOurs).sort();
  const evidence = globSync('test/e2e/workspace/**', { cwd: root, dot: true }).filter(evidenceKind);
  const compose = { path: '/compose.yaml', text: 'services:\n  api:\n    image: registry.example.com/api:1\n' };
  const pages = globSync(['rules/*/*.md', 'test/rules/**/*.md'], { cwd: root, ignore: 'rules/course/**' }).sort();
  const projects = new Map<string, CaseFile[]>();
  for (const path of examples) {
    const folder = path.split('/', path.startsWith('test/') ? 3 : 2).join('/');
    projects.set(folder, [...(projects.get(folder) ?? []), { path: `/${path}`, text: read(path) }]);
  }
  const small = [...projects.values()].filter(
    (files) => files.length > 1 && files.reduce((sum, { text }) => sum + text.length, 0) < mostText,
  );
  return [
    ...Array.from({ length: share }, () => small).flat(),
    ...examples.map((path) => [{ path: `/${path}`, text: read(path) }]),
    ...evidence.map((path) => [compose, { path: `/${path}`, text: read(path) }]),
    ...pages.flatMap((page) =>
      readCases(page, read(page)).map(({ files }) => files.map(({ path, text }) => ({ path: `/p/${path}`, text }))),
    ),
  ];
}

const surroundings = (files: readonly CaseFile[]) => ({
  surroundings: { siblings: new Set(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))) },
});

/** A fresh workspace that notes what the engine would otherwise catch: rules and fixes that throw, spans outside. */
function openAll(files: readonly CaseFile[], faults: string[]): Workspace {
  const workspace = createWorkspace({
    rules: rules.map((rule) => watched(rule, faults)),
    checklist,
    topics,
    hovers,
    today: () => today,
    locale: 'en',
    version: '0.0.0',
  });
  for (const { path, text } of files) workspace.open(path, text, surroundings(files));
  return workspace;
}

function watched(rule: Rule, faults: string[]): Rule {
  return {
    ...rule,
    *check(subject, context) {
      for (const report of rule.check(subject, context)) {
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

/** What does not hold for the files as they are now. */
function judge(files: readonly CaseFile[], changed: CaseFile, longLived: Workspace, dice: Dice): readonly string[] {
  const faults: string[] = [];
  const { path, text } = changed;
  const offsets = Array.from({ length: 5 }, () => dice.roll(text.length + 1));
  try {
    const began = process.cpuUsage();
    const fresh = openAll(files, faults);
    const expected = shown(fresh, offsets, path);
    const { user, system } = process.cpuUsage(began);
    const spent = (user + system) / 1000;
    if (spent > patience) faults.push(`checking takes ${Math.round(spent)} ms`);
    if (shown(longLived, offsets, path) !== expected) {
      faults.push(
        `after an edit it says other things than afresh: ${difference(shown(longLived, offsets, path), expected)}`,
      );
    }
    for (const { item, message } of fresh.readiness().failures) faults.push(`${item}: ${message}`);
    for (const { reason } of fresh.unchecked()) if (reason.startsWith('internal error')) faults.push(reason);
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
    faults.push(...assistFaults(fresh, files, changed, offsets.slice(0, 2)));
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
function judgeFix(files: readonly CaseFile[], file: CaseFile, fix: OfferedFix): readonly string[] {
  const faults: string[] = [];
  const before = openAll(files, faults);
  const text = applyEdits(file.text, fix.edits).text;
  const after = openAll(
    files.map((one) => (one === file ? { path: file.path, text } : one)),
    faults,
  );
  const problems = (workspace: Workspace) => workspace.documents(file.path).flatMap((document) => document.problems);
  if (problems(before).length === 0 && problems(after).length > 0) {
    faults.push(`${fix.rule}: its fix breaks the file: ${problems(after)[0]?.message} in ${JSON.stringify(text)}`);
  }
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

function isInside({ start, end }: Span, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error);
}
