import type { Settings } from '../config/active.js';
import type { Reads } from '../index/answers.js';
import type { MutableIndex } from '../index/index.js';
import type { ReadDocument } from '../kinds/read.js';
import type { Document } from '../model/document.js';
import type { SettingProblem } from '../model/setting.js';
import { type FileReport, plainFinding, type Unchecked } from '../report/report.js';
import type { Rule } from '../rule.js';
import { type LineIndex, shift, touches } from '../span.js';
import { finish, type Steps } from '../steps.js';
import { type Locale, say, type Text } from '../text.js';
import { createTrials } from '../trials.js';
import type { Limits } from './budget.js';
import type { OpenFile } from './file.js';
import { type Part, partsOf } from './owners.js';
import type { Peers } from './peers.js';
import { type Ran, type RunOptions, runEngineRules, runRules } from './run.js';
import { byPlace, type Settled, settle } from './settle.js';
import { createSuppressions, type Suppressions } from './suppress.js';

/** What checking needs beside the file. */
export interface CheckOptions {
  readonly settings: Settings;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly peers: Peers;
  readonly index: MutableIndex;
  readonly today: string;
  readonly limits: Limits;
  readonly locale: Locale;
  readonly suppressions: boolean;
  readonly kept: KeptFindings;
  /** Faults of the file, when it is a configuration. */
  readonly settingProblems: readonly SettingProblem[];
  readonly linesOf: (path: string) => LineIndex | undefined;
}

/** What the rules found in a document, by the document that was read. Owned by the workspace. */
export type KeptFindings = WeakMap<Document, Kept>;

interface Kept {
  readonly settings: Settings;
  readonly today: string;
  /** Of rules of document scope. */
  readonly local: Ran;
  /** Of all rules. */
  readonly ran: Ran;
  /** What of the workspace it was made from. */
  readonly reads: Reads;
}

/** What was found in a file, for those who need no fixes. Plain data once it is sealed. */
export interface FoundInFile {
  readonly report: FileReport;
  readonly unchecked: readonly Unchecked[];
  /** True when it holds places in other files, which may move. */
  readonly isLinked: boolean;
}

/** A checked file: its findings in order, with what their fixes are made from. */
export interface CheckedFile extends FoundInFile {
  readonly settled: readonly Settled[];
  /** What was found in each document. */
  readonly ran: readonly Ran[];
}

/** A result, and under what it holds. */
export interface Checked extends Pick<CheckOptions, 'settings' | 'today'> {
  /** Of the index. */
  readonly revision: number;
  readonly reads: number;
  /** Of the configurations, for one of them. */
  readonly config: number;
  readonly result: CheckedFile;
  /** True when nothing is left of it but plain data. */
  readonly isSealed: boolean;
}

/**
 * Runs the rules that are due and settles the findings of a file. `last` is what was settled of the same state of the
 * file under the same settings; it stands when nothing else is found now.
 */
