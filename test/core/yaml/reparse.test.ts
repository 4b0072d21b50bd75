import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseTree } from '../../../core/yaml/parse.js';
import { reparse } from '../../../core/yaml/reparse.js';
import { splitStream } from '../../../core/yaml/split.js';
import { readSamples } from '../../harness/inputs.js';
import { createDice, type Dice, mutate } from '../../harness/mutate.js';
import { randomDocument } from './random-yaml.js';

const text = `# shop
services:
  api:
    image: api:1
    ports:
      - 80:80
      - 81:81
    # after the ports
    logging:
      driver: local

  db:
    image: postgres:17
`;

/** The new text, when what is found from the old one is what the parser makes of it; undefined where it is not found. */
function found(from: string, to: string): string | undefined {
  const read = reparse(parseTree(from), to);
  if (read === undefined) return undefined;
  deepEqual(read, parseTree(to), to);
  return to;
}

describe('a text is read from what was read before', () => {
  const same = (from: string, to: string) => equal(found(from, to), to);

  test('where a value changes, and what follows moves', () => same(text, text.replace('api:1', 'api:1.2.3')));
  test('where an entry is added to a mapping', () => same(text, text.replace('api:1\n', 'api:1\n    init: true\n')));
  test('where an item is added to a list', () => same(text, text.replace('- 81:81', '- 81:81\n      - 82:82')));
  test('where a comment is typed', () => same(text, text.replace('80:80', '80:80 # 1').replace('# after', '# behind')));
  test('where the last line is written on', () => same(text, `${text}    restart: always\n`));
  test('where the last line has no end', () => same(text.trimEnd(), `${text.trimEnd()}.2`));
  test('where a key is named otherwise', () => same(text, text.replace('logging:', 'log:')));
});

describe('a text is parsed whole', () => {
  const whole = (from: string, to: string) => equal(found(from, to), undefined);

  test('where the change reaches beyond an entry', () => {
    const two = `${text}volumes:\n  data: {}\n`;
    whole(two, two.replace('17\nvolumes', '18\nvolume'));
  });
  test('where an entry moves to another column', () => whole(text, text.replace('  db:', '   db:')));
  test('where it does not parse', () => whole(text, text.replace('image: api:1', 'image: "api:1')));
  test('where it did not parse', () => whole(text.replace('api:1', '"api:1'), text));
  test('where a marker ends it', () => whole(text, text.replace('      - 81:81', '---')));
  test('where aliases lead through it', () => {
    const shared = text.replace('local', '&local local').replace('17', '17\n    log: *local');
    whole(shared, shared.replace('api:1', 'api:2'));
    whole(text, text.replace('local', '*local'));
  });
  test('where a directive or a byte order mark stands before it', () => {
    whole(`%YAML 1.2\n---\n${text}`, `%YAML 1.2\n---\n${text.replace('api:1', 'api:2')}`);
    whole(`\ufeff${text}`, `\ufeff${text.replace('api:1', 'api:2')}`);
  });
  test('where it would be nested too deeply', () => {
    const deep = (levels: number) => `a:\n  b:\n    c: ${'['.repeat(levels)}${']'.repeat(levels)}\n    d: 1\n`;
    for (let levels = 190; levels < 205; levels++) found(deep(180), deep(levels));
    whole(deep(180), deep(199));
  });
});

/** A letter at a random place, as a hand on the keyboard writes it. */
function press(given: string, dice: Dice): string {
  const at = dice.roll(given.length + 1);
  const key = dice.pick([...'ab1 :-#\n"\'[{|>&*!?%,.', '\n  ', ': ', ' #', '- ', ''], 'x');
  return given.slice(0, at) + key + given.slice(key === '' ? at + 1 : at);
}

test('whatever is typed or damaged, a text is read as if it were parsed whole', () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const dice = createDice(seed);
  const samples = readSamples()
    .flat()
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .flatMap((file) => splitStream(file.text).map(({ start, end }) => file.text.slice(start, end)))
    .filter((piece) => piece.length > 80 && piece.length < 4000);
  const documents = [...samples, ...fc.sample(randomDocument, { numRuns: samples.length, seed })];
  let known = 0;
  const rounds = Number(process.env['ROUNDS'] ?? 1500);
  for (let round = 0; round < rounds; round++) {
    const from = dice.pick(documents, text);
    const to = dice.roll(3) > 0 ? press(from, dice) : mutate(from, dice.pick(documents, text), dice);
    if (to !== from && found(from, to) !== undefined) known++;
  }
  ok(known > rounds / 5, `only ${known} of ${rounds}`);
});
