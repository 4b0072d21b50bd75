import type { Cursor } from '../yaml/cursor.js';
import type { Index } from './index.js';
import { type ContainerUse, containersIn, imageName } from './link-image.js';

/** The names under which the image of the Prometheus server is published. */
const serverImages: ReadonlySet<string> = new Set(['prom/prometheus', 'quay.io/prometheus/prometheus']);

/** Containers that run a Prometheus server, of services and of pods. */
export function prometheusServers(index: Index): readonly ContainerUse[] {
  return containersIn(index).filter(
    ({ container: { image } }) => image.state === 'set' && serverImages.has(imageName(image.value)),
  );
}

/**
 * Names under which services of Compose files are reached on their networks: the service's own, its container's, its
 * host name and its aliases. A static target with one of them has its service in the workspace.
 * Source: https://docs.docker.com/reference/compose-file/services/#aliases
 */
export function composeServices(index: Index): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (cursor: Cursor): void => {
    const text = cursor.kind === 'scalar' ? cursor.source()?.text : undefined;
    if (text !== undefined) names.add(text);
  };
  for (const { fact } of index.entries('workload')) {
    const { format, name, cursor } = fact.workload;
    if (format !== 'compose') continue;
    names.add(name);
    add(cursor.at('container_name'));
    add(cursor.at('hostname'));
    for (const network of cursor.at('networks').entries()) network.cursor.at('aliases').items().forEach(add);
  }
  return names;
}
