import {
  annotationName,
  type DirectivePlace,
  directiveNames,
  directivePlaceAt,
  readIds,
} from '../engine/directives.js';
import type { Document } from '../model/document.js';
import type { Rule } from '../rule.js';
import { type Span, shift } from '../span.js';
import { type Locale, say, type Text } from '../text.js';
import { ruleMarkdown } from './rule-text.js';
import { type Suggestion, wordAround } from './suggestion.js';
import type { YamlPlace } from './yaml-place.js';

const about: Readonly<Record<(typeof directiveNames)[number], Text>> = {
  'seaworthy-ignore': {
    en: 'Ignores rules in what follows, or on this line',
    ru: 'Не проверять по правилам то, что ниже, или эту строку',
  },
  'seaworthy-ignore-file': { en: 'Ignores rules in the whole file', ru: 'Не проверять по правилам весь файл' },
  'seaworthy-ignore-stage': {
    en: 'Ignores rules in the stage that begins below',
    ru: 'Не проверять по правилам стадию сборки, которая начинается ниже',
  },
  'seaworthy-ignore-begin': {
    en: 'Ignores rules from here to the end that belongs to it',
    ru: 'Не проверять по правилам отсюда до парного конца',
  },
  'seaworthy-ignore-end': { en: 'Ends the nearest begin', ru: 'Закрывает ближайшее начало' },
};

/** What a directive can be completed with. */
export interface DirectiveHelp {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Ids of rules that have findings in the file: they are what one comes to ignore. */
  readonly found: () => ReadonlySet<string>;
  readonly locale: Locale;
  /** True when a person asked; then an empty comment may become a directive. */
  readonly asked: boolean;
}

/** What may be written at an offset of a comment; undefined outside of comments that are or may become directives. */
export function directiveSuggestions(
  document: Document,
  offset: number,
  help: DirectiveHelp,
): readonly Suggestion[] | undefined {
  const place = directivePlaceAt(document, offset);
  if (place === undefined) return undefined;
  const span = shift(place.word, document.base);
  if (place.at === 'ids') return ids(document, place.ids, span, help);
  return place.name === '' && !help.asked ? [] : names(document, place, span, help.locale);
}

function names(document: Document, { name }: DirectivePlace, span: Span, locale: Locale): readonly Suggestion[] {
  const fitting = directiveNames.filter((one) => one !== 'seaworthy-ignore-stage' || document.format === 'dockerfile');
  // A word of prose is not made a directive.
  if (!fitting.some((one) => one.startsWith(name))) return [];
  return fitting.map((one, rank) => ({
    label: one,
    kind: 'directive',
    detail: say(about[one], locale),
    documentation: undefined,
    span,
    text: one,
    rank,
  }));
}

function ids(
  { format }: Document,
  named: readonly string[],
  span: Span,
  { rules, found, locale }: DirectiveHelp,
): readonly Suggestion[] {
  const frequent = found();
  const fitting = [...rules.values()].filter(({ id, kinds }) => kinds.includes(format) && !named.includes(id));
  return fitting.map((rule) => ({
    label: rule.id,
    kind: 'rule',
    detail: say(rule.text.summary, locale),
    documentation: ruleMarkdown(rule, locale),
    span,
    text: rule.id,
    rank: frequent.has(rule.id) ? 0 : 1,
  }));
}

/** True when the document holds our annotation, so that it is worth a look where in it an offset is. */
export function mayAnnotate({ format, text }: Document): boolean {
  return format === 'kubernetes' && text.includes(annotationName);
}

/** The same for the annotation of a Kubernetes object. */
export function annotationSuggestions(
  document: Document,
  { path, as, cursor, tried, mark }: YamlPlace,
  offset: number,
  help: DirectiveHelp,
): readonly Suggestion[] | undefined {
  const [owner, key] = path.slice(-2);
  if (as !== 'value' || owner !== 'annotations' || key !== annotationName) return undefined;
  const id = wordAround(document.text, offset, /[a-z0-9-]/);
  const standIn = tried.text.slice(mark.start, mark.end);
  const named = readIds(cursor.scalar ?? '', 0).ids.filter((one) => !one.id.includes(standIn));
  return ids(
    document,
    named.map((one) => one.id),
    shift(id, document.base),
    help,
  );
}
