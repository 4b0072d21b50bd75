import {
  attestationShape,
  type ConfigKey,
  type ConfigShape,
  configShape,
  levelChoices,
  levelKey,
} from '../config/shape.js';
import { writeAt } from '../model/yaml-fix.js';
import type { ReadinessItem } from '../readiness/item.js';
import type { Rule } from '../rule.js';
import { contains, type Span } from '../span.js';
import { type Locale, say, type Text } from '../text.js';
import type { Cursor, CursorEntry, Step } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';
import { insertedKey } from './inserted.js';
import { ruleMarkdown } from './rule-text.js';
import type { Suggestion } from './suggestion.js';
import { type YamlPlace, yamlPlaceAt } from './yaml-place.js';

/** What the names in a configuration stand for, by id. */
export interface ConfigTerms {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Of the readiness checklist. */
  readonly items: ReadonlyMap<string, ReadinessItem>;
}

/** What a path of the configuration leads to. */
type Reached = ConfigShape | { readonly kind: 'setting'; readonly rule: Rule };

const texts = {
  option: { en: 'Option of {rule}; {value} when it is not written', ru: 'Параметр {rule}; если не написан, {value}' },
} satisfies Record<string, Text>;

function reach(path: readonly Step[], terms: ConfigTerms): Reached | undefined {
  let at: Reached = configShape;
  for (const step of path) {
    const next = stepInto(at, step, terms);
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

function stepInto(from: Reached, step: Step, terms: ConfigTerms): Reached | undefined {
  switch (from.kind) {
    case 'map':
      return Object.hasOwn(from.keys, step) ? from.keys[String(step)]?.shape : undefined;
    case 'list':
      return typeof step === 'number' ? from.item : undefined;
    case 'rules': {
      const rule = terms.rules.get(String(step));
      return rule && { kind: 'setting', rule };
    }
    case 'items':
      return terms.items.has(String(step)) ? attestationShape : undefined;
    case 'setting':
      if (step === 'level') return levelKey.shape;
      return typeof from.rule.options[step] === 'boolean' ? flag : { kind: 'text' };
    default:
      return undefined;
  }
}

const flag: ConfigShape = {
  kind: 'choice',
  choices: { true: { en: 'Yes', ru: 'Да' }, false: { en: 'No', ru: 'Нет' } },
};

/** What may be written at an offset of a configuration file. */
export function configSuggestions(
  text: string,
  offset: number,
  terms: ConfigTerms,
  locale: Locale,
): readonly Suggestion[] {
  const place = yamlPlaceAt(text, offset, {});
  const reached = place && reach(place.path, terms);
  if (place === undefined || reached === undefined) return [];
  return place.as === 'key' ? keysFor(place, reached, terms, locale) : valuesFor(place, reached, locale);
}

function keysFor(place: YamlPlace, reached: Reached, terms: ConfigTerms, locale: Locale): readonly Suggestion[] {
  const { siblings, word, hasColon } = place;
  const isNew = (name: string): boolean => !siblings.includes(name);
  const ending = hasColon ? '' : ': ';
  switch (reached.kind) {
    case 'map':
      return Object.entries(reached.keys)
        .filter(([name]) => isNew(name))
        .map(([name, key], rank) => keySuggestion(name, key, { word, ending, rank }, locale));
    case 'rules':
      return [...terms.rules.values()]
        .filter(({ id }) => isNew(id))
        .map((rule) => ({
          label: rule.id,
          kind: 'rule',
          detail: say(rule.text.summary, locale),
          documentation: ruleMarkdown(rule, locale),
          span: word,
          text: rule.id + ending,
          rank: 0,
        }));
    case 'items':
      return [...terms.items.values()]
        .filter(({ id }) => isNew(id))
        .map((item) => ({
          label: item.id,
          kind: 'key',
          detail: say(item.title, locale),
          documentation: undefined,
          span: word,
          text: item.id + ending.trimEnd(),
          rank: 0,
        }));
    case 'setting': {
      const { rule } = reached;
      const level = isNew('level') ? [keySuggestion('level', levelKey, { word, ending, rank: 0 }, locale)] : [];
      return [...level, ...optionSuggestions(place, rule, locale)];
    }
    default:
      return [];
  }
}

function keySuggestion(
  name: string,
  { about, shape }: ConfigKey,
  { word, ending, rank }: { readonly word: Span; readonly ending: string; readonly rank: number },
  locale: Locale,
): Suggestion {
  // A collection begins on a line of its own.
  const isScalar = shape.kind === 'choice' || shape.kind === 'text';
  return {
    label: name,
    kind: 'key',
    detail: say(about, locale),
    documentation: undefined,
    span: word,
    text: name + (isScalar ? ending : ending.trimEnd()),
    rank,
  };
}

/** Options with the values that hold without them, written as a fix would write them. */
function optionSuggestions(place: YamlPlace, rule: Rule, locale: Locale): readonly Suggestion[] {
  const { cursor, word, siblings, hasColon } = place;
  return Object.entries(rule.options).flatMap(([name, value]): readonly Suggestion[] => {
    if (siblings.includes(name)) return [];
    const written = hasColon ? name : insertedKey(place, writeAt(cursor.at(name), value))?.text;
    if (written === undefined) return [];
    const detail = say(texts.option, locale, { rule: rule.id, value: String(value) });
    return [{ label: name, kind: 'key', detail, documentation: undefined, span: word, text: written, rank: 1 }];
  });
}

function valuesFor({ word }: YamlPlace, reached: Reached, locale: Locale): readonly Suggestion[] {
  return Object.entries(choicesOf(reached)).map(([name, about], rank) => ({
    label: name,
    kind: 'value',
    detail: say(about, locale),
    documentation: undefined,
    span: word,
    text: name,
    rank,
  }));
}

/** A place with its explanation in Markdown. */
export interface Explained {
  readonly span: Span;
  readonly markdown: string;
}

/** What the key or value at an offset of a configuration file means. */
export function configHover(
  yaml: YamlDocument,
  offset: number,
  terms: ConfigTerms,
  locale: Locale,
): Explained | undefined {
  const at: Span = { start: offset, end: offset };
  const look = (cursor: Cursor, reached: Reached): Explained | undefined => {
    if (cursor.kind === 'scalar') return explainValue(cursor, reached, locale);
    const entry = cursor
      .entries()
      .find(({ nameSpan, cursor: value }) => contains(nameSpan, at) || contains(value.span, at));
    if (entry && contains(entry.nameSpan, at)) return explainKey(entry, reached, terms, locale);
    const index = cursor.items().findIndex(({ span }) => contains(span, at));
    const [step, value] = entry ? [entry.name, entry.cursor] : [index, cursor.items()[index]];
    const below = value && stepInto(reached, step, terms);
    return value && below && look(value, below);
  };
  return look(yaml.root({ open: false }), configShape);
}

function explainKey(
  { name, nameSpan: span }: CursorEntry,
  reached: Reached,
  terms: ConfigTerms,
  locale: Locale,
): Explained | undefined {
  if (reached.kind === 'rules') {
    const rule = terms.rules.get(name);
    return rule && { span, markdown: ruleMarkdown(rule, locale) };
  }
  const titled = (about: string): Explained => ({ span, markdown: `**${name}**\n\n${about}` });
  if (reached.kind === 'items') {
    const item = terms.items.get(name);
    return item && titled(say(item.title, locale));
  }
  if (reached.kind === 'setting') {
    if (name === 'level') return titled(say(levelKey.about, locale));
    const { id, options } = reached.rule;
    const value = Object.hasOwn(options, name) ? options[name] : undefined;
    if (value === undefined) return undefined;
    return titled(say(texts.option, locale, { rule: `\`${id}\``, value: `\`${String(value)}\`` }));
  }
  const key = reached.kind === 'map' && Object.hasOwn(reached.keys, name) ? reached.keys[name] : undefined;
  return key && titled(say(key.about, locale));
}

function explainValue(cursor: Cursor, reached: Reached, locale: Locale): Explained | undefined {
  const choices = choicesOf(reached);
  const word = cursor.scalar ?? '';
  const about = Object.hasOwn(choices, word) ? choices[word] : undefined;
  return about && { span: cursor.span, markdown: `**${word}**\n\n${say(about, locale)}` };
}

function choicesOf(reached: Reached): Readonly<Record<string, Text>> {
  if (reached.kind === 'setting') return levelChoices;
  return reached.kind === 'choice' ? reached.choices : {};
}
