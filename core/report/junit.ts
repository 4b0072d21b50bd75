import type { Report, ReportedFile, ReportedFinding, Unchecked } from './report.js';
import { type Localised, uncheckedText } from './unchecked.js';
import { type Element, printXml } from './xml.js';

/**
 * JUnit XML in the form that GitLab, Jenkins, Azure and CircleCI read: a suite for each file, a failed case for each
 * finding, one that passes for a file without findings, and an error for what could not be checked.
 */
export function printJunit(report: Report, { locale }: Localised): string {
  const byPath = new Map<string, Element[]>();
  const add = (path: string, cases: readonly Element[]) => byPath.set(path, [...(byPath.get(path) ?? []), ...cases]);
  for (const file of report.files) add(file.path, casesOf(file));
  for (const one of report.unchecked) add(one.path, [errorCase(one, uncheckedText(one, locale))]);
  const suites = [...byPath].map(([path, cases]) => suite(path, cases));
  return printXml({
    name: 'testsuites',
    attributes: { name: 'seaworthy', ...totals([...byPath.values()].flat()) },
    children: suites,
  });
}

function suite(path: string, cases: readonly Element[]): Element {
  return { name: 'testsuite', attributes: { name: path, ...totals(cases) }, children: cases };
}

function totals(cases: readonly Element[]) {
  const having = (name: string) =>
    cases.filter(({ children = [] }) => children.some((child) => typeof child !== 'string' && child.name === name))
      .length;
  return { tests: cases.length, failures: having('failure'), errors: having('error') };
}

function casesOf({ path, findings }: ReportedFile): readonly Element[] {
  if (findings.length === 0) return [testCase(path, 'no findings')];
  return findings.map((finding) => failedCase(path, finding));
}

function failedCase(path: string, { rule, severity, message, range: { start } }: ReportedFinding): Element {
  const place = `${path}:${start.line + 1}:${start.character + 1}`;
  const failure: Element = {
    name: 'failure',
    attributes: { message, type: severity },
    children: [`${place}: ${message} (${rule})`],
  };
  return testCase(path, `${rule} at ${start.line + 1}:${start.character + 1}`, start.line, failure);
}

function errorCase({ path, range }: Unchecked, message: string): Element {
  return testCase(path, 'unchecked', range?.start.line, { name: 'error', attributes: { message, type: 'unchecked' } });
}

/** `line` is zero-based; undefined: the file as a whole. */
function testCase(path: string, name: string, line?: number, outcome?: Element): Element {
  const attributes = { classname: path, name, file: path, line: line === undefined ? undefined : line + 1 };
  return { name: 'testcase', attributes, ...(outcome === undefined ? {} : { children: [outcome] }) };
}
