import { type Format, type Level, levels, type Pillar } from '../model/format.js';
import type { Rule } from '../rule.js';
import type { Range, Span } from '../span.js';

/** A finding as a report tells it: levels, directives and language applied. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Level;
  readonly message: string;
  /** What the finding is about, whatever the language, the day and the line: rule, kind of message and names in it. */
  readonly identity: string;
  /** Identities of those that it tells as one; unset for one that stands for itself. */
  readonly parts?: readonly string[] | undefined;
  readonly range: Range;
  /** Whether there is a fix is computed when one of the two is first asked for. */
  readonly fixable: boolean;
  readonly fix: 'safe' | 'unsafe' | undefined;
  readonly related: readonly ReportedPlace[];
}

/** A finding with its place in the text at hand, in offsets of the whole file. */
export interface Finding extends ReportedFinding {
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
}

/** A finding as plain data, with whether it can be fixed, and with other related places if some are given. */
export function plainFinding(finding: Finding, related = finding.related): Finding {
  const { rule, severity, message, identity, parts, span, range, fixable, fix } = finding;
  return { rule, severity, message, identity, parts, span, range, fixable, fix, related };
}

export interface ReportedPlace {
  readonly path: string;
  readonly range: Range | undefined;
  readonly note: string;
}

export interface RelatedPlace extends ReportedPlace {
  readonly span: Span;
}

/** Why a file, or a document of it, was not checked or not to its end. */
export interface Unchecked {
  readonly path: string;
  readonly reason: string;
  readonly range: Range | undefined;
  /** The rule that failed, or the list of subjects that could not be made: a fault of ours and not of the file. */
  readonly failed?: string;
}

/** The findings of one file. */
export interface ReportedFile {
  readonly path: string;
  readonly kind: Format;
  readonly findings: readonly ReportedFinding[];
  /** Lines (zero-based) that hold a secret, whether its finding is shown or suppressed: no printer shows their text. */
  readonly maskedLines: readonly number[];
}

/** The same while the text is at hand. */
export interface FileReport extends ReportedFile {
  readonly findings: readonly Finding[];
  /** Findings that are left to tools named under `beside`. */
  readonly left: readonly Finding[];
}

/** Result of `check`, the object that `--format json` prints. */
export interface Report {
  readonly version: string;
  readonly files: readonly ReportedFile[];
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
  readonly files: readonly ReportedFile[];
  readonly unchecked: readonly Unchecked[];
  /** To know the pillar of each finding. */
  readonly rules: readonly Rule[];
}

/** Adds the totals. Files stay in the order given. */
export function createReport({ version, files, unchecked, rules }: ReportInput): Report {
  const pillarOf = new Map(rules.map(({ id, pillar }) => [id, pillar]));
  const findings = files.flatMap((file) => file.findings);
  const count = (test: (finding: ReportedFinding) => boolean): number => findings.filter(test).length;
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
