import type { Logging } from '../model/container.js';
import type { LabelEntry, LabelUse } from '../model/label.js';
import { labelsInList } from '../model/label-list.js';
import { known, noHole, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { hasVariable } from '../yaml/variables.js';
import { readPairs } from './compose-pairs.js';
import { layersAt, pick, type Service } from './compose-service.js';
import { escaped, readText, resolvedText, sourceOf } from './compose-values.js';
import { via } from './kubernetes-values.js';
import { stageLabels } from './prometheus-promtail.js';
import { labelOfStep, readSteps } from './prometheus-relabel.js';
import type { Surface } from './prometheus-values.js';

/**
 * `logging` of a service. Options are merged with those of an extended service when both name the same driver or one
 * names none. Source: https://docs.docker.com/reference/compose-file/services/#logging
 */
export function readLogging(service: Service): Value<Logging> {
  return pick(service, ['logging'], (field) => {
    const value = field.read((written) => (written.kind === 'map' ? mergedLogging(service) : undefined), encodeLogging);
    return value.state === 'set' && isVariable(field) ? { ...value, hole: noHole() } : value;
  });
}

/** True when a part of it is a variable, which writing the whole anew would lose. */
function isVariable(field: Cursor): boolean {
  const parts = [
    field.at('driver'),
    ...field
      .at('options')
      .entries()
      .map(({ cursor }) => cursor),
  ];
  return parts.some((part) => hasVariable(sourceOf(part)?.text ?? ''));
}

function mergedLogging(service: Service): Logging {
  const driver = pick(service, ['logging', 'driver'], readText);
  const options = new Map<string, LabelEntry>();
  for (const { cursor, inherited } of layersAt(service, 'logging')) {
    const own = resolvedText(cursor.at('driver'));
    if (driver.state === 'set' && own !== undefined && own !== driver.value) continue;
    for (const entry of readPairs(cursor.at('options')).entries) {
      if (options.has(entry.name)) continue;
      options.set(entry.name, inherited ? { ...entry, value: via(entry.value, 'inherited') } : entry);
    }
  }
  return { driver, options: [...options.values()] };
}

function encodeLogging({ driver, options }: Logging): Plain {
  const written = options.flatMap(({ name, value }) =>
    value.state === 'set' ? [[name, escaped(value.value)] as const] : [],
  );
  return {
    ...(driver.state === 'set' ? { driver: escaped(driver.value) } : {}),
    ...(written.length > 0 ? { options: Object.fromEntries(written) } : {}),
  };
}

/** Options whose whole value decides what records are labelled with. */
const whole = new Set(['labels-regex', 'env-regex', 'tag']);

/** Options that list labels with commas. */
const lists: Readonly<Record<string, 'names' | 'pairs'>> = {
  labels: 'names',
  env: 'names',
  'loki-external-labels': 'pairs',
};

/**
 * Labels that the log driver puts on each record. Names in `labels` and `env` are labels of their own, whose values
 * come from the container. The driver for Loki makes stream labels of them, and of what its own options name: those
 * with stages and relabelling hold YAML of promtail.
 * Source: https://docs.docker.com/engine/logging/drivers/json-file/, https://grafana.com/docs/loki/latest/send-data/docker-driver/configuration/
 */
export function logOptionLabels(service: Service, surface: Surface): readonly LabelUse[] {
  const [own] = layersAt(service, 'logging', 'options');
  if (!own || own.inherited) return [];
  const driver = known(pick(service, ['logging', 'driver'], readText)) ?? '';
  const isLoki = /\bloki\b/.test(driver);
  const context = {
    format: 'compose',
    place: isLoki ? 'log-stream' : 'log-option',
    owner: service.name,
  } as const;
  const use = (entry: LabelEntry): LabelUse => ({ ...entry, ...context });
  return own.cursor.entries().flatMap(({ name, nameSpan, cursor }) => {
    if (name === 'loki-pipeline-stages' || name === 'loki-relabel-config') {
      const content = cursor.embedded()?.root({ open: false });
      if (content === undefined) return [];
      return name === 'loki-pipeline-stages'
        ? stageLabels(content, context, surface)
        : readSteps(content, 'target', service.name, 'snake').flatMap(
            (step) => labelOfStep(step, 'log-stream', 'compose') ?? [],
          );
    }
    const value = readText(cursor);
    // A tag is a field of the record for every driver.
    if (whole.has(name))
      return [{ ...use({ name, nameSpan, value }), ...(name === 'tag' ? { place: 'log-option' } : {}) }];
    const form = lists[name];
    const source = sourceOf(cursor);
    if (form === undefined || source === undefined || value.state !== 'set' || value.value !== source.text) return [];
    return labelsInList(source, value, form).map(use);
  });
}
