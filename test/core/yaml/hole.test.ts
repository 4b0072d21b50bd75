import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import type { Cursor, Plain } from '../../../core/yaml/cursor.js';
import { parseYaml, type YamlOptions } from '../../../core/yaml/parse.js';
import { type Operation, writing } from './hole-cases.js';
import { special } from './hole-cases-more.js';

/** The hole for plain data at a path. */
function holeAt(cursor: Cursor) {
  return cursor.read<Plain>(
    (at) => at.plain(),
    (value) => value,
  ).hole;
}

/** The hole for a list of plain data at a path. */
function listAt(cursor: Cursor) {
  return cursor.read<readonly Plain[]>(
    (at) => at.items().map((item) => item.plain() ?? null),
    (value) => value,
  ).hole;
}

function run(text: string, path: string, operation: Operation, options: YamlOptions = {}): string | undefined {
  const cursor = parseYaml(text, options).root({ open: false }).at(path);
  const edits =
    operation === 'drop'
      ? holeAt(cursor).drop()
      : 'put' in operation
        ? holeAt(cursor).put(operation.put)
        : listAt(cursor).append(operation.append);
  return edits && applyEdits(text, edits).text;
}

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const cases = [...writing, ...special];

for (const { claim, at, do: operation, from, to, options } of cases) {
  test(claim, () => {
    assert.equal(run(from, at, operation, options), to);
    assert.equal(run(crlf(from), at, operation, options), to && crlf(to), 'with CRLF');
  });
}

test('the hand-made cases are many and different', () => {
  assert.equal(new Set(cases.map(({ claim }) => claim)).size, cases.length);
  assert.ok(cases.length >= 50);
});
