import type { Comment, Problem } from '../model/document.js';
import type { Span } from '../span.js';
import type { Hole } from '../value.js';
import type { Cursor, Plain } from './cursor.js';

/** A key that its mapping already holds. Loaders refuse it or let the last one win. */
export interface RepeatedKey {
  readonly name: string;
  readonly first: Span;
  readonly again: Span;
}

/** An alias, and the node with the anchor that it stands for. */
export interface AliasUse {
  readonly span: Span;
  readonly target: Span;
}

/** One parsed document of a stream. Immutable; offsets are those of its own text. */
export interface YamlDocument {
  readonly text: string;
  /** Syntax errors, in the order of their places. */
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  /** Keys written twice in one mapping; none in a templated document, where branches repeat keys. Computed when asked for. */
  readonly repeatedKeys: readonly RepeatedKey[];
  /** Aliases that lead somewhere, in the order of their places. Computed when asked for. */
  readonly aliases: readonly AliasUse[];
  /** Spans of template actions (`{{ … }}`, `{% … %}`) that were masked before parsing. */
  readonly templates: readonly Span[];
  /** True when it holds no node at all: only blanks, comments and markers. */
  readonly empty: boolean;
  /** The top node. `open: true` makes everything that is not written `open` instead of `missing`. */
  root(how: { readonly open: boolean }): Cursor;
  /** The place behind it in its stream: `put` writes further documents there. */
  readonly following: Hole<readonly Plain[]>;
}
