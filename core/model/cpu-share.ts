import { known } from '../value.js';
import type { Container } from './container.js';
import type { Document } from './document.js';

/** What a container gets of the CPU when all want it at once. */
export interface CpuShare {
  /** Its own weight, of all its copies, and that of all, itself included. */
  readonly weight: number;
  readonly total: number;
  /** Percent. */
  readonly share: number;
  /** Names of those it shares with, itself left out. */
  readonly others: readonly string[];
  /** How many copies of it share the weight; 1 in a pod. */
  readonly copies: number;
}

/** The weight of a service that has none written. Source: https://docs.docker.com/engine/containers/resource_constraints/#cpu */
const usual = 1024;

/** Undefined when there is nothing to share with, or when a weight cannot be known. */
export function cpuShareOf(document: Document, container: Container): CpuShare | undefined {
  const weights = document.format === 'compose' ? serviceWeights(document) : podWeights(container);
  const own = weights.find((each) => each.container === container);
  if (own === undefined || weights.length < 2) return undefined;
  let total = 0;
  for (const { weight } of weights) {
    if (weight === undefined) return undefined;
    total += weight;
  }
  if (own.weight === undefined || total <= 0) return undefined;
  const others = weights.filter((each) => each !== own).map(({ container: { name } }) => name);
  return { weight: own.weight, total, share: (own.weight / total) * 100, others, copies: own.copies };
}

interface Weight {
  readonly container: Container;
  readonly weight: number | undefined;
  readonly copies: number;
}

/** Every copy of a service has the weight. Services that no weight is written for count only beside one that has one. */
function serviceWeights({ workload: workloads }: Document): readonly Weight[] {
  const weights = workloads.flatMap((workload) => {
    const shares = workload.cursor.at('cpu_shares');
    const replicas = known(workload.replicas);
    const written = shares.kind === 'missing' || shares.kind === 'null' ? usual : known(shares.number());
    return workload.containers.map((container) => ({
      container,
      isWritten: shares.kind === 'scalar',
      copies: replicas ?? 1,
      weight: written === undefined || replicas === undefined || container.job ? undefined : written * replicas,
    }));
  });
  const lasting = weights.filter(({ container }) => !container.job);
  return lasting.some(({ isWritten }) => isWritten) ? lasting : [];
}

/** Requests of the containers that run side by side in a pod. A limit without a request is the request as well. */
function podWeights({ workload }: Container): readonly Weight[] {
  const beside = (workload?.containers ?? []).filter(({ role }) => role !== 'init');
  return beside.map((container) => {
    const { requests, limits } = container;
    if (requests.cpu.state !== 'unset') return { container, copies: 1, weight: known(requests.cpu) };
    return { container, copies: 1, weight: limits.cpu.state === 'unset' ? 0 : known(limits.cpu) };
  });
}
