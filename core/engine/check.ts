import type { Settings } from '../config/resolve.js';
import type { Reads } from '../index/answers.js';
import type { MutableIndex } from '../index/index.js';
import type { Document } from '../model/document.js';
import type { SettingProblem } from '../model/setting.js';
import type { FileReport, Unchecked } from '../report/report.js';
import type { Rule } from '../rule.js';
import { type LineIndex, shift } from '../span.js';
import { type Locale, say } from '../text.js';
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

/** A checked file: its findings in order, with what their fixes are made from. */
export interface CheckedFile {
  readonly settled: readonly Settled[];
  readonly report: FileReport;
  readonly unchecked: readonly Unchecked[];
  /** True when it holds places in other files, which may move. */
  readonly isLinked: boolean;
  /** What was found in each document. */
  readonly ran: readonly Ran[];
}

/**
 * Runs the rules that are due and settles the findings of a file. `last` is what was settled of the same state of the
 * file under the same settings; it stands when nothing else is found now.
 */
export function checkFile(file: OpenFile, options: CheckOptions, last: CheckedFile | undefined): CheckedFile {
  const documents = file.documents.map(({ document }) => document);
  const ran = documents.map((document) => runDue(document, options));
  if (last !== undefined && ran.every((one, i) => one === last.ran[i])) return last;
  const crashes = documents.flatMap((document, i) => ran[i]?.crashes.map((crash) => ({ ...crash, document })) ?? []);
  const suppressions = options.suppressions
    ? createSuppressions(documents, { ...options, crashed: new Set(crashes.map(({ what }) => what)) })
    : undefined;

  const { locale, linesOf, index } = options;
  const how = { lines: file.lines(), locale, linesOf, suppressions, revision: () => index.revision };
  const first = documents.map((document, i) => settle(document, ran[i]?.findings ?? [], how));
  // Only now is it known which suppressions were of use.
  const second = documents.map((document) => settle(document, runLast(document, options, suppressions), how));
  const shown = [...first, ...second].flatMap((one) => one.shown).sort(byPlace);
  const hidden = first.flatMap((one) => one.suppressed);
  return {
    settled: shown,
    report: {
      path: file.path,
      kind: file.format,
      findings: shown.map(({ finding }) => finding),
      maskedLines: maskedLines([...shown, ...hidden]),
    },
    unchecked: [...brokenDocuments(file, options.locale), ...sayCrashes(file, crashes, options.locale)],
    isLinked: shown.some(({ finding }) => finding.related.some(({ path }) => path !== file.path)),
    ran,
  };
}

/** Findings of a document: kept ones where nothing they depend on has changed. */
function runDue(document: Document, options: CheckOptions): Ran {
  const { settings, today, index, kept } = options;
  const before = kept.get(document);
  const isCurrent = before?.settings === settings && before.today === today;
  if (isCurrent && index.hold(before.reads)) return before.ran;
  const run = (scope: RunOptions['scope']): Ran =>
    inParts(document, settings, (part) => runRules(document, { ...part, today, index, scope }));
  const local = isCurrent ? before.local : run('document');
  const { value: wide, reads } = index.watch(() => run('workspace'));
  const ran: Ran = {
    findings: [...local.findings, ...wide.findings],
    crashes: [...local.crashes, ...wide.crashes],
  };
  kept.set(document, { settings, today, local, ran, reads });
  return ran;
}

/** Rules about what the engine itself knows: suppressions that did nothing, faults of a configuration. */
function runLast(document: Document, options: CheckOptions, suppressions: Suppressions | undefined): Ran['findings'] {
  const { today, index } = options;
  const settings = document.format === 'seaworthy' ? options.settingProblems : [];
  const judged = suppressions?.judge(document) ?? [];
  return inParts(document, options.settings, (part) => {
    const run = { ...part, today, index, scope: 'document' } as const;
    const findings = [
      ...runEngineRules(document, 'setting', [...syntaxProblems(document), ...settings], run).findings,
      ...runEngineRules(document, 'suppression', judged, run).findings,
    ];
    return { findings, crashes: [] };
  }).findings;
}

/** Runs over a document once for all settings that hold in it. */
function inParts(document: Document, settings: Settings, run: (part: Part) => Ran): Ran {
  const ran = partsOf(document, settings).map(run);
  const [only] = ran;
  if (only !== undefined && ran.length === 1) return only;
  return { findings: ran.flatMap(({ findings }) => findings), crashes: ran.flatMap(({ crashes }) => crashes) };
}

function syntaxProblems({ format, problems }: Document): readonly SettingProblem[] {
  if (format !== 'seaworthy') return [];
  return problems.map(({ span, text }) => ({
    format,
    span,
    name: text,
    fault: 'syntax',
    expected: undefined,
    nearest: undefined,
  }));
}

function maskedLines(all: readonly Settled[]): readonly number[] {
  const lines = new Set<number>();
  for (const { finding, local } of all) {
    if (!local.active.rule.sensitive) continue;
    for (let line = finding.range.start.line; line <= finding.range.end.line; line++) lines.add(line);
  }
  return [...lines].sort((a, b) => a - b);
}

/** YAML with a syntax error is checked only as far as it can be read. A Dockerfile goes on after a bad instruction. */
function brokenDocuments({ path, lines, documents, format }: OpenFile, locale: Locale): readonly Unchecked[] {
  if (format === 'dockerfile') return [];
  return documents.flatMap(({ document }) => {
    const problem = document.problems[0];
    if (problem === undefined) return [];
    const range = lines().range(shift(problem.span, document.base));
    const reason = say(texts.broken, locale, { line: range.start.line + 1, message: problem.text });
    return [{ path, reason, range }];
  });
}

interface PlacedCrash {
  readonly what: string;
  readonly message: string;
  readonly document: Document;
}

/** One notice for each rule, whatever the number of documents it failed on. */
function sayCrashes(file: OpenFile, crashes: readonly PlacedCrash[], locale: Locale): readonly Unchecked[] {
  const told = new Map<string, Unchecked>();
  for (const { what, message, document } of crashes) {
    if (told.has(what)) continue;
    const range = file.lines().range(shift(document.anchor, document.base));
    told.set(what, { path: file.path, reason: say(texts.crash, locale, { what, message }), range });
  }
  return [...told.values()];
}

const texts = {
  broken: { en: 'syntax error in line {line}: {message}', ru: 'синтаксическая ошибка в строке {line}: {message}' },
  crash: { en: 'internal error in "{what}": {message}', ru: 'внутренняя ошибка в «{what}»: {message}' },
};
