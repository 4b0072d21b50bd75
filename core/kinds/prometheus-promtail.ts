import type { Edit } from '../edit.js';
import type { LabelUse } from '../model/label.js';
import type { RelabelStep } from '../model/prometheus.js';
import { appendTo, dropAt, joinEdits, writeAt } from '../model/yaml-fix.js';
import { opaque } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isWritten } from './compose-values.js';
import { rawText } from './kubernetes-values.js';
import { labelOfStep, readSteps } from './prometheus-relabel.js';
import { fixedLabels } from './prometheus-scrape.js';
import { labelEntries, type Surface, shownText } from './prometheus-values.js';

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
    const sources = job
      .entries()
      .filter(({ name }) => name !== 'pipeline_stages')
      .flatMap(({ cursor }) => (cursor.kind === 'list' ? cursor.items() : [cursor]));
    for (const source of sources) {
      if (source.kind === 'map') labels.push(...fixedLabels(source.at('labels'), 'log-stream', owner, surface));
    }
    labels.push(
      ...stageLabels(job.at('pipeline_stages'), { format: 'prometheus', place: 'log-stream', owner }, surface),
    );
  }
  return { relabelling, labels };
}

/** To whom the labels of stages belong. */
type StageOwner = Pick<LabelUse, 'format' | 'place' | 'owner'>;

/**
 * Labels that the stages of a pipeline set and that no later stage takes away: `labeldrop` and `labelallow` do, and
 * `structured_metadata` takes a label over under its name.
 * Source: https://grafana.com/docs/loki/latest/send-data/promtail/stages/
 */
export function stageLabels(stages: Cursor, owner: StageOwner, surface: Surface): readonly LabelUse[] {
  return stages.items().flatMap((stage, at, all): readonly LabelUse[] => {
    const later = all.slice(at + 1);
    const own = [
      // Here the written value is the name of what was extracted from the line, not the value of the label.
      ...stage
        .at('labels')
        .entries()
        .map(({ name, nameSpan, cursor }) => ({
          ...owner,
          name,
          nameSpan,
          value: opaque<string>(nameSpan, { ...cursor.text().hole, put: () => undefined }),
          from: rawText(cursor),
          move: () => moveToMetadata(stage, name, later, stages, surface),
        })),
      ...labelEntries(stage.at('static_labels'), surface).map((label) => ({ ...label, ...owner })),
      ...stageLabels(stage.at('match', 'stages'), owner, surface),
    ];
    return own.filter(({ name }) => !name.startsWith('__') && !later.some((other) => takesAway(other, name)));
  });
}

function takesAway(stage: Cursor, label: string): boolean {
  const named = (key: string) => stage.at(key).items().map(rawText);
  if (named('labeldrop').includes(label)) return true;
  if (stage.at('labelallow').kind === 'list' && !named('labelallow').includes(label)) return true;
  return isWritten(stage.at('structured_metadata', label));
}

/** Names the label in a `structured_metadata` stage instead: a later one of the same pipeline, else a new one. */
function moveToMetadata(
  stage: Cursor,
  label: string,
  later: readonly Cursor[],
  stages: Cursor,
  { text }: Surface,
): readonly Edit[] | undefined {
  const source = rawText(stage.at('labels', label)) ?? label;
  const existing = later.find((other) => other.at('structured_metadata').kind === 'map');
  const isLast = stage.at('labels').entries().length === 1;
  // A stage without labels is refused, so its last label takes the stage with it.
  if (isLast && existing === undefined) return writeAt(stage, { structured_metadata: { [label]: source } });
  return joinEdits(
    text,
    dropAt(isLast ? stage : stage.at('labels', label)),
    existing === undefined
      ? appendTo(stages, { structured_metadata: { [label]: source } })
      : writeAt(existing.at('structured_metadata', label), source),
  );
}
