import { together } from '../rule.js';
import { type SourceText, sliceSource, sourceAt } from '../source.js';
import { contains, type Span } from '../span.js';
import { type Hole, noHole, opaque, set, type Value } from '../value.js';
import type { Word } from './command.js';
import { startScalars } from './command-scalar.js';
import type { Container } from './container.js';
import { appendTo, writeAt } from './yaml-fix.js';

/** An option of a program of Go, as `flag` and `pflag` read them: `--name=value`, `--name value`, with one dash or two. */
export interface Flag {
  /** Without dashes. */
  readonly name: string;
  readonly span: Span;
  /** The value; unset for a bare flag, opaque when it is a variable. `drop` takes the word away. */
  readonly value: Value<string>;
  /** The value letter by letter, where it is written so. */
  readonly source: SourceText | undefined;
}

/** The flags of a container, or only those of some names; undefined when what it starts is not known. */
export function flagsOf(container: Container, wanted?: ReadonlySet<string>): readonly Flag[] | undefined {
  const { entrypoint, command } = container;
  if (entrypoint.state === 'opaque' || command.state === 'opaque') return undefined;
  const parts = [entrypoint, command].flatMap((value) => (value.state === 'set' ? [value.value] : []));
  if (parts.some(({ script }) => script !== undefined)) return undefined;
  const words = parts.flatMap((part) => part.words);
  return words.flatMap((word, at): readonly Flag[] => {
    const [, name, value] = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word.text) ?? [];
    if (name === undefined || wanted?.has(name) === false) return [];
    if (value !== undefined) return [flagOf(container, name, word, word.text.length - value.length)];
    const next = words[at + 1];
    if (next === undefined || next.text.startsWith('-')) {
      return [
        { name, span: word.span, value: { state: 'unset', anchor: word.span, hole: noHole() }, source: undefined },
      ];
    }
    return [flagOf(container, name, next, 0)];
  });
}

/** A flag whose value is the rest of a word from an offset on. */
function flagOf(container: Container, name: string, word: Word, start: number): Flag {
  const found = startScalars(container).find(({ scalar }) => contains(scalar.span, word.span));
  const text = found && wordSource(found.scalar.source(), word);
  const source = text && sliceSource(text, start);
  const span = source ? source.locate({ start: 0, end: source.text.length }) : word.span;
  const written = word.text.slice(start);
  const hole: Hole<string> = {
    put: (value) => (source ? found.scalar.part(span).put(value.replaceAll('$', () => '$$')) : undefined),
    // A word of its own goes as a whole; the value behind a bare flag cannot go alone.
    drop: () => (found?.list && start > 0 ? found.scalar.text().hole.drop() : undefined),
    append: () => undefined,
  };
  return { name, span, value: word.literal ? set(written, span, { hole }) : opaque(span), source };
}

/** Adds words behind those of a container: to its list of arguments, which may come into being, or to their one text. */
export function appendWords({ format, cursor: own, workload }: Container, words: readonly string[]) {
  const field = (own ?? workload?.spec)?.at(format === 'compose' ? 'command' : 'args');
  if (field === undefined) return undefined;
  if (field.kind === 'list' && field.items().length > 0) {
    return together(...words.map((word) => appendTo(field, word)));
  }
  const text = field.kind === 'scalar' ? field.text() : undefined;
  if (text?.state === 'set') return text.hole.put([text.value.trimEnd(), ...words].join(' '));
  return text === undefined ? writeAt(field, words) : undefined;
}

/** The source of a word that a scalar holds letter by letter: the whole of it, or a part of the string form. */
function wordSource(scalar: SourceText | undefined, { text, span }: Word): SourceText | undefined {
  if (scalar === undefined) return undefined;
  if (scalar.text === text) return scalar;
  return span.end - span.start === text.length ? sourceAt(text, span.start) : undefined;
}
