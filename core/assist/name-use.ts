import type { Place, Span } from '../span.js';

/** A place that names something defined elsewhere. */
export interface NameUse {
  /** In offsets of the whole file. */
  readonly span: Span;
  /** What it names: usually one place; several where a selector chooses several. Empty: it is not in the workspace. */
  readonly targets: readonly Place[];
}
