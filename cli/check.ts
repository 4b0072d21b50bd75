import { resolve } from 'node:path';
import type { Document } from '../core/model/document.js';
import { type Level, levels } from '../core/model/format.js';
import { printJson } from '../core/report/json.js';
import { createReport, isAtLeast, type Report } from '../core/report/report.js';
import { printSarif } from '../core/report/sarif.js';
import { printText, visible } from '../core/report/text.js';
import { indexLines } from '../core/span.js';
import { type Arguments, type Locale, say, type Text } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { decodeSource, findRepository } from './files.js';
import { fixFiles } from './fix.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import { hasBrokenConfig, openSession, relativePath, reportOf, type Session } from './session.js';
import { texts } from './texts.js';

/** Options of `check`, as the argument parser gives them. */
export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly fix: boolean;
  readonly unsafeFixes: boolean;
  readonly failOn: Level | 'none';
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
  const tell = (text: Text, args: Arguments = {}): void => io.err(`${visible(say(text, locale, args))}\n`);
  const session = await open(paths, options, locale, io, product);
  if (session.workspace.unchecked().some(({ path }) => session.configs.includes(path)) || hasBrokenConfig(session)) {
    const report = reportOf({ ...session, files: [] }, product);
    io.out(print(report, session, options, locale, io, product));
    tellUnchecked(report, tell);
    tell(texts.brokenConfig);
    return exit.usage;
  }
  if (options.listFiles) return listFiles(session, io);

  for (const path of session.foreign) tell(texts.foreign, { path: session.shown(path) });
  const refused = new Set(session.workspace.unchecked().map(({ path }) => path));
  for (const path of session.files) {
    if (!refused.has(path) && holdsNothing(session.workspace.documents(path)))
      tell(texts.empty, { path: session.shown(path) });
  }
  const fixed = options.fix ? await fixFiles(session, options.unsafeFixes) : undefined;
  for (const { path, reason } of fixed?.failed ?? []) tell(texts.notWritten, { path: session.shown(path), reason });
  if (fixed !== undefined) tell(texts.fixed, { count: fixed.count, files: fixed.files.length });

  const whole = reportOf(session, product);
  io.out(print(options.quiet ? loudOnly(whole, options, product) : whole, session, options, locale, io, product));
  tellUnchecked(whole, tell);
  if (session.files.length === 0) tell(texts.nothing);

  const failing = findingsAtLeast(whole, options.failOn);
  const isIncomplete = whole.unchecked.length > 0 || (fixed?.failed.length ?? 0) > 0;
  if (options.format === 'text') {
    if (isIncomplete) tell(texts.verdictUnchecked);
    else if (options.failOn === 'none') tell(texts.verdictNone);
    else tell(failing > 0 ? texts.verdictFailed : texts.verdictClean, { level: options.failOn, count: failing });
  }
  // What was not looked at weighs more than what was found: a build must not take the rest for the whole.
  if (isIncomplete) return exit.unchecked;
  return failing > 0 ? exit.findings : exit.clean;
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
  if (options.unsafeFixes && !options.fix) throw wrong(texts.unsafeAlone);
  const common = {
    cwd: io.cwd,
    locale,
    today: io.today,
    suppressions: options.inlineIgnores,
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

function print(
  report: Report,
  session: Session,
  options: CheckOptions,
  locale: Locale,
  io: Io,
  product: Product,
): string {
  switch (options.format) {
    case 'json':
      return printJson(report);
    case 'sarif':
      return printSarif(report, { rules: product.rules, locale, prefix: prefixIn(io.cwd) });
    case 'text': {
      const color = io.isTerminal && !io.env['NO_COLOR'];
      const paths = new Map(session.workspace.paths.map((path) => [session.shown(path), path]));
      const source = (shown: string) => {
        const text = session.textOf(paths.get(shown) ?? '');
        return text === undefined ? undefined : { text, lines: indexLines(text) };
      };
      return printText(report, { locale, color, source, summary: !options.quiet });
    }
  }
}

/** The working folder below the root of its repository, with a slash at its end; empty at the root and outside of one. */
function prefixIn(cwd: string): string {
  const root = findRepository(cwd);
  const below = root === undefined ? '.' : relativePath(root, slashed(resolve(cwd)));
  return below === '.' ? '' : `${below}/`;
}

function loudOnly(report: Report, { failOn }: CheckOptions, product: Product): Report {
  const threshold = failOn === 'none' ? 'error' : failOn;
  const files = report.files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ severity }) => isAtLeast(severity, threshold)),
  }));
  return createReport({ ...report, files, rules: product.rules });
}

function findingsAtLeast({ summary }: Report, threshold: Level | 'none'): number {
  if (threshold === 'none') return 0;
  return levels.filter((level) => isAtLeast(level, threshold)).reduce((sum, level) => sum + summary.levels[level], 0);
}

function tellUnchecked({ unchecked }: Report, tell: (text: Text, args: Arguments) => void): void {
  for (const { path, reason, range } of unchecked) {
    if (range === undefined) tell(texts.unchecked, { path, reason });
    else tell(texts.uncheckedAt, { path, reason, line: range.start.line + 1 });
  }
}

function listFiles({ workspace, files, shown }: Session, io: Io): number {
  for (const path of files) {
    const format = workspace.documents(path)[0]?.format;
    if (format !== undefined) io.out(`${visible(shown(path))}\t${format}\n`);
  }
  return exit.clean;
}
