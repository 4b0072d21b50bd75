import type { Container } from '../model/container.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { Workload } from '../model/workload.js';
import { opaque, type Value } from '../value.js';
import { lazy } from './document.js';
import { readContainer } from './kubernetes-container.js';
import { type PodKind, podKindOf } from './kubernetes-kinds.js';
import { readVolumes } from './kubernetes-mounts.js';
import { type Pod, podsOf } from './kubernetes-pod.js';
import { nearest, orDefault, textMap } from './kubernetes-values.js';

/** Seconds a pod is given by default. */
const defaultGrace = 30;

/** The workloads of an object: one for most kinds, several for those that describe several pods. */
export function workloadsOf(object: KubernetesObject, path: string): readonly Workload[] {
  const kind = podKindOf(object, object.cursor);
  return kind ? podsOf(object.cursor, kind).map((pod) => readWorkload(object, path, kind, pod)) : [];
}

function readWorkload(object: KubernetesObject, path: string, kind: PodKind, pod: Pod): Workload {
  const containers = lazy((): readonly Container[] => {
    const volumes = readVolumes(
      pod.levels.map((level) => level.at('volumes')),
      object.cursor.at('spec', 'volumeClaimTemplates'),
    );
    return pod.containers.map((container) => readContainer(container, { pod, workload, volumes }));
  });
  const spec = pod.spec.anchored(object.anchor);
  const grace = pod.levels.map((level) => level.anchored(object.anchor).at('terminationGracePeriodSeconds').number());
  const workload: Workload = {
    format: 'kubernetes',
    path,
    kind: object.kind,
    name: pod.name ?? object.name,
    namespace: object.namespace,
    anchor: pod.nameSpan ?? object.anchor,
    job: kind.job || pod.ends || isHook(object),
    replicas: replicasOf(object, kind),
    grace: orDefault(nearest(grace[0] ?? opaque(object.anchor), ...grace.slice(1)), defaultGrace),
    labels: textMap(pod.metadata.at('labels')),
    get containers() {
      return containers();
    },
    cursor: object.cursor,
    spec,
  };
  return workload;
}

function replicasOf({ cursor, anchor }: KubernetesObject, { replicas }: PodKind): Value<number> {
  return replicas === undefined ? opaque(anchor) : orDefault(cursor.anchored(anchor).at(replicas).number(), 1);
}

/** Hooks and tests of a chart run once. Source: https://helm.sh/docs/topics/charts_hooks/ */
function isHook({ cursor }: KubernetesObject): boolean {
  const hook = cursor.at('metadata', 'annotations', 'helm.sh/hook');
  return hook.kind !== 'missing' && hook.kind !== 'open';
}
