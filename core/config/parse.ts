import { nearest } from '../engine/nearest.js';
import { levels } from '../model/format.js';
import type { SettingProblem } from '../model/setting.js';
import type { OptionTable, OptionValue, Rule } from '../rule.js';
import type { Text } from '../text.js';
import type { Cursor, CursorEntry, Plain } from '../yaml/cursor.js';
import type { Attestation, Config, Override, RuleSetting, RuleSettings } from './config.js';
import { isTooWide } from './glob.js';

/** A configuration with everything that is wrong in it; what is wrong is left out of the configuration. */
export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly SettingProblem[];
}

/**
 * Reads a configuration file that has been parsed as YAML (JSON is YAML). Spans are the document's own. `items` are the
 * ids of the readiness checklist.
 */
export function parseConfig(
  path: string,
  root: Cursor,
  rules: readonly Rule[],
  items: readonly string[],
): ParsedConfig {
  const reader = createReader(rules, items);
  const keys: Record<string, Cursor> = {};
  if (root.kind !== 'null' && root.kind !== 'missing') {
    if (root.kind !== 'map') reader.wrong(root, '', expected.map);
    for (const entry of reader.keysOf(root, rootKeys)) keys[entry.name] = entry.cursor;
  }
  const config: Config = {
    path,
    extends: reader.choice(keys['extends'], presets) ?? 'recommended',
    rules: reader.rules(keys['rules']),
    overrides: reader.overrides(keys['overrides']),
    ignore: reader.globs(keys['ignore']),
    foreign: reader.flag(keys['foreign']) ?? true,
    attest: reader.attestations(path, keys['attest']),
  };
  return { config, problems: reader.problems };
}

const rootKeys = ['extends', 'rules', 'overrides', 'ignore', 'foreign', 'attest', '$schema'];
const attestKeys = ['who', 'when', 'link', 'note'];
const neededKeys = ['who', 'when'] as const;
const overrideKeys = ['files', 'rules'];
const presets = ['recommended', 'strict', 'none'] as const;
const settingLevels = ['off', 'on', ...levels] as const;

const expected = {
  map: { en: 'a mapping', ru: 'отображение (ключи и значения)' },
  list: { en: 'a list', ru: 'список' },
  strings: { en: 'a list of strings', ru: 'список строк' },
  flag: { en: 'true or false', ru: 'true или false' },
  string: { en: 'a string', ru: 'строка' },
  number: { en: 'a number', ru: 'число' },
  setting: {
    en: 'a level (off, on, error, warning, info, hint) or a mapping with level and options',
    ru: 'уровень (off, on, error, warning, info, hint) или отображение с level и параметрами',
  },
  attestation: { en: 'a mapping with who and when', ru: 'отображение с ключами who и when' },
  who: { en: 'a name', ru: 'имя' },
  when: { en: 'a date, in any words', ru: 'дата в любой записи' },
  words: { en: 'a few words', ru: 'несколько слов' },
  glob: { en: 'a glob of at most 300 characters and 8 wildcards', ru: 'шаблон не длиннее 300 знаков и 8 звёздочек' },
} satisfies Record<string, Text>;

