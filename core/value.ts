import type { Edit } from './edit.js';
import type { Span } from './span.js';

/**
 * Where an effective value came from when it was not written at the place that was asked:
 * `inherited` from the pod, the parent stage or an extended service, `anchor` through an alias or merge key,
 * `image` from the Dockerfile a service builds, `default` from the platform.
 */
export type Via = 'inherited' | 'anchor' | 'image' | 'default';

/**
 * The place of a value, able to write there. Every method returns `undefined` when the hole is not sure that the
 * result would be exactly the intended change: the caller then offers no fix.
 * Edits are in the same offsets as the spans of the value the hole belongs to.
 */
export interface Hole<T> {
  /** Writes the value, replacing what is there; creates missing parents. */
  put(value: T): readonly Edit[] | undefined;
  /** Removes the value together with its key, instruction or list item. */
  drop(): readonly Edit[] | undefined;
  /** Adds an item to a list value, creating the list when it is missing. */
  append(item: T extends readonly (infer Item)[] ? Item : never): readonly Edit[] | undefined;
}

/** A value that is written and readable. */
export interface SetValue<T> {
  readonly state: 'set';
  readonly value: T;
  /** The written value (not its key). For `via: 'default'`, where the owner is named. */
  readonly span: Span;
  /** The key or keyword that introduces it, where the format has one. */
  readonly key?: Span;
  readonly via?: Via;
  readonly hole: Hole<T>;
}

/** A value that nobody wrote, in a place where nothing unseen can supply it. Only this may be reported as missing. */
export interface UnsetValue<T> {
  readonly state: 'unset';
  /** Where to point: the name of the owner. */
  readonly anchor: Span;
  readonly hole: Hole<T>;
}

/** A value that cannot be known here: a variable, a template, a partial file, or a thing this format cannot say. */
export interface OpaqueValue<T> {
  readonly state: 'opaque';
  readonly span: Span;
  /** Declines, unless the opaque thing is known to be replaceable. */
  readonly hole: Hole<T>;
}

export type Value<T> = SetValue<T> | UnsetValue<T> | OpaqueValue<T>;

const declining: Hole<never> = { put: () => undefined, drop: () => undefined, append: () => undefined };

/** The hole that never writes. */
export function noHole<T>(): Hole<T> {
  return declining;
}

/** The hole of the same place in other words: what is put there is handed on as `from` says it. It appends nothing. */
export function mappedHole<A, B>(hole: Hole<A>, from: (value: B) => A): Hole<B> {
  return new MappedHole(hole, from);
}

/** A class, as other holes of which a document has many: three closures each would take more room than the document. */
class MappedHole<A, B> implements Hole<B> {
  readonly #hole: Hole<A>;
  readonly #from: (value: B) => A;

  constructor(hole: Hole<A>, from: (value: B) => A) {
    this.#hole = hole;
    this.#from = from;
  }

  put(value: B): readonly Edit[] | undefined {
    return this.#hole.put(this.#from(value));
  }

  drop(): readonly Edit[] | undefined {
    return this.#hole.drop();
  }

  append(): undefined {
    return undefined;
  }
}

/** The hole of what must not be written over, though it may be taken away or added to. */
export function keptHole<T>(hole: Hole<T>): Hole<T> {
  return { put: () => undefined, drop: () => hole.drop(), append: (item) => hole.append(item) };
}

interface SetParts<T> {
  readonly hole?: Hole<T>;
  readonly key?: Span | undefined;
  readonly via?: Via | undefined;
}

export function set<T>(value: T, span: Span, { hole = noHole(), key, via }: SetParts<T> = {}): SetValue<T> {
  if (via !== undefined)
    return key ? { state: 'set', value, span, hole, key, via } : { state: 'set', value, span, hole, via };
  return key ? { state: 'set', value, span, hole, key } : { state: 'set', value, span, hole };
}

export function unset<T>(anchor: Span, hole: Hole<T> = noHole()): UnsetValue<T> {
  return { state: 'unset', anchor, hole };
}

export function opaque<T>(span: Span, hole: Hole<T> = noHole()): OpaqueValue<T> {
  return { state: 'opaque', span, hole };
}

/** Where a value can be pointed at, whatever its state. */
export function placeOf(value: Value<unknown>): Span {
  return value.state === 'unset' ? value.anchor : value.span;
}

/** The value when it is written and readable, otherwise `undefined`. */
export function known<T>(value: Value<T>): T | undefined {
  return value.state === 'set' ? value.value : undefined;
}
