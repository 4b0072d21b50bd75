import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import { ignoreInConfigEdit } from '../../../core/engine/ignore-config.js';
import { rules } from '../../../rules/index.js';

const id = 'memory-limit-missing';

function after(text: string | undefined, config = '/shop/.seaworthy.yaml', path = '/shop/compose.yaml') {
  const found = ignoreInConfigEdit({ path: config, text }, path, id, rules);
  return found && applyEdits(text ?? '', found.edits).text;
}

test('a configuration that is not there yet begins with the rule', () => {
  equal(after(undefined), `rules:\n  ${id}: off\n`);
  equal(after(''), `rules:\n  ${id}: off\n`);
});

for (const [what, before, wanted] of [
  [
    'under the rules that are there',
    'rules:\n  log-driver-none: off\n',
    `rules:\n  log-driver-none: off\n  ${id}: off\n`,
  ],
  ['over its old level', `rules:\n  ${id}: error # loud\n`, `rules:\n  ${id}: off # loud\n`],
  [
    'over its level beside options',
    `rules:\n  ${id}:\n    level: error\n    suggest: 256\n`,
    `rules:\n  ${id}:\n    level: off\n    suggest: 256\n`,
  ],
  [
    'beside its options',
    `rules:\n  ${id}:\n    suggest: 256\n`,
    `rules:\n  ${id}:\n    suggest: 256\n    level: off\n`,
  ],
  [
    'where there are no rules yet',
    '# of the shop\nextends: strict\n',
    `# of the shop\nextends: strict\nrules:\n  ${id}: off\n`,
  ],
  ['where the rules are empty', 'rules: {}\n', `rules:\n  ${id}: off\n`],
  ['in braces', 'rules: { log-driver-none: off }\n', `rules: { log-driver-none: off, ${id}: off }\n`],
  ['with CRLF', 'extends: strict\r\n', `extends: strict\r\nrules:\r\n  ${id}: off\r\n`],
  ['below comments alone', '# to be filled in\n', `# to be filled in\nrules:\n  ${id}: off\n`],
] as const) {
  test(`the rule is switched off ${what}`, () => equal(after(before), wanted));
}

test('JSON stays JSON', () => {
  const text = '{\n  "rules": {\n    "log-driver-none": "off"\n  }\n}\n';
  deepEqual(JSON.parse(after(text, '/shop/.seaworthy.json') ?? ''), {
    rules: { 'log-driver-none': 'off', [id]: 'off' },
  });
});

test('nothing is offered that would have no effect, or where the file is broken', () => {
  equal(after(`overrides:\n  - files: ["*.yaml"]\n    rules:\n      ${id}: error\n`), undefined);
  equal(after('rules: [\n'), undefined);
});
