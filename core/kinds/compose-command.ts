import { commandOfText, commandOfWords } from '../model/argv.js';
import type { Command, Word } from '../model/command.js';
import type { Hook } from '../model/container.js';
import type { SourceText } from '../source.js';
import { opaque, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { interpolateSource } from '../yaml/variables.js';
import { pick, type Service } from './compose-service.js';
import { escaped, sourceOf } from './compose-values.js';
import { splitWords } from './compose-words.js';

/** Words with the text each was written as. */
type SourcedWords = ReadonlyMap<Word, SourceText | undefined>;

/** `entrypoint`, which takes the place of the image's. */
export function readEntrypoint(service: Service): Value<Command> {
  return pick(service, ['entrypoint'], (field) => field.read(decodeCommand, encodeCommand));
}

/** `command`. Behind an `entrypoint` that is `sh -c` alone, its first word is the script. */
export function readArguments(service: Service, entrypoint: Value<Command>): Value<Command> {
  const before = entrypoint.state === 'set' && !entrypoint.value.script ? entrypoint.value.words : [];
  return pick(service, ['command'], (field) =>
    field.read((written) => {
      const words = wordsOf(written);
      if (words === undefined) return undefined;
      const whole = commandOfSourced(words, written, before);
      return { ...whole, words: [...words.keys()] };
    }, encodeCommand),
  );
}

/** `command` or `entrypoint`: a list, or a string that is split into words. Neither is given to a shell. */
export function decodeCommand(field: Cursor): Command | undefined {
  const words = wordsOf(field);
  return words && commandOfSourced(words, field);
}

/** The items of a list from `first` on, as an argument vector. */
export function commandOfItems(list: Cursor, first: number): Command | undefined {
  return list.isOpen ? undefined : commandOfSourced(listWords(list.items().slice(first)), list);
}

/** The text of a scalar, as a shell reads it. */
export function shellCommand(scalar: Cursor): Command | undefined {
  const source = sourceOf(scalar);
  return source && commandOfText(interpolateSource(source));
}

/** `pre_stop` of a service: the first of its commands. Opaque where there is none, for few services have any. */
export function readPreStop(service: Service): Value<Hook> {
  const hook = pick(service, ['pre_stop'], (list) =>
    list.read<Hook>(
      (hooks) => {
        const command = decodeCommand(hooks.at(0, 'command'));
        return command && { command, sleep: undefined };
      },
      ({ command }) => [{ command: command ? encodeCommand(command) : [] }],
    ),
  );
  return hook.state === 'unset' ? opaque(hook.anchor) : hook;
}

/** A command as YAML: the words of the exec form; a script is handed to its shell. */
export function encodeCommand(command: Command): Plain {
  if (command.form === 'exec') return command.words.map(({ text }) => escaped(text));
  return command.script ? [command.shell ?? '/bin/sh', '-c', escaped(command.script.text)] : [];
}

function commandOfSourced(words: SourcedWords, field: Cursor, before: readonly Word[] = []): Command {
  return commandOfWords([...before, ...words.keys()], (word) => words.get(word), field.span);
}

function wordsOf(field: Cursor): SourcedWords | undefined {
  if (field.kind === 'list') return field.isOpen ? undefined : listWords(field.items());
  const source = sourceOf(field);
  if (source === undefined) return undefined;
  const interpolated = interpolateSource(source);
  const whole = interpolated.unknown[0];
  // A text that is one variable is any number of words.
  if (whole && whole.start === 0 && whole.end === interpolated.text.length) return undefined;
  return new Map(splitWords(interpolated).map((split) => [split.word, split.source]));
}

function listWords(items: readonly Cursor[]): SourcedWords {
  const words = new Map<Word, SourceText | undefined>();
  for (const item of items) {
    const source = sourceOf(item);
    const interpolated = source && interpolateSource(source);
    const literal = interpolated !== undefined && interpolated.unknown.length === 0;
    words.set({ text: interpolated?.text ?? '', span: item.span, literal }, interpolated);
  }
  return words;
}
