import type { PartialReason } from '../model/document.js';
import type { Format } from '../model/format.js';

/** What a file is, as far as its path and text show. */
export interface Detection {
  /** Undefined: not one of ours. */
  readonly format: Format | undefined;
  /** Absence means nothing in the whole file: a Compose override, a chart template. */
  readonly partial: PartialReason | undefined;
}

/** What the surroundings of a file say about it; the command line and the server both supply it. */
export interface Surroundings {
  /** Names of the files in the same folder. */
  readonly siblings: ReadonlySet<string>;
}
