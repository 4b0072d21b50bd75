import type { Level } from '../model/format.js';
import type { Report } from './report.js';
import { type Localised, uncheckedText } from './unchecked.js';
import { type Element, printXml } from './xml.js';

/** Checkstyle XML, which reviewdog, Jenkins and many editors read. Lines and columns are one-based. */
export function printCheckstyle(report: Report, { locale }: Localised): string {
  const byPath = new Map<string, Element[]>();
  const add = (path: string, errors: readonly Element[]) => byPath.set(path, [...(byPath.get(path) ?? []), ...errors]);
  for (const { path, findings } of report.files) {
    const errors = findings.map(({ rule, severity, message, range: { start } }) =>
      error(start.line, start.character, severities[severity], message, rule),
    );
    add(path, errors);
  }
  for (const one of report.unchecked) {
    const { line, character } = one.range?.start ?? { line: 0, character: 0 };
    add(one.path, [error(line, character, 'error', uncheckedText(one, locale), 'unchecked')]);
  }
  const files = [...byPath].map(([name, children]): Element => ({ name: 'file', attributes: { name }, children }));
  return printXml({ name: 'checkstyle', attributes: { version: '4.3' }, children: files });
}

/** Checkstyle knows `ignore`, `info`, `warning` and `error` (https://checkstyle.org/property_types.html#SeverityLevel). */
const severities: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'info', hint: 'info' };

function error(line: number, character: number, severity: string, message: string, rule: string): Element {
  const source = `seaworthy.${rule}`;
  return { name: 'error', attributes: { line: line + 1, column: character + 1, severity, message, source } };
}
