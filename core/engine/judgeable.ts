import type { CheckerOptions } from '../checker.js';
import type { EvidenceFile } from '../readiness/evidence-files.js';
import type { Judged } from '../readiness/judge.js';
import type { CheckedFile } from './check.js';
import type { OpenFile } from './file.js';
import { createLines } from './lines.js';

type Judgeable = Omit<Judged, 'index' | 'keptSteps' | 'conventionsOf' | 'attestations'>;

/** What of the open files the readiness checklist is asked about: those that are reported, and the evidence beside them. */
export function judgeable(
  { rules, today, locale, version }: CheckerOptions,
  files: ReadonlyMap<string, OpenFile>,
  checked: readonly CheckedFile[],
  evidence: readonly EvidenceFile[],
): Judgeable {
  const reports = checked.map(({ report }) => report);
  const lines = createLines(evidence, (path) => files.get(path)?.lines());
  const paths = reports.map(({ path }) => path).sort();
  return {
    rules,
    documents: paths.flatMap((path) => files.get(path)?.documents.map(({ document }) => document) ?? []),
    evidence,
    today: today(),
    // What another tool tells is as open as before.
    files: reports.map((report) =>
      report.left.length === 0 ? report : { ...report, findings: [...report.findings, ...report.left] },
    ),
    rangeOf: ({ path, span }) => lines(path).range(span),
    locale,
    version,
  };
}
