import type { Attested, CheckedItem, Evidence, ReadinessReport, ReportedFinding } from '../readiness/report.js';
import { jsonText } from './json-text.js';

/** The public shape of the checklist, with zero-based lines and UTF-16 characters; fields are picked one by one. */
export function plainReadiness(report: ReadinessReport) {
  return {
    version: report.version,
    date: report.date,
    items: report.items.map(plainItem),
    pillars: report.pillars,
    next: report.next.map(({ item, text, topic, findings, finding }) => ({
      item,
      text,
      topic,
      findings,
      ...(finding === undefined ? {} : { finding: plainFinding(finding) }),
    })),
    workloads: report.workloads.map(({ replicas, grace, memory, cpu, checks, image, support, ...place }) => ({
      ...place,
      replicas: replicas ?? null,
      graceSeconds: grace ?? null,
      memoryBytes: memory ?? null,
      cpuMillicores: cpu ?? null,
      checks: checks ?? null,
      image: image ?? null,
      support:
        support === undefined
          ? null
          : { product: support.product, cycle: support.cycle, ends: support.ends ?? null, hasEnded: support.hasEnded },
    })),
    rules: report.rules.map(({ rule, severity, count, first }) => ({
      rule,
      severity,
      count,
      first: plainFinding(first),
    })),
  };
}

/** The checklist as JSON, ending in a line end. */
export function printReadinessJson(report: ReadinessReport): string {
  return jsonText(plainReadiness(report));
}

function plainItem({ id, pillar, title, topic, status, evidence, more, attestation, next }: CheckedItem) {
  return {
    id,
    pillar,
    title,
    topic,
    status,
    evidence: evidence.map(plainEvidence),
    more,
    ...(attestation === undefined ? {} : { attestation: plainAttestation(attestation) }),
    next: next ?? null,
  };
}

function plainEvidence({ path, range, note, isGap }: Evidence) {
  return { path, range, note, gap: isGap };
}

function plainAttestation({ who, when, link, note, path, range, counts }: Attested) {
  return {
    who,
    when,
    ...(link === undefined ? {} : { link }),
    ...(note === undefined ? {} : { note }),
    path,
    range,
    counts,
  };
}

function plainFinding({ rule, severity, message, path, range }: ReportedFinding) {
  return { rule, severity, message, path, range };
}
