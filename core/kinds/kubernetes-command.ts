import { commandOfWords } from '../model/argv.js';
import type { Command, Word } from '../model/command.js';
import type { Hook } from '../model/container.js';
import type { Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

/**
 * `$(NAME)` is replaced by the kubelet before the program starts.
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function hasReference(text: string): boolean {
  return /\$\([A-Za-z_][\w.-]*\)/.test(text);
}

function wordsOf(list: Cursor): { readonly words: readonly Word[]; readonly items: ReadonlyMap<Word, Cursor> } {
  const items = new Map<Word, Cursor>();
  for (const item of list.items()) {
    const text = rawText(item);
    items.set({ text: text ?? '', span: item.span, literal: text !== undefined && !hasReference(text) }, item);
  }
  return { words: [...items.keys()], items };
}

/** The command of a list of words; undefined for anything else. */
export function execCommand(list: Cursor): Command | undefined {
  if (list.kind !== 'list' || list.isOpen) return undefined;
  const { words, items } = wordsOf(list);
  return commandOfWords(words, (word) => items.get(word)?.source(), list.span);
}

/** `command` of a container, which takes the place of the image's entry point. */
export function readEntrypoint(container: Cursor): Value<Command> {
  return container.at('command').read(execCommand, commandPlain);
}

/** `args` of a container. Behind a `command` that is `sh -c` alone, the first argument is the script. */
export function readArguments(container: Cursor, entrypoint: Value<Command>): Value<Command> {
  const before = entrypoint.state === 'set' && !entrypoint.value.script ? entrypoint.value.words : [];
  return container.at('args').read((list) => {
    if (list.kind !== 'list' || list.isOpen) return undefined;
    const { words, items } = wordsOf(list);
    // Without a `command` the image's entry point comes first, so the arguments alone are no shell line of their own.
    if (before.length === 0) return { form: 'exec', words, script: undefined, shell: undefined, span: list.span };
    const whole = commandOfWords([...before, ...words], (word) => items.get(word)?.source(), list.span);
    return { ...whole, words };
  }, commandPlain);
}

/** The words of a command; a shell script is handed to the shell that runs it. */
export function commandPlain(command: Command | undefined): readonly string[] {
  if (!command) return [];
  if (command.form === 'exec') return command.words.map((word) => word.text);
  return command.script ? [command.shell ?? '/bin/sh', '-c', command.script.text] : [];
}

/** `lifecycle.preStop`: a command, an HTTP request, or the sleep action (stable since 1.34). */
export function readPreStop(container: Cursor): Value<Hook> {
  return container.at('lifecycle', 'preStop').read(decodeHook, encodeHook);
}

function decodeHook(hook: Cursor): Hook | undefined {
  if (hook.kind !== 'map' || hook.isOpen) return undefined;
  const seconds = hook.at('sleep', 'seconds').number();
  return {
    command: execCommand(hook.at('exec', 'command')),
    sleep: seconds.state === 'set' ? seconds.value : undefined,
  };
}

function encodeHook({ command, sleep }: Hook): Plain {
  return sleep === undefined ? { exec: { command: commandPlain(command) } } : { sleep: { seconds: sleep } };
}
