import { nearest } from '../engine/nearest.js';
import { type Format, levels } from '../model/format.js';
import type { OptionTable, OptionValue, Rule } from '../rule.js';
import type { Text } from '../text.js';
import type { Cursor, CursorEntry, Plain } from '../yaml/cursor.js';
import type { Override, RuleSetting, RuleSettings } from './config.js';
import { expected, type Reader } from './reader.js';

const overrideKeys = ['files', 'kinds', 'kind', 'name', 'reason', 'rules'];
const settingLevels = ['off', 'on', ...levels] as const;

/** Formats that `kinds` may name. */
export const overrideFormats = ['dockerfile', 'compose', 'kubernetes', 'prometheus'] as const satisfies Format[];

/** Reads `rules` and `overrides`. */
export function createRuleReader(reader: Reader, known: readonly Rule[]) {
  const { report, wrong, choice } = reader;
  const byId = new Map(known.map((rule) => [rule.id, rule]));

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

  const levelAlone = (cursor: Cursor): RuleSetting['level'] => {
    const written = cursor.scalar ?? '';
    const found = settingLevels.find((one) => one === written);
    if (found === undefined) wrong(cursor, written, expected.setting, nearest(written, settingLevels));
    return found;
  };

  const setting = (rule: Rule, { nameSpan, cursor }: CursorEntry): RuleSetting => {
    if (cursor.kind !== 'map') return { level: levelAlone(cursor), options: {}, span: nameSpan };
    const entries = cursor.entries();
    const level = entries.find(({ name }) => name === 'level');
    const rest = entries.filter(({ name }) => name !== 'level');
    return {
      level: level === undefined ? undefined : choice(level.cursor, settingLevels),
      options: options(rule, rest),
      span: nameSpan,
    };
  };

  const rules = (cursor: Cursor | undefined): RuleSettings => {
    const settings = new Map<string, RuleSetting>();
    if (cursor === undefined || cursor.kind === 'null') return settings;
    if (cursor.kind !== 'map') wrong(cursor, '', expected.map);
    for (const entry of cursor.entries()) {
      const rule = byId.get(entry.name);
      if (rule !== undefined) settings.set(entry.name, setting(rule, entry));
      else report('rule', entry.nameSpan, entry.name, { nearest: nearest(entry.name, byId.keys()) });
    }
    return settings;
  };

  const ids = (cursor: Cursor | undefined): readonly string[] =>
    reader.words(cursor).flatMap(({ text, cursor: item }) => {
      if (byId.has(text)) return [text];
      report('rule', item.span, text, { nearest: nearest(text, byId.keys()) });
      return [];
    });

  const formats = (cursor: Cursor | undefined): readonly Format[] | undefined => {
    if (cursor === undefined || cursor.kind === 'null') return undefined;
    return reader.words(cursor).flatMap(({ cursor: item }) => reader.choice(item, overrideFormats) ?? []);
  };

  const override = (item: Cursor): Override => {
    const keys = reader.mapOf(item, overrideKeys);
    const isBound = ['files', 'kinds', 'kind', 'name'].some((key) => keys.has(key));
    // A misspelt selector is told as such.
    const isWhole = item.kind === 'map' && item.entries().length === keys.size;
    if (isWhole && !isBound) wrong(item, '', expected.selector);
    const reason = keys.get('reason');
    const text = reason?.plain();
    if (reason !== undefined && typeof text !== 'string') wrong(reason, 'reason', expected.words);
    return {
      files: reader.globs(keys.get('files')) ?? (isBound ? undefined : []),
      formats: formats(keys.get('kinds')),
      kinds: reader.globs(keys.get('kind')),
      names: reader.globs(keys.get('name')),
      reason: typeof text === 'string' ? text : undefined,
      rules: rules(keys.get('rules')),
      span: item.span,
    };
  };

  return {
    rules,
    ids,
    overrides(cursor: Cursor | undefined): readonly Override[] {
      if (cursor === undefined || cursor.kind === 'null') return [];
      if (cursor.kind !== 'list') wrong(cursor, '', expected.list);
      return cursor.items().map(override);
    },
  };
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
