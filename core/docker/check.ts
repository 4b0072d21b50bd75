import { nearest } from '../engine/nearest.js';
import { conflictMark, isConflictMark } from '../model/conflict.js';
import type { Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import type { Text } from '../text.js';
import { hasEquals, keywords, type SyntaxInstruction, wordsOf } from './instruction.js';
import { isWrongArray } from './json.js';
import { hasOpenQuote } from './shlex.js';

const execForms: ReadonlySet<string> = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME']);
const expanded: ReadonlySet<string> = new Set([
  'ADD',
  'ARG',
  'COPY',
  'ENV',
  'EXPOSE',
  'FROM',
  'LABEL',
  'STOPSIGNAL',
  'USER',
  'WORKDIR',
]);
/** What an image may be started without: the builder takes `CMD` and `ENTRYPOINT` with nothing behind them. */
const mayBeEmpty: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);

/** What the builder would refuse before it runs anything: one problem for each instruction at most. */
export function findProblems(instructions: readonly SyntaxInstruction[], escapeCharacter: string): readonly Problem[] {
  const problems: Problem[] = [];
  let staged = false;
  let lost = false;
  for (const instruction of instructions) {
    const { keyword, keywordSpan } = instruction;
    const problem = findProblem(instruction, escapeCharacter);
    if (problem) problems.push(problem);
    else if (!staged && !lost && keyword !== 'FROM' && keyword !== 'ARG') {
      lost = true;
      const text = { en: `${keyword} stands before the first FROM`, ru: `${keyword} стоит раньше первого FROM` };
      problems.push(problemAt(keywordSpan, text));
    }
    if (keyword === 'FROM') staged = true;
  }
  // A file that is only begun, with comments or nothing in it, is nobody's mistake yet.
  const first = instructions[0];
  if (!staged && first !== undefined && problems.length === 0) {
    problems.push(problemAt(first.keywordSpan, texts.unstaged));
  }
  return problems;
}

/** What is wrong with an instruction by itself. */
export function findProblem(instruction: SyntaxInstruction, escapeCharacter: string): Problem | undefined {
  const { keyword, keywordSpan, rest, restSpan, heredocs, trigger } = instruction;
  const problem = (text: Text, span = restSpan): Problem => problemAt(span, text);
  if (!keywords.includes(keyword)) return problem(unknownKeyword(keyword), keywordSpan);
  if (rest.text === '' && !mayBeEmpty.has(keyword)) {
    return problem({ en: `${keyword} has no arguments`, ru: `У ${keyword} нет аргументов` }, keywordSpan);
  }
  if (trigger && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(trigger.keyword)) {
    const text = {
      en: `ONBUILD cannot trigger ${trigger.keyword}`,
      ru: `ONBUILD не может запускать ${trigger.keyword}`,
    };
    return problem(text, trigger.keywordSpan);
  }
  if (trigger) return findProblem(trigger, escapeCharacter);
  const open = heredocs.find(({ end }) => end === undefined);
  if (open)
    return problem({ en: `Heredoc "${open.name}" has no end`, ru: `У heredoc «${open.name}» нет конца` }, open.span);
  if (execForms.has(keyword) && isWrongArray(rest.text)) {
    return problem({ en: `${keyword} takes strings only`, ru: `${keyword} принимает только строки` });
  }
  if (expanded.has(keyword) && hasOpenQuote(rest.text, escapeCharacter)) {
    return problem({ en: `${keyword} has a quote without its end`, ru: `В ${keyword} не закрыта кавычка` });
  }
  const text = findWrongArguments(instruction);
  return text === undefined ? undefined : problem(text);
}

function unknownKeyword(keyword: string): Text {
  if (isConflictMark(keyword)) return conflictMark;
  const name = shorten(keyword);
  const meant = nearest(keyword, keywords);
  return meant === undefined
    ? { en: `Unknown instruction "${name}"`, ru: `Неизвестная инструкция «${name}»` }
    : {
        en: `Unknown instruction "${name}"; the nearest is ${meant}`,
        ru: `Неизвестная инструкция «${name}»; похоже на ${meant}`,
      };
}

const texts = {
  unstaged: { en: 'There is no FROM', ru: 'Нет ни одного FROM' },
  from: { en: 'FROM takes one image, and a name after AS', ru: 'FROM принимает один образ и имя после AS' },
  shell: { en: 'SHELL takes a JSON array of strings', ru: 'SHELL принимает JSON-массив строк' },
  none: { en: 'HEALTHCHECK NONE takes no arguments', ru: 'HEALTHCHECK NONE не принимает аргументов' },
  command: { en: 'HEALTHCHECK CMD has no command', ru: 'У HEALTHCHECK CMD нет команды' },
  health: { en: 'HEALTHCHECK takes CMD or NONE', ru: 'HEALTHCHECK принимает CMD или NONE' },
  bareWord: {
    en: 'A word of ENV has no "="; a value with blanks is quoted',
    ru: 'У слова в ENV нет «=»; значение с пробелами берут в кавычки',
  },
  env: { en: 'ENV takes a name and a value', ru: 'ENV принимает имя и значение' },
} as const;

function findWrongArguments(instruction: SyntaxInstruction): Text | undefined {
  const { keyword, json, pairs } = instruction;
  switch (keyword) {
    case 'FROM': {
      const words = wordsOf(instruction);
      if (words.length === 1 || (words.length === 3 && words[1]?.text.toUpperCase() === 'AS')) return undefined;
      return texts.from;
    }
    case 'ADD':
    case 'COPY':
      if ((json ?? wordsOf(instruction)).length >= 2) return undefined;
      return { en: `${keyword} takes a source and a destination`, ru: `${keyword} принимает источник и назначение` };
    case 'SHELL':
      return json === undefined || json.length === 0 ? texts.shell : undefined;
    case 'HEALTHCHECK': {
      const words = wordsOf(instruction);
      const type = words[0]?.text.toUpperCase();
      if (type === 'NONE') return words.length > 1 ? texts.none : undefined;
      if (type === 'CMD') return words.length < 2 ? texts.command : undefined;
      return texts.health;
    }
    case 'ENV':
    case 'LABEL': {
      if (!hasEquals(instruction) && keyword === 'ENV' && pairs[0]?.value === undefined) return texts.env;
      const bare = pairs.length > 1 ? pairs.find(({ value }) => value === undefined) : undefined;
      // It may be the rest of a password with a blank in it: only a label is named.
      if (bare && keyword === 'ENV') return texts.bareWord;
      if (bare) {
        const name = shorten(bare.name.text);
        return { en: `"${name}" has no "="`, ru: `После «${name}» нет «=»` };
      }
      return namelessValue(keyword, pairs);
    }
    case 'ARG':
      return namelessValue(keyword, pairs);
    default:
      return undefined;
  }
}

function namelessValue(keyword: string, pairs: SyntaxInstruction['pairs']): Text | undefined {
  if (pairs.every(({ name }) => name.text !== '')) return undefined;
  return { en: `${keyword} has a value without a name`, ru: `В ${keyword} есть значение без имени` };
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
