/** A source of numbers that gives the same row for the same seed. */
export interface Dice {
  /** A whole number from 0 up to, not including, `limit`. */
  roll(limit: number): number;
  pick<T>(items: readonly T[], otherwise: T): T;
}

/** Mulberry32: small, fast, good enough to choose places in a text. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { roll, pick: (items, otherwise) => items[roll(items.length)] ?? otherwise };
}

/** One small damage, as a hand on a keyboard or a bad merge does it. `donor` is another text to take pieces from. */
export function mutate(text: string, donor: string, dice: Dice): string {
  const kinds = [truncate, splice, insertNoise, dropLines, repeatLines, indent, swapLineEnds, typeOver, conflict];
  return dice.pick(kinds, truncate)(text, donor, dice);
}

/** Characters and words at which parsers change their mind. */
const noise = [
  ...[
    '\0',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\ufeff',
    '\u2028',
    '\u00a0',
    'é',
    '😀',
    '\ud800',
    '\\',
    '"',
    "'",
    '`',
    '$',
    '${',
  ],
  ...[
    '}',
    '{',
    '[',
    ']',
    '{{',
    '}}',
    '{%',
    '<<: *x',
    '&x ',
    '*x',
    '!tag ',
    '!reset ',
    '|',
    '>-',
    '# ',
    ' #',
    ': ',
    ':',
  ],
  ...[
    '- ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '? ',
    '<<EOF',
    '&&',
    '(',
    ')',
    ',',
    '~',
    '0x',
    '-1',
    '1e999',
    'null',
    'x:',
  ],
];

function truncate(text: string, _: string, dice: Dice): string {
  const at = dice.roll(text.length + 1);
  return dice.roll(4) === 0 ? text.slice(at) : text.slice(0, at);
}

function splice(text: string, donor: string, dice: Dice): string {
  const from = dice.roll(donor.length + 1);
  const piece = donor.slice(from, from + dice.roll(200));
  const at = dice.roll(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at + (dice.roll(2) === 0 ? 0 : piece.length));
}

function insertNoise(text: string, _: string, dice: Dice): string {
  const at = dice.roll(text.length + 1);
  return text.slice(0, at) + dice.pick(noise, ' ') + text.slice(at);
}

function typeOver(text: string, _: string, dice: Dice): string {
  const at = dice.roll(text.length + 1);
  return text.slice(0, at) + dice.pick(noise, ' ') + text.slice(at + 1 + dice.roll(5));
}

function dropLines(text: string, _: string, dice: Dice): string {
  return overLines(text, dice, () => []);
}

function repeatLines(text: string, _: string, dice: Dice): string {
  return overLines(text, dice, (lines) => [...lines, ...lines]);
}

function indent(text: string, _: string, dice: Dice): string {
  const by = dice.pick(['  ', ' ', '\t', ''], '');
  return overLines(text, dice, (lines) => lines.map((line) => (by === '' ? line.replace(/^ {1,2}/, '') : by + line)));
}

function conflict(text: string, _: string, dice: Dice): string {
  return overLines(text, dice, (lines) => ['<<<<<<< HEAD', ...lines, '=======', ...lines, '>>>>>>> other']);
}

function swapLineEnds(text: string): string {
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');
}

function overLines(text: string, dice: Dice, change: (lines: readonly string[]) => readonly string[]): string {
  const lines = text.split('\n');
  const from = dice.roll(lines.length);
  const to = from + 1 + dice.roll(4);
  return [...lines.slice(0, from), ...change(lines.slice(from, to)), ...lines.slice(to)].join('\n');
}
