import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { createTrials } from '../../core/trials.js';
import { parseYaml } from '../../core/yaml/parse.js';

const braces = `{"a": {"b": "1"}, "c": {"d": "${'x'.repeat(100)}"}}`;
const put = (key: string, name: string) =>
  parseYaml(braces)
    .root({ open: false })
    .at(key, name)
    .read(
      (cursor) => cursor.scalar,
      (value) => value,
    )
    .hole.put('2');

test('a fix is declined once too much was read for the others of its state of the workspace', () => {
  let revision = 1;
  const trials = createTrials(() => revision, 20);
  const tried = () => trials.counted(() => put('a', 'b')) !== undefined;
  ok(tried(), 'the braces alone are ten letters long');
  ok(tried());
  equal(tried(), false);
  ok(put('a', 'b'), 'nothing is counted outside');
  revision++;
  ok(tried());
});

test('what reads by itself is still tried where the whole document may not be read any more', () => {
  const trials = createTrials(() => 1, 100);
  equal(
    trials.counted(() => put('c', 'd')),
    undefined,
  );
  ok(trials.counted(() => put('a', 'b')));
});
