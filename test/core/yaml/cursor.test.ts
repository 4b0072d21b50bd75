import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import type { Cursor } from '../../../core/yaml/cursor.js';
import { parseYaml } from '../../../core/yaml/parse.js';
import { randomDocument } from './random-yaml.js';

const rootOf = (text: string, open = false): Cursor => parseYaml(text).root({ open });
const textAt = (text: string, path: string): unknown => {
  const value = rootOf(text).at(path).text();
  return value.state === 'set' ? value.value : value.state;
};

test('text comes as it is written', () => {
  const text = 'a: 8080\nb: 0644\nc: 1.10\nd: yes\ne: "x\\ty"\nf: !!str 12\n';
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => textAt(text, key)),
    ['8080', '0644', '1.10', 'yes', 'x\ty', '12'],
  );
});

test('numbers and flags are read as the platforms read them', () => {
  const root = rootOf('a: 0x1F\nb: "3"\nc: 1e3\nd: 12m\ne: on\nf: "false"\ng: maybe\n');
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => {
      const value = root.at(key).number();
      return value.state === 'set' ? value.value : value.state;
    }),
    [31, 3, 1000, 'opaque'],
  );
  assert.deepEqual(
    ['e', 'f', 'g'].map((key) => {
      const value = root.at(key).flag();
      return value.state === 'set' ? value.value : value.state;
    }),
    [true, false, 'opaque'],
  );
});

test('missing, open and opaque are told apart', () => {
  const text = 'a:\n  b: 1\nc: x\nd: !vault abc\ne:\n';
  const root = rootOf(text);
  assert.equal(root.at('a.z').kind, 'missing');
  assert.equal(root.at('z.y.x').kind, 'missing');
  assert.equal(root.at('c.y').kind, 'open');
  assert.equal(root.at('d').kind, 'opaque');
  assert.equal(root.at('d.y').kind, 'open');
  assert.equal(root.at('e').kind, 'null');
  assert.equal(root.at('e.y').kind, 'missing');
  assert.equal(rootOf(text, true).at('a.z').kind, 'open');
  assert.equal(rootOf(text, true).at('a').isOpen, true);
});

test('what is missing is pointed at by the name of its owner', () => {
  const text = 'services:\n  web:\n    image: x\nitems:\n  - image: y\n    name: app\n';
  const shown = (cursor: Cursor): string => text.slice(cursor.span.start, cursor.span.end);
  const root = rootOf(text);
  assert.equal(shown(root.at('services.web.deploy.replicas')), 'web');
  assert.equal(shown(root.at('items', 0, 'ports')), 'app');
  assert.equal(shown(root.at('version')), 'services');
  const anchor = { start: 0, end: 3 };
  assert.deepEqual(root.at('services.web').anchored(anchor).at('deploy.replicas').span, anchor);
});

test('merge keys: own keys win, of several the earlier', () => {
  const text = 'x: &x {a: 1, b: 1, c: 1}\ny: &y {a: 2, d: 2}\nz:\n  b: 3\n  <<: [*x, *y]\n  e: 3\n';
  const z = rootOf(text).at('z');
  assert.deepEqual(z.plain(), { b: 3, a: 1, c: 1, d: 2, e: 3 });
  assert.deepEqual(
    z.entries().map(({ name, cursor }) => [name, cursor.shared]),
    [
      ['b', false],
      ['a', true],
      ['c', true],
      ['d', true],
      ['e', false],
    ],
  );
  const merged = z.at('d').text();
  assert.equal(merged.state === 'set' && merged.via, 'anchor');
  assert.equal(z.isOpen, false);
});

test('a merge that cannot be read leaves the mapping open', () => {
  assert.equal(rootOf('a:\n  <<: text\n  b: 1\n').at('a.c').kind, 'open');
});

test('of repeated keys the last counts', () => {
  assert.deepEqual(rootOf('a: 1\nb: 2\na: 3\n').plain(), { a: 3, b: 2 });
});

test('a value removed with `!reset` is null and keeps its tag', () => {
  const ports = rootOf('ports: !reset []\nenv: !override [A]\n');
  assert.equal(ports.at('ports').kind, 'null');
  assert.equal(ports.at('ports').tag, '!reset');
  assert.equal(ports.at('env').kind, 'list');
});

test('keys with dots are reached by separate steps', () => {
  const root = rootOf('metadata:\n  labels:\n    app.kubernetes.io/name: web\n');
  assert.deepEqual(root.at('metadata', 'labels', 'app.kubernetes.io/name').plain(), 'web');
});

test('plain data is what the parser makes of it', () => {
  fc.assert(
    fc.property(randomDocument, (text) => {
      assert.deepEqual(rootOf(text).plain(), parseDocument(text, { uniqueKeys: false }).toJS(), text);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('spans hold the nodes and nothing around them', () => {
  const visit = (text: string, cursor: Cursor): void => {
    const shown = text.slice(cursor.span.start, cursor.span.end);
    assert.equal(shown, shown.trim(), text);
    for (const child of [...cursor.entries().map((entry) => entry.cursor), ...cursor.items()]) {
      assert.ok(cursor.span.start <= child.span.start && child.span.end <= cursor.span.end, text);
      visit(text, child);
    }
  };
  fc.assert(
    fc.property(randomDocument, (text) => visit(text, rootOf(text))),
    { numRuns: 500, seed: 4 },
  );
});

test('the map of a scalar leads every word back to where it stands', () => {
  const cases = [
    'a: sum(rate(x[5m])) by (job)\n',
    'a: sum(\n  rate(x[5m])\n  )  by\n\n  (job)\n',
    "a: 'it''s a\n  long word'\n",
    'a: "tab\\there \\u00e9t\\u00e9 \\\n   joined word"\n',
    'a: |\n  first line\n    deeper line\n\n  last\n',
    'a: |2-\n    kept blanks\n   less\n',
    'a: >\n  folded words\n  go on\n\n  new paragraph\n    kept\n    lines\n  end\n',
    'a: >-\n\n  after blank\n  line\n',
  ];
  for (const text of cases.flatMap((each) => [each, each.replaceAll('\n', '\r\n')])) {
    const source = rootOf(text).at('a').source();
    assert.ok(source, text);
    for (const { 0: word, index } of source.text.matchAll(/[\w[\]()]+/g)) {
      const { start, end } = source.locate({ start: index, end: index + word.length });
      assert.equal(text.slice(start, end), word, text);
    }
    const all = source.locate({ start: 0, end: source.text.length });
    assert.ok(all.end - all.start > 1 && all.end <= text.length);
  }
});

test('an escape maps to all of its letters', () => {
  const text = 'a: "x\\u0041y"\n';
  const source = rootOf(text).at('a').source();
  const span = source?.locate({ start: 1, end: 2 });
  assert.equal(span && text.slice(span.start, span.end), '\\u0041');
});
