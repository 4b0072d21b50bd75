import type { CST, ErrorCode, YAMLParseError } from 'yaml';
import { conflictMark, isConflictMark } from '../model/conflict.js';
import type { Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import type { Span } from '../span.js';
import { say, type Text } from '../text.js';
import { childrenOf } from './comments.js';
import { parserError, star, tabs, unquoted } from './problems.js';

interface KnownError {
  readonly code: ErrorCode;
  /** Which of the errors with this code; all of them when absent. Its first group fills `{what}`. */
  readonly message?: RegExp;
  readonly text: Text;
}

const unclosed: Text = { en: 'The bracket is not closed by "{what}"', ru: 'Скобка не закрыта: нет «{what}»' };
const continued: Text = {
  en: 'This line is indented as if it went on with the value above',
  ru: 'По отступу эта строка продолжает значение над ней',
};

/**
 * What the parser's errors mean to a person, the more special before the more general. Codes and messages are those of
 * the `yaml` package (https://eemeli.org/yaml/#errors); what is not listed speaks for itself.
 */
const knownErrors: readonly KnownError[] = [
  {
    code: 'MISSING_CHAR',
    message: /^Missing closing/,
    text: { en: 'The quote is never closed', ru: 'Кавычка не закрыта' },
  },
  {
    code: 'MISSING_CHAR',
    message: /^Implicit map keys/,
    text: { en: 'A key stands here without a colon', ru: 'После ключа нет двоеточия' },
  },
  {
    code: 'MISSING_CHAR',
    message: /^Sequence item without/,
    text: { en: 'A list item stands here without a dash', ru: 'Перед элементом списка нет дефиса' },
  },
  {
    code: 'MISSING_CHAR',
    message: /^Comments must be separated/,
    text: { en: 'A comment begins without a blank before it', ru: 'Перед комментарием нет пробела' },
  },
  {
    code: 'MISSING_CHAR',
    message: /^Missing , (?:or : )?between/,
    text: { en: 'A comma is missing between the items', ru: 'Между элементами нет запятой' },
  },
  { code: 'MISSING_CHAR', message: /end with a (.)$/, text: unclosed },
  { code: 'BAD_INDENT', message: /end with a (.)$/, text: unclosed },
  {
    code: 'BAD_INDENT',
    message: /^All (?:mapping|sequence) items/,
    text: { en: 'The indentation is not that of the lines above', ru: 'Отступ не совпадает с отступом строк выше' },
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    message: /^Nested mappings/,
    text: {
      en: 'A value with ": " in it stands without quotes',
      ru: 'Значение, внутри которого есть «: », стоит без кавычек',
    },
  },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    text: { en: 'A list item stands where a key is expected', ru: 'Элемент списка стоит на месте ключа' },
  },
  {
    code: 'MULTILINE_IMPLICIT_KEY',
    text: { en: 'The colon or the blank behind it is missing', ru: 'Не хватает двоеточия или пробела после него' },
  },
  { code: 'BAD_SCALAR_START', message: /character (.+)/, text: unquoted },
  {
    code: 'BAD_DQ_ESCAPE',
    message: /sequence (.+)/,
    text: {
      en: 'Double quotes do not know the escape "{what}"',
      ru: 'В двойных кавычках нет такой последовательности: «{what}»',
    },
  },
  { code: 'BAD_ALIAS', message: /^Alias cannot be/, text: star },
  {
    code: 'UNEXPECTED_TOKEN',
    message: /^Unexpected \S+ at node end/,
    text: { en: 'The value has ended before this text', ru: 'Значение закончилось раньше этого текста' },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    message: /^Unexpected block-seq-ind on same line/,
    text: { en: 'A list begins on the line of its key', ru: 'Список начинается на одной строке с ключом' },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    message: /^Unexpected (?:,|empty item)/,
    text: { en: 'An item is empty', ru: 'Пустой элемент' },
  },
  {
    code: 'UNEXPECTED_TOKEN',
    message: /^Unexpected flow-\S+-end token in YAML stream: "(.)"/,
    text: { en: '"{what}" closes nothing', ru: 'Скобка «{what}» ничего не закрывает' },
  },
];

