import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';

/** An object of a manifest; the items of a List are objects of their own. */
export interface KubernetesObject {
  readonly format: 'kubernetes';
  /** Without the version: `apps`, and the empty string for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Empty for `generateName` and unreadable names. */
  readonly name: string;
  /** Undefined when none is written. */
  readonly namespace: string | undefined;
  /** The name, else the kind. */
  readonly anchor: Span;
  readonly cursor: Cursor;
}
