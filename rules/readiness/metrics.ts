import { monitorsOf, servicesOf } from '../../core/index/link.js';
import type { Workload } from '../../core/model/workload.js';
import type { ReadinessItem } from '../../core/readiness/item.js';
import { imageMarks, markAt, missingIfDeployed, objectMarks, variableMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'metrics',
  pillar: 'observability',
  number: 2,
  title: { en: 'Metrics collection', ru: 'Сбор метрик' },
  topic: 'container-metrics',
  findings: ['container-metrics', 'service-discovery', 'prometheus-architecture'],
  stakes: 'sight',
  next: {
    en: 'Have Prometheus scrape every application, not only the machines under it',
    ru: 'Пусть Prometheus собирает метрики каждого приложения, а не только машин под ним',
  },
  absent: missingIfDeployed,
  *evidence(survey) {
    for (const seen of survey.scrapes) {
      const { name, targets, discovery, anchor } = seen.it;
      const isSelf = discovery.length === 0 && targets.length > 0 && targets.every(({ host }) => isOwn(host));
      yield markAt(seen, anchor, isSelf ? 'part' : 'proof', isSelf ? texts.self : texts.job, { name });
    }
    // Most workspaces have none, and which Services lead to whom takes a while.
    const hasMonitors = survey.index.entries('selector').some(({ fact }) => fact.selects === 'services');
    for (const seen of survey.workloads) {
      for (const { name, value, span } of annotationsOf(seen.it)) {
        if (name === 'prometheus.io/scrape' && value === 'true') {
          yield markAt(seen, span, 'proof', texts.annotation, { name: seen.it.name });
        }
      }
      const services = hasMonitors ? servicesOf(survey.index, seen.it) : [];
      if (services.some(({ fact }) => monitorsOf(survey.index, fact).length > 0)) {
        yield markAt(seen, seen.it.anchor, 'proof', texts.monitored, { name: seen.it.name });
      }
    }
    yield* objectMarks(
      survey,
      ['monitoring.coreos.com/PodMonitor', 'operator.victoriametrics.com/VMServiceScrape'],
      'proof',
    );
    yield* variableMarks(survey, (name, value) => name === 'OTEL_METRICS_EXPORTER' && value !== 'none', 'proof');
    yield* imageMarks(
      survey,
      /(?:^|\/)(?:prometheus|victoria-metrics|node-exporter|cadvisor|datadog\/agent)$|exporter$/,
      'part',
    );
  },
};

const isOwn = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === 'prometheus';

/** Annotations of the pod template, else those of the object, which is then a pod. */
function annotationsOf({ cursor }: Workload) {
  const template = cursor.at('spec', 'template', 'metadata', 'annotations');
  const own = template.kind === 'map' ? template : cursor.at('metadata', 'annotations');
  return own.entries().map(({ name, nameSpan, cursor: value }) => ({ name, span: nameSpan, value: value.scalar }));
}

const texts = {
  job: { en: 'Prometheus scrapes the job "{name}"', ru: 'Prometheus собирает метрики задания «{name}»' },
  self: {
    en: 'The job "{name}" scrapes nothing but its own host',
    ru: 'Задание «{name}» собирает метрики только своего же хоста',
  },
  annotation: { en: 'The pods of "{name}" ask to be scraped', ru: 'Поды «{name}» просят собирать их метрики' },
  monitored: { en: 'A ServiceMonitor finds "{name}"', ru: 'ServiceMonitor находит «{name}»' },
};

export default item;
