import type { Dependency } from '../model/container.js';
import { type Hole, opaque, set, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { isOpenAt, type Layer, layersAt, listValue, type Service } from './compose-service.js';
import { readText, resolvedText } from './compose-values.js';
import { orDefault, via } from './kubernetes-values.js';

const started = 'service_started';

/**
 * `depends_on` in both forms, with that of the service it extends. Unknown when there may be more.
 * Source: https://docs.docker.com/reference/compose-file/services/#depends_on
 */
export function readDependencies(service: Service): Value<readonly Dependency[]> {
  const layers = layersAt(service, 'depends_on');
  const found = new Map<string, Dependency>();
  for (const layer of layers) {
    for (const dependency of dependenciesOf(layer)) {
      if (!found.has(dependency.service)) found.set(dependency.service, dependency);
    }
  }
  const isUnseen = layers.length === 0 && isOpenAt(service, 'depends_on');
  return isUnseen ? opaque(service.anchor) : listValue(service, layers, [...found.values()]);
}

function dependenciesOf({ cursor, inherited }: Layer): readonly Dependency[] {
  const own = cursor.kind === 'map' ? longForm(cursor) : shortForm(cursor);
  return inherited ? own.map((each) => ({ ...each, condition: via(each.condition, 'inherited') })) : own;
}

function longForm(field: Cursor): readonly Dependency[] {
  return field.entries().map(({ name, nameSpan, cursor }) => ({
    service: name,
    condition: orDefault(readText(cursor.anchored(nameSpan).at('condition')), started),
    span: nameSpan,
  }));
}

function shortForm(list: Cursor): readonly Dependency[] {
  const names = list.items().map(resolvedText);
  return list.items().flatMap((item) => {
    const name = resolvedText(item);
    if (name === undefined) return [];
    const hole: Hole<string> = {
      put: (condition) => rewritten(list, names, name, condition),
      drop: () => undefined,
      append: () => undefined,
    };
    return [{ service: name, condition: set(started, item.span, { via: 'default', hole }), span: item.span }];
  });
}

/** Only the long form holds conditions, so the list is written anew as a mapping. */
function rewritten(
  list: Cursor,
  names: readonly (string | undefined)[],
  wanted: string,
  condition: string,
): ReturnType<Hole<string>['put']> {
  if (names.some((name) => name === undefined) || list.isOpen) return undefined;
  const long: Plain = Object.fromEntries(
    names.map((name) => [name ?? '', { condition: name === wanted ? condition : started }]),
  );
  return list
    .read<Plain>(
      () => long,
      (value) => value,
    )
    .hole.put(long);
}
