import type { Format, Level, Pillar } from '../model/format.js';
import type { Range, Span } from '../span.js';

/** A finding in its final form: levels, directives and language applied, offsets of the whole file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Level;
  readonly message: string;
  readonly span: Span;
  readonly range: Range;
  readonly fixable: boolean;
  readonly fix: 'safe' | 'unsafe' | undefined;
  readonly related: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly path: string;
  readonly range: Range | undefined;
  readonly span: Span;
  readonly note: string;
}

/** Why a file, or a document of it, was not checked or not to its end. */
export interface Unchecked {
  readonly path: string;
  readonly reason: string;
  readonly range: Range | undefined;
}

export interface FileReport {
  readonly path: string;
  readonly kind: Format;
  readonly findings: readonly Finding[];
}

/** Result of `check`, the object that `--format json` prints. */
export interface Report {
  readonly version: string;
  readonly files: readonly FileReport[];
  readonly unchecked: readonly Unchecked[];
  readonly summary: Summary;
}

export interface Summary {
  /** Files that were recognised and checked. */
  readonly files: number;
  readonly findings: number;
  readonly fixable: number;
  readonly levels: Readonly<Record<Level, number>>;
  readonly pillars: Readonly<Record<Pillar, number>>;
}
