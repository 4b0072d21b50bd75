import { withPaths } from '../../core/readiness/report.js';
import { printCheckstyle } from '../../core/report/checkstyle.js';
import { printGithub } from '../../core/report/github.js';
import { printGitlab } from '../../core/report/gitlab.js';
import { printJson } from '../../core/report/json.js';
import { printJunit } from '../../core/report/junit.js';
import { fileLinks, printReadinessHtml } from '../../core/report/readiness-html.js';
import { printReadinessJson } from '../../core/report/readiness-json.js';
import { printReadinessMarkdown } from '../../core/report/readiness-markdown.js';
import { printReadinessText } from '../../core/report/readiness-text.js';
import { createReport } from '../../core/report/report.js';
import { printSarif } from '../../core/report/sarif.js';
import { printText } from '../../core/report/text.js';
import { indexLines } from '../../core/span.js';
import type { Locale } from '../../core/text.js';
import type { Workspace } from '../../core/workspace.js';
import { rules } from '../../rules/index.js';
import type { CaseFile } from './pages.js';

/** Everything that any printer makes of a workspace, by the name of its format. The text format shows lines of files. */
export function printEverything(
  workspace: Workspace,
  files: readonly CaseFile[],
  locale: Locale = 'en',
): ReadonlyMap<string, string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const source = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? undefined : { text, lines: indexLines(text) };
  };
  const report = createReport({
    version: '0.0.0',
    files: workspace.checkAll(),
    unchecked: workspace.unchecked(),
    rules,
  });
  const readiness = withPaths(workspace.readiness(), (path) => path.replace(/^\//, ''));
  const how = { locale, prefix: '' };
  return new Map([
    ['text', printText(report, { locale, color: false, source, summary: true })],
    ['json', printJson(report)],
    ['sarif', printSarif(report, { ...how, rules })],
    ['github', printGithub(report, how)],
    ['gitlab', printGitlab(report, how)],
    ['junit', printJunit(report, how)],
    ['checkstyle', printCheckstyle(report, how)],
    ['readiness text', printReadinessText(readiness, { locale, color: false })],
    ['readiness json', printReadinessJson(readiness)],
    ['readiness markdown', printReadinessMarkdown(readiness, locale)],
    ['readiness html', printReadinessHtml(readiness, locale, fileLinks)],
  ]);
}
