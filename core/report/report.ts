import { type Format, type Level, levels, type Pillar } from '../model/format.js';
import type { Rule } from '../rule.js';
import type { Range, Span } from '../span.js';

/** A finding in its final form: levels, directives and language applied, offsets of the whole file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Level;
  readonly message: string;
  readonly span: Span;
  readonly range: Range;
  /** Whether there is a fix is computed when one of the two is first asked for. */
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
  /** Lines (zero-based) that hold a secret, whether its finding is shown or suppressed: no printer shows their text. */
  readonly maskedLines: readonly number[];
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

/** What a report is made from. */
export interface ReportInput {
  readonly version: string;
  readonly files: readonly FileReport[];
  readonly unchecked: readonly Unchecked[];
  /** To know the pillar of each finding. */
  readonly rules: readonly Rule[];
}

/** Adds the totals. Files stay in the order given. */
export function createReport({ version, files, unchecked, rules }: ReportInput): Report {
  const pillarOf = new Map(rules.map(({ id, pillar }) => [id, pillar]));
  const findings = files.flatMap((file) => file.findings);
  const count = (test: (finding: Finding) => boolean): number => findings.filter(test).length;
  const inPillar = (pillar: Pillar): number => count(({ rule }) => pillarOf.get(rule) === pillar);
  return {
    version,
    files,
    unchecked,
    summary: {
      files: files.length,
      findings: findings.length,
      fixable: count(({ fixable }) => fixable),
      levels: {
        error: count(({ severity }) => severity === 'error'),
        warning: count(({ severity }) => severity === 'warning'),
        info: count(({ severity }) => severity === 'info'),
        hint: count(({ severity }) => severity === 'hint'),
      },
      pillars: {
        observability: inPillar('observability'),
        performance: inPillar('performance'),
        security: inPillar('security'),
        reliability: inPillar('reliability'),
        maintainability: inPillar('maintainability'),
        correctness: inPillar('correctness'),
      },
    },
  };
}

/** True when a level is at least as loud as another. */
export function isAtLeast(level: Level, threshold: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(threshold);
}
