import { resolve } from 'node:path';
import { printCheckstyle } from '../core/report/checkstyle.js';
import { printGithub } from '../core/report/github.js';
import { printGitlab } from '../core/report/gitlab.js';
import { printHtml } from '../core/report/html.js';
import { printJson } from '../core/report/json.js';
import { printJunit } from '../core/report/junit.js';
import type { Report } from '../core/report/report.js';
import { printSarif } from '../core/report/sarif.js';
import { printText, type TextOptions } from '../core/report/text.js';
import type { Locale } from '../core/text.js';
import { findRepository, slashed } from '../server/host/walk.js';
import type { Io, Product } from './io.js';
import { relativePath } from './session.js';

/** What `--format` takes. */
export const reportFormats = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What printing needs beside the report. */
export interface PrintOptions {
  readonly format: ReportFormat;
  readonly locale: Locale;
  /** False: only the findings, without totals. */
  readonly summary: boolean;
  /** Lines of a file of the report, where its text is at hand. */
  readonly source: TextOptions['source'];
}

/** The report as standard output gets it. */
export function printReport(report: Report, options: PrintOptions, io: Io, { rules }: Product): string {
  const { format, locale, summary, source } = options;
  const prefix = prefixIn(io.cwd);
  switch (format) {
    case 'json':
      return printJson(report);
    case 'sarif':
      return printSarif(report, { rules, locale, prefix });
    case 'github':
      return printGithub(report, { locale, prefix });
    case 'gitlab':
      return printGitlab(report, { locale, prefix });
    case 'junit':
      return printJunit(report, { locale, prefix });
    case 'checkstyle':
      return printCheckstyle(report, { locale, prefix });
    case 'html':
      return printHtml(report, { locale, rules, today: io.today, source });
    case 'text':
      return printText(report, { locale, color: io.isTerminal && !io.env['NO_COLOR'], source, summary });
  }
}

/** The working folder below the root of its repository, with a slash at its end; empty at the root and outside of one. */
function prefixIn(cwd: string): string {
  const root = findRepository(cwd);
  const below = root === undefined ? '.' : relativePath(root, slashed(resolve(cwd)));
  return below === '.' ? '' : `${below}/`;
}
