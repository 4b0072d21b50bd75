import { resolve } from 'node:path';
import { jsonPieces } from '../core/report/json.js';
import type { Report } from '../core/report/report.js';
import { printText, type TextOptions } from '../core/report/text.js';
import type { Locale } from '../core/text.js';
import { findRepository, slashed } from '../server/host/walk.js';
import type { Io, Product } from './io.js';
import type { ReportFormat } from './names.js';
import { relativePath } from './session.js';

/** What printing needs beside the report. */
export interface PrintOptions {
  readonly format: ReportFormat;
  readonly locale: Locale;
  /** False: only the findings, without totals. */
  readonly summary: boolean;
  /** Lines of a file of the report, where its text is at hand. */
  readonly source: TextOptions['source'];
}

/** Prints a report on standard output. */
export async function printReport(report: Report, options: PrintOptions, io: Io, product: Product): Promise<void> {
  const { format } = options;
  if (format === 'json') printPieces(jsonPieces(report), io);
  else io.out(await textOf(report, format, options, io, product));
}

/** Characters that are written at a time. */
const pieceSize = 65_536;

function printPieces(pieces: Iterable<string>, io: Io): void {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < pieceSize) continue;
    io.out(waiting);
    waiting = '';
  }
  io.out(waiting);
}

async function textOf(
  report: Report,
  format: Exclude<ReportFormat, 'json'>,
  { locale, summary, source }: PrintOptions,
  io: Io,
  { rules }: Product,
): Promise<string> {
  if (format === 'text')
    return printText(report, { locale, color: io.isTerminal && !io.env['NO_COLOR'], source, summary });
  const printers = await import('./elsewhere.js');
  const prefix = prefixIn(io.cwd);
  switch (format) {
    case 'sarif':
      return printers.printSarif(report, { rules, locale, prefix });
    case 'github':
      return printers.printGithub(report, { locale, prefix });
    case 'gitlab':
      return printers.printGitlab(report, { locale, prefix });
    case 'junit':
      return printers.printJunit(report, { locale, prefix });
    case 'checkstyle':
      return printers.printCheckstyle(report, { locale, prefix });
    case 'html':
      return printers.printHtml(report, { locale, rules, today: io.today, source });
  }
}

/** The working folder below the root of its repository, with a slash at its end; empty at the root and outside of one. */
function prefixIn(cwd: string): string {
  const root = findRepository(cwd);
  const below = root === undefined ? '.' : relativePath(root, slashed(resolve(cwd)));
  return below === '.' ? '' : `${below}/`;
}
