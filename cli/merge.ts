import { resolve } from 'node:path';
import { type ReadReport, readReport, WrongReport } from '../core/report/read.js';
import { createReport, type Report, type ReportedFile, type Unchecked } from '../core/report/report.js';
import { type Locale, say } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { readSource } from './files.js';
import { type Io, type Product, UsageError } from './io.js';
import { type PrintOptions, printReport } from './print.js';
import { texts } from './texts.js';
import { tellUnchecked, type Verdict, verdictOf } from './verdict.js';

/** Options of `merge`, as the argument parser gives them. */
export interface MergeOptions extends Verdict {
  readonly format: PrintOptions['format'];
}

/** Makes one report of those that the shards of a run have printed as JSON, and answers the exit code of the whole. */
export async function runMerge(
  paths: readonly string[],
  options: MergeOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<number> {
  const reports: ReadReport[] = [];
  for (const path of paths) reports.push(await readOne(path, locale, io));
  const report = merge(reports, product);
  await printReport(report, { format: options.format, locale, summary: true, source: () => undefined }, io, product);
  tellUnchecked(report, locale, io);
  return verdictOf(report, options, options.format === 'text', locale, io);
}

async function readOne(path: string, locale: Locale, io: Io): Promise<ReadReport> {
  const source = readSource(slashed(resolve(io.cwd, path)), Number.POSITIVE_INFINITY);
  if (source.state === 'absent') throw new UsageError(path, 'path');
  if (source.state !== 'text') throw new UsageError(say(texts.noReport, locale, { path, reason: source.reason }));
  try {
    return readReport(source.text);
  } catch (error) {
    if (!(error instanceof WrongReport)) throw error;
    throw new UsageError(say(texts.noReport, locale, { path, reason: error.message }));
  }
}

/** Each file once, in the order of paths: shards share their configuration files. */
function merge(reports: readonly ReadReport[], { version, rules }: Product): Report {
  const files = new Map<string, ReportedFile>();
  const unchecked = new Map<string, Unchecked>();
  for (const report of reports) {
    for (const file of report.files) files.set(file.path, file);
    for (const one of report.unchecked) unchecked.set(`${one.path} ${one.range?.start.line} ${one.reason}`, one);
  }
  const inOrder = <T extends { readonly path: string }>(all: Iterable<T>): readonly T[] =>
    [...all].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return createReport({ version, rules, files: inOrder(files.values()), unchecked: inOrder(unchecked.values()) });
}
