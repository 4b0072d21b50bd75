import type { Attestation } from '../config/config.js';
import { levels } from '../model/format.js';
import type { FileReport, Finding } from '../report/report.js';
import type { Rule } from '../rule.js';
import type { Place, Range } from '../span.js';
import { type Locale, say } from '../text.js';
import { type Mark, type ReadinessItem, type ReadinessPillar, readinessPillars, type Status, stakes } from './item.js';
import {
  type CheckedItem,
  type Evidence,
  type NextStep,
  pickEvidence,
  type ReadinessReport,
  type ReportedFinding,
  type RuleCount,
  type StatusCounts,
} from './report.js';
import type { Survey } from './survey.js';
import { workloadRows } from './workload-rows.js';

export interface AssessOptions {
  readonly items: readonly ReadinessItem[];
  readonly rules: readonly Rule[];
  readonly survey: Survey;
  readonly files: readonly FileReport[];
  readonly attestations: readonly Attestation[];
  readonly rangeOf: (place: Place) => Range;
  readonly locale: Locale;
  readonly version: string;
}

/** Places that are listed for one item; a reader takes in no more. */
const maxEvidence = 20;

/** Steps that are proposed: as many as fit into one week. */
const maxSteps = 3;

/** Findings by the item they speak against. */
interface Weighed {
  readonly item: ReadinessItem;
  readonly checked: CheckedItem;
  readonly findings: readonly ReportedFinding[];
  /** What was thrown while it was judged. */
  readonly failure: string | undefined;
}

/** Judges all items. */
export function assess(options: AssessOptions): ReadinessReport {
  const { survey, version, items } = options;
  const byTopic = findingsByTopic(options);
  const weighed = readinessPillars.flatMap((pillar) =>
    items
      .filter((item) => item.pillar === pillar)
      .sort((a, b) => a.number - b.number)
      .map((item) => assessItem(item, byTopic, options)),
  );
  const checked = weighed.map((one) => one.checked);
  return {
    version,
    date: survey.today,
    items: checked,
    pillars: countsByPillar(checked),
    next: nextSteps(weighed, options.locale),
    workloads: workloadRows(survey, options.rangeOf),
    rules: countsByRule(options),
    failures: weighed.flatMap(({ item, failure }) =>
      failure === undefined ? [] : [{ item: item.id, message: failure }],
    ),
  };
}

function assessItem(
  item: ReadinessItem,
  byTopic: ReadonlyMap<string, readonly ReportedFinding[]>,
  options: AssessOptions,
): Weighed {
  const { survey, locale, rangeOf } = options;
  const findings = item.findings.flatMap((topic) => byTopic.get(topic) ?? []).sort(byLevel);
  const { marks, absent, failure } = look(item, survey);
  const attestation = options.attestations.find((one) => one.item === item.id);
  const shown = judge(marks, findings.length, absent);
  const hasGap = findings.length > 0 || marks.some(({ kind }) => kind === 'gap');
  // A word of mouth stands beside the files, never against them.
  const counts = shown !== 'met' && !hasGap;
  const status: Status = attestation !== undefined && counts ? 'attested' : shown;
  // A rule that points at the same place says it with more words.
  const told = new Set(findings.map(keyOf));
  const evidence = [
    ...findings.map(({ path, range, message }): Evidence => ({ path, range, note: message, isGap: true })),
    ...[...marks]
      .sort((a, b) => weight(a) - weight(b))
      .map((mark) => evidenceOf(mark, locale, rangeOf))
      .filter((one) => !one.isGap || !told.has(keyOf(one))),
  ];
  const { id, pillar, title, topic, next } = item;
  return {
    item,
    findings,
    failure,
    checked: {
      id,
      pillar,
      title: title[locale],
      topic,
      status,
      evidence: pickEvidence(evidence, maxEvidence),
      more: Math.max(0, evidence.length - maxEvidence),
      attestation: attestation && {
        ...attestation.words,
        path: attestation.path,
        range: rangeOf({ path: attestation.path, span: attestation.span }),
        counts,
      },
      next: status === 'met' || status === 'attested' ? undefined : next[locale],
    },
  };
}

const keyOf = ({ path, range: { start } }: Pick<Evidence, 'path' | 'range'>): string =>
  `${path}:${start.line}:${start.character}`;

/** What an item sees. One that throws is named, and takes no other down with it. */
function look(item: ReadinessItem, survey: Survey) {
  try {
    const marks = [...item.evidence(survey)];
    const absent: Status =
      survey.documents.length === 0 ? 'unseen' : typeof item.absent === 'string' ? item.absent : item.absent(survey);
    return { marks, absent, failure: undefined };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { marks: [], absent: 'unseen' as const, failure };
  }
}

