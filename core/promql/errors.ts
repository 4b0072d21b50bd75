import type { Arguments, Text } from '../text.js';
import { say } from '../text.js';
import { type GrafanaVariable, maskStrings } from './dialect.js';
import { aggregations, functions, nearestFunction } from './functions.js';
import { isClosedString } from './literal.js';
import type { QueryProblem } from './query.js';

/** A problem in offsets of the query's own text. */
export interface TextProblem {
  readonly from: number;
  readonly to: number;
  readonly kind: QueryProblem['kind'];
  readonly text: Text;
}

/** The pair with its placeholders filled, so that it can stand in another message as it is. */
export function fill(text: Text, args: Arguments): Text {
  return { en: say(text, 'en', args), ru: say(text, 'ru', args) };
}

/** A call with too few or too many arguments; `wanted` is a number or a range such as `1–2`. */
export const argumentCount = {
  en: 'Arguments of "{name}": {wanted} wanted, {given} given',
  ru: 'Аргументов у «{name}» ожидается {wanted}, передано {given}',
} as const satisfies Text;

const texts = {
  empty: { en: 'The query is empty', ru: 'Запрос пуст' },
  end: { en: 'The query ends too early', ru: 'Запрос обрывается на полуслове' },
  token: { en: 'Unexpected "{token}"', ru: 'Здесь не может стоять «{token}»' },
  assignment: {
    en: 'Unexpected "=": values are compared by "=="',
    ru: 'Здесь не может стоять «=»: значения сравнивают через «==»',
  },
  bareValue: {
    en: 'The value {token} of a label matcher stands without quotes',
    ru: 'Значение {token} в условии на метку стоит без кавычек',
  },
  quote: { en: 'The quote is never closed', ru: 'Кавычка не закрыта' },
  unclosed: { en: '"{bracket}" is never closed', ru: 'Скобка «{bracket}» не закрыта' },
  unopened: { en: '"{bracket}" closes nothing', ru: 'Скобка «{bracket}» ничего не закрывает' },
  mismatch: {
    en: '"{bracket}" stands where "{wanted}" would close the "{open}" before it',
    ru: 'Скобка «{bracket}» стоит там, где «{open}» закрывают через «{wanted}»',
  },
  variable: {
    en: '"{name}" is a variable of Grafana, which Prometheus does not fill in',
    ru: '«{name}» — переменная Grafana, Prometheus её не подставляет',
  },
  unknown: { en: 'There is no function "{name}"', ru: 'Функции «{name}» нет' },
  misspelled: {
    en: 'There is no function "{name}", the nearest is "{near}"',
    ru: 'Функции «{name}» нет, ближайшая по написанию — «{near}»',
  },
} as const;

function problem(from: number, to: number, text: Text, kind: QueryProblem['kind'] = 'syntax'): TextProblem {
  return { from, to, text, kind };
}

/**
 * Says what is wrong with a text that the grammar refused at a place. Brackets and quotes come first, because the
 * grammar stumbles over what stands behind them. One problem only: those after the first are mostly its echo.
 */
export function describeError(text: string, at: number): TextProblem {
  const bare = maskStrings(text);
  if (bare.trim() === '') return problem(0, text.length, texts.empty);
  return findOpenQuote(text) ?? findUnknownFunction(bare, at) ?? findBracket(bare) ?? describeToken(text, bare, at);
}

/** A query copied from a dashboard with what only a dashboard fills in. */
export function describeVariable({ name, from, to }: GrafanaVariable): TextProblem {
  return problem(from, to, fill(texts.variable, { name }));
}

/** A string literal that is never closed; the grammar lets it pass. */
export function findOpenQuote(text: string): TextProblem | undefined {
  for (const match of text.matchAll(/#[^\n]*|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?/g)) {
    if (match[0].startsWith('#') || isClosedString(match[0])) continue;
    return problem(match.index, match.index + 1, texts.quote);
  }
  return undefined;
}

/** A name before an opening parenthesis, when the error stands at that parenthesis. */
function findUnknownFunction(bare: string, at: number): TextProblem | undefined {
  const open = at + (/^\s*/.exec(bare.slice(at))?.[0].length ?? 0);
  if (bare[open] !== '(') return undefined;
  const end = bare.slice(0, open).trimEnd().length;
  const name = /(?<![\w:])[A-Za-z_][\w:]*$/.exec(bare.slice(Math.max(0, end - 200), end))?.[0];
  if (name === undefined || functions.has(name)) return undefined;
  if (aggregations.has(name.toLowerCase()) || keywords.has(name.toLowerCase())) return undefined;
  const from = end - name.length;
  if (/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*$/i.test(bare.slice(0, from))) return undefined;
  const near = nearestFunction(name);
  const text = near === undefined ? fill(texts.unknown, { name }) : fill(texts.misspelled, { name, near });
  return problem(from, from + name.length, text, 'function');
}

const keywords = new Set(
  'and or unless atan2 bool by without on ignoring group_left group_right offset fill fill_left fill_right'.split(' '),
);

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function findBracket(bare: string): TextProblem | undefined {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (const { 0: bracket, index: at } of bare.matchAll(/[()[\]{}]/g)) {
    if (closing[bracket] !== undefined) {
      open.push({ bracket, at });
      continue;
    }
    const last = open.pop();
    if (last === undefined) return problem(at, at + 1, fill(texts.unopened, { bracket }));
    const wanted = closing[last.bracket] ?? '';
    if (wanted !== bracket) return problem(at, at + 1, fill(texts.mismatch, { bracket, wanted, open: last.bracket }));
  }
  const last = open.at(-1);
  return last && problem(last.at, last.at + 1, fill(texts.unclosed, { bracket: last.bracket }));
}

/** Names what stands at the place. The whole of a quoted text is one token. */
function describeToken(text: string, bare: string, at: number): TextProblem {
  const from = at + (/^\s*/.exec(bare.slice(at))?.[0].length ?? 0);
  if (from >= text.length) {
    const end = bare.trimEnd().length;
    return problem(Math.max(0, lastTokenStart(bare, end)), end, texts.end);
  }
  const token = /^(?:"[^"\n]*"|'[^'\n]*'|`[^`]*`|[\w:.]+|[=!<>]=|=~|!~|.)/u.exec(text.slice(from))?.[0] ?? '';
  const to = from + token.length;
  const before = bare.slice(0, from).trimEnd();
  const inBraces = before.lastIndexOf('{') > before.lastIndexOf('}');
  if (token === '=' && !inBraces) return problem(from, to, texts.assignment);
  if (inBraces && /(?:=|=~|!=|!~)$/.test(before) && /^[\w:.]/.test(token)) {
    return problem(from, to, fill(texts.bareValue, { token }));
  }
  return problem(from, to, fill(texts.token, { token }));
}

/** Where the last word or sign of the text begins, for pointing at an end that has no width. */
function lastTokenStart(bare: string, end: number): number {
  return end - (/(?:(?<![\w:.])[\w:.]+|(?<![=!<>~])[=!<>~]+|[^\w\s])$/.exec(bare.slice(0, end))?.[0].length ?? 0);
}
