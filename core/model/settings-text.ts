import { once } from '../kept.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Command, Word } from './command.js';
import type { Container } from './container.js';

/** The part of a container that tells how its program is started. */
export type Started = Pick<Container, 'variables' | 'entrypoint' | 'command'>;

/** One word that a program gets, from its command line or from a variable that holds options. */
export interface OptionWord {
  readonly text: string;
  readonly span: Span;
}

/**
 * The lines of words a container starts, in the order in which they are written: the exec form of entry point and
 * command together, and each command of a shell text.
 */
export const startedLines: (container: Pick<Started, 'entrypoint' | 'command'>) => readonly (readonly Word[])[] =
  once(readLines);

function readLines({ entrypoint, command }: Pick<Started, 'entrypoint' | 'command'>): readonly (readonly Word[])[] {
  const parts = [entrypoint, command].flatMap((value): readonly Command[] =>
    value.state === 'set' ? [value.value] : [],
  );
  const exec = parts.flatMap((part) => (part.form === 'exec' && part.script === undefined ? part.words : []));
  const shell = parts.flatMap((part) => part.script?.commands.map(({ words }) => words) ?? []);
  return exec.length === 0 ? shell : [exec, ...shell];
}

/** The words of a text value with their places. A value that is not written letter by letter is one place as a whole. */
export function wordsOfValue(value: Value<string>): readonly OptionWord[] {
  if (value.state !== 'set') return [];
  const text = value.value;
  const room = value.span.end - value.span.start - text.length;
  // Bare, or in quotes; everything else (escapes, folded lines) moved the letters.
  const offset = room === 0 ? value.span.start : room === 2 ? value.span.start + 1 : undefined;
  return [...text.matchAll(/\S+/g)].map((match) => {
    const start = match.index;
    const span = offset === undefined ? value.span : { start: offset + start, end: offset + start + match[0].length };
    return { text: match[0], span };
  });
}

/** The value of an option: glued to the name by `=`, or the next word. Undefined when the word is not that option. */
export function optionValue(
  words: readonly OptionWord[],
  index: number,
  names: readonly string[],
): { readonly text: string; readonly span: Span } | undefined {
  const word = words[index];
  if (word === undefined) return undefined;
  const name = names.find((candidate) => word.text === candidate || word.text.startsWith(`${candidate}=`));
  if (name === undefined) return undefined;
  if (word.text.length > name.length) return { text: word.text.slice(name.length + 1), span: word.span };
  const next = words[index + 1];
  return next && { text: next.text, span: { start: word.span.start, end: next.span.end } };
}
