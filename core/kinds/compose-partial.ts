import type { Cursor } from '../yaml/cursor.js';
import { isPresent, layersAt, type Service } from './compose-service.js';
import { isFilled, resolvedText } from './compose-values.js';

/** Keys that say what a service runs. */
const sources = ['image', 'build', 'extends', 'provider'];

/**
 * True when a file of another name than the default ones cannot be a whole project: a service that does not say what it
 * runs, or a name that only another file can declare. An overlay is rarely called one.
 */
export function isOverlayByContent(root: Cursor, services: readonly Service[]): boolean {
  if (services.some((service) => !sources.some((key) => isPresent(service, key)))) return true;
  if (isFilled(root.at('include'))) return false;
  const names = new Set(services.map(({ name }) => name));
  return services.some(
    (service) =>
      namesAt(service, 'depends_on').some((name) => !names.has(name)) ||
      ['networks', 'secrets', 'configs', 'volumes'].some((field) =>
        namesAt(service, field).some((name) => !isDeclared(root, field, name)),
      ),
  );
}

/** Names that a service refers to in a list or as keys. Unknown ones are left out. */
function namesAt(service: Service, field: string): readonly string[] {
  return layersAt(service, field).flatMap(({ cursor }) => {
    if (cursor.kind === 'map') return cursor.entries().map(({ name }) => name);
    return cursor.items().flatMap((item) => {
      const name =
        field === 'volumes' ? volumeName(item) : resolvedText(item.kind === 'map' ? item.at('source') : item);
      return name === undefined ? [] : [name];
    });
  });
}

/** The named volume of a mount; undefined for paths and anonymous volumes. */
function volumeName(item: Cursor): string | undefined {
  if (item.kind === 'map') {
    return resolvedText(item.at('type')) === 'volume' ? resolvedText(item.at('source')) : undefined;
  }
  return /^([A-Za-z0-9][\w.-]+):/.exec(resolvedText(item) ?? '')?.[1];
}

function isDeclared(root: Cursor, field: string, name: string): boolean {
  if (field === 'networks' && name === 'default') return true;
  return root
    .at(field)
    .entries()
    .some((entry) => entry.name === name);
}
