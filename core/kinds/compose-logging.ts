import type { Logging } from '../model/container.js';
import type { LabelEntry, LabelUse } from '../model/label.js';
import { type Hole, noHole, opaque, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { hasVariable } from '../yaml/variables.js';
import { readPairs } from './compose-pairs.js';
import { layersAt, pick, type Service } from './compose-service.js';
import { escaped, readText, resolvedText, sourceOf } from './compose-values.js';
import { via } from './kubernetes-values.js';

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

/** Options that hold a list of names which each record is labelled with. */
const nameLists = new Set(['labels', 'env']);
/** Options whose whole value decides what records are labelled with. */
const whole = new Set(['labels-regex', 'env-regex', 'tag']);

/**
 * Labels that the log driver puts on each record. Names in `labels` and `env` are labels of their own, whose values
 * come from the container; so are the pairs of `loki-external-labels`.
 * Source: https://docs.docker.com/engine/logging/drivers/json-file/, https://grafana.com/docs/loki/latest/send-data/docker-driver/configuration/
 */
export function logOptionLabels(service: Service): readonly LabelUse[] {
  const [own] = layersAt(service, 'logging', 'options');
  if (!own || own.inherited) return [];
  const use = (entry: LabelEntry): LabelUse => ({
    ...entry,
    format: 'compose',
    place: 'log-option',
    owner: service.name,
  });
  return own.cursor.entries().flatMap(({ name, nameSpan, cursor }) => {
    const value = readText(cursor);
    if (whole.has(name)) return [use({ name, nameSpan, value })];
    if (!nameLists.has(name) && name !== 'loki-external-labels') return [];
    const source = sourceOf(cursor);
    if (source === undefined || value.state !== 'set' || value.value !== source.text) return [];
    return parts(source.text).map(({ start, end }, index, all) => {
      const rest = all.filter((_, other) => other !== index).map((part) => source.text.slice(part.start, part.end));
      const hole = withoutItem(value, rest);
      const equals = nameLists.has(name) ? -1 : source.text.slice(start, end).indexOf('=');
      const nameEnd = equals < 0 ? end : start + equals;
      const place = source.locate({ start: Math.min(nameEnd + 1, end), end });
      return use({
        name: source.text.slice(start, nameEnd),
        nameSpan: source.locate({ start, end: nameEnd }),
        value:
          equals < 0
            ? opaque(source.locate({ start, end }), hole)
            : { state: 'set', value: source.text.slice(nameEnd + 1, end), span: place, hole },
      });
    });
  });
}

/** Removes one item by writing the others, and the option with its last item. */
function withoutItem(option: Value<string>, rest: readonly string[]): Hole<string> {
  return {
    put: () => undefined,
    drop: () => (rest.length === 0 ? option.hole.drop() : option.hole.put(rest.join(','))),
    append: () => undefined,
  };
}

/** The parts between commas, without the blanks around them. */
function parts(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
