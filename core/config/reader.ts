import { nearest } from '../engine/nearest.js';
import type { SettingProblem } from '../model/setting.js';
import type { Text } from '../text.js';
import type { Cursor, CursorEntry } from '../yaml/cursor.js';
import { isGlob } from './glob.js';

/** Reads values and notes what is wrong with them; what is wrong is left out. */
export interface Reader {
  readonly problems: SettingProblem[];
  report(
    fault: SettingProblem['fault'],
    span: SettingProblem['span'],
    name: string,
    rest: { readonly expected?: Text; readonly nearest?: string | undefined },
  ): void;
  wrong(cursor: Cursor, name: string, what: Text, near?: string): void;
  /** The entries of a mapping whose keys are known; anything else is told. */
  keysOf(cursor: Cursor, keys: readonly string[]): readonly CursorEntry[];
  /** The same by name, and nothing for a key that is not there. */
  mapOf(cursor: Cursor | undefined, keys: readonly string[]): ReadonlyMap<string, Cursor>;
  choice<T extends string>(cursor: Cursor | undefined, choices: readonly T[]): T | undefined;
  flag(cursor: Cursor | undefined): boolean | undefined;
  /** One text or a list of them, each with its place. */
  words(cursor: Cursor | undefined): readonly Word[];
  /** Undefined when nothing is written. */
  globs(cursor: Cursor | undefined, wanted?: Wanted): readonly string[] | undefined;
}

/** What a glob has to look like. */
export interface Wanted {
  readonly fits: (glob: string) => boolean;
  readonly expected: Text;
}

export interface Word {
  readonly text: string;
  readonly cursor: Cursor;
}

/** What is expected where something else stands. */
export const expected = {
  map: { en: 'a mapping', ru: 'отображение (ключи и значения)' },
  list: { en: 'a list', ru: 'список' },
  strings: { en: 'a list of strings', ru: 'список строк' },
  flag: { en: 'true or false', ru: 'true или false' },
  string: { en: 'a string', ru: 'строка' },
  number: { en: 'a number', ru: 'число' },
  base: {
    en: 'recommended, strict, none, or a local file such as ./team.yaml',
    ru: 'recommended, strict, none или локальный файл, например ./team.yaml',
  },
  selector: { en: 'at least one of files, kinds, kind, name', ru: 'хотя бы одно из files, kinds, kind, name' },
  setting: {
    en: 'a level (off, on, error, warning, info, hint) or a mapping with level and options',
    ru: 'уровень (off, on, error, warning, info, hint) или отображение с level и параметрами',
  },
  attestation: { en: 'a mapping with who and when', ru: 'отображение с ключами who и when' },
  who: { en: 'a name', ru: 'имя' },
  when: { en: 'a date, in any words', ru: 'дата в любой записи' },
  words: { en: 'a few words', ru: 'несколько слов' },
  glob: {
    en: 'a glob of 1 to 300 characters, without parentheses and with few wildcards',
    ru: 'шаблон от 1 до 300 знаков, без скобок и с немногими звёздочками',
  },
  registry: {
    en: 'a host such as registry.example.com, or a host with the beginning of a path',
    ru: 'узел, например registry.example.com, или узел с началом пути',
  },
  version: { en: 'a version such as "0.1"', ru: 'версия, например "0.1"' },
  support: { en: 'a mapping with image, cycle and until', ru: 'отображение с ключами image, cycle и until' },
  image: { en: 'the name of an image, without its tag', ru: 'имя образа без тега' },
  cycle: { en: 'a version such as "17" or "3.10"', ru: 'версия, например "17" или "3.10"' },
  until: { en: 'a day such as 2027-05-31', ru: 'день в виде 2027-05-31' },
} satisfies Record<string, Text>;

const anyGlob: Wanted = { fits: isGlob, expected: expected.glob };

export function createReader(): Reader {
  const problems: SettingProblem[] = [];

  const report: Reader['report'] = (fault, span, name, rest) => {
    problems.push({ format: 'seaworthy', span, name, fault, expected: rest.expected, nearest: rest.nearest });
  };
  const wrong: Reader['wrong'] = (cursor, name, what, near) =>
    report('value', cursor.span, name, { expected: what, nearest: near });

  const keysOf: Reader['keysOf'] = (cursor, keys) =>
    cursor.entries().filter(({ name, nameSpan }) => {
      if (keys.includes(name)) return true;
      report('key', nameSpan, name, { nearest: nearest(name, keys) });
      return false;
    });

  const isWritten = (cursor: Cursor | undefined): cursor is Cursor => cursor !== undefined && cursor.kind !== 'null';

  const words: Reader['words'] = (cursor) => {
    if (!isWritten(cursor)) return [];
    const one = cursor.plain();
    if (typeof one !== 'string' && cursor.kind !== 'list') wrong(cursor, '', expected.strings);
    return (typeof one === 'string' ? [cursor] : cursor.items()).flatMap((item): readonly Word[] => {
      const text = item.plain();
      if (typeof text === 'string') return [{ text, cursor: item }];
      wrong(item, '', expected.string);
      return [];
    });
  };

  return {
    problems,
    report,
    wrong,
    keysOf,
    mapOf(cursor, keys) {
      if (!isWritten(cursor)) return new Map();
      if (cursor.kind !== 'map') wrong(cursor, '', expected.map);
      return new Map(keysOf(cursor, keys).map((entry) => [entry.name, entry.cursor]));
    },
    choice(cursor, choices) {
      if (!isWritten(cursor)) return undefined;
      const written = cursor.scalar ?? '';
      const found = choices.find((one) => one === written);
      const list = choices.join(', ');
      if (found === undefined) wrong(cursor, written, { en: list, ru: list }, nearest(written, choices));
      return found;
    },
    flag(cursor) {
      if (cursor === undefined) return undefined;
      const value = cursor.plain();
      if (typeof value === 'boolean') return value;
      wrong(cursor, '', expected.flag);
      return undefined;
    },
    words,
    globs(cursor, wanted = anyGlob) {
      if (!isWritten(cursor)) return undefined;
      return words(cursor).flatMap(({ text, cursor: item }) => {
        const isGlob = anyGlob.fits(text);
        if (isGlob && wanted.fits(text)) return [text];
        report('glob', item.span, text.slice(0, 40), { expected: (isGlob ? wanted : anyGlob).expected });
        return [];
      });
    },
  };
}
