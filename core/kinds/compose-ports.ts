import type { Port } from '../model/container.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { interpolateSource } from '../yaml/variables.js';
import { isOpenAt, layersAt, listValue, type Service } from './compose-service.js';
import { readText, resolvedText, sourceOf } from './compose-values.js';

/** Stands for a variable, so that the colons inside it are not taken for separators. */
const hidden = '\u0000';

/**
 * `ports` and `expose` of a service and of what it extends. Where there may be more than is written here, the list ends
 * with a port without a number.
 * Source: https://docs.docker.com/reference/compose-file/services/#ports
 */
export function readPorts(service: Service): Value<readonly Port[]> {
  const layers = [...layersAt(service, 'ports'), ...layersAt(service, 'expose')];
  const ports = layers.flatMap(({ cursor }) => cursor.items().map(readPort));
  const more = isOpenAt(service, 'ports') || isOpenAt(service, 'expose');
  return listValue(service, layers, more ? [...ports, unknownPort(service.anchor)] : ports);
}

function unknownPort(span: Span): Port {
  return { number: undefined, name: undefined, protocol: 'tcp', published: undefined, span };
}

function readPort(item: Cursor): Port {
  return item.kind === 'map' ? longPort(item) : shortPort(item);
}

/** `[[ip:]host:]container[/protocol]`, each part a number or a range; an empty host port is chosen by the engine. */
function shortPort(item: Cursor): Port {
  const [mapping = '', protocol = 'tcp'] = withoutVariables(item).split('/');
  const colon = mapping.lastIndexOf(':');
  const before = mapping.slice(0, Math.max(colon, 0));
  return {
    number: portNumber(mapping.slice(colon + 1)),
    name: undefined,
    protocol: protocol.toLowerCase(),
    published: portNumber(before.slice(before.lastIndexOf(':') + 1)),
    span: item.span,
  };
}

function longPort(item: Cursor): Port {
  const name = readText(item.at('name'));
  return {
    number: portNumber(resolvedText(item.at('target')) ?? ''),
    name: name.state === 'set' ? name.value : undefined,
    protocol: (resolvedText(item.at('protocol')) ?? 'tcp').toLowerCase(),
    published: portNumber(resolvedText(item.at('published')) ?? ''),
    span: item.span,
  };
}

function withoutVariables(item: Cursor): string {
  const source = sourceOf(item);
  if (source === undefined) return hidden;
  const { text, unknown } = interpolateSource(source);
  let result = '';
  let done = 0;
  for (const { start, end } of unknown) {
    result += text.slice(done, start) + hidden;
    done = end;
  }
  return result + text.slice(done);
}

/** Undefined for ranges, variables and zero, which leaves the choice to the engine. */
function portNumber(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}
