import type { SourceText } from '../source.js';
import { keptHole, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { flagOf } from '../yaml/scalars.js';
import { hasVariable, interpolate } from '../yaml/variables.js';

/** The source of a scalar before interpolation; undefined for anything else. */
export function sourceOf(cursor: Cursor): SourceText | undefined {
  return cursor.kind === 'scalar' ? cursor.source() : undefined;
}

/** A scalar's text with defaults of variables filled in; undefined when it depends on the environment. */
export function resolvedText(cursor: Cursor): string | undefined {
  const written = cursor.scalar;
  return written === undefined ? undefined : resolved(written);
}

function resolved(written: string): string | undefined {
  if (!written.includes('$')) return written;
  const { state, text } = interpolate(written);
  return state === 'unknown' ? undefined : text;
}

/** Text as it must be written so that Compose reads it back: a dollar is doubled. */
export function escaped(text: string): string {
  return text.replaceAll('$', () => '$$');
}

/** Text behind a cursor, whether YAML takes it for a string, a number or a flag. */
export function readText(cursor: Cursor): Value<string> {
  return readResolved(cursor, (text) => text, escaped);
}

/**
 * A scalar by its text after interpolation. Where that is the default of a variable, the default is what is written
 * anew and the variable stays; any other text with variables in it is not written over.
 */
function readResolved<T>(
  cursor: Cursor,
  decode: (text: string) => T | undefined,
  encode: (value: T) => Plain,
): Value<T> {
  const written = cursor.scalar;
  const read = (): T | undefined => {
    const text = written === undefined ? undefined : resolved(written);
    return text === undefined ? undefined : decode(text);
  };
  if (!written?.includes('$')) return cursor.read(read, encode);
  const whole = beforeDefault(written);
  if (whole !== undefined) return cursor.read(read, encodeBehind(whole, encode));
  const value = cursor.read(read, encode);
  return value.state === 'unset' || !hasVariable(written) ? value : { ...value, hole: keptHole(value.hole) };
}

function encodeBehind<T>(whole: string, encode: (value: T) => Plain): (value: T) => Plain {
  return (value) => `${whole}${encode(value)}}`;
}

/** What stands before the default of a text that is one variable and nothing else: `${LOG_FORMAT:-`. */
export function beforeDefault(text: string): string | undefined {
  return text.startsWith('${') ? /^(\$\{\w+:?-)[^${}]*\}$/.exec(text)?.[1] : undefined;
}

export function readFlag(cursor: Cursor): Value<boolean> {
  return readResolved(cursor, flagOf, (value) => value);
}

/** A whole number, zero included. */
export function readCount(cursor: Cursor): Value<number> {
  return readAmount(
    cursor,
    (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined),
    (value) => value,
  );
}

/** An amount in the spelling of the format. */
export function readAmount(
  cursor: Cursor,
  decode: (text: string) => number | undefined,
  encode: (value: number) => Plain,
): Value<number> {
  return readResolved(cursor, decode, encode);
}

/** A list of texts; a single text stands for a list of one. Opaque when an item cannot be read. */
export function readTexts(cursor: Cursor): Value<readonly string[]> {
  return cursor.read(
    (list) => {
      if (list.isOpen) return undefined;
      const texts = (list.kind === 'list' ? list.items() : [list]).map(resolvedText);
      return texts.every((text) => text !== undefined) ? texts : undefined;
    },
    (texts) => texts.map(escaped),
  );
}

/** True when somebody wrote something here, be it `null`. */
export function isWritten(cursor: Cursor): boolean {
  return cursor.kind !== 'missing' && cursor.kind !== 'open';
}

/** True when something other than `null` stands here. */
export function isFilled(cursor: Cursor): boolean {
  return isWritten(cursor) && cursor.kind !== 'null';
}