/** The parser's errors in the words of a person, each at the place that is to be changed. */
export function describeErrors(
  errors: readonly YAMLParseError[],
  text: string,
  tokens: readonly CST.Token[],
): readonly Problem[] {
  // The parser takes a line that is indented too deep for more of the value above, and says two things about it.
  const nested = startsOf(errors, 'BLOCK_AS_IMPLICIT_KEY');
  const deep = new Set([...startsOf(errors, 'MULTILINE_IMPLICIT_KEY')].filter((start) => nested.has(start)));
  return errors.flatMap(({ code, message, pos }): readonly Problem[] => {
    const span = placeOf(text, pos);
    const indentation = indentationAt(text, span.start);
    const mark = { start: indentation.start, end: Math.min(text.length, indentation.start + 7) };
    if (isConflictMark(text.slice(mark.start, mark.end + 1).trimEnd())) return [problemAt(mark, conflictMark)];
    if (text.slice(indentation.start, indentation.end).includes('\t')) return [problemAt(indentation, tabs)];
    if (deep.has(pos[0]) && message.startsWith('Nested')) return [problemAt(nextIndentation(text, span), continued)];
    if (deep.has(pos[0]) && code === 'MULTILINE_IMPLICIT_KEY' && text[pos[0]] !== '-') return [];
    const error = knownErrors.find((known) => known.code === code && (known.message?.test(message) ?? true));
    if (error === undefined) return [parserError(code, message, span)];
    const what = error.message?.exec(message)?.[1] ?? '';
    const opening = message.startsWith('Missing closing') ? quoteBefore(tokens, pos[0]) : undefined;
    return [problemAt(opening ?? span, { en: say(error.text, 'en', { what }), ru: say(error.text, 'ru', { what }) })];
  });
}

function startsOf(errors: readonly YAMLParseError[], of: ErrorCode): ReadonlySet<number> {
  return new Set(errors.flatMap(({ code, pos }) => (code === of ? [pos[0]] : [])));
}

/** What is on the first line of an error's place; the whole indentation when it begins there. */
function placeOf(text: string, [from, to]: readonly [number, number]): Span {
  const start = Math.max(0, Math.min(from, text.length));
  const last = Math.max(start, Math.min(to, text.length));
  const indentation = indentationAt(text, start);
  if (indentation.start === start && indentation.end > start) return indentation;
  const lineEnd = text.slice(start, last).search(/[\r\n]/);
  const end = lineEnd < 0 ? last : start + lineEnd;
  // The parser often names only the first letter of a text that is wrong as a whole.
  return end - start > 1 ? { start, end } : { start, end: Math.min(text.length, start + wordAt(text, start)) };
}

/** Length of the word at an offset, at least one. */
function wordAt(text: string, start: number): number {
  return Math.max(1, /^[^\s,[\]{}]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0);
}

/** The blanks at the beginning of the line in which an offset stands. */
function indentationAt(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const blanks = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  return { start, end: start + blanks };
}

/** The indentation of the line below. */
function nextIndentation(text: string, span: Span): Span {
  const end = text.indexOf('\n', span.start);
  return end < 0 ? span : indentationAt(text, end + 1);
}

/** The quote that opens the scalar which ends at an offset. */
function quoteBefore(tokens: readonly CST.Token[], end: number): Span | undefined {
  let level = tokens;
  while (level.length > 0) {
    for (const token of level) {
      const isQuoted = token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar';
      if (isQuoted && token.offset + token.source.length === end) return { start: token.offset, end: token.offset + 1 };
    }
    level = level.flatMap((token) => childrenOf(token));
  }
  return undefined;
}
