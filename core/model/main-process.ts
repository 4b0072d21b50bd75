import type { Edit } from '../edit.js';
import { isShell } from '../shell/invocation.js';
import type { ShellCommand } from '../shell/script.js';
import type { Value } from '../value.js';
import type { Command } from './command.js';
import type { Container } from './container.js';

/** A shell that is process 1 and stays in front of the program it starts. */
export interface ShellInFront {
  /** Where the shell is written: the entry point or the command. */
  readonly value: Extract<Value<Command>, { state: 'set' }>;
  /** The command that runs for the life of the container. */
  readonly last: ShellCommand;
  /** True when the whole text is one simple command; some shells then replace themselves by it. */
  readonly simple: boolean;
}

/** Inits that pass signals on to whatever they start, or to all of it. */
const inits = new Set(['tini', 'dumb-init', 'catatonit', 's6-svscan', 'docker-init']);

/**
 * The shell that would get the stop signal instead of the program: the text of a shell form, or of `sh -c`, whose last
 * command is not started with `exec`. Undefined when there is none, when the text handles signals itself, and when it
 * cannot be known.
 */
export function shellInFront({
  entrypoint,
  command,
}: Pick<Container, 'entrypoint' | 'command'>): ShellInFront | undefined {
  const value = started(entrypoint, command);
  if (value?.state !== 'set') return undefined;
  const { script, words, shell } = value.value;
  if (script === undefined || script.traps || script.problems.length > 0) return undefined;
  if (shell !== undefined && inits.has(programOf(words[0]?.text ?? ''))) return undefined;
  const last = script.commands.findLast(({ position }) => position.last && !position.substitution);
  if (last?.name === undefined || last.exec || inits.has(last.name)) return undefined;
  // `wait` and loops of the shell itself mean that the shell is the program.
  if (['wait', 'exit', 'return', ':', 'true', 'false'].includes(last.name)) return undefined;
  return { value, last, simple: script.simple };
}

/** The one of both whose text a shell reads. */
function started(entrypoint: Value<Command>, command: Value<Command>): Value<Command> | undefined {
  if (entrypoint.state === 'unset') return command;
  if (entrypoint.state !== 'set' || entrypoint.value.script !== undefined) return entrypoint;
  // `sh -c` as the entry point and its text as the command; any other program makes of its arguments what it likes.
  const isSplit = command.state === 'set' && command.value.form === 'exec' && command.value.script !== undefined;
  return isSplit && isShell(entrypoint.value.words[0]?.text ?? '') ? command : undefined;
}

/** Edits that let the program take the shell's place: the exec form where no shell is needed, else `exec` in front. */
export function withoutShell({ value, last, simple }: ShellInFront): readonly Edit[] | undefined {
  const { words, wrappers, assignments, redirects, position } = last;
  const plain = simple && wrappers.length + assignments.length + redirects.length === 0;
  const needsNoShell = plain && words.every(({ text, literal }) => literal && !/[*?[\]~]/.test(text));
  if (needsNoShell) {
    const edits = value.hole.put({ form: 'exec', words, script: undefined, shell: undefined, span: value.span });
    if (edits !== undefined) return edits;
  }
  const first = wrappers[0] ?? words[0];
  // In a pipeline every command is a child, with or without `exec`.
  if (first === undefined || position.after === '|' || position.piped || position.background) return undefined;
  const { start } = first.span;
  return [{ span: { start, end: start }, text: 'exec ' }];
}

const programOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
