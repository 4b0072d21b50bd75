import type { Span } from '../span.js';
import { mappedHole, opaque, set, type Value, type Via } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';

/** The value as another owner supplies it. */
export function via<T>(value: Value<T>, how: Via): Value<T> {
  return value.state === 'set' ? { ...value, via: value.via ?? how } : value;
}

/** The value, or what the platform takes when none is written. Writing goes to the place where it would stand. */
export function orDefault<T>(value: Value<T>, fallback: T): Value<T> {
  return value.state === 'unset' ? set(fallback, value.anchor, { via: 'default', hole: value.hole }) : value;
}

/**
 * The nearest value that is written: the container's own, else those of the levels above. Where none is written, the
 * container's own place is the one to write to. A level that cannot be read leaves the whole unknown.
 */
export function nearest<T>(own: Value<T>, ...above: readonly Value<T>[]): Value<T> {
  if (own.state !== 'unset') return own;
  for (const value of above) {
    if (value.state === 'set') return via(value, 'inherited');
    if (value.state === 'opaque') return opaque(own.anchor);
  }
  return own;
}

/** The value in other words; its place and its hole stay, and the hole is told how to write the words back. */
export function mapped<A, B>(value: Value<A>, to: (value: A) => B, from: (value: B) => A): Value<B> {
  const hole = mappedHole(value.hole, from);
  return value.state === 'set' ? { ...value, value: to(value.value), hole } : { ...value, hole };
}

/** Text of a scalar as it reads, whether YAML takes it for a string, a number or a flag. */
export function rawText(cursor: Cursor): string | undefined {
  return cursor.scalar;
}

/** A list whose items are all readable text; undefined when one is not. */
export function textList(cursor: Cursor): readonly string[] | undefined {
  if (cursor.kind !== 'list' || cursor.isOpen) return undefined;
  const texts: string[] = [];
  for (const item of cursor.items()) {
    const text = rawText(item);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** Readable text pairs of a mapping, such as labels; unreadable values are undefined. */
export function textMap(cursor: Cursor): ReadonlyMap<string, string | undefined> {
  return new Map(cursor.entries().map(({ name, cursor: value }) => [name, rawText(value)]));
}

/** The span to point at for a name: its value when it is written, else the fallback. */
export function nameSpan(name: Cursor, fallback: Span): Span {
  return name.kind === 'scalar' ? name.span : fallback;
}

/** A port as Kubernetes wants it: a number unless it is a name. */
export function portPlain(port: string): Plain {
  return /^\d+$/.test(port) ? Number(port) : port;
}

/** A port number or the name of one, as written. */
export function portText(cursor: Cursor): Value<string> {
  return cursor.read(rawText, portPlain);
}
