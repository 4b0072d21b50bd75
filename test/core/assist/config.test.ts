import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { attestationShape, type ConfigShape, configShape } from '../../../core/config/shape.js';
import { checklist, rules } from '../../../rules/index.js';
import { root } from '../../harness/root.js';
import { open, split, write } from './writing.js';

const path = '/shop/.seaworthy.yaml';
const offered = (marked: string): readonly string[] => write(path, marked).labels;

test('an empty file offers the keys of the top', () => {
  deepEqual(offered('¦'), [
    'extends',
    'rulesVersion',
    'rules',
    'overrides',
    'ignore',
    'foreign',
    'beside',
    'requireReason',
    'locked',
    'images',
    'labels',
    'attest',
    '$schema',
  ]);
});

test('keys that are there are not offered again, but the one that is being written is', () => {
  deepEqual(offered('extends: strict\nru¦\nignore: []\n'), [
    'rulesVersion',
    'rules',
    'overrides',
    'foreign',
    'beside',
    'requireReason',
    'locked',
    'images',
    'labels',
    'attest',
    '$schema',
  ]);
  deepEqual(offered('extends: strict\nrul¦es:\n  memory-limit-missing: off\n').includes('rules'), true);
});

test('a key takes its colon with it, unless it has one', () => {
  equal(write(path, 'ex¦\n').take('extends'), 'extends: \n');
  equal(write(path, 'ex¦: strict\n').take('extends'), 'extends: strict\n');
  equal(write(path, 'ig¦\n').take('ignore'), 'ignore:\n');
});

for (const [what, marked] of [
  ['on an empty line', 'rules:\n  ¦\n'],
  ['half-typed, alone', 'rules:\n  mem¦\n'],
  ['half-typed, below another', 'rules:\n  cpu-limit-missing: on\n  mem¦\n'],
  ['between two others', 'rules:\n  cpu-limit-missing: on\n  mem¦\n  log-driver-none: off\n'],
  ['under a glob', 'overrides:\n  - files: ["dev/**"]\n    rules:\n      mem¦\n'],
  ['with CRLF', 'extends: strict\r\nrules:\r\n  mem¦\r\n'],
  ['in braces', 'rules: { mem¦ }\n'],
  ['in a file that is broken further down', 'rules:\n  mem¦\nignore: [a\n'],
] as const) {
  test(`a rule is offered ${what}`, () => {
    ok(offered(marked).includes('memory-limit-missing'), String(offered(marked)));
    const before = split(marked)
      .text.replace(/\bmem\b/, 'memory-limit-missing: ')
      .replace(/^ {2}$/m, '  memory-limit-missing: ');
    equal(write(path, marked).take('memory-limit-missing').replaceAll('\r', ''), before.replaceAll('\r', ''));
  });
}

test('every rule is offered but those that are set', () => {
  const found = offered('rules:\n  cpu-limit-missing: on\n  ¦\n');
  deepEqual(found.length, rules.length - 1);
  equal(found.includes('cpu-limit-missing'), false);
});

test('a rule is explained in the language of the reader', () => {
  const of = (locale: 'en' | 'ru') =>
    write(path, 'rules:\n  ¦\n', { locale }).found.find(({ label }) => label === 'memory-limit-missing');
  equal(of('en')?.detail, 'Every container has a memory limit');
  equal(of('ru')?.detail, 'У каждого контейнера есть лимит памяти');
  equal(of('en')?.documentation?.includes('Options: `suggest: 512`'), true);
});

test('behind a rule stand the levels', () => {
  const levels = ['off', 'on', 'error', 'warning', 'info', 'hint'];
  deepEqual(offered('rules:\n  memory-limit-missing: ¦\n'), levels);
  deepEqual(offered('rules:\n  memory-limit-missing: wa¦\n'), levels);
  deepEqual(offered('rules:\n  memory-limit-missing:\n    level: ¦\n'), levels);
  equal(
    write(path, 'rules:\n  memory-limit-missing: wa¦\n').take('warning'),
    'rules:\n  memory-limit-missing: warning\n',
  );
});

test('under a rule stand its level and its options with their defaults', () => {
  const marked = 'rules:\n  log-rotation-missing:\n    ¦\n';
  deepEqual(offered(marked), ['level', 'size', 'files']);
  equal(write(path, marked).take('size'), 'rules:\n  log-rotation-missing:\n    size: 10m\n');
  deepEqual(offered('rules:\n  log-rotation-missing:\n    size: 5m\n    f¦\n'), ['level', 'files']);
});

test('items of the checklist and what an attestation says are offered', () => {
  equal(offered('attest:\n  ¦\n').length, checklist.length);
  deepEqual(offered('attest:\n  backups:\n    who: Ada\n    ¦\n'), ['when', 'link', 'note']);
  equal(write(path, 'attest:\n  back¦\n').take('backups'), 'attest:\n  backups:\n');
  deepEqual(offered('attest:\n  no-such-item:\n    ¦\n'), []);
});

test('presets and flags are offered as values', () => {
  deepEqual(offered('extends: ¦\n'), ['recommended', 'strict', 'none']);
  deepEqual(offered('foreign: ¦\n'), ['true', 'false']);
});

test('where anything may stand, and in a comment, nothing is offered', () => {
  deepEqual(offered('ignore:\n  - ve¦\n'), []);
  deepEqual(offered('# the rules ¦ of this shop\nrules: {}\n'), []);
  deepEqual(offered('rules:\n  no-such-rule:\n    ¦\n'), []);
  deepEqual(write('/shop/.seaworthy.json', '{ ¦ }').labels, []);
});

test('every key of the schema is described, and no other', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schema/seaworthy.schema.json'), 'utf8'));
  const keys = (shape: ConfigShape | undefined): readonly string[] =>
    shape?.kind === 'map' ? Object.keys(shape.keys).sort() : [];
  deepEqual(keys(configShape), Object.keys(schema.properties).sort());
  const overrides = configShape.keys['overrides']?.shape;
  ok(overrides?.kind === 'list');
  const [attestation] = Object.values<{ properties: object }>(schema.properties.attest.properties);
  deepEqual(keys(attestationShape), Object.keys(attestation?.properties ?? {}).sort());
  deepEqual(keys(overrides.item), Object.keys(schema.properties.overrides.items.properties).sort());
});

test('keys, rules, options and values have hovers', () => {
  const text = 'extends: strict\nrules:\n  log-rotation-missing:\n    size: 5m\n    level: off\n';
  const workspace = open({ [path]: text });
  const says = (word: string) =>
    workspace
      .settingAt(path, text.indexOf(word) + 1)
      ?.markdown.split('\n\n')
      .slice(0, 2);
  deepEqual(says('extends'), [
    '**extends**',
    'The preset that the rest of the file changes, or a local file, or a list of both',
  ]);
  deepEqual(says('strict'), ['**strict**', 'Also what is good and contested']);
  deepEqual(says('log-rotation')?.[0], '**Container logs are rotated**');
  deepEqual(says('size'), ['**size**', 'Option of `log-rotation-missing`; `10m` when it is not written']);
  deepEqual(says('off'), ['**off**', 'The rule says nothing']);
  equal(says('5m'), undefined);
});