function createReader(known: readonly Rule[], items: readonly string[]) {
  const byId = new Map(known.map((rule) => [rule.id, rule]));
  const problems: SettingProblem[] = [];

  const report = (
    fault: SettingProblem['fault'],
    span: SettingProblem['span'],
    name: string,
    rest: { readonly expected?: Text; readonly nearest?: string | undefined },
  ): void => {
    problems.push({ format: 'seaworthy', span, name, fault, expected: rest.expected, nearest: rest.nearest });
  };
  const wrong = (cursor: Cursor, name: string, what: Text, near?: string): void =>
    report('value', cursor.span, name, { expected: what, nearest: near });

  const keysOf = (cursor: Cursor, keys: readonly string[]): readonly CursorEntry[] =>
    cursor.entries().filter(({ name, nameSpan }) => {
      if (keys.includes(name)) return true;
      report('key', nameSpan, name, { nearest: nearest(name, keys) });
      return false;
    });

  const choice = <T extends string>(cursor: Cursor | undefined, choices: readonly T[]): T | undefined => {
    if (cursor === undefined || cursor.kind === 'null') return undefined;
    const written = cursor.source()?.text ?? '';
    const found = choices.find((one) => one === written);
    const list = choices.join(', ');
    if (found === undefined) wrong(cursor, written, { en: list, ru: list }, nearest(written, choices));
    return found;
  };

  const flag = (cursor: Cursor | undefined): boolean | undefined => {
    if (cursor === undefined) return undefined;
    const value = cursor.plain();
    if (typeof value === 'boolean') return value;
    wrong(cursor, '', expected.flag);
    return undefined;
  };

  const globs = (cursor: Cursor | undefined): readonly string[] => {
    if (cursor === undefined || cursor.kind === 'null') return [];
    const one = cursor.plain();
    const items = typeof one === 'string' ? [cursor] : cursor.items();
    if (typeof one !== 'string' && cursor.kind !== 'list') wrong(cursor, '', expected.strings);
    return items.flatMap((item) => {
      const text = item.plain();
      if (typeof text !== 'string') wrong(item, '', expected.string);
      else if (isTooWide(text)) report('glob', item.span, text.slice(0, 40), { expected: expected.glob });
      else return [text];
      return [];
    });
  };

  const options = (rule: Rule, entries: readonly CursorEntry[]): OptionTable => {
    const table: Record<string, OptionValue> = {};
    for (const { name, nameSpan, cursor } of entries) {
      const standard = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
      if (standard === undefined) {
        report('option', nameSpan, name, { nearest: nearest(name, ['level', ...Object.keys(rule.options)]) });
        continue;
      }
      const value = readOption(standard, cursor.plain());
      if (value === undefined) wrong(cursor, name, expectedOf(standard));
      else table[name] = value;
    }
    return table;
  };

  const setting = (id: string, cursor: Cursor): RuleSetting => {
    const rule = byId.get(id);
    if (cursor.kind !== 'map') return { level: choiceOfLevel(cursor), options: {} };
    const entries = cursor.entries();
    const level = entries.find(({ name }) => name === 'level');
    const rest = entries.filter(({ name }) => name !== 'level');
    return {
      level: level === undefined ? undefined : choice(level.cursor, settingLevels),
      options: rule === undefined ? {} : options(rule, rest),
    };
  };

  const choiceOfLevel = (cursor: Cursor): RuleSetting['level'] => {
    const written = cursor.source()?.text ?? '';
    const found = settingLevels.find((one) => one === written);
    if (found === undefined) wrong(cursor, written, expected.setting, nearest(written, settingLevels));
    return found;
  };

  const rules = (cursor: Cursor | undefined): RuleSettings => {
    const settings = new Map<string, RuleSetting>();
    if (cursor === undefined || cursor.kind === 'null') return settings;
    if (cursor.kind !== 'map') wrong(cursor, '', expected.map);
    for (const { name, nameSpan, cursor: value } of cursor.entries()) {
      if (!byId.has(name)) report('rule', nameSpan, name, { nearest: nearest(name, byId.keys()) });
      else settings.set(name, setting(name, value));
    }
    return settings;
  };

  const overrides = (cursor: Cursor | undefined): readonly Override[] => {
    if (cursor === undefined || cursor.kind === 'null') return [];
    if (cursor.kind !== 'list') wrong(cursor, '', expected.list);
    return cursor.items().map((item) => {
      if (item.kind !== 'map') wrong(item, '', expected.map);
      const keys = new Map(keysOf(item, overrideKeys).map((entry) => [entry.name, entry.cursor]));
      return { files: globs(keys.get('files')), rules: rules(keys.get('rules')) };
    });
  };

  const attestations = (path: string, cursor: Cursor | undefined): readonly Attestation[] => {
    if (cursor === undefined || cursor.kind === 'null') return [];
    if (cursor.kind !== 'map') wrong(cursor, '', expected.map);
    return cursor.entries().flatMap(({ name, nameSpan, cursor: value }): readonly Attestation[] => {
      if (!items.includes(name)) {
        report('item', nameSpan, name, { nearest: nearest(name, items) });
        return [];
      }
      if (value.kind !== 'map') {
        report('value', value.kind === 'null' ? nameSpan : value.span, name, { expected: expected.attestation });
        return [];
      }
      const words = new Map(keysOf(value, attestKeys).map((entry) => [entry.name, readWords(entry)]));
      for (const key of neededKeys) {
        if (!words.has(key)) report('value', nameSpan, key, { expected: expected[key] });
      }
      const [who, when] = [words.get('who'), words.get('when')];
      if (who === undefined || when === undefined) return [];
      return [
        { item: name, words: { who, when, link: words.get('link'), note: words.get('note') }, path, span: nameSpan },
      ];
    });
  };

  /** Free text; a number or a date is text as well. */
  const readWords = ({ name, cursor }: CursorEntry): string | undefined => {
    const text = cursor.source()?.text.trim();
    if (text !== undefined && text !== '' && cursor.kind !== 'null') return text;
    wrong(cursor, name, name === 'who' || name === 'when' ? expected[name] : expected.words);
    return undefined;
  };

  return { problems, wrong, keysOf, choice, flag, globs, rules, overrides, attestations };
}

function readOption(standard: OptionValue, value: Plain | undefined): OptionValue | undefined {
  if (typeof standard !== 'object') {
    return typeof value === typeof standard && value !== null && typeof value !== 'object' ? value : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const items = value.filter((item): item is string => typeof item === 'string');
  return items.length === value.length ? items : undefined;
}

function expectedOf(standard: OptionValue): Text {
  if (typeof standard === 'object') return expected.strings;
  if (typeof standard === 'boolean') return expected.flag;
  return typeof standard === 'number' ? expected.number : expected.string;
}
