import type { Level } from '../model/format.js';
import type { Range } from '../span.js';
import type { ReadinessPillar, Status } from './item.js';

/** A place that speaks about an item, in the reader's language. */
export interface Evidence {
  readonly path: string;
  /** The start of the file when it is about the whole of it. */
  readonly range: Range;
  readonly note: string;
  /** True when it tells what is lacking there. */
  readonly isGap: boolean;
}

/** What a person says about an item, in their own words. */
export interface Attested {
  readonly who: string;
  readonly when: string;
  readonly link: string | undefined;
  readonly note: string | undefined;
  /** Where it is written. */
  readonly path: string;
  readonly range: Range;
  /** False where the files show a gap: then their word counts. */
  readonly counts: boolean;
}

export interface CheckedItem {
  readonly id: string;
  readonly pillar: ReadinessPillar;
  readonly title: string;
  readonly topic: string;
  readonly status: Status;
  /** Gaps first, as many as a reader takes in. */
  readonly evidence: readonly Evidence[];
  /** How many places were cut off. */
  readonly more: number;
  readonly attestation: Attested | undefined;
  /** What to do; undefined for what is met or attested. */
  readonly next: string | undefined;
}

/** One of the steps with the most effect. */
export interface NextStep {
  readonly item: string;
  readonly title: string;
  readonly text: string;
  readonly topic: string;
  /** Findings at level error and warning that speak against the item. */
  readonly findings: number;
  /** The first of them. */
  readonly finding: ReportedFinding | undefined;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Level;
  readonly message: string;
  readonly path: string;
  readonly range: Range;
}

/** A container of a workload, with what decides how it behaves under load and at its end. */
export interface WorkloadRow {
  readonly workload: string;
  readonly kind: string;
  readonly container: string;
  readonly path: string;
  readonly range: Range;
  /** Copies; undefined where it cannot be known. */
  readonly replicas: number | undefined;
  /** Seconds from the stop signal to SIGKILL. */
  readonly grace: number | undefined;
  /** Bytes and millicores; `none` where there is no limit. */
  readonly memory: number | 'none' | undefined;
  readonly cpu: number | 'none' | undefined;
  /** Names of the checks it has; undefined where an image may bring one. */
  readonly checks: readonly string[] | undefined;
  readonly image: string | undefined;
  readonly support: ImageLife | undefined;
}

/** The release line of an image that ends first. */
export interface ImageLife {
  readonly product: string;
  readonly cycle: string;
  /** `YYYY-MM-DD`; undefined when no end is announced. */
  readonly ends: string | undefined;
  readonly daysLeft: number | undefined;
  readonly hasEnded: boolean;
}

/** Findings of a rule in the whole workspace. */
export interface RuleCount {
  readonly rule: string;
  readonly summary: string;
  /** The loudest of them. */
  readonly severity: Level;
  readonly count: number;
  /** The first of them. */
  readonly first: ReportedFinding;
}

export type StatusCounts = Readonly<Record<Status, number>>;

/** What the checklist makes of a workspace. No total and no score: 23 met and no backup is not 96 %. */
export interface ReadinessReport {
  readonly version: string;
  /** The day of the report, `YYYY-MM-DD`. */
  readonly date: string;
  /** All items, by pillar. */
  readonly items: readonly CheckedItem[];
  readonly pillars: Readonly<Record<ReadinessPillar, StatusCounts>>;
  readonly next: readonly NextStep[];
  readonly workloads: readonly WorkloadRow[];
  readonly rules: readonly RuleCount[];
  /** Items that could not be judged, by a fault of ours; they count as not seen. */
  readonly failures: readonly { readonly item: string; readonly message: string }[];
}

/** So many of the places, what is lacking first; a quarter is kept for what is there, so that "partly" shows both. */
export function pickEvidence(evidence: readonly Evidence[], count: number): readonly Evidence[] {
  const gaps = evidence.filter(({ isGap }) => isGap);
  const others = evidence.filter(({ isGap }) => !isGap);
  const kept = Math.min(others.length, Math.ceil(count / 4));
  return [...gaps.slice(0, count - kept), ...others].slice(0, count);
}

/** The report with other paths, such as those relative to a folder. */
export function withPaths(report: ReadinessReport, shown: (path: string) => string): ReadinessReport {
  const moved = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: shown(one.path) });
  return {
    ...report,
    items: report.items.map((item) => ({
      ...item,
      evidence: item.evidence.map(moved),
      attestation: item.attestation && moved(item.attestation),
    })),
    next: report.next.map((step) => ({ ...step, finding: step.finding && moved(step.finding) })),
    workloads: report.workloads.map(moved),
    rules: report.rules.map((rule) => ({ ...rule, first: moved(rule.first) })),
  };
}
