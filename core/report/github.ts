import { type Level, levels } from '../model/format.js';
import { joinPath } from '../model/path.js';
import { visible } from '../visible.js';
import type { Report, ReportedFinding, Unchecked } from './report.js';
import { type Localised, uncheckedText } from './unchecked.js';

/**
 * Workflow commands of GitHub Actions
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). The service shows the first ten
 * of each kind and step, so the loudest stand first, and what could not be checked before them.
 */
export function printGithub(report: Report, { locale, prefix }: Localised): string {
  const lines = report.unchecked.map((one) => uncheckedCommand(one, prefix, uncheckedText(one, locale)));
  const findings = report.files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  for (const level of levels) {
    for (const { path, finding } of findings) {
      if (finding.severity === level) lines.push(findingCommand(joinPath(prefix, path), finding));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

const commands: Readonly<Record<Level, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

function findingCommand(file: string, { rule, severity, message, range: { start, end } }: ReportedFinding): string {
  const isOneLine = start.line === end.line;
  return command(commands[severity], message, {
    file,
    line: String(start.line + 1),
    endLine: String(end.line + 1),
    // Columns are understood within one line only.
    ...(isOneLine ? { col: String(start.character + 1), endColumn: String(end.character + 1) } : {}),
    title: rule,
  });
}

function uncheckedCommand({ path, range }: Unchecked, prefix: string, message: string): string {
  const line = range === undefined ? {} : { line: String(range.start.line + 1) };
  return command('error', message, { file: joinPath(prefix, path), ...line });
}

function command(name: string, message: string, properties: Readonly<Record<string, string>>): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

/** The three characters that the runner reads, as its toolkit writes them; and nothing that the page of its log would obey. */
function escapeData(text: string): string {
  return visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
