import { resolve } from 'node:path';
import type { Document } from '../core/model/document.js';
import { createReport, isAtLeast, type Report } from '../core/report/report.js';
import { indexLines } from '../core/span.js';
import { type Arguments, type Locale, say, type Text } from '../core/text.js';
import { visible } from '../core/visible.js';
import { slashed } from '../server/host/walk.js';
import { applyBaseline } from './baseline.js';
import type { CrewPlan } from './crew/open.js';
import { decodeSource, readSource, type Source } from './files.js';
import { diffOfFixes, fixFiles } from './fix.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import { readList } from './list.js';
import type { ReportFormat } from './names.js';
import { printReport } from './print.js';
import { printConfig } from './print-config.js';
import { createProgress, type Progress } from './progress.js';
import { isConfigBroken, openSession, reportOf, type Session, type SessionOptions, type Shard } from './session.js';
import { texts } from './texts.js';
import { teller, tellUnchecked, type Verdict, verdictOf } from './verdict.js';
import { type Since, watchAndRun } from './watch.js';

/** Options of `check`, as the argument parser gives them. */
export interface CheckOptions extends Verdict {
  readonly format: ReportFormat;
  readonly fix: boolean;
  readonly unsafeFixes: boolean;
  /** Only print what the fixes would change. */
  readonly diff: boolean;
  readonly shard?: Shard;
  /** File with the findings that are accepted for now. */
  readonly baseline?: string;
  readonly updateBaseline: boolean;
  readonly stdin: boolean;
  readonly stdinFilename?: string;
  /** A path; false: no configuration; true: the nearest one. */
  readonly config: string | boolean;
  readonly listFiles: boolean;
  /** Print what holds for this file, and check nothing. */
  readonly printConfig?: string;
  /** A file with the paths to report, or `-`. */
  readonly filesFrom?: string;
  /** Report only what has changed since this revision. */
  readonly changedSince?: string;
  readonly watch: boolean;
  readonly inlineIgnores: boolean;
  readonly quiet: boolean;
  /** Threads that share the work; unset: by the number of files and cores. */
  readonly jobs?: number;
}

/** Runs `check` and answers its exit code. Reports go to standard output, words about the run to standard error. */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<number> {
  refuseWrongUse(paths, options, locale);
  if (!options.watch) return (await checkOnce(paths, options, locale, io, product)).code;
  const run = async (since: Since | undefined): Promise<Session> =>
    (await checkOnce(paths, options, locale, io, product, since)).session;
  return watchAndRun(run, locale, io);
}

async function checkOnce(
  paths: readonly string[],
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
  since?: Since,
): Promise<{ readonly code: number; readonly session: Session }> {
  const progress = createProgress(locale, io);
  try {
    const only = options.filesFrom === undefined ? undefined : await readList(options.filesFrom, locale, io);
    const session =
      (await reopened(options, since)) ?? (await open(paths, options, only, progress, locale, io, product));
    if (options.fix || options.diff) progress.end();
    else await lookAtAll(session, progress);
    progress.end();
    if (only !== undefined) tellUnlisted(session, only, locale, io);
    return { code: await conclude(session, options, locale, io, product), session };
  } finally {
    progress.end();
  }
}

/** Chooses what has changed since a revision. What reads repositories is loaded for those who ask. */
async function chooser(revision: string, locale: Locale, io: Io): Promise<SessionOptions['choose']> {
  const { openChanges } = await import('./git/changes.js');
  const compare = await openChanges(slashed(resolve(io.cwd)), revision, locale);
  return async (files) => {
    const { changed, outside } = await compare(files);
    if (outside > 0) teller(io.err, locale)(texts.uncompared, { count: outside });
    return changed;
  };
}

/** The session of the last run where it can be taken further; it knows neither what a fix has written nor another list. */
async function reopened(options: CheckOptions, since: Since | undefined): Promise<Session | undefined> {
  if (since === undefined || options.fix || isNarrowed(options)) return undefined;
  return (await since.session.reread(since.changed)) ? since.session : undefined;
}

/** The engine keeps what it found: this only makes it known how far it is. */
async function lookAtAll({ workspace, files, checkTogether }: Session, progress: Progress): Promise<void> {
  await checkTogether?.(progress);
  for (const [at, path] of files.entries()) {
    progress.step('check', at, files.length);
    workspace.check(path);
  }
}

