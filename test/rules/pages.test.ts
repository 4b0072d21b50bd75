import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { globSync } from 'tinyglobby';
import { rules } from '../../rules/index.js';
import { allFindings, findingsOf, fixedFiles } from '../harness/case.js';
import { type Case, type CaseFile, readCases } from '../harness/pages.js';
import { root } from '../harness/root.js';

const pages = globSync(
  ['rules/{workload,dockerfile,compose,kubernetes,prometheus,seaworthy}/*.md', 'test/rules/**/*.md'],
  {
    cwd: root,
  },
).sort();

const crlf = (files: readonly CaseFile[]): readonly CaseFile[] =>
  files.map(({ path, text }) => ({ path, text: text.replace(/\n/g, '\r\n') }));

/** The same YAML as the third document of a stream; two documents of no known kind stand before it. */
const prefix = 'first: 1\n---\nsecond: 2\n---\n';
const third = (files: readonly CaseFile[]): readonly CaseFile[] =>
  files.map(({ path, text }) => (/\.ya?ml$/.test(path) ? { path, text: prefix + text } : { path, text }));
const thirdLine = (line: string): string =>
  line.replace(/^((?:[^\s:]+\.ya?ml:)?)(\d+):/, (_, path: string, number: string) => `${path}${Number(number) + 4}:`);

const onlyYaml = (example: Case): boolean =>
  example.files.every(
    ({ path, text }) =>
      /\.ya?ml$/.test(path) && path !== '.seaworthy.yaml' && !/^(%|\.\.\.)/m.test(text) && !text.startsWith('---'),
  );

for (const page of pages) {
  describe(page, () => {
    for (const example of readCases(page, readFileSync(join(root, page), 'utf8'))) {
      const variants: readonly [string, Case, (line: string) => string][] = [
        ['LF', example, (line) => line],
        ['CRLF', { ...example, files: crlf(example.files) }, (line) => line],
        ...(onlyYaml(example)
          ? [
              ['third document', { ...example, files: third(example.files) }, thirdLine] as [
                string,
                Case,
                (line: string) => string,
              ],
            ]
          : []),
      ];
      for (const [variant, given, moved] of variants) {
        test(`${example.name} (${example.expect}, ${variant})`, () => {
          const expected = (example.findings ?? []).map(moved);
          deepEqual(findingsOf(given), expected);
          if (example.expect === 'bad') ok(expected.length > 0, 'a bad example without findings');
        });
      }
      const { fixed } = example;
      if (fixed === undefined) continue;
      for (const [variant, turn] of [
        ['LF', (files: readonly CaseFile[]) => files],
        ['CRLF', crlf],
      ] as const) {
        test(`${example.name} (fixed, ${variant})`, () => {
          const before = turn(example.files);
          const after = fixedFiles({ ...example, files: before });
          const wanted = before.map((file) => turn(fixed).find(({ path }) => path === file.path) ?? file);
          deepEqual(after, wanted);
          deepEqual(findingsOf({ ...example, files: after }), [], 'the finding is still there');
          const known = new Set(allFindings(before));
          deepEqual(
            allFindings(after).filter((finding) => !known.has(finding)),
            [],
            'the fix brought a new finding',
          );
        });
      }
    }
  });
}

test('every rule has a bad example on its page, and a fixed one if and only if it has a fix', () => {
  const wrong: string[] = [];
  for (const rule of rules) {
    const page = pages.find((path) => path.startsWith('rules/') && path.endsWith(`/${rule.id}.md`));
    const cases = page === undefined ? [] : readCases(page, readFileSync(join(root, page), 'utf8'));
    if (!cases.some((example) => example.expect === 'bad')) wrong.push(`${rule.id}: no bad example`);
    if (!cases.some((example) => example.expect === 'good')) wrong.push(`${rule.id}: no good example`);
    if (cases.some((example) => example.fixed) !== (rule.fix !== 'none'))
      wrong.push(`${rule.id}: fixed example and fix differ`);
  }
  deepEqual(wrong, []);
});
