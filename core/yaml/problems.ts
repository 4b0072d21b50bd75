import type { ErrorCode } from 'yaml';
import type { Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import type { Span } from '../span.js';
import type { Text } from '../text.js';
import type { AliasNode } from './tree.js';

export const tabs: Text = {
  en: 'Tabs are not allowed as indentation in YAML, use spaces',
  ru: 'В YAML нельзя делать отступы табуляцией, только пробелами',
};

/** What the parser's errors say, in Russian, by their codes; the English text is the parser's own. */
const russian: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'У ссылки не может быть якоря или тега',
  BAD_ALIAS: 'Недопустимое имя якоря или ссылки',
  BAD_COLLECTION_TYPE: 'Тег не подходит к этому виду значения',
  BAD_DIRECTIVE: 'Недопустимая директива',
  BAD_DQ_ESCAPE: 'Недопустимая последовательность с обратной чертой в двойных кавычках',
  BAD_INDENT: 'Неверный отступ',
  BAD_PROP_ORDER: 'Якорь и тег должны стоять перед значением, после знаков «?», «:» и «-»',
  BAD_SCALAR_START: 'Значение без кавычек не может начинаться с этого знака',
  BLOCK_AS_IMPLICIT_KEY: 'Вложенное отображение не может стоять на той же строке, что и его ключ',
  BLOCK_IN_FLOW: 'Внутри скобок нельзя писать блоки с отступами',
  DUPLICATE_KEY: 'Ключ повторяется',
  IMPOSSIBLE: 'Такая запись недопустима',
  KEY_OVER_1024_CHARS: 'Двоеточие должно стоять не дальше 1024 знаков от начала ключа',
  MISSING_CHAR: 'Не хватает знака: кавычки, скобки, запятой, двоеточия или пробела',
  MULTILINE_IMPLICIT_KEY: 'Ключ должен помещаться на одной строке',
  MULTIPLE_ANCHORS: 'У значения может быть только один якорь',
  MULTIPLE_DOCS: 'В тексте больше одного документа',
  MULTIPLE_TAGS: 'У значения может быть только один тег',
  NON_STRING_KEY: 'Ключ должен быть строкой',
  RESOURCE_EXHAUSTION: 'Документ слишком сложен и прочитан не до конца',
  TAB_AS_INDENT: tabs.ru,
  TAG_RESOLVE_FAILED: 'Тег не удалось разобрать',
  UNEXPECTED_TOKEN: 'Здесь этого быть не может',
};

/** A text that begins with a sign of YAML's own. */
export const unquoted: Text = {
  en: 'A value that begins with "{what}" stands without quotes',
  ru: 'Значение, которое начинается с «{what}», стоит без кавычек',
};

/** The same with an asterisk, which names no anchor. */
export const star: Text = {
  en: 'A value that begins with "*" stands without quotes',
  ru: 'Значение, которое начинается с «*», стоит без кавычек',
};

/** An alias whose anchor does not stand before it; mostly a text that was to stand in quotes, such as `*.example.com`. */
export function describeAlias({ name, span }: Pick<AliasNode, 'name' | 'span'>): Problem {
  if (!/^[\w-]+$/.test(name)) return problemAt(span, star);
  return problemAt(span, {
    en: `No anchor "${name}" stands before this alias`,
    ru: `Перед этой ссылкой нет якоря «${name}»`,
  });
}

/** An error of the parser, in its own words where no better ones are known (see errors.ts). */
export function parserError(code: ErrorCode, message: string, span: Span): Problem {
  return problemAt(span, { en: message, ru: russian[code] });
}
