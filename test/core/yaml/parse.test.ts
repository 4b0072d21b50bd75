import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createYamlCache } from '../../../core/yaml/cache.js';
import { parseInSteps, parseYaml } from '../../../core/yaml/parse.js';

test('a comment covers the pair or item that begins on the next line with content', () => {
  const text = '# top\n\n# second\na: # why\n  # item\n  - x: 1\n    y: 2 # tail\n# end\n';
  const { comments } = parseYaml(text);
  const shown = comments.map(({ text: said, ownLine, next }) => [
    said,
    ownLine,
    next && text.slice(next.start, next.end),
  ]);
  const pair = 'a: # why\n  # item\n  - x: 1\n    y: 2';
  assert.deepEqual(shown, [
    ['top', true, pair],
    ['second', true, pair],
    ['why', false, undefined],
    ['item', true, '- x: 1\n    y: 2'],
    ['tail', false, undefined],
    ['end', true, undefined],
  ]);
});

test('a comment above the marker covers the whole document', () => {
  const text = '# all\n---\na: 1\nb: 2\n';
  const [comment] = parseYaml(text).comments;
  assert.deepEqual(comment?.next && text.slice(comment.next.start, comment.next.end), 'a: 1\nb: 2');
});

test('what looks like a comment in a scalar is none', () => {
  assert.deepEqual(parseYaml('a: |\n  # text\nb: "# text"\nc: x#y\n').comments, []);
});

test('unknown tags, repeated keys and merge keys are no problems', () => {
  assert.deepEqual(parseYaml('a: !Ref x\nb: !Sub {c: 1}\na: !reset null\nd: &d {}\ne: {<<: *d}\n').problems, []);
});

test('repeated keys are named with the place of the first', () => {
  const text = 'a:\n  b: 1\n  "b": 2\n  c: {b: 3}\nd: [{e: 1, e: 2}]\n';
  const shown = parseYaml(text).repeatedKeys.map(({ name, first, again }) => [name, first.start, again.start]);
  assert.deepEqual(shown, [
    ['b', text.indexOf('b: 1'), text.indexOf('"b"')],
    ['e', text.indexOf('e: 1'), text.indexOf('e: 2')],
  ]);
  assert.deepEqual(parseYaml('{{ if .x }}\na: 1\n{{ else }}\na: 2\n{{ end }}\n', { templates: true }).repeatedKeys, []);
});

test('a tab as indentation is named in both languages', () => {
  for (const text of ['a:\n\tb: 1\n', 'a:\n  b: 1\n\tc: 2\n', 'a:\n\t- 1\n']) {
    const [problem] = parseYaml(text).problems;
    assert.match(problem?.text.en ?? '', /Tabs/, text);
    assert.match(problem?.text.ru ?? '', /табуляц/i, text);
  }
});

test('an alias without an anchor is a problem where it stands', () => {
  const text = 'a: *gone\n';
  const [problem] = parseYaml(text).problems;
  assert.deepEqual(problem && text.slice(problem.span.start, problem.span.end), '*gone');
});

test('nesting without end is a problem and no exception', () => {
  for (const text of ['['.repeat(10_000), '- '.repeat(10_000), '{a: '.repeat(10_000), '? '.repeat(5_000)]) {
    const document = parseYaml(text);
    assert.equal(document.problems.length, 1);
    assert.equal(document.empty, false);
    assert.equal(document.root({ open: false }).at('a').kind, 'open');
    assert.deepEqual(document.comments, []);
  }
});

test('aliases of aliases are read without expanding them', () => {
  const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`);
  const document = parseYaml(['a0: &a0 x', ...levels].join('\n'));
  assert.deepEqual(document.problems, []);
  assert.equal(document.root({ open: false }).at('a30', 3, 4, 5).kind, 'list');
  assert.notEqual(document.root({ open: false }).plain(), undefined);
});

test('an alias within what it names is opaque', () => {
  const root = parseYaml('a: &a\n  b: *a\n').root({ open: false });
  assert.equal(root.at('a.b').kind, 'opaque');
});

test('a byte order mark is no part of the first line, whatever stands there', () => {
  for (const text of ['- a\n- b\n', 'a: 1\nb: 2\n', '[a]', '# note\n- a\n- b\n', '"a"']) {
    const [plain, marked] = [parseYaml(text), parseYaml(`\ufeff${text}`)];
    assert.deepEqual(marked.problems, []);
    assert.deepEqual(marked.root({ open: false }).plain(), plain.root({ open: false }).plain());
    assert.equal(marked.root({ open: false }).span.start, plain.root({ open: false }).span.start + 1);
  }
});

test('a document with nothing but comments is empty', () => {
  assert.equal(parseYaml('---\n# nothing\n').empty, true);
  assert.equal(parseYaml('').empty, true);
  assert.equal(parseYaml('a:\n').empty, false);
});

test('broken text still gives what could be read', () => {
  const document = parseYaml('a: 1\nb: "open\n');
  assert.ok(document.problems.length > 0);
  assert.equal(document.root({ open: false }).at('a').kind, 'scalar');
});

test('the cache keeps a document for one round after it was asked for', () => {
  const cache = createYamlCache(parseInSteps);
  const first = cache.parse('a: 1\n');
  cache.nextRound();
  assert.equal(cache.parse('a: 1\n'), first);
  cache.nextRound();
  cache.nextRound();
  assert.notEqual(cache.parse('a: 1\n'), first);
  assert.notEqual(cache.parse('a: 1\n', { templates: true }), cache.parse('a: 1\n'));
});
