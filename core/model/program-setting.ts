import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import { type Hole, noHole, type SetValue } from '../value.js';
import type { Word } from './command.js';
import type { Container } from './container.js';
import type { Document } from './document.js';
import { startedLines } from './settings-text.js';

/** What a container tells its program: an environment variable, or an option of the command that it starts. */
export interface ProgramSetting {
  readonly kind: 'variable' | 'option';
  /** `LOG_FORMAT`, `--log-format`. */
  readonly name: string;
  readonly value: string;
  /** The value where it is written. */
  readonly span: Span;
  /** Edits that write another value. */
  put(value: string): readonly Edit[] | undefined;
  /** Edits that take the setting away. */
  drop(): readonly Edit[] | undefined;
}

/**
 * The settings with a known value whose names match, variables first. Build arguments are none: the running program does
 * not see them.
 */
export function settingsOf(document: Document, container: Container, names: RegExp): readonly ProgramSetting[] {
  const variables = container.variables.flatMap(({ kind, name, value }): readonly ProgramSetting[] =>
    kind === 'env' && names.test(name) && value.state === 'set' && value.via !== 'default'
      ? [variable(container, name, value, ownerOf(document, value))]
      : [],
  );
  return [...variables, ...startedLines(container).flatMap((line) => optionsOf(document.text, line, names))];
}

function variable(
  { format }: Container,
  name: string,
  { value, span }: SetValue<string>,
  hole: Hole<string>,
): ProgramSetting {
  // In a pod the name would stay, with an empty value.
  const drop = () => (format === 'kubernetes' ? undefined : hole.drop());
  return { kind: 'variable', name, value, span, put: (written) => hole.put(written), drop };
}

/** The place that may write a value: of an inherited one that of the stage or service which has it. */
function ownerOf({ container: all }: Document, value: SetValue<string>): Hole<string> {
  if (value.via !== 'inherited') return value.hole;
  const own = all
    .flatMap(({ variables }) => variables)
    .find((other) => other.value.state === 'set' && !other.value.via && other.value.span.start === value.span.start);
  return own?.value.hole ?? noHole();
}

/** `--name=value`, and `--name value` where the next word is no option. Switches without a value are left out. */
function optionsOf(text: string, line: readonly Word[], names: RegExp): readonly ProgramSetting[] {
  return line.flatMap((word, index): readonly ProgramSetting[] => {
    if (index === 0 || !/^-{1,2}[A-Za-z]/.test(word.text) || !word.literal || !names.test(word.text)) return [];
    const equals = word.text.indexOf('=');
    if (equals > 0) return [option(text, word, equals + 1, word.text.slice(0, equals))];
    const next = line[index + 1];
    return next?.literal && !next.text.startsWith('-') ? [option(text, next, 0, word.text)] : [];
  });
}

function option(text: string, word: Word, from: number, name: string): ProgramSetting {
  const value = word.text.slice(from);
  const place = lettersOf(text, word, from);
  return {
    kind: 'option',
    name,
    value,
    span: place ?? word.span,
    put: (written) => (place && /^[\w./-]+$/.test(written) ? [{ span: place, text: written }] : undefined),
    drop: () => undefined,
  };
}

/** Where the end of a word stands letter by letter: bare, or in quotes. Escapes and defaults of variables moved it. */
function lettersOf(text: string, { text: value, span }: Word, from: number): Span | undefined {
  const quotes = (span.end - span.start - value.length) / 2;
  const place = { start: span.start + quotes + from, end: span.end - quotes };
  return (quotes === 0 || quotes === 1) && text.slice(place.start, place.end) === value.slice(from) ? place : undefined;
}
