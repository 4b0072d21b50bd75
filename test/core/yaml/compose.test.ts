import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Document } from 'yaml';
import { finish } from '../../../core/steps.js';
import { composeTokens, readTokens } from '../../../core/yaml/compose.js';
import { buildTree } from '../../../core/yaml/tree.js';
import { root } from '../../harness/root.js';

const composed = (text: string, portion: number) =>
  finish(composeTokens(finish(readTokens(text)), text.length, portion));

/** Spans, tags, anchors and what aliases lead to, as data; and the errors. */
const described = (text: string, documents: readonly Document.Parsed[]) => ({
  tree: JSON.stringify(finish(buildTree(text, documents[0]?.contents ?? null))),
  errors: documents.flatMap(({ errors }) => errors.map(({ code, pos }) => [code, ...pos])),
});

function isSameInPortions(text: string, name: string): void {
  const whole = described(text, composed(text, Number.POSITIVE_INFINITY));
  for (const portion of [1, 40, 200]) {
    deepEqual(described(text, composed(text, portion)), whole, `${name} in portions of ${portion}`);
  }
}

test('a document is the same in portions of whatever size', () => {
  const files = globSync(['test/corpus/**/*.{yaml,yml}', 'test/precision/**/*.{yaml,yml}'], { cwd: root });
  ok(files.length > 100);
  for (const path of files) isSameInPortions(readFileSync(join(root, path), 'utf8'), path);
});

test('properties, aliases, comments and errors do not depend on where it is cut', () => {
  for (const text of [
    '--- !top &a\nb: &c {d: *a}\n# between\ne: !!map &f\n  g: *c\n  # behind\nh: [*f, *c]\n# last\n',
    '&a a: &b\n  - &c d\n  -\n  - - e\n    - *a\n  # behind\n? f\n: *b\n? g\nh:\n',
    '%TAG !e! tag:example.com,2000:\n---\na: !e!b {}\nc: !e!d []\n',
    'a:\n  - b: 1\n   c: 2\n  - d\ne: [1\nf: 2\n',
    'a: *nowhere\nb: "\nc: {\n',
    '- a\n- b: 1\n  c:\n  - d\n...\n# end\n',
    'a: 1\n---\nb: 2\n',
    '',
  ]) {
    isSameInPortions(text, text);
  }
});

test('a long document is read, composed and built in many steps', () => {
  const many = (write: (i: number) => string): string => Array.from({ length: 500 }, (_, i) => write(i)).join('');
  for (const text of [
    many((i) => `key-number-${i}: value\n`),
    `services:\n${many((i) => `  s${i}:\n    image: nginx:${i}\n`)}volumes:\n  data:\n`,
    `items:\n${many((i) => `- name: item-${i}\n`)}`,
  ]) {
    const tokens = finish(readTokens(text));
    const [document] = composed(text, 200);
    const steps = [
      readTokens(text),
      composeTokens(tokens, text.length, 200),
      buildTree(text, document?.contents ?? null),
    ];
    deepEqual(
      steps.map((each) => [...each].length > 5),
      [true, true, true],
    );
    // One that was composed in portions in vain is composed once more.
    ok([...composeTokens(tokens, text.length, 200)].length >= text.length / 400, text.slice(0, 20));
  }
});
