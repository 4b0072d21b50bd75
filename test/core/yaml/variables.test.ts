// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts under test are written so
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultsIn, hasVariable, interpolate } from '../../../core/yaml/variables.js';

const cases: readonly (readonly [string, 'literal' | 'default' | 'unknown', string])[] = [
  ['nginx:1.29', 'literal', 'nginx:1.29'],
  ['cost: $$5', 'literal', 'cost: $5'],
  ['$$' + '{V}', 'literal', '$' + '{V}'],
  ['nginx:${TAG}', 'unknown', 'nginx:${TAG}'],
  ['nginx:$TAG-alpine', 'unknown', 'nginx:$TAG-alpine'],
  ['nginx:${TAG:-1.29}', 'default', 'nginx:1.29'],
  ['nginx:${TAG-1.29}-alpine', 'default', 'nginx:1.29-alpine'],
  ['${A:-${B:-c}}', 'default', 'c'],
  ['${A:-${B}}', 'unknown', '${A:-${B}}'],
  ['${A:?must be set}', 'unknown', '${A:?must be set}'],
  ['${A:+b}', 'unknown', '${A:+b}'],
  ['${A:-}', 'default', ''],
  ['${A:-x}${B}', 'unknown', 'x${B}'],
  ['a$', 'unknown', 'a$'],
  ['${A', 'unknown', '${A'],
  ['${A:-b', 'unknown', '${A:-b'],
  ['${1}', 'unknown', '${1}'],
];

for (const [text, state, result] of cases) {
  test(`"${text}" is ${state}`, () => {
    assert.deepEqual(interpolate(text), { state, text: result });
    assert.equal(hasVariable(text), state !== 'literal');
  });
}

test('deep nesting of defaults ends', () => {
  assert.equal(interpolate('${A:-'.repeat(5000)).state, 'unknown');
});

test('variables with a default are found at their places, nested ones behind those around them', () => {
  const text = 'a $${N:-x} ${A:-b}${C}${D:?e}${F-${G:-h}i}${J:-$K}${L:+m}';
  assert.deepEqual(
    defaultsIn(text).map(({ name, text: value, span }) => [name, value, text.slice(span.start, span.end)]),
    [
      ['A', 'b', '${A:-b}'],
      ['F', 'hi', '${F-${G:-h}i}'],
      ['G', 'h', '${G:-h}'],
    ],
  );
  assert.deepEqual(defaultsIn('${A:-'.repeat(5000)), []);
});
