import { isShell, readInvocation } from '../shell/invocation.js';
import { parseShell } from '../shell/parse.js';
import { unwrap } from '../shell/wrapper.js';
import { type SourceText, sourceOfPieces } from '../source.js';
import type { Span } from '../span.js';
import type { Command, Word } from './command.js';

/**
 * The command of an argument vector: a JSON array, a YAML list. The argument of `sh -c` is read as a script.
 * `sourceOf` supplies exact places for a word whose text is not written letter by letter (escapes, block scalars).
 * `span` is where the vector stands; without it, from the first word to the last.
 */
export function commandOfWords(
  words: readonly Word[],
  sourceOf: (word: Word) => SourceText | undefined = () => undefined,
  span: Span = { start: words[0]?.span.start ?? 0, end: words[words.length - 1]?.span.end ?? 0 },
): Command {
  const invocation = readInvocation(unwrap(words).words);
  const argument = invocation?.script;
  const script = argument && parseShell(sourceOf(argument) ?? sourceOfArgument(argument));
  return { form: 'exec', words, script, shell: script && invocation.shell.text, span };
}

/** The command of a text that a shell reads. A shell we cannot read (`cmd`, `powershell`) leaves the script undefined. */
export function commandOfText(source: SourceText, shell = '/bin/sh'): Command {
  const span = source.locate({ start: 0, end: source.text.length });
  return { form: 'shell', words: [], script: isShell(shell) ? parseShell(source) : undefined, shell, span };
}

/** Where an argument stands letter by letter, judged by the room it takes: bare, in quotes, or as one whole. */
function sourceOfArgument({ text, span }: Word): SourceText {
  const quotes = span.end - span.start - text.length === 2 ? 1 : 0;
  return sourceOfPieces([{ text, span: { start: span.start + quotes, end: span.end - quotes } }], span.start);
}

/**
 * The exec form of a shell form that is one plain command with known words: what `exec` in front of it would run.
 * Undefined when the shell does more than that: variables, globs, redirections, assignments, several commands.
 */
export function toExecForm(command: Command): Command | undefined {
  const { script, span } = command;
  const [only, ...others] = script?.commands ?? [];
  if (command.form !== 'shell' || !script?.simple || !only || others.length > 0 || script.problems.length > 0) {
    return undefined;
  }
  const isPlain = only.assignments.length === 0 && only.redirects.length === 0 && only.wrappers.every(isExec);
  const words = only.words;
  if (!isPlain || words.length === 0 || !words.every(({ text, literal }) => literal && !/[*?[\]{}~]/.test(text))) {
    return undefined;
  }
  return { form: 'exec', words, script: undefined, shell: undefined, span };
}

const isExec = ({ text }: Word): boolean => text === 'exec';
