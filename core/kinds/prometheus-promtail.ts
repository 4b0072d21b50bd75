import type { LabelUse } from '../model/label.js';
import type { RelabelStep } from '../model/prometheus.js';
import { opaque } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { labelOfStep, readSteps } from './prometheus-relabel.js';
import { fixedLabels } from './prometheus-scrape.js';
import { type Surface, shownText } from './prometheus-values.js';

/** What promtail, and other agents with its configuration, make into labels of log streams. */
export interface LogLabels {
  readonly relabelling: readonly RelabelStep[];
  readonly labels: readonly LabelUse[];
}

/** Source: https://grafana.com/docs/loki/latest/send-data/promtail/configuration/ and its page on `pipeline_stages`. */
export function readPromtail(root: Cursor, surface: Surface): LogLabels {
  const relabelling: RelabelStep[] = [];
  const labels: LabelUse[] = [];
  for (const client of [...root.at('clients').items(), root.at('client')]) {
    labels.push(...fixedLabels(client.at('external_labels'), 'log-stream', 'clients', surface));
  }
  for (const job of root.at('scrape_configs').items()) {
    const owner = shownText(job.at('job_name'), surface);
    const steps = readSteps(job.at('relabel_configs'), 'target', owner, 'snake');
    relabelling.push(...steps);
    for (const step of steps) {
      const label = labelOfStep(step, 'log-stream');
      if (label) labels.push(label);
    }
    // `static_configs`, and the sources that take labels of their own: journal, syslog, gcplog, kafka.
    const sources = job.entries().flatMap(({ cursor }) => (cursor.kind === 'list' ? cursor.items() : [cursor]));
    for (const source of sources) {
      if (source.kind === 'map') labels.push(...fixedLabels(source.at('labels'), 'log-stream', owner, surface));
    }
    labels.push(...stageLabels(job.at('pipeline_stages'), owner, surface));
  }
  return { relabelling, labels };
}

function stageLabels(stages: Cursor, owner: string, surface: Surface): readonly LabelUse[] {
  return stages.items().flatMap((stage): readonly LabelUse[] => [
    // Here the written value is the name of what was extracted from the line, not the value of the label.
    ...stage
      .at('labels')
      .entries()
      .map(({ name, nameSpan, cursor }) => ({
        format: 'prometheus' as const,
        place: 'log-stream' as const,
        owner,
        name,
        nameSpan,
        value: opaque<string>(nameSpan, { ...cursor.text().hole, put: () => undefined }),
      })),
    ...fixedLabels(stage.at('static_labels'), 'log-stream', owner, surface),
    ...stageLabels(stage.at('match', 'stages'), owner, surface),
  ]);
}
