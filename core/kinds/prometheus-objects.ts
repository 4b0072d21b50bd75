import type { PlainFact } from '../index/facts.js';
import type { SubjectTypes } from '../model/document.js';
import type { LabelUse } from '../model/label.js';
import type { Promotion, RelabelStep, ScrapeJob, Target } from '../model/prometheus.js';
import type { Steps } from '../steps.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { serverPromotions } from './prometheus-collector.js';
import { labelOfStep, placeOfPhase, readSteps } from './prometheus-relabel.js';
import { type Rules, readRules } from './prometheus-rules.js';
import { fixedLabels, readTarget, readTargets } from './prometheus-scrape.js';
import { durationOf, type Surface, shownText } from './prometheus-values.js';

type Names = 'alert' | 'recording' | 'query' | 'scrape' | 'relabel' | 'label' | 'promotion';

/** The subjects and facts of this format that one document holds. */
export type PrometheusParts = { readonly [Name in Names]: readonly SubjectTypes[Name][] } & {
  readonly facts: readonly PlainFact[];
};

/** What a custom resource is, as its reader already knows. */
export interface ObjectHead extends Surface {
  readonly kind: string;
  readonly name: string;
}

/** Puts together what the parts of a document gave. */
export function joinParts(parts: {
  readonly rules?: Rules;
  readonly jobs?: readonly ScrapeJob[];
  readonly steps?: readonly RelabelStep[];
  readonly labels?: readonly LabelUse[];
  readonly promotions?: readonly Promotion[];
  readonly facts?: readonly PlainFact[];
}): PrometheusParts {
  const { rules, jobs = [], steps = [], labels = [], promotions = [], facts = [] } = parts;
  const relabel = [...jobs.flatMap((job) => job.relabelling), ...steps];
  return {
    alert: rules?.alerts ?? [],
    recording: rules?.recordings ?? [],
    query: rules?.queries ?? [],
    scrape: jobs,
    relabel,
    label: [
      ...(rules?.labels ?? []),
      ...labels,
      ...relabel.flatMap((step) => labelOfStep(step, placeOfPhase(step.phase)) ?? []),
    ],
    promotion: promotions,
    facts: [
      ...jobs.flatMap((job) => job.targets.map((target) => targetFact(job.name, target))),
      ...relabel.flatMap(filterFact),
      ...facts,
    ],
  };
}

/** A static target, for whoever looks for what is scraped. */
export function targetFact(job: string, { address, host, port, span }: Target): PlainFact {
  return { type: 'target', job, target: { address, host, port }, span };
}

function filterFact({ action, phase, regex, anchor: span }: RelabelStep): readonly PlainFact[] {
  const does = known(action);
  if (phase !== 'sample' || regex.state !== 'set' || (does !== 'labeldrop' && does !== 'labelkeep')) return [];
  return [{ type: 'label-filter', action: does, regex: regex.value, span }];
}

/**
 * Reads an object of the group `monitoring.coreos.com`: PrometheusRule, ServiceMonitor, PodMonitor, Probe, ScrapeConfig,
 * Prometheus and PrometheusAgent. Other kinds give nothing.
 * Source: https://prometheus-operator.dev/docs/api-reference/api/
 */
export function* prometheusParts(object: Cursor, head: ObjectHead): Steps<PrometheusParts> {
  const spec = object.at('spec');
  switch (head.kind) {
    case 'PrometheusRule':
      return joinParts({ rules: yield* readRules(spec.at('groups'), head) });
    case 'ServiceMonitor':
      return joinParts({ jobs: readEndpoints(spec.at('endpoints'), head) });
    case 'PodMonitor':
      return joinParts({ jobs: readEndpoints(spec.at('podMetricsEndpoints'), head) });
    case 'Probe':
      return joinParts({ jobs: [readProbe(object, head)], labels: probeLabels(spec, head) });
    case 'ScrapeConfig':
      return joinParts({
        jobs: [readScrapeConfig(object, head)],
        labels: spec
          .at('staticConfigs')
          .items()
          .flatMap((config) => fixedLabels(config.at('labels'), 'target', head.name, head)),
      });
    case 'Prometheus':
    case 'PrometheusAgent':
      return joinParts({
        steps: spec
          .at('remoteWrite')
          .items()
          .flatMap((item) => {
            const owner = shownText(item.at('name'), head) || head.name;
            return readSteps(item.at('writeRelabelings'), 'remote', owner, 'camel');
          }),
        labels: fixedLabels(spec.at('externalLabels'), 'external', head.name, head),
        promotions: serverPromotions(spec.at('otlp'), 'camel'),
      });
    default:
      return joinParts({});
  }
}

function readEndpoints(endpoints: Cursor, head: ObjectHead): readonly ScrapeJob[] {
  return endpoints.items().map((endpoint) => {
    const port = [endpoint.at('port'), endpoint.at('targetPort')].find(({ kind }) => kind === 'scalar');
    return readMonitor(endpoint, port ?? endpoint, ['kubernetes_sd_configs'], head);
  });
}

/** The settings that endpoints, probes and scrape configurations spell alike. */
function readMonitor(spec: Cursor, anchor: Cursor, discovery: readonly string[], head: ObjectHead): ScrapeJob {
  const at = anchor.kind === 'map' ? (anchor.entries()[0]?.nameSpan ?? anchor.span) : anchor.span;
  return {
    format: 'prometheus',
    name: head.name,
    anchor: at,
    targets: [],
    discovery,
    relabelling: [
      ...readSteps(spec.at('relabelings'), 'target', head.name, 'camel'),
      ...readSteps(spec.at('metricRelabelings'), 'sample', head.name, 'camel'),
    ],
    interval: durationOf(spec.at('interval').anchored(at)),
    timeout: durationOf(spec.at('scrapeTimeout').anchored(at)),
    cursor: spec,
  };
}

function readScrapeConfig(object: Cursor, head: ObjectHead): ScrapeJob {
  const spec = object.at('spec');
  const discovery = spec
    .entries()
    .map(({ name }) => name)
    .filter((key) => key.endsWith('SDConfigs'));
  const job = readMonitor(spec, object.at('metadata.name'), discovery, head);
  return {
    ...job,
    targets: spec.at('staticConfigs').items().flatMap(readTargets),
    interval: durationOf(spec.at('scrapeInterval').anchored(job.anchor)),
  };
}

function readProbe(object: Cursor, head: ObjectHead): ScrapeJob {
  const spec = object.at('spec');
  const job = readMonitor(spec, object.at('metadata.name'), [], head);
  const fixed = spec.at('targets.staticConfig');
  return {
    ...job,
    targets: fixed.at('static').items().flatMap(readTarget),
    relabelling: [
      ...readSteps(fixed.at('relabelingConfigs'), 'target', head.name, 'camel'),
      ...readSteps(spec.at('targets.ingress.relabelingConfigs'), 'target', head.name, 'camel'),
      ...job.relabelling.filter(({ phase }) => phase === 'sample'),
    ],
  };
}

function probeLabels(spec: Cursor, head: ObjectHead): readonly LabelUse[] {
  return fixedLabels(spec.at('targets.staticConfig.labels'), 'target', head.name, head);
}
