import type { Container } from '../model/container.js';
import type { Document } from '../model/document.js';
import { factsOf } from '../model/image-facts.js';
import { folderOf, joinPath } from '../model/path.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Index } from './index.js';
import { type ContainerUse, containersIn, effective, stageOf } from './link-image.js';

/** The names under which the image of the Prometheus server is published. */
const serverImages: ReadonlySet<string> = new Set(['prom/prometheus', 'quay.io/prometheus/prometheus']);

/** Containers that run a Prometheus server, of services and of pods. */
export function prometheusServers(index: Index): readonly ContainerUse[] {
  return index.derive(allServers);
}

function allServers(index: Index): readonly ContainerUse[] {
  return containersIn(index).filter(({ note: { image } }) => image !== undefined && serverImages.has(image));
}

/**
 * Names under which services of Compose files are reached on their networks: the service's own, its container's, its
 * host name and its aliases. A static target with one of them has its service in the workspace.
 */
export function composeServices(index: Index): ReadonlySet<string> {
  return index.derive(serviceNames);
}

function serviceNames(index: Index): ReadonlySet<string> {
  return new Set(
    index
      .entries('workload')
      .flatMap(({ fact }) => (fact.containerName === undefined ? fact.hosts : [...fact.hosts, fact.containerName])),
  );
}

/**
 * Services that run Prometheus and have the file at a path, or a folder above it, mounted from their own project: as a
 * volume, or as one of the file's `configs`.
 */
export function serversReading(index: Index, path: string): readonly ContainerUse[] {
  return index.ask(readingServers, path);
}

function readingServers(index: Index, path: string): readonly ContainerUse[] {
  return prometheusServers(index).filter(({ container, document }) => {
    if (document.format !== 'compose' || container.mounts.state !== 'set') return false;
    return container.mounts.value.some(({ kind, source: name }) => {
      const source = kind === 'config' ? fileOfConfig(document, name) : kind === 'bind' ? name : undefined;
      if (source === undefined) return false;
      const mounted = joinPath(folderOf(document.path), source);
      return mounted === path || path.startsWith(`${mounted}/`);
    });
  });
}

/** The file of an entry under `configs` at the top of a Compose file. */
function fileOfConfig({ root }: Document, name: string | undefined): string | undefined {
  const file = name === undefined ? undefined : root?.at('configs', name, 'file').text();
  return file && known(file);
}

/**
 * True when the loopback address of a service may reach more than itself: it is on the network of the host or of
 * another container, or another one is on its.
 * Source: https://docs.docker.com/reference/compose-file/services/#network_mode
 */
export function sharesLoopback(index: Index, { container, document }: ContainerUse): boolean {
  const modeOf = ({ workload }: Container): Cursor | undefined => workload?.cursor.at('network_mode');
  const own = modeOf(container);
  if (own === undefined || (own.kind !== 'missing' && own.kind !== 'null')) return true;
  return containersOfFile(index, document.path).some((other) => {
    if (other === container) return false;
    const mode = modeOf(other)?.text();
    return (
      mode !== undefined &&
      (mode.state === 'opaque' || (mode.state === 'set' && /^(?:service|container):/.test(mode.value)))
    );
  });
}

function containersOfFile(index: Index, path: string): readonly Container[] {
  return index.of(path, 'workload').flatMap(({ fact }) => fact.workload.containers);
}

/** The port a Prometheus server listens on. Source: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/ */
export function listenPort({ command }: Container): number {
  const words = command.state === 'set' ? command.value.words : [];
  const option = words.find(({ text }) => text.startsWith('--web.listen-address='));
  return Number(/:(\d+)$/.exec(option?.text ?? '')?.[1] ?? 9090);
}

/** A service of a Compose project and a port it listens on in its container. */
export interface ServicePort {
  readonly service: string;
  readonly port: number;
}

/**
 * The services of the same project that a port of the host leads to; when it leads to none, those that listen on a port
 * of this number in their containers, as far as the service, its Dockerfile or its image say so. The service that asks
 * is not meant.
 */
export function servicesOnPort(
  index: Index,
  { container: asking, document }: ContainerUse,
  port: number,
): readonly ServicePort[] {
  const services = containersOfFile(index, document.path);
  const published = services.flatMap(({ name, ports }) =>
    (ports.state === 'set' ? ports.value : []).flatMap(({ number, published: outside }) =>
      outside === port && number !== undefined ? [{ service: name, port: number }] : [],
    ),
  );
  if (published.length > 0) return published;
  return services.flatMap((container) => {
    if (container === asking) return [];
    const stage = stageOf(index, container, document.path);
    const { ports } = stage ? effective(container, stage.fact.stage) : container;
    const numbers = ports.state === 'set' ? ports.value.map(({ number }) => number) : [];
    const usual = container.image.state === 'set' ? (factsOf(container.image.value)?.ports ?? []) : [];
    return numbers.includes(port) || usual.includes(port) ? [{ service: container.name, port }] : [];
  });
}
