import { folderOf, joinPath } from '../model/path.js';
import type { Span } from '../span.js';
import { opaque, set, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isFilled, isWritten, resolvedText } from './compose-values.js';
import { via } from './kubernetes-values.js';

/**
 * A service with what it extends in the same file. Fields are read through `pick` and `layersAt`, which combine the
 * layers as Compose does. Source: https://docs.docker.com/reference/compose-file/services/#extends
 */
export interface Service {
  readonly name: string;
  /** The key of the service. */
  readonly anchor: Span;
  /** The service itself, then the services it extends, nearest first. */
  readonly layers: readonly [Cursor, ...Cursor[]];
  /** True when something that cannot be read here may supply what is missing: another file, an unreadable base. */
  readonly open: boolean;
}

/**
 * The services of a file, from a root that is not open: `partial` says that another file completes it. `path` tells
 * whether `extends` names this file by its own name.
 */
export function readServices(root: Cursor, path: string, partial: boolean): readonly Service[] {
  const bodies = root
    .at('services')
    .entries()
    .filter(({ name }) => !name.startsWith('x-'))
    .map((entry) => ({ ...entry, cursor: entry.cursor.anchored(entry.nameSpan) }));
  const byName = new Map(bodies.map(({ name, cursor }) => [name, cursor]));
  return bodies.map(({ name, nameSpan, cursor }) => {
    const { bases, open } = basesOf(cursor, byName, path, new Set([name]));
    const isUnreadable = cursor.kind === 'opaque' || cursor.tag === '!reset';
    return { name, anchor: nameSpan, layers: [cursor, ...bases], open: partial || open || isUnreadable };
  });
}

function basesOf(
  service: Cursor,
  services: ReadonlyMap<string, Cursor>,
  path: string,
  seen: Set<string>,
): { readonly bases: readonly Cursor[]; readonly open: boolean } {
  const field = service.at('extends');
  if (!isFilled(field)) return { bases: [], open: false };
  const name = resolvedText(field.kind === 'map' ? field.at('service') : field);
  const base = name === undefined ? undefined : services.get(name);
  if (name === undefined || base === undefined || seen.has(name) || !isSameFile(field, path)) {
    return { bases: [], open: true };
  }
  seen.add(name);
  const further = basesOf(base, services, path, seen);
  return { bases: [base, ...further.bases], open: further.open };
}

function isSameFile(field: Cursor, path: string): boolean {
  const file = field.at('file');
  if (field.kind !== 'map' || !isWritten(file)) return true;
  const name = resolvedText(file);
  return name !== undefined && joinPath(folderOf(path), name) === path;
}

/** What stands at a path in one layer, and whether layers under it still count. */
interface Reached {
  readonly cursor: Cursor;
  readonly tag: '!reset' | '!override' | undefined;
}

function reach(layer: Cursor, path: readonly string[]): Reached {
  let cursor = layer;
  let tag: Reached['tag'];
  for (const step of path) {
    cursor = cursor.at(step);
    if (cursor.tag === '!reset' || cursor.tag === '!override') tag = cursor.tag;
    if (tag === '!reset') break;
  }
  return { cursor, tag };
}

/** What one layer has at a path. */
export interface Layer {
  readonly cursor: Cursor;
  /** True when an extended service has it. */
  readonly inherited: boolean;
}

/** What stands at a path in each layer that counts, nearest first; null and missing ones are left out. */
export function layersAt(service: Service, ...path: readonly string[]): readonly Layer[] {
  const found: Layer[] = [];
  for (const layer of service.layers) {
    const { cursor, tag } = reach(layer, path);
    if (tag === '!reset') break;
    if (isFilled(cursor)) found.push({ cursor, inherited: layer !== service.layers[0] });
    if (tag === '!override') break;
  }
  return found;
}

/** True when more than what is written may stand at the path: an unreadable base, a template, a reset value. */
export function isOpenAt(service: Service, ...path: readonly string[]): boolean {
  return (
    service.open ||
    service.layers.some((layer) => {
      const { cursor, tag } = reach(layer, path);
      return tag === '!reset' || cursor.kind === 'open' || cursor.kind === 'opaque' || cursor.isOpen;
    })
  );
}

/**
 * A value that the nearest layer decides. Unset ones point at the service and are written to it, not to what it extends.
 */
export function pick<T>(service: Service, path: readonly string[], read: (cursor: Cursor) => Value<T>): Value<T> {
  let own: Value<T> | undefined;
  for (const layer of service.layers) {
    const { cursor, tag } = reach(layer, path);
    if (tag === '!reset') return opaque(cursor.span);
    const value = read(cursor);
    own ??= value;
    if (value.state === 'opaque') return own === value ? value : opaque(service.anchor);
    if (value.state === 'set') return own === value ? value : via(value, 'inherited');
    if (tag === '!override') break;
  }
  if (own?.state !== 'unset' || service.open) return opaque(service.anchor);
  return unset(service.anchor, own.hole);
}

/** Whether anything is written or may stand at the path. */
export function isPresent(service: Service, ...path: readonly string[]): boolean {
  return layersAt(service, ...path).length > 0;
}

/**
 * The value of a field that gathers its items from all layers: unset when no layer has any, unknown when all there is to
 * it is what cannot be seen. It cannot be written as a whole.
 */
export function listValue<Item>(
  service: Service,
  layers: readonly Layer[],
  items: readonly Item[],
): Value<readonly Item[]> {
  const [first] = layers;
  if (!first) return items.length > 0 ? opaque(service.anchor) : unset(service.anchor);
  const { cursor, inherited } = first;
  return set(items, cursor.span, { key: cursor.key, via: inherited ? 'inherited' : undefined });
}
