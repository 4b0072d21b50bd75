import { type ReadinessReport, withPaths } from '../core/readiness/report.js';
import { fileLinks, printReadinessHtml } from '../core/report/readiness-html.js';
import { printReadinessJson } from '../core/report/readiness-json.js';
import { printReadinessMarkdown } from '../core/report/readiness-markdown.js';
import { printReadinessText } from '../core/report/readiness-text.js';
import { placeText } from '../core/report/readiness-texts.js';
import type { Locale } from '../core/text.js';
import { createWorkspace } from '../core/workspace.js';
import { exit, type Io, type Product } from './io.js';
import { isConfigBroken, openSessionOf, reportOf } from './session.js';
import { texts } from './texts.js';
import { teller, tellUnchecked } from './verdict.js';

/** Options of `readiness`, as the argument parser gives them. */
export interface ReadinessOptions {
  readonly format: 'text' | 'markdown' | 'html' | 'json';
}

/** Runs `readiness` and answers its exit code: what is open fails nothing, for it is no check of one change. */
export async function runReadiness(
  paths: readonly string[],
  { format }: ReadinessOptions,
  locale: Locale,
  io: Io,
  product: Product,
): Promise<number> {
  const tell = teller(io.err, locale);
  const given = paths.length === 0 ? ['.'] : paths;
  const checklist = (await product.checklist?.()) ?? [];
  const session = await openSessionOf(
    // Topics explain what stands under a cursor, and nothing points here.
    (options) => createWorkspace({ ...options, checklist, topics: [] }),
    { cwd: io.cwd, paths: given, locale, today: io.today, evidence: true },
    product,
  );
  if (isConfigBroken(session)) {
    const broken = reportOf({ ...session, files: [] }, product);
    for (const { path, findings } of broken.files) {
      for (const { range, message } of findings) tell(texts.place, { place: placeText({ path, range }), message });
    }
    tellUnchecked(broken, locale, io);
    tell(texts.brokenConfig);
    return exit.usage;
  }
  const report = withPaths(session.workspace.readiness(), session.shown);
  io.out(print(report, format, locale, io));
  const { unchecked } = reportOf(session, product);
  tellUnchecked({ unchecked }, locale, io);
  for (const { item, message } of report.failures) tell(texts.unjudged, { item, message });
  if (session.files.length === 0) tell(texts.nothing);
  return unchecked.length + report.failures.length > 0 ? exit.unchecked : exit.clean;
}

function print(report: ReadinessReport, format: ReadinessOptions['format'], locale: Locale, io: Io): string {
  switch (format) {
    case 'json':
      return printReadinessJson(report);
    case 'markdown':
      return printReadinessMarkdown(report, locale);
    case 'html':
      return printReadinessHtml(report, locale, fileLinks);
    case 'text':
      return printReadinessText(report, { locale, color: io.isTerminal && !io.env['NO_COLOR'] });
  }
}
