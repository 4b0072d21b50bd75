import type { Edit } from '../edit.js';
import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import type { Hole, Value } from '../value.js';
import type { YamlDocument } from './document.js';

/** A step down: a mapping key or a list index. */
export type Step = string | number;

/**
 * A place in a YAML document that may or may not be there. Aliases and merge keys are followed. All spans are offsets
 * of the document's own text, before its base in the file is added.
 */
export interface Cursor {
  /**
   * `missing`: nobody wrote it and nothing unseen can supply it. `open`: it is not there, but a template, a partial
   * file or an unreadable parent may supply it. `opaque`: it is there and cannot be read.
   */
  readonly kind: 'map' | 'list' | 'scalar' | 'null' | 'missing' | 'open' | 'opaque';
  /** The node, or the owner's name when the node is missing. */
  readonly span: Span;
  /** The key that holds the node, when it stands in a mapping. */
  readonly key: Span | undefined;
  /** True when the node was reached through an alias or a merge key. */
  readonly shared: boolean;
  /** `at('spec.template')`, `at('containers', 0, 'a.b/c')`: a string with dots is split only as the only argument. */
  at(path: string): Cursor;
  at(first: Step, ...rest: readonly Step[]): Cursor;
  /** The same place, but "missing" findings point at this span. */
  anchored(anchor: Span): Cursor;
  /** Entries of a mapping in order, merged keys included, own keys winning; empty for anything else. */
  entries(): readonly CursorEntry[];
  /** Items of a list; empty for anything else. */
  items(): readonly Cursor[];
  /** True when a template or tag leaves unknown what else is in this mapping or list. */
  readonly isOpen: boolean;
  /** The tag as written (`!reset`), if any. */
  readonly tag: string | undefined;
  /** The text of a scalar as it reads, be it a string, a number or a flag; undefined when it is no readable scalar. */
  readonly scalar: string | undefined;
  text(): Value<string>;
  number(): Value<number>;
  flag(): Value<boolean>;
  /** A value in another shape. `decode` gives undefined for text that cannot be read: the value is then opaque. */
  read<T>(decode: (cursor: Cursor) => T | undefined, encode: (value: T) => Plain): Value<T>;
  /** The same text with a map back to the document. */
  source(): SourceText | undefined;
  /**
   * A part of a scalar, given by its span in the document. `put` replaces it and leaves the rest of the scalar, its
   * quotes and its lines as they are written; where that cannot be, the whole scalar is written anew.
   */
  part(span: Span): Pick<Hole<string>, 'put'>;
  /**
   * The YAML file that a literal block scalar holds (`data` of a ConfigMap). Its spans and edits are those of this
   * document; undefined for scalars of any other style. Parsed at each call.
   */
  embedded(): YamlDocument | undefined;
  /** The same in steps. */
  embeddedInSteps(): Steps<YamlDocument | undefined>;
  /**
   * Writes an entry of this mapping in the place of another one: `replace('tcpSocket', 'grpc', { port: 50051 })`. All
   * else stays as it is written; undefined where that is not sure.
   */
  replace(old: string, name: string, value: Plain): readonly Edit[] | undefined;
  /** Plain data for comparison and tests; templates are undefined. */
  plain(): Plain | undefined;
}

export interface CursorEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly cursor: Cursor;
}

/** What can be written into YAML. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
