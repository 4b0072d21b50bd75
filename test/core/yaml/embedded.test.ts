import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../core/edit.js';
import type { Cursor } from '../../../core/yaml/cursor.js';
import { parseYaml } from '../../../core/yaml/parse.js';
import { randomDocument } from './random-yaml.js';

const config = `data:
  note: x
  rules.yml: |
    # how it is
    groups:
      - name: shop
        labels: {team: a, user: b}
        rules: []
  last: 1
`;

function inside(text: string, key = 'rules.yml'): Cursor {
  const root = parseYaml(text).root({ open: false }).at('data', key).embedded()?.root({ open: false });
  if (!root) throw new Error(`nothing embedded in:\n${text}`);
  return root;
}

test('what a block scalar holds is read with the places of the document', () => {
  for (const text of [config, config.replaceAll('\n', '\r\n')]) {
    const name = inside(text).at('groups', 0, 'name');
    equal(text.slice(name.span.start, name.span.end), 'shop');
    const { nameSpan } = inside(text).at('groups', 0, 'labels').entries()[1] ?? {};
    equal(nameSpan && text.slice(nameSpan.start, nameSpan.end), 'user');
  }
});

test('an edit within is one of the document, and keeps the indentation of the block', () => {
  for (const lineEnd of ['\n', '\r\n']) {
    const text = config.replaceAll('\n', lineEnd);
    const group = inside(text).at('groups', 0);
    const put = group.at('limit').number().hole.put(5);
    const drop = group.at('labels', 'user').text().hole.drop();
    ok(put && drop);
    const changed = applyEdits(text, [...put, ...drop]).text.replaceAll(lineEnd, '\n');
    equal(
      changed,
      config.replace(', user: b', '').replace('        rules: []\n', '        rules: []\n        limit: 5\n'),
    );
  }
});

test('comments of the embedded text are known with the node they stand above', () => {
  const yaml = parseYaml(config).root({ open: false }).at('data', 'rules.yml').embedded();
  deepEqual(
    yaml?.comments.map(({ text, next }) => [text, next && config.slice(next.start, next.start + 6)]),
    [['how it is', 'groups']],
  );
});

test('templates within are those of the document', () => {
  const text = 'data:\n  a.yml: |\n    groups:\n      - name: {{ .Values.name }}\n        limit: 3\n';
  const group = inside(text, 'a.yml').at('groups', 0);
  equal(group.at('name').text().state, 'opaque');
  equal(group.at('limit').number().state, 'set');
});

test('a text that several owners share is read and not written', () => {
  const text = 'a: &x\n  stages: |\n    - labels: {user: u}\nb: *x\n';
  const stages = parseYaml(text).root({ open: false }).at('b', 'stages').embedded()?.root({ open: false });
  const user = stages?.at(0, 'labels', 'user').text();
  equal(user?.state === 'set' && user.value, 'u');
  equal(user?.hole.drop(), undefined);
});

test('scalars of other styles, and what is no scalar, embed nothing', () => {
  const root = parseYaml('a: "b: 1"\nc: >\n  d: 1\ne: {f: 1}\ng: !x |\n  h: 1\n').root({ open: false });
  for (const key of ['a', 'c', 'e', 'g', 'missing']) equal(root.at(key).embedded(), undefined, key);
});

test('any document reads the same in a block scalar as alone', () => {
  fc.assert(
    fc.property(randomDocument, (text) => {
      const alone = parseYaml(text);
      if (alone.problems.length > 0 || !/^[^\s#-]/.test(text)) return;
      const indented = text.replace(/^(?=.)/gm, '    ');
      const yaml = parseYaml(`data:\n  x.yml: |\n${indented}`).root({ open: false }).at('data', 'x.yml').embedded();
      deepEqual(yaml?.root({ open: false }).plain(), alone.root({ open: false }).plain(), text);
    }),
    { numRuns: 300, seed: 11 },
  );
});
