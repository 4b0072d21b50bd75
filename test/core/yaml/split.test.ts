import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { splitStream } from '../../../core/yaml/split.js';

const pieces = (text: string): readonly string[] => splitStream(text).map(({ start, end }) => text.slice(start, end));

test('a marker begins the piece that follows it', () => {
  assert.deepEqual(pieces('a: 1\n---\nb: 2\n--- # next\nc: 3\n'), ['a: 1\n', '---\nb: 2\n', '--- # next\nc: 3\n']);
});

test('comments before the first marker stay with the first document', () => {
  assert.deepEqual(pieces('# seaworthy-ignore-file x\n\n---\na: 1\n---\nb: 2\n'), [
    '# seaworthy-ignore-file x\n\n---\na: 1\n',
    '---\nb: 2\n',
  ]);
});

test('a byte order mark is no content', () => {
  assert.deepEqual(pieces('\uFEFF---\na: 1\n'), ['\uFEFF---\na: 1\n']);
});

test('a marker counts inside a block scalar, and only at column zero with a blank behind', () => {
  assert.deepEqual(pieces('a: |\n  ---\n---x: 1\n'), ['a: |\n  ---\n---x: 1\n']);
  assert.deepEqual(pieces('a: |\n  text\n---\nb: 1\n'), ['a: |\n  text\n', '---\nb: 1\n']);
});

test('empty documents are pieces', () => {
  assert.deepEqual(pieces('---\n---\na: 1\n---\n'), ['---\n', '---\na: 1\n', '---\n']);
  assert.deepEqual(pieces(''), ['']);
});

test('directives go with the document that they are for', () => {
  assert.deepEqual(pieces('%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n'), [
    '%YAML 1.2\n---\na: 1\n...\n',
    '%YAML 1.2\n---\nb: 2\n',
  ]);
});

test('an end marker stays with the document it ends', () => {
  assert.deepEqual(pieces('a: 1\n...\n---\nb: 2\n'), ['a: 1\n...\n', '---\nb: 2\n']);
});

const line = fc.constantFrom(
  'a: 1',
  '---',
  '--- # c',
  '# c',
  '',
  '- x',
  'b: |',
  '  text',
  '...',
  '%YAML 1.2',
  '---x',
  'c: "',
  '"',
  '  "',
);

test('the pieces cover the text and hold the documents of the whole', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, lineEnd) => {
      const text = lines.join(lineEnd);
      assert.equal(pieces(text).join(''), text);
      const whole = [...parseAllDocuments(text)];
      if (whole.some(({ errors }) => errors.length > 0)) return;
      const data = (source: string): readonly unknown[] =>
        [...parseAllDocuments(source)].map((document) => document.toJS()).filter((each) => each !== null);
      assert.deepEqual(pieces(text).flatMap(data), data(text), text);
    }),
    { numRuns: 2000, seed: 5 },
  );
});