/** What is lacking first, then what is whole. */
const weight = ({ kind }: Mark): number => ['gap', 'proof', 'part'].indexOf(kind);

function judge(marks: readonly Mark[], findings: number, absent: Status): Status {
  const has = (kind: Mark['kind']): boolean => marks.some((mark) => mark.kind === kind);
  const hasGap = findings > 0 || has('gap');
  if (has('proof')) return hasGap ? 'partly' : 'met';
  if (has('part')) return 'partly';
  return hasGap ? 'missing' : absent;
}

function evidenceOf(
  { kind, place, note, with: args }: Mark,
  locale: Locale,
  rangeOf: AssessOptions['rangeOf'],
): Evidence {
  return { path: place.path, range: rangeOf(place), note: say(note, locale, args), isGap: kind === 'gap' };
}

function findingsByTopic({ files, rules }: AssessOptions): ReadonlyMap<string, readonly ReportedFinding[]> {
  const topicOf = new Map(rules.map(({ id, topic }) => [id, topic]));
  const found = new Map<string, ReportedFinding[]>();
  for (const { path, findings } of files) {
    for (const finding of findings) {
      const topic = topicOf.get(finding.rule);
      if (topic === undefined || (finding.severity !== 'error' && finding.severity !== 'warning')) continue;
      const list = found.get(topic);
      if (list) list.push(reported(path, finding));
      else found.set(topic, [reported(path, finding)]);
    }
  }
  return found;
}

function reported(path: string, { rule, severity, message, range }: Finding): ReportedFinding {
  return { rule, severity, message, path, range };
}

const loudness = ({ severity }: Pick<ReportedFinding, 'severity'>): number => levels.indexOf(severity);
const byLevel = (a: ReportedFinding, b: ReportedFinding): number => loudness(a) - loudness(b);

/**
 * The steps with the most effect: what has most errors against it, then most warnings; then what is missing before what
 * is there in part before what cannot be seen; then what is at stake; then what stands first in its pillar.
 */
function nextSteps(weighed: readonly Weighed[], locale: Locale): readonly NextStep[] {
  const open: readonly Status[] = ['missing', 'partly', 'unseen'];
  const count = ({ findings }: Weighed, level: string): number =>
    findings.filter(({ severity }) => severity === level).length;
  const key = (one: Weighed): readonly number[] => [
    -count(one, 'error'),
    -count(one, 'warning'),
    open.indexOf(one.checked.status),
    stakes.indexOf(one.item.stakes),
    one.item.number,
  ];
  return weighed
    .filter(({ checked }) => open.includes(checked.status))
    .map((one) => ({ one, key: key(one) }))
    .sort((a, b) => a.key.map((value, i) => value - (b.key[i] ?? 0)).find((difference) => difference !== 0) ?? 0)
    .slice(0, maxSteps)
    .map(({ one: { item, findings } }) => ({
      item: item.id,
      title: item.title[locale],
      text: item.next[locale],
      topic: item.topic,
      findings: findings.length,
      finding: findings[0],
    }));
}

function countsByPillar(items: readonly CheckedItem[]): Readonly<Record<ReadinessPillar, StatusCounts>> {
  const counts = (pillar: ReadinessPillar): StatusCounts => {
    const count = (status: Status): number =>
      items.filter((item) => item.pillar === pillar && item.status === status).length;
    return {
      met: count('met'),
      partly: count('partly'),
      missing: count('missing'),
      unseen: count('unseen'),
      attested: count('attested'),
    };
  };
  return {
    observability: counts('observability'),
    performance: counts('performance'),
    security: counts('security'),
    reliability: counts('reliability'),
  };
}

function countsByRule({ files, rules, locale }: AssessOptions): readonly RuleCount[] {
  const found = new Map<string, ReportedFinding[]>();
  for (const { path, findings } of files) {
    for (const finding of findings) {
      const list = found.get(finding.rule) ?? [];
      found.set(finding.rule, list);
      list.push(reported(path, finding));
    }
  }
  return rules
    .flatMap(({ id, text }): readonly RuleCount[] => {
      const [first, ...others] = [...(found.get(id) ?? [])].sort(byLevel);
      if (first === undefined) return [];
      return [{ rule: id, summary: text.summary[locale], severity: first.severity, count: others.length + 1, first }];
    })
    .sort((a, b) => loudness(a) - loudness(b) || b.count - a.count);
}
