import { grouped } from '../grouped.js';
import type { Document } from '../model/document.js';
import type { Target } from '../model/prometheus.js';
import type { Workload } from '../model/workload.js';
import { known } from '../value.js';
import type { FactOf } from './facts.js';
import type { Entry, Index } from './index.js';
import { serversReading } from './link-hosts.js';
import { scalersOf, selectedBy } from './link-kubernetes.js';

/** What stands behind the name of a target: a service whose every copy answers under this one name. */
export interface ScaledService {
  readonly name: string;
  /** Copies at least, more than one. */
  readonly replicas: number;
  /** True when the name resolves to the address of each copy, so that DNS can find them. */
  readonly resolvesToAll: boolean;
  readonly workload: Workload;
  readonly document: Document;
}

/**
 * The service of several copies that a static target names. Undefined when one service of that name has a single copy
 * or a number that is not known.
 */
export function scaledBehind(index: Index, { host }: Target, from: Document): ScaledService | undefined {
  const found = [...composeBehind(index, host, from), ...kubernetesBehind(index, host, from)];
  const [first] = found;
  return first && found.every(({ replicas }) => replicas > 1) ? first : undefined;
}

/**
 * Services of Compose under their own name, another one, or `tasks.<name>` of Swarm; those of the project that runs the
 * Prometheus, where it is known. A name with several addresses is resolved to all of them.
 * Source: https://docs.docker.com/engine/network/#embedded-dns-server
 */
function composeBehind(index: Index, host: string, from: Document): readonly ScaledService[] {
  const name = host.replace(/^tasks\./, '');
  const projects = new Set(serversReading(index, from.path).map(({ document }) => document.path));
  const named = index.ask(servicesOfName, name);
  return named.flatMap(({ fact: { workload }, document }): readonly ScaledService[] => {
    if (projects.size > 0 && !projects.has(document.path)) return [];
    // A file that completes another leaves to it what it does not say.
    if (document.partial !== undefined && workload.replicas.state !== 'set') return [];
    const replicas = known(workload.replicas) ?? 1;
    return [{ name: workload.name, replicas, resolvesToAll: true, workload, document }];
  });
}

const servicesOfName = (index: Index, name: string) => index.derive(servicesByName).get(name) ?? [];

function servicesByName(index: Index): ReadonlyMap<string, readonly Entry<FactOf<'workload'>>[]> {
  const named = index
    .entries('workload')
    .flatMap((entry) => [...new Set(entry.fact.hosts)].map((name) => ({ name, entry })));
  return new Map([...grouped(named, ({ name }) => name)].map(([name, all]) => [name, all.map(({ entry }) => entry)]));
}

const selectorsByName = (index: Index) => grouped(index.entries('selector'), ({ fact }) => fact.name);

const selectorsOfName = (index: Index, name: string) => index.derive(selectorsByName).get(name) ?? [];

/**
 * Workloads behind a Service of Kubernetes: `api`, `api.shop`, `api.shop.svc` and longer. A short name is one of the
 * namespace of the server, which is known where its configuration is an object.
 * Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
function kubernetesBehind(index: Index, host: string, from: Document): readonly ScaledService[] {
  const [name, namespace, svc] = host.split('.');
  if (name === undefined || (svc !== undefined && svc !== 'svc')) return [];
  const own = from.format === 'kubernetes' ? from.object[0]?.namespace : undefined;
  const wanted = namespace ?? own;
  const named = index.ask(selectorsOfName, name);
  return named.flatMap((selector): readonly ScaledService[] => {
    const { fact, document } = selector;
    if (fact.kind !== 'Service') return [];
    if (wanted !== undefined && fact.namespace !== undefined && fact.namespace !== wanted) return [];
    const service = document.object.find((object) => object.kind === 'Service' && object.name === name);
    const resolvesToAll = service !== undefined && service.cursor.at('spec.clusterIP').scalar === 'None';
    return selectedBy(index, selector).map(({ fact: { workload }, document: file }) => {
      const least = scalersOf(index, workload).map((scaler) => scaler.fact.minReplicas ?? 1);
      const replicas = Math.max(known(workload.replicas) ?? 1, ...least);
      return { name, replicas, resolvesToAll, workload, document: file };
    });
  });
}
