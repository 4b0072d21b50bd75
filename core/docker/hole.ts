import type { Edit } from '../edit.js';
import type { Command } from '../model/command.js';
import type { Hole } from '../value.js';
import { type DockerfileText, indexOf, insertAfter, insertBefore, removeInstruction, replaceIn } from './edit.js';
import { hasEquals, type SyntaxInstruction, type SyntaxPair } from './instruction.js';
import { printJsonWords } from './json.js';
import { healthCommand } from './parse.js';
import { expand } from './shlex.js';

/** How a value is written behind its keyword; undefined when it cannot be. */
type Print<T> = (value: T) => string | undefined;

const none = (): undefined => undefined;

/** All that stands behind a keyword, flags left alone. `drop` removes the instruction with its lines. */
export function argumentsHole<T>(file: DockerfileText, instruction: SyntaxInstruction, print: Print<T>): Hole<T> {
  return {
    put(value) {
      const text = print(value);
      if (!text || instruction.heredocs.length > 0 || instruction.rest.text === '') return undefined;
      return replaceIn(file, instruction, instruction.restSpan, text, ({ rest }) => rest.text === text);
    },
    drop: () => dropInstruction(file, instruction),
    append: none,
  };
}

function dropInstruction(file: DockerfileText, instruction: SyntaxInstruction): readonly Edit[] | undefined {
  return instruction.keyword === 'FROM' ? undefined : removeInstruction(file, instruction);
}

/** The place before an instruction: `put` writes a whole one there. */
export function beforeHole(file: DockerfileText, instruction: SyntaxInstruction): Hole<string> {
  return {
    put: (written) => insertBefore(file, instruction, inStyle(file, instruction, written), addedAs(written)),
    drop: none,
    append: none,
  };
}

/** The place in a stage where it says how it runs: before the CMD and ENTRYPOINT at its end, else after its last. */
export function stageHole(file: DockerfileText, from: SyntaxInstruction): Hole<string> {
  return { put: (written) => insertInStage(file, from, written), drop: none, append: none };
}

/** The same place for one keyword and its arguments. */
export function missingHole<T>(
  file: DockerfileText,
  from: SyntaxInstruction,
  keyword: string,
  print: Print<T>,
): Hole<T> {
  return {
    put(value) {
      const text = print(value);
      return text ? insertInStage(file, from, `${keyword} ${text}`) : undefined;
    },
    drop: none,
    append: none,
  };
}

function insertInStage(file: DockerfileText, from: SyntaxInstruction, written: string): readonly Edit[] | undefined {
  const stage = instructionsOf(file, from);
  const last = stage[stage.length - 1] ?? from;
  const isCommand = written.startsWith('CMD ') || written.startsWith('ENTRYPOINT ');
  let place = stage.length;
  while (!isCommand && ['CMD', 'ENTRYPOINT'].includes(stage[place - 1]?.keyword ?? '')) place--;
  const next = stage[place];
  const text = inStyle(file, from, written);
  return next ? insertBefore(file, next, text, addedAs(written)) : insertAfter(file, last, text, addedAs(written));
}

/** FROM and what follows it, up to the next one. */
function instructionsOf(file: DockerfileText, from: SyntaxInstruction): readonly SyntaxInstruction[] {
  const { instructions } = file.syntax;
  const start = indexOf(file, from);
  const next = instructions.findIndex(({ keyword }, index) => index > start && keyword === 'FROM');
  return instructions.slice(start, next < 0 ? instructions.length : next);
}

/** The keyword in the letter case of the file. */
function inStyle({ text, syntax }: DockerfileText, near: SyntaxInstruction, written: string): string {
  const used = near.keyword === 'FROM' ? syntax.instructions : [near];
  const lower = used.every(({ keywordSpan: { start, end } }) => {
    const keyword = text.slice(start, end);
    return keyword === keyword.toLowerCase();
  });
  return lower ? written.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase()) : written;
}

const addedAs =
  (written: string) =>
  ({ keyword, span, flags, rest }: SyntaxInstruction): boolean => {
    const options = flags.map(({ name, value }) => `--${name}${value ? `=${value.text}` : ''}`);
    return [keyword, ...options, rest.text].join(' ') === written.trim() && span.end > span.start;
  };

