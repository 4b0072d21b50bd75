import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Lexer, parseDocument } from 'yaml';
import { applyEdits, type Edit } from '../../../core/edit.js';
import type { Cursor, Plain, Step } from '../../../core/yaml/cursor.js';
import { parseYaml } from '../../../core/yaml/parse.js';
import { randomDocument } from './random-yaml.js';

type Data = unknown;

/** The document as the parser's own data, without any of our code. */
function dataOf(text: string): Data {
  const document = parseDocument(text, { uniqueKeys: false });
  assert.deepEqual(document.errors, [], text);
  return document.toJS();
}

/** The comments, from the lexer alone. */
function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  let inScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!inScalar && lexeme.startsWith('#')) comments.push(lexeme.trimEnd());
    inScalar = lexeme === '\u001f';
  }
  return comments;
}

/** Every place of a document that is there. */
function placesOf(cursor: Cursor, path: readonly Step[] = []): readonly (readonly Step[])[] {
  const below = [
    ...cursor.entries().map((entry) => [entry.name, entry.cursor] as const),
    ...cursor.items().map((item, index) => [index, item] as const),
  ];
  return [path, ...below.flatMap(([step, child]) => placesOf(child, [...path, step]))];
}

function isRecord(data: Data): data is Record<string, Data> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A copy with one place changed; `change` gives undefined to remove it. */
function changed(data: Data, path: readonly Step[], change: (old: Data) => Data): Data {
  const [step, ...rest] = path;
  if (step === undefined) return change(data);
  if (Array.isArray(data) && typeof step === 'number') {
    return data.flatMap((item, index) => {
      if (index !== step) return [item];
      const now = changed(item, rest, change);
      return now === undefined ? [] : [now];
    });
  }
  const owner = isRecord(data) ? data : {};
  const now = changed(owner[String(step)], rest, change);
  const { [String(step)]: _old, ...others } = owner;
  if (now === undefined) return others;
  return String(step) in owner
    ? Object.fromEntries(Object.entries(owner).map(([key, old]) => [key, key === String(step) ? now : old]))
    : { ...owner, [String(step)]: now };
}

const values = fc.oneof(
  fc.constantFrom<Plain>('256Mi', 'no', '8080', 3, 0.5, true, null, 'two\nlines\n', '# hash', ' edges ', ''),
  fc.constantFrom<Plain>({ limits: { memory: '1Gi', cpu: 1 } }, ['a', 'b'], [{ name: 'x', list: [1] }], {}, []),
);

function plainHole(cursor: Cursor) {
  return cursor.read<Plain>(
    (at) => at.plain(),
    (value) => value,
  ).hole;
}

interface Tally {
  tried: number;
  done: number;
}

function check(
  text: string,
  edits: readonly Edit[] | undefined,
  expected: () => Data,
  tally: Tally,
): string | undefined {
  tally.tried++;
  if (edits === undefined) return undefined;
  tally.done++;
  const { text: result, skipped } = applyEdits(text, edits);
  assert.deepEqual(skipped, []);
  assert.deepEqual(dataOf(result), expected(), `${text}\n----\n${result}`);
  if (text.includes('\r\n')) assert.doesNotMatch(result, /[^\r]\n/);
  return result;
}

/** `at` splits a lone string at its dots, so keys are looked up among the entries. */
function walk(root: Cursor, path: readonly Step[]): Cursor {
  return path.reduce<Cursor>((cursor, step) => {
    if (typeof step === 'number') return cursor.at(step);
    return cursor.entries().find(({ name }) => name === step)?.cursor ?? cursor.at(step);
  }, root);
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let found = 0;
  for (const each of whole) if (each === part[found]) found++;
  return found === part.length;
}

const runs = { numRuns: 400, seed: 20261123 };

test('a new key with missing parents is written into any block mapping, and nothing else changes', () => {
  const tally: Tally = { tried: 0, done: 0 };
  fc.assert(
    fc.property(randomDocument, fc.nat(), values, (text, pick, value) => {
      const root = parseYaml(text).root({ open: false });
      const owners = placesOf(root).filter((path) => ['map', 'null'].includes(walk(root, path).kind));
      const owner = owners[pick % owners.length];
      if (owner === undefined) return;
      const path = [...owner, 'added', 'deeper'];
      const before = dataOf(text);
      const edits = plainHole(walk(root, path)).put(value);
      const result = check(text, edits, () => changed(before, path, () => value), tally);
      if (result !== undefined) assert.deepEqual(commentsOf(result), commentsOf(text), result);
    }),
    runs,
  );
  assert.ok(tally.done / tally.tried > 0.95, `${tally.done} of ${tally.tried}`);
});

test('any scalar can be replaced, and nothing else changes', () => {
  const tally: Tally = { tried: 0, done: 0 };
  fc.assert(
    fc.property(
      randomDocument,
      fc.nat(),
      fc.constantFrom<Plain>('256Mi', 'x: y', 'no', 'two\nlines', true),
      (text, pick, value) => {
        const root = parseYaml(text).root({ open: false });
        const scalars = placesOf(root).filter((path) => walk(root, path).kind === 'scalar');
        const path = scalars[pick % scalars.length];
        if (path === undefined) return;
        const before = dataOf(text);
        const quoted = /^["']/.test(text.slice(walk(root, path).span.start));
        const expected = quoted && typeof value === 'boolean' ? String(value) : value;
        const edits = plainHole(walk(root, path)).put(value);
        const result = check(text, edits, () => changed(before, path, () => expected), tally);
        if (result !== undefined) assert.deepEqual(commentsOf(result), commentsOf(text), result);
      },
    ),
    runs,
  );
  assert.ok(tally.done / tally.tried > 0.95, `${tally.done} of ${tally.tried}`);
});

test('any entry can be dropped unless comments stand in the way, and nothing else changes', () => {
  const tally: Tally = { tried: 0, done: 0 };
  fc.assert(
    fc.property(randomDocument, fc.nat(), (text, pick) => {
      const root = parseYaml(text).root({ open: false });
      const places = placesOf(root).filter((path) => path.length > 1);
      const path = places[pick % places.length];
      if (path === undefined) return;
      const before = dataOf(text);
      const edits = plainHole(walk(root, path)).drop();
      const result = check(text, edits, () => changed(before, path, () => undefined), tally);
      // Comments may go with the entry, but none may come, move or change.
      if (result !== undefined) assert.ok(isSubsequence(commentsOf(result), commentsOf(text)), result);
    }),
    runs,
  );
  assert.ok(tally.done / tally.tried > 0.85, `${tally.done} of ${tally.tried}`);
});

test('an item is added to any list, and nothing else changes', () => {
  const tally: Tally = { tried: 0, done: 0 };
  fc.assert(
    fc.property(randomDocument, fc.nat(), values, (text, pick, value) => {
      const root = parseYaml(text).root({ open: false });
      const lists = placesOf(root).filter((path) => walk(root, path).kind === 'list');
      const path = lists[pick % lists.length];
      if (path === undefined) return;
      const before = dataOf(text);
      const hole = walk(root, path).read<readonly Plain[]>(
        (list) => list.items().map((item) => item.plain() ?? null),
        (items) => items,
      ).hole;
      const appended = (old: Data): Data => [...(Array.isArray(old) ? old : []), value];
      const result = check(text, hole.append(value), () => changed(before, path, appended), tally);
      if (result !== undefined) assert.deepEqual(commentsOf(result), commentsOf(text), result);
    }),
    runs,
  );
  assert.ok(tally.done / tally.tried > 0.95, `${tally.done} of ${tally.tried}`);
});