function tellUnlisted({ files, configs }: Session, only: ReadonlySet<string>, locale: Locale, io: Io): void {
  const known = new Set([...files, ...configs]);
  const count = [...only].filter((path) => !known.has(path)).length;
  if (count > 0) teller(io.err, locale)(texts.unlisted, { count });
}

/** Says what a session holds, in the way the options ask for, and answers the exit code. */
async function conclude(
  session: Session,
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<number> {
  const tell = teller(io.err, locale);
  if (isConfigBroken(session)) {
    const report = reportOf({ ...session, files: [] }, product);
    await print(report, session, options, locale, io, product);
    tellUnchecked(report, locale, io);
    tell(texts.brokenConfig);
    return exit.usage;
  }
  if (options.listFiles) return listFiles(session, io);
  if (options.printConfig !== undefined) {
    io.out(printConfig(session, options.printConfig, options.format === 'json', locale, io));
    return exit.clean;
  }
  const hideKnown = async (found: Report, path: string): Promise<Report> => {
    const given = { path, update: options.updateBaseline };
    const { report, hidden, gone, written } = await applyBaseline(found, given, locale, io, product);
    if (hidden > 0) tell(texts.known, { count: hidden, path });
    if (written) tell(texts.baselineWritten, { path });
    else if (gone > 0) tell(texts.gone, { count: gone, path });
    return report;
  };

  const skimmed = session.files.reduce((sum, path) => sum + skimmedIn(session, path), 0);
  if (skimmed > 0) tell(texts.skimmed, { count: skimmed });
  for (const path of session.foreign) tell(texts.foreign, { path: session.shown(path) });
  const refused = new Set(session.workspace.unchecked().map(({ path }) => path));
  for (const path of session.files) {
    if (!refused.has(path) && holdsNothing(session.workspace.documents(path)))
      tell(texts.empty, { path: session.shown(path) });
  }
  if (options.diff) {
    const diff = await diffOfFixes(session, options.unsafeFixes);
    // A patch is taken as it is by a program; a terminal would obey it.
    io.out(io.isTerminal ? diff.split('\n').map(visible).join('\n') : diff);
    const left = reportOf(session, product);
    tellUnchecked(left, locale, io);
    if (left.unchecked.length > 0) return exit.unchecked;
    return diff === '' ? exit.clean : exit.findings;
  }
  const fixed = options.fix ? await fixFiles(session, options.unsafeFixes, locale, io) : undefined;
  for (const { path, reason } of fixed?.failed ?? []) tell(texts.notWritten, { path: session.shown(path), reason });
  if (fixed !== undefined) tell(texts.fixed, { count: fixed.count, files: fixed.files.length });
  if (fixed?.isStopped === true) {
    tell(texts.verdictStopped);
    return exit.unchecked;
  }

  const found = reportOf(session, product);
  const whole = options.baseline === undefined ? found : await hideKnown(found, options.baseline);
  await print(options.quiet ? loudOnly(whole, options, product) : whole, session, options, locale, io, product);
  tellUnchecked(whole, locale, io);
  if (session.files.length === 0) {
    if (options.changedSince === undefined) tell(texts.nothing);
    else tell(texts.unchanged, { revision: options.changedSince });
  }

  const isTold = options.format === 'text';
  if ((fixed?.failed.length ?? 0) > 0) {
    if (isTold) tell(texts.verdictUnwritten);
    return exit.unchecked;
  }
  return verdictOf(whole, options, isTold, locale, io);
}

/** True for files that bear a name of ours and have nothing of it inside: an empty file, `{}`, comments only. */
function holdsNothing(documents: readonly Document[]): boolean {
  // Asked one by one: what has facts need not be read again.
  return documents.every(
    (one) =>
      one.problems.length + one.facts.length === 0 &&
      ((one.format === 'dockerfile' && one.instruction.length === 0) ||
        (one.format === 'compose' && one.workload.length === 0) ||
        (one.format === 'kubernetes' && one.object.length === 0)),
  );
}

/** True when a run reports only some of the files that it reads. */
function isNarrowed({ filesFrom, changedSince }: CheckOptions): boolean {
  return filesFrom !== undefined || changedSince !== undefined;
}

/** So many files make a thread worth its start, on a machine whose other cores compile and collect for the first. */
const filesForThread = 300;

/** Characters of a file that may take all the memory there is: that ends a thread, or the whole run where there is none. */
const veryLong = 300_000;

function crewFor(
  files: number,
  longest: number,
  jobs: number | undefined,
  { cores = 1, loadThreads }: Io,
): CrewPlan | undefined {
  const wanted = jobs ?? Math.min(cores, Math.floor(files / filesForThread));
  const size = wanted < 2 && longest < veryLong ? 0 : Math.max(wanted, 1);
  return size === 0 || loadThreads === undefined ? undefined : { size, load: loadThreads };
}

/** What options do not go together. */
function refuseWrongUse(paths: readonly string[], options: CheckOptions, locale: Locale): void {
  const wrong = (text: Text, args: Arguments = {}): UsageError => new UsageError(say(text, locale, args));
  if (options.unsafeFixes && !options.fix && !options.diff) throw wrong(texts.unsafeAlone);
  if (options.updateBaseline && options.baseline === undefined) throw wrong(texts.baselineName);
  if (options.diff && (options.fix || options.format !== 'text')) throw wrong(texts.diffAlone);
  if (options.stdin && options.stdinFilename === undefined) throw wrong(texts.stdinName);
  if (options.stdin && (paths.length > 0 || options.fix)) throw wrong(texts.stdinPaths);
  if (options.stdin && isNarrowed(options)) throw wrong(texts.listStdin);
  const { printConfig: asked, format } = options;
  const isMore = options.stdin || options.fix || options.diff || options.changedSince !== undefined;
  if (asked !== undefined && (paths.length > 0 || isMore)) throw wrong(texts.printAlone);
  if (asked !== undefined && format !== 'text' && format !== 'json') throw wrong(texts.printFormat);
  const isOnce = options.stdin || options.diff || options.listFiles || asked !== undefined;
  if (options.watch && (isOnce || options.filesFrom === '-' || format !== 'text')) throw wrong(texts.watchAlone);
}

async function open(
  paths: readonly string[],
  options: CheckOptions,
  only: SessionOptions['only'],
  progress: Progress,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<Session> {
  const choose = options.changedSince === undefined ? undefined : await chooser(options.changedSince, locale, io);
  const isFixing = options.fix || options.diff;
  const common = {
    cwd: io.cwd,
    locale,
    today: io.today,
    suppressions: options.inlineIgnores,
    progress,
    once: !isFixing && !options.watch,
    crew:
      isFixing || options.watch || options.listFiles
        ? undefined
        : (files: number, longest: number) => crewFor(files, longest, options.jobs, io),
    ...(only === undefined ? {} : { only }),
    ...(choose === undefined ? {} : { choose }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(options.config === true ? {} : { config: options.config === false ? 'none' : options.config }),
  };
  if (options.stdin) {
    const path = slashed(resolve(io.cwd, options.stdinFilename ?? ''));
    const source = decodeSource(await io.stdin());
    return openSession({ ...common, paths: [], virtual: { path, source } }, product);
  }
  if (options.printConfig !== undefined) {
    // What would hold for a file can be asked before there is one.
    const path = slashed(resolve(io.cwd, options.printConfig));
    const read = readSource(path);
    const source: Source = read.state === 'absent' ? { state: 'text', text: '' } : read;
    return openSession({ ...common, paths: [], virtual: { path, source } }, product);
  }
  return openSession({ ...common, paths: paths.length === 0 ? ['.'] : paths }, product);
}

function print(report: Report, session: Session, options: CheckOptions, locale: Locale, io: Io, product: Product) {
  const paths = new Map(session.workspace.paths.map((path) => [session.shown(path), path]));
  const source = (shown: string) => {
    const text = session.textOf(paths.get(shown) ?? '');
    return text === undefined ? undefined : { text, lines: indexLines(text) };
  };
  return printReport(report, { format: options.format, locale, summary: !options.quiet, source }, io, product);
}

function loudOnly(report: Report, { failOn }: CheckOptions, product: Product): Report {
  const threshold = failOn === 'none' ? 'error' : failOn;
  const files = report.files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ severity }) => isAtLeast(severity, threshold)),
  }));
  return createReport({ ...report, files, rules: product.rules });
}

/** Documents of a file that were not read whole. */
function skimmedIn({ workspace }: Session, path: string): number {
  return workspace.documents(path).filter(({ skimmed }) => skimmed).length;
}

function listFiles(session: Session, io: Io): number {
  const { workspace, files, shown } = session;
  for (const path of files) {
    const format = workspace.documents(path)[0]?.format;
    const part = skimmedIn(session, path) > 0 ? '\thead only' : '';
    if (format !== undefined) io.out(`${visible(shown(path))}\t${format}${part}\n`);
  }
  return exit.clean;
}
