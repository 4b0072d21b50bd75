import type { Variable } from '../model/container.js';
import type { LabelEntry } from '../model/label.js';
import { keptHole, opaque, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { hasVariable, interpolate } from '../yaml/variables.js';
import { isOpenAt, layersAt, type Service } from './compose-service.js';
import { beforeDefault, escaped, readText, sourceOf } from './compose-values.js';
import { via } from './kubernetes-values.js';

/** Names with values, and whether there may be more of them. */
export interface Pairs {
  readonly entries: readonly LabelEntry[];
  readonly open: boolean;
}

/** Pairs in either form: a mapping, or a list of `NAME=value`. A name without a value is unset. */
export function readPairs(cursor: Cursor): Pairs {
  if (cursor.kind === 'map') {
    const entries = cursor.entries().map(({ name, nameSpan, cursor: value }) => ({
      name,
      nameSpan,
      value: readText(value.anchored(nameSpan)),
    }));
    return { entries, open: cursor.isOpen };
  }
  const items = cursor.items().map(readItem);
  return {
    entries: items.filter((item) => item !== undefined),
    open: cursor.isOpen || cursor.kind === 'opaque' || items.some((item) => item === undefined),
  };
}

/** Undefined for an item whose name is not known. */
function readItem(item: Cursor): LabelEntry | undefined {
  const source = sourceOf(item);
  if (source === undefined) return undefined;
  const equals = source.text.indexOf('=');
  const name = equals < 0 ? source.text : source.text.slice(0, equals);
  if (hasVariable(name) || name === '') return undefined;
  const nameSpan = source.locate({ start: 0, end: name.length });
  const behind = equals < 0 ? '' : source.text.slice(equals + 1);
  const whole = beforeDefault(behind);
  const written = item.read(
    () => {
      const { state, text } = interpolate(behind);
      return state === 'unknown' ? undefined : text;
    },
    (value) => `${name}=${whole === undefined ? escaped(value) : `${whole}${escaped(value)}}`}`,
  );
  // A default is written anew and its variable stays; any other text with variables is not written over.
  const isKept = whole === undefined && hasVariable(behind);
  const hole = isKept ? keptHole(written.hole) : written.hole;
  if (equals < 0) return { name, nameSpan, value: unset(nameSpan, hole) };
  const span = source.locate({ start: equals + 1, end: source.text.length });
  const value: Value<string> = written.state === 'set' ? { ...written, span, hole } : opaque(span, hole);
  return { name, nameSpan, value };
}

/** Pairs of all layers of a service, the nearest winning by name. */
export function mergedPairs(service: Service, ...path: readonly string[]): Pairs {
  const entries = new Map<string, LabelEntry>();
  for (const { cursor, inherited } of layersAt(service, ...path)) {
    for (const entry of lastOfEach(readPairs(cursor).entries)) {
      if (!entries.has(entry.name)) entries.set(entry.name, inherited ? fromBase(entry) : entry);
    }
  }
  return { entries: [...entries.values()], open: isOpenAt(service, ...path) };
}

function fromBase(entry: LabelEntry): LabelEntry {
  return { ...entry, value: via(entry.value, 'inherited') };
}

/** In a list the last of equal names holds. */
function lastOfEach(entries: readonly LabelEntry[]): readonly LabelEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}

/** Pairs as variables. */
export function variablesOf(pairs: Pairs, kind: Variable['kind']): readonly Variable[] {
  return pairs.entries.map(({ name, nameSpan, value }) => ({ kind, name, nameSpan, value, reference: undefined }));
}
