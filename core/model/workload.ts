import type { Span } from '../span.js';
import type { Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Container } from './container.js';
import type { Format } from './format.js';

/** A set of containers that are started, replaced and scaled together: a Compose service, a Kubernetes pod owner. */
export interface Workload {
  readonly format: Format;
  /** The file it is described in. */
  readonly path: string;
  /** `service` in Compose, the object's kind in Kubernetes. */
  readonly kind: string;
  readonly name: string;
  /** Undefined when none is written; objects without a namespace meet only their like. */
  readonly namespace: string | undefined;
  readonly anchor: Span;
  /** True for work that runs to its end. */
  readonly job: boolean;
  /** Effective number of copies, the platform's default included (`via: 'default'`). */
  readonly replicas: Value<number>;
  /** Seconds from the stop signal to SIGKILL, the platform's default included. */
  readonly grace: Value<number>;
  /** Labels of the running copies (in Kubernetes those of the pod template). Undefined values are not literal. */
  readonly labels: ReadonlyMap<string, string | undefined>;
  readonly containers: readonly Container[];
  /** The object or service itself, for what only one format has. */
  readonly cursor: Cursor;
  /** Where its containers are described: the pod spec in Kubernetes, the service in Compose. */
  readonly spec: Cursor;
}

/** True for parts of the cluster itself, whose manifests come with it. */
export function isOfCluster(workload: Workload | undefined): boolean {
  return workload?.namespace === 'kube-system';
}
