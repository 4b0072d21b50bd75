import { resolve } from 'node:path';
import type { Document } from '../core/model/document.js';
import { createReport, isAtLeast, type Report } from '../core/report/report.js';
import { visible } from '../core/report/text.js';
import { indexLines } from '../core/span.js';
import { type Arguments, type Locale, say, type Text } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { applyBaseline } from './baseline.js';
import { decodeSource } from './files.js';
import { diffOfFixes, fixFiles } from './fix.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import { printReport, type ReportFormat } from './print.js';
import { isConfigBroken, openSession, reportOf, type Session, type Shard } from './session.js';
import { texts } from './texts.js';
import { teller, tellUnchecked, type Verdict, verdictOf } from './verdict.js';

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
  readonly inlineIgnores: boolean;
  readonly quiet: boolean;
}

/** Runs `check` and answers its exit code. Reports go to standard output, words about the run to standard error. */
export async function runCheck(
  paths: readonly string[],
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<number> {
  const tell = teller(io.err, locale);
  const session = await open(paths, options, locale, io, product);
  if (isConfigBroken(session)) {
    const report = reportOf({ ...session, files: [] }, product);
    io.out(print(report, session, options, locale, io, product));
    tellUnchecked(report, locale, io);
    tell(texts.brokenConfig);
    return exit.usage;
  }
  if (options.listFiles) return listFiles(session, io);
  const hideKnown = async (found: Report, path: string): Promise<Report> => {
    const given = { path, update: options.updateBaseline };
    const { report, hidden, gone, written } = await applyBaseline(found, given, locale, io, product);
    if (hidden > 0) tell(texts.known, { count: hidden, path });
    if (written) tell(texts.baselineWritten, { path });
    else if (gone > 0) tell(texts.gone, { count: gone, path });
    return report;
  };

  for (const path of session.foreign) tell(texts.foreign, { path: session.shown(path) });
  const refused = new Set(session.workspace.unchecked().map(({ path }) => path));
  for (const path of session.files) {
    if (!refused.has(path) && holdsNothing(session.workspace.documents(path)))
      tell(texts.empty, { path: session.shown(path) });
  }
  if (options.diff) {
    const diff = await diffOfFixes(session, options.unsafeFixes);
    io.out(diff);
    const left = reportOf(session, product);
    tellUnchecked(left, locale, io);
    if (left.unchecked.length > 0) return exit.unchecked;
    return diff === '' ? exit.clean : exit.findings;
  }
  const fixed = options.fix ? await fixFiles(session, options.unsafeFixes) : undefined;
  for (const { path, reason } of fixed?.failed ?? []) tell(texts.notWritten, { path: session.shown(path), reason });
  if (fixed !== undefined) tell(texts.fixed, { count: fixed.count, files: fixed.files.length });

  const found = reportOf(session, product);
  const whole = options.baseline === undefined ? found : await hideKnown(found, options.baseline);
  io.out(print(options.quiet ? loudOnly(whole, options, product) : whole, session, options, locale, io, product));
  tellUnchecked(whole, locale, io);
  if (session.files.length === 0) tell(texts.nothing);

  const code = verdictOf(whole, options, options.format === 'text', locale, io);
  return (fixed?.failed.length ?? 0) > 0 ? exit.unchecked : code;
}

/** True for files that bear a name of ours and have nothing of it inside: an empty file, `{}`, comments only. */
function holdsNothing(documents: readonly Document[]): boolean {
  return documents.every(
    ({ format, problems, facts, instruction, workload, object }) =>
      problems.length + facts.length === 0 &&
      ((format === 'dockerfile' && instruction.length === 0) ||
        (format === 'compose' && workload.length === 0) ||
        (format === 'kubernetes' && object.length === 0)),
  );
}

async function open(
  paths: readonly string[],
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<Session> {
  const wrong = (text: Text, args: Arguments = {}): UsageError => new UsageError(say(text, locale, args));
  if (options.unsafeFixes && !options.fix && !options.diff) throw wrong(texts.unsafeAlone);
  if (options.updateBaseline && options.baseline === undefined) throw wrong(texts.baselineName);
  if (options.diff && (options.fix || options.format !== 'text')) throw wrong(texts.diffAlone);
  const common = {
    cwd: io.cwd,
    locale,
    today: io.today,
    suppressions: options.inlineIgnores,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(options.config === true ? {} : { config: options.config === false ? 'none' : options.config }),
  };
  if (options.stdin) {
    if (options.stdinFilename === undefined) throw wrong(texts.stdinName);
    if (paths.length > 0 || options.fix) throw wrong(texts.stdinPaths);
    const path = slashed(resolve(io.cwd, options.stdinFilename));
    const source = decodeSource(await io.stdin());
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

function listFiles({ workspace, files, shown }: Session, io: Io): number {
  for (const path of files) {
    const format = workspace.documents(path)[0]?.format;
    if (format !== undefined) io.out(`${visible(shown(path))}\t${format}\n`);
  }
  return exit.clean;
}
