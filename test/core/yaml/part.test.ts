import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import type { Cursor } from '../../../core/yaml/cursor.js';
import { parseYaml } from '../../../core/yaml/parse.js';

/** The text with the first `from` of it replaced within the scalar at `k`, or at another place. */
function replaced(
  text: string,
  from: string,
  to: string,
  at: (root: Cursor) => Cursor = (root) => root.at('k'),
): string | undefined {
  const start = text.indexOf(from);
  const cursor = at(parseYaml(text).root({ open: false }));
  const edits = cursor.part({ start, end: start + from.length }).put(to);
  return edits && applyEdits(text, edits).text;
}

test('a part is replaced and the rest of the scalar stays as it is written', () => {
  assert.equal(replaced('k: run --pass old # now\n', 'old', '$(NEW)'), 'k: run --pass $(NEW) # now\n');
  assert.equal(replaced("k: 'it''s old'\n", 'old', 'new'), "k: 'it''s new'\n");
  assert.equal(replaced('k: "a\\tb old\\n"\n', 'old', 'new'), 'k: "a\\tb new\\n"\n');
  assert.equal(replaced('k: >-\n  run\n  --pass old\n', 'old', 'new'), 'k: >-\n  run\n  --pass new\n');
  assert.equal(replaced('k: |\r\n  run\r\n  old\r\n', 'old', 'new'), 'k: |\r\n  run\r\n  new\r\n');
});

test('where the part would break the scalar, the scalar is written anew', () => {
  assert.equal(
    replaced('k: [run, old]\n', 'old', '{x}', (root) => root.at('k', 1)),
    'k: [run, "{x}"]\n',
  );
  assert.equal(replaced("k: 'old way'\n", 'old', "it's"), "k: 'it''s way'\n");
  assert.equal(replaced('k: an old way\n', 'old', 'a #'), 'k: "an a # way"\n');
});

test('what is not written letter by letter is no part', () => {
  assert.equal(replaced('k: "a\\x62c"\n', '\\x62', 'b'), undefined);
  assert.equal(replaced('k: "a\\x62c"\n', 'x62c', 'bc'), undefined);
  assert.equal(replaced('k: one\n  two\n', 'e\n  t', 'e t'), undefined);
  assert.equal(replaced('k: one\nl: old\n', 'old', 'new'), undefined, 'outside the scalar');
});

test('neither a scalar that others use nor one that is read through an alias has parts to write', () => {
  const text = 'x: &x run old\nk: *x\n';
  assert.equal(replaced(text, 'old', 'new'), undefined);
  assert.equal(
    replaced(text, 'old', 'new', (root) => root.at('x')),
    undefined,
  );
  assert.equal(
    replaced('k: {a: old}\n', 'old', 'new', (root) => root.at('k')),
    undefined,
    'a mapping',
  );
});
