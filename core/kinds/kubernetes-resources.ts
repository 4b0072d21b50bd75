import type { Resources } from '../model/container.js';
import {
  printKubernetesCpu,
  printKubernetesMemory,
  readKubernetesCpu,
  readKubernetesMemory,
} from '../model/quantity.js';
import type { Span } from '../span.js';
import { opaque, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

/**
 * Limits and requests of a container. A request that is not written is the limit of the same resource. What the pod
 * sets for all its containers together (`spec.resources`) leaves a container's share unknown, not missing.
 * Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function readResources(
  container: Cursor,
  pod: readonly Cursor[],
  anchor: Span,
): { readonly limits: Resources; readonly requests: Resources } {
  // Tekton calls the same thing by another name.
  const compute = container.at('computeResources');
  const own = compute.kind === 'map' ? compute : container.at('resources');
  const limits: Resources = {
    memory: shared(positive(named(memory(own.at('limits')), anchor)), pod, (set) => memory(set.at('limits'))),
    cpu: shared(positive(named(cpu(own.at('limits')), anchor)), pod, (set) => cpu(set.at('limits'))),
  };
  const anyOf = (read: (amounts: Cursor) => Value<number>) => (set: Cursor) => {
    const request = read(set.at('requests'));
    return request.state === 'unset' ? read(set.at('limits')) : request;
  };
  return {
    limits,
    requests: {
      memory: shared(copied(memory(own.at('requests')), limits.memory), pod, anyOf(memory)),
      cpu: shared(copied(cpu(own.at('requests')), limits.cpu), pod, anyOf(cpu)),
    },
  };
}

const memory = (amounts: Cursor): Value<number> => amounts.at('memory').read(memoryText, printKubernetesMemory);
const cpu = (amounts: Cursor): Value<number> => amounts.at('cpu').read(cpuText, printKubernetesCpu);

const memoryText = (cursor: Cursor): number | undefined => readWith(readKubernetesMemory, cursor);
const cpuText = (cursor: Cursor): number | undefined => readWith(readKubernetesCpu, cursor);

function readWith(read: (text: string) => number | undefined, cursor: Cursor): number | undefined {
  const text = rawText(cursor);
  return text === undefined ? undefined : read(text);
}

/** What nobody wrote is missing from the container as a whole. */
function named(value: Value<number>, anchor: Span): Value<number> {
  return value.state === 'unset' ? unset(anchor, value.hole) : value;
}

/** A limit of zero is none, and the zero is what is wrong with it. */
function positive(limit: Value<number>): Value<number> {
  return limit.state === 'set' && limit.value <= 0 ? unset(limit.span, limit.hole) : limit;
}

/** The request, or the limit when there is none; writing still goes to the request. */
function copied(request: Value<number>, limit: Value<number>): Value<number> {
  if (request.state !== 'unset') return request;
  if (limit.state === 'set') return { ...limit, via: 'default', hole: request.hole };
  return limit.state === 'opaque' ? opaque(limit.span, request.hole) : request;
}

/** The value, unknown when it is missing and the pod sets one for all its containers. */
function shared(value: Value<number>, pod: readonly Cursor[], read: (set: Cursor) => Value<number>): Value<number> {
  if (value.state !== 'unset') return value;
  return pod.some((set) => read(set).state !== 'unset') ? opaque(value.anchor) : value;
}
