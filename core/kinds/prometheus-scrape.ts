import type { LabelPlace, LabelUse } from '../model/label.js';
import type { RelabelStep, ScrapeJob, Target } from '../model/prometheus.js';
import type { Cursor } from '../yaml/cursor.js';
import { readSteps } from './prometheus-relabel.js';
import { durationOf, labelEntries, type Surface, shownText } from './prometheus-values.js';

/** Reads one entry of `scrape_configs`. */
export function readJob(job: Cursor, surface: Surface): ScrapeJob {
  const nameCursor = job.at('job_name');
  const name = shownText(nameCursor, surface);
  const anchor = nameCursor.kind === 'scalar' ? nameCursor.span : (job.entries()[0]?.nameSpan ?? job.span);
  return {
    format: 'prometheus',
    name,
    anchor,
    targets: job.at('static_configs').items().flatMap(readTargets),
    discovery: job
      .entries()
      .map((entry) => entry.name)
      .filter((key) => key.endsWith('_sd_configs')),
    relabelling: [
      ...readSteps(job.at('relabel_configs'), 'target', name, 'snake'),
      ...readSteps(job.at('metric_relabel_configs'), 'sample', name, 'snake'),
    ],
    interval: durationOf(job.at('scrape_interval').anchored(anchor)),
    timeout: durationOf(job.at('scrape_timeout').anchored(anchor)),
    cursor: job,
  };
}

/** The readable addresses under `targets`. */
export function readTargets(config: Cursor): readonly Target[] {
  return config.at('targets').items().flatMap(readTarget);
}

/** One address, as a list of one or none. */
export function readTarget(cursor: Cursor): readonly Target[] {
  const value = cursor.text();
  if (value.state !== 'set') return [];
  const address = value.value;
  // `host:port`; an exporter that probes others is given URLs.
  const match = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/i.exec(address);
  const host = match?.[1] ?? address;
  const port = match?.[2] === undefined ? undefined : Number(match[2]);
  return [{ address, host, port, span: value.span, value }];
}

/** Labels written down for targets. Names with two underscores are gone before anything is stored. */
export function fixedLabels(labels: Cursor, place: LabelPlace, owner: string, surface: Surface): readonly LabelUse[] {
  return labelEntries(labels, surface)
    .filter(({ name }) => !name.startsWith('__'))
    .map((label) => ({ ...label, format: 'prometheus', place, owner }));
}

/** Steps outside of jobs: what is sent on to other storages and to Alertmanager. */
export function readServerSteps(config: Cursor, surface: Surface): readonly RelabelStep[] {
  const remote = config
    .at('remote_write')
    .items()
    .flatMap((item) => {
      const owner = shownText(item.at('name'), surface) || shownText(item.at('url'), surface) || 'remote_write';
      return readSteps(item.at('write_relabel_configs'), 'remote', owner, 'snake');
    });
  const alerting = config.at('alerting');
  return [
    ...remote,
    ...readSteps(alerting.at('alert_relabel_configs'), 'alert', 'alerting', 'snake'),
    ...alerting
      .at('alertmanagers')
      .items()
      .flatMap((item) => readSteps(item.at('alert_relabel_configs'), 'alert', 'alerting', 'snake')),
  ];
}