export function checkFile(file: OpenFile, options: CheckOptions, last: CheckedFile | undefined): CheckedFile {
  const documents = file.documents.map(({ document }) => document);
  const ran = documents.map((document) => finish(runDue(document, options)));
  if (last !== undefined && ran.every((one, i) => one === last.ran[i])) return last;
  const crashes = documents.flatMap((document, i) => ran[i]?.crashes.map((crash) => ({ ...crash, document })) ?? []);
  const failed = new Set(crashes.map(({ what }) => what));
  const { rules, peers, settings, today, locale, linesOf, index } = options;
  const suppressions = options.suppressions
    ? createSuppressions(documents, { rules, peers, settings, today, crashed: failed })
    : undefined;

  const { beside } = settings;
  const revision = () => index.revision;
  const trials = createTrials(revision);
  const how = { lines: file.lines(), locale, linesOf, suppressions, beside, revision, trials };
  const first = documents.map((document, i) => settle(document, ran[i]?.findings ?? [], how));
  // Only now is it known which suppressions were of use.
  const late = file.documents.map((read) => ({
    document: read.document,
    ran: runLast(read.document, settingProblems(file, read, options), options, suppressions),
  }));
  const second = late.map(({ document, ran }) => settle(document, ran.findings, how));
  const lateCrashes = late.flatMap(({ document, ran }) => ran.crashes.map((crash) => ({ ...crash, document })));
  const shown = [...first, ...second].flatMap((one) => one.shown).sort(byPlace);
  const left = first.flatMap((one) => one.left);
  const hidden = [...first.flatMap((one) => one.suppressed), ...left];
  return {
    settled: shown,
    report: {
      path: file.path,
      kind: file.format,
      findings: shown.map(({ finding }) => finding),
      left: left.map(({ finding }) => finding),
      maskedLines: maskedLines(file, [...shown, ...hidden], failed, options.rules),
    },
    unchecked: [
      ...brokenDocuments(file, options.locale),
      ...sayCrashes(file, [...crashes, ...lateCrashes], options.locale),
    ],
    isLinked: shown.some(({ finding }) => finding.related.some(({ path }) => path !== file.path)),
    ran,
  };
}

/** A checked file without what its findings were made from: whether each can be fixed is found out now. */
export function sealed({ report, unchecked, isLinked }: CheckedFile): CheckedFile {
  const findings = report.findings.map((finding) => plainFinding(finding));
  return { settled: [], report: { ...report, findings }, unchecked, isLinked, ran: [] };
}

/** How often a document is begun anew when others change meanwhile what its rules see; then it waits for its check. */
const mostRounds = 3;

/** Runs in steps the rules that are due, and keeps what they find. */
export function* checkAhead({ documents }: OpenFile, options: CheckOptions): Steps<void> {
  for (const { document } of documents) {
    for (let round = 0, seen = -1; round < mostRounds && seen !== options.index.revision; round++) {
      seen = options.index.revision;
      yield* runDue(document, options);
      yield;
    }
  }
}

/** Findings of a document: kept ones where nothing they depend on has changed. */
function* runDue(document: Document, options: CheckOptions): Steps<Ran> {
  const { settings, today, index, limits, kept } = options;
  const { revision } = index;
  const before = kept.get(document);
  const isCurrent = before?.settings === settings && before.today === today;
  if (isCurrent && index.hold(before.reads)) return before.ran;
  const run = (scope: RunOptions['scope']): Steps<Ran> => runParts(document, { settings, today, index, limits, scope });
  const local = isCurrent ? before.local : yield* run('document');
  const { value: wide, reads } = yield* index.watch(run('workspace'));
  const ran: Ran = {
    findings: [...local.findings, ...wide.findings],
    crashes: [...local.crashes, ...wide.crashes],
  };
  // What was read before the index has changed is no longer what it says.
  if (index.revision === revision) kept.set(document, { settings, today, local, ran, reads });
  return ran;
}

/** Runs the rules of a scope under all settings that hold in a document. */
function runParts(document: Document, options: RunOptions): Steps<Ran> {
  const parts = partsOf(document, options.settings);
  // Nearly always there is one, and another generator around would cost as much as a rule.
  return parts.length === 1 ? runRules(document, options) : runEach(document, parts, options);
}

function* runEach(document: Document, parts: readonly Part[], options: RunOptions): Steps<Ran> {
  const ran: Ran[] = [];
  for (const part of parts) ran.push(yield* runRules(document, { ...options, ...part }));
  return joined(ran);
}

/** Rules about what the engine itself knows: suppressions that did nothing, faults of a configuration. */
function runLast(
  document: Document,
  settings: readonly SettingProblem[],
  options: CheckOptions,
  suppressions: Suppressions | undefined,
): Ran {
  const { today, index, limits } = options;
  const judged = suppressions?.judge(document) ?? [];
  if (settings.length + judged.length === 0) return { findings: [], crashes: [] };
  return joined(
    partsOf(document, options.settings).flatMap((part) => {
      const run = { ...part, today, index, limits, scope: 'document' } as const;
      return [runEngineRules(document, 'setting', settings, run), runEngineRules(document, 'suppression', judged, run)];
    }),
  );
}

