import type { PlainFact } from '../index/facts.js';
import type { Document } from '../model/document.js';
import { folderOf, joinPath, nameOf } from '../model/path.js';
import type { ScrapeJob } from '../model/prometheus.js';
import { gradual, type Steps } from '../steps.js';
import type { Cursor } from '../yaml/cursor.js';
import { createDocument, type YamlInput } from './document.js';
import { readCollector, serverPromotions } from './prometheus-collector.js';
import { collectorConfigs, type PrometheusVariant, prometheusVariant } from './prometheus-detect.js';
import { readFluentBit } from './prometheus-fluent-bit.js';
import { exporterMappings, mappingLabels } from './prometheus-mappings.js';
import { joinParts, type PrometheusParts, targetFact } from './prometheus-objects.js';
import { readPromtail } from './prometheus-promtail.js';
import { readRules } from './prometheus-rules.js';
import { fixedLabels, readJob, readServerSteps, readTargets } from './prometheus-scrape.js';
import type { Surface } from './prometheus-values.js';

/** Reads a document of the Prometheus family: rules, server configuration, Alertmanager, promtail, target lists. */
export function readPrometheus(input: YamlInput): Document {
  const { yaml, path, text, parses } = input;
  const partial = input.partial ?? (yaml.problems.length > 0 ? 'broken' : undefined);
  const root = yaml.root({ open: partial !== undefined });
  const variant = prometheusVariant(root, nameOf(path));
  const parts = gradual(() => readParts(root, variant, { path, text, parses }));
  return createDocument(
    input,
    {
      format: 'prometheus',
      variant: variant ?? '',
      partial,
      problems: yaml.problems,
      ...(variant !== undefined && configurations.has(variant) ? { root } : {}),
      anchor: anchorOf(root, variant),
    },
    {
      alert: () => parts().alert,
      recording: () => parts().recording,
      query: () => parts().query,
      scrape: () => parts().scrape,
      relabel: () => parts().relabel,
      label: () => parts().label,
      promotion: () => parts().promotion,
      facts: () => parts().facts,
      comments: () => yaml.comments,
      ahead: parts.ahead,
    },
  );
}

/** What a server or an agent is configured with, and no list of rules, mappings or targets. */
const configurations: ReadonlySet<PrometheusVariant> = new Set([
  'scrape',
  'alertmanager',
  'promtail',
  'collector',
  'fluent-bit',
]);

const anchors: Readonly<Record<PrometheusVariant, readonly string[]>> = {
  rules: ['groups'],
  scrape: ['scrape_configs', 'global'],
  alertmanager: ['route'],
  promtail: ['scrape_configs'],
  collector: ['service'],
  'fluent-bit': ['pipeline'],
  exporter: ['mappings', 'rules', 'metrics'],
  targets: [],
};

/** The key that says what the document is, else its first key. */
function anchorOf(root: Cursor, variant: PrometheusVariant | undefined) {
  const keys = variant === undefined ? [] : anchors[variant].map((key) => root.at(key).key);
  return keys.find((key) => key !== undefined) ?? root.entries()[0]?.nameSpan ?? root.span;
}

/** What a root holds, by what `prometheusVariant` says it is. */
export function* readParts(
  root: Cursor,
  variant: PrometheusVariant | undefined,
  surface: Surface,
): Steps<PrometheusParts> {
  switch (variant) {
    case 'rules':
      return joinParts({ rules: yield* readRules(root.at('groups'), surface) });
    case 'scrape': {
      const nested = collectorConfigs(root);
      if (nested.length === 0) return yield* readServers([root], surface);
      const servers = yield* readServers(nested, surface);
      const { labels, promotions } = readCollector(root, surface);
      return { ...servers, label: [...servers.label, ...labels], promotion: [...servers.promotion, ...promotions] };
    }
    case 'collector':
      return joinParts(readCollector(root, surface));
    case 'fluent-bit':
      return joinParts({ labels: readFluentBit(root) });
    case 'promtail': {
      const { relabelling, labels } = readPromtail(root, surface);
      return { ...joinParts({}), relabel: relabelling, label: labels };
    }
    case 'targets':
      return joinParts({
        labels: root.items().flatMap((item) => fixedLabels(item.at('labels'), 'target', nameOf(surface.path), surface)),
        facts: root
          .items()
          .flatMap(readTargets)
          .map((target) => targetFact('', target)),
      });
    case 'exporter':
      return joinParts({ labels: mappingLabels(exporterMappings(root), surface) });
    case 'alertmanager':
    case undefined:
      return joinParts({});
  }
}

function* readServers(configs: readonly Cursor[], surface: Surface): Steps<PrometheusParts> {
  const jobs: ScrapeJob[] = [];
  for (const job of configs.flatMap((config) => config.at('scrape_configs').items())) {
    if (job.kind === 'map') jobs.push(readJob(job, surface));
    yield;
  }
  return joinParts({
    jobs,
    steps: configs.flatMap((config) => readServerSteps(config, surface)),
    labels: [
      ...configs.flatMap((config) =>
        fixedLabels(config.at('global', 'external_labels'), 'external', 'global', surface),
      ),
      ...jobs.flatMap((job) =>
        job.cursor
          .at('static_configs')
          .items()
          .flatMap((config) => fixedLabels(config.at('labels'), 'target', job.name, surface)),
      ),
    ],
    promotions: configs.flatMap((config) => serverPromotions(config.at('otlp'), 'snake')),
    facts: configs.flatMap((config) => ruleFiles(config, surface)),
  });
}

/** Paths of `rule_files`, patterns included, as the server would see them if it ran beside its configuration. */
function ruleFiles(config: Cursor, { path }: Surface): readonly PlainFact[] {
  return config
    .at('rule_files')
    .items()
    .flatMap((item): readonly PlainFact[] => {
      const file = item.text();
      if (file.state !== 'set') return [];
      return [{ type: 'file', role: 'rules', path: joinPath(folderOf(path), file.value), span: file.span }];
    });
}