/** `--name=value` of an instruction, which may be missing. */
export function flagHole<T>(
  file: DockerfileText,
  instruction: SyntaxInstruction,
  name: string,
  print: Print<T>,
): Hole<T> {
  const { flags, keywordSpan } = instruction;
  const index = flags.findIndex((each) => each.name === name);
  const flag = flags[index];
  const previous = (flag ? flags[index - 1] : flags[flags.length - 1])?.span.end ?? keywordSpan.end;
  return {
    put(value) {
      const text = print(value);
      if (text === undefined || /\s/.test(text)) return undefined;
      const check = (changed: SyntaxInstruction): boolean =>
        changed.flags.length === flags.length + (flag ? 0 : 1) &&
        changed.rest.text === instruction.rest.text &&
        (changed.flags.find((each) => each.name === name)?.value?.text ?? '') === text;
      if (!flag) {
        const written = text === '' ? ` --${name}` : ` --${name}=${text}`;
        return replaceIn(file, instruction, { start: previous, end: previous }, written, check);
      }
      return replaceIn(file, instruction, flag.span, text === '' ? `--${name}` : `--${name}=${text}`, check);
    },
    drop() {
      if (!flag) return undefined;
      return replaceIn(file, instruction, { start: previous, end: flag.span.end }, '', (changed) => {
        return changed.flags.length === flags.length - 1 && changed.rest.text === instruction.rest.text;
      });
    },
    append: none,
  };
}

/** The value of one pair of ENV, LABEL or ARG. `drop` removes the pair, and the instruction with the last pair. */
export function pairHole(file: DockerfileText, instruction: SyntaxInstruction, pair: SyntaxPair): Hole<string> {
  const { pairs } = instruction;
  const index = pairs.indexOf(pair);
  const escapeCharacter = file.syntax.escapeCharacter;
  const equals = hasEquals(instruction);
  return {
    put(value) {
      const old = pair.value;
      if (!old || (!equals && instruction.keyword !== 'ARG')) return undefined;
      const text = quote(value, old.text, escapeCharacter);
      const span = old.locate({ start: 0, end: old.text.length });
      return replaceIn(file, instruction, span, text, (changed) => {
        const written = changed.pairs[index]?.value?.text ?? '';
        return (
          changed.pairs.length === pairs.length &&
          expand(written, escapeCharacter, none).text === value &&
          changed.pairs.every((other, i) => i === index || other.value?.text === pairs[i]?.value?.text)
        );
      });
    },
    drop() {
      if (pairs.length < 2) return dropInstruction(file, instruction);
      const next = pairs[index + 1];
      const previous = pairs[index - 1];
      const span = {
        start: next ? pair.span.start : (previous?.span.end ?? pair.span.start),
        end: next ? next.span.start : pair.span.end,
      };
      const left = pairs.filter((other) => other !== pair).map(({ name, value }) => [name.text, value?.text]);
      return replaceIn(file, instruction, span, '', (changed) => {
        return (
          JSON.stringify(changed.pairs.map(({ name, value }) => [name.text, value?.text])) === JSON.stringify(left)
        );
      });
    },
    append: none,
  };
}

/** A value of ENV or LABEL as it must be written, in the quotes of the one it replaces where that has some. */
export function quote(value: string, like: string, escapeCharacter: string): string {
  if (like.startsWith("'") && !value.includes("'") && !value.endsWith(escapeCharacter)) return `'${value}'`;
  if (/^[\w./:@%+,=-]+$/.test(value) && !like.startsWith('"')) return value;
  const special = new Set(['"', '$', escapeCharacter]);
  return `"${[...value].map((letter) => (special.has(letter) ? escapeCharacter + letter : letter)).join('')}"`;
}

/** The command of CMD, ENTRYPOINT or HEALTHCHECK, written in the form it has. */
export function commandHole(file: DockerfileText, instruction: SyntaxInstruction): Hole<Command> {
  const isHealth = instruction.keyword === 'HEALTHCHECK';
  return {
    put(command) {
      const text = printCommand(command);
      if (text === undefined || instruction.heredocs.length > 0 || instruction.rest.text === '') return undefined;
      const old = isHealth ? healthCommand(instruction.rest) : instruction.rest;
      if (old.text === '') return undefined;
      const span = old.locate({ start: 0, end: old.text.length });
      return replaceIn(file, instruction, span, text, (changed) => {
        const now = isHealth ? healthCommand(changed.rest) : changed.rest;
        return now.text === text && (changed.json !== undefined) === (command.form === 'exec');
      });
    },
    drop: () => dropInstruction(file, instruction),
    append: none,
  };
}

/** A command as it stands behind CMD; undefined for what cannot be written on one line. */
export function printCommand(command: Command): string | undefined {
  const text = command.form === 'exec' ? printJsonWords(command.words.map((word) => word.text)) : command.script?.text;
  const isWritable = text !== undefined && text.trim() === text && text !== '' && !/[\r\n]/.test(text);
  return isWritable && (command.form === 'exec' || !text.startsWith('[')) ? text : undefined;
}