/** What was found under all settings that hold in a document. */
function joined(ran: readonly Ran[]): Ran {
  const [only] = ran;
  if (only !== undefined && ran.length === 1) return only;
  return { findings: ran.flatMap(({ findings }) => findings), crashes: ran.flatMap(({ crashes }) => crashes) };
}

/** A configuration is the first document of its file: faults are told of it alone, and of others that nobody reads them. */
function settingProblems(
  file: OpenFile,
  { document, yaml }: ReadDocument,
  options: CheckOptions,
): readonly SettingProblem[] {
  const { format, problems, anchor } = document;
  if (format !== 'seaworthy') return [];
  const rest = { format, expected: undefined, nearest: undefined };
  const isRead = document === file.documents[0]?.document;
  return [
    ...problems.map(({ span, text }) => ({ ...rest, span, name: text, fault: 'syntax' as const })),
    ...(isRead ? options.settingProblems : []),
    ...(isRead || yaml?.empty === true ? [] : [{ ...rest, span: anchor, name: '', fault: 'unread' as const }]),
  ];
}

/** Instructions whose values may be secrets. */
const carryingValues: ReadonlySet<string> = new Set(['ENV', 'ARG']);

/**
 * Lines that hold a secret. Where a rule that looks for secrets has failed nobody knows which do, so that all may; and of
 * values that could not be read nobody knows what they are.
 */
function maskedLines(
  file: OpenFile,
  all: readonly Settled[],
  failed: ReadonlySet<string>,
  rules: ReadonlyMap<string, Rule>,
): readonly number[] {
  const masked = new Set<number>();
  const add = (first: number, last: number): void => {
    for (let line = first; line <= last; line++) masked.add(line);
  };
  for (const { finding, local } of all) {
    if (local.active.rule.sensitive) add(finding.range.start.line, finding.range.end.line);
  }
  for (const { document } of file.documents) {
    const unread = document.problems.length === 0 ? [] : document.instruction;
    for (const { keyword, span } of unread) {
      if (!carryingValues.has(keyword) || !document.problems.some((problem) => touches(problem.span, span))) continue;
      const { start, end } = file.lines().range(shift(span, document.base));
      add(start.line, end.line);
    }
  }
  const isBlind =
    failed.size > 0 &&
    [...rules.values()].some(({ id, on, sensitive }) => sensitive && (failed.has(id) || failed.has(on)));
  if (isBlind) add(0, file.lines().position(file.text.length).line);
  return [...masked].sort((a, b) => a - b);
}

/** YAML with a syntax error is checked only as far as it can be read. A Dockerfile goes on after a bad instruction. */
function brokenDocuments(file: OpenFile, locale: Locale): readonly Unchecked[] {
  if (file.format === 'dockerfile') return [];
  return file.documents.flatMap(({ document }) => {
    const problem = document.problems[0];
    if (problem === undefined) return [];
    const range = file.lines().range(shift(problem.span, document.base));
    const reason = say(texts.broken, locale, { line: range.start.line + 1, message: problem.text });
    return [{ path: file.path, reason, range }];
  });
}

interface PlacedCrash {
  readonly what: string;
  readonly reason: Text;
  readonly document: Document;
}

/** One notice for each rule, whatever the number of documents it failed on. */
function sayCrashes(file: OpenFile, crashes: readonly PlacedCrash[], locale: Locale): readonly Unchecked[] {
  const told = new Map<string, Unchecked>();
  for (const { what, reason, document } of crashes) {
    if (told.has(what)) continue;
    const range = file.lines().range(shift(document.anchor, document.base));
    told.set(what, { path: file.path, reason: say(reason, locale), range, failed: what });
  }
  return [...told.values()];
}

const texts = {
  broken: { en: 'syntax error in line {line}: {message}', ru: 'синтаксическая ошибка в строке {line}: {message}' },
};
