import type { Container } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { Target } from '../model/prometheus.js';
import type { Workload } from '../model/workload.js';
import type { Span } from '../span.js';

/** Which labels an object wants: equality pairs and set expressions, all of which must hold. */
export interface LabelSelector {
  readonly equals: ReadonlyMap<string, string>;
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values: readonly string[];
  }[];
}

/** What a document defines or uses that others may ask for. Spans are the document's own. */
export type Fact =
  /** A stage of a Dockerfile. */
  | { readonly type: 'stage'; readonly stage: Stage; readonly span: Span }
  /** A Compose service or a Kubernetes pod owner. */
  | { readonly type: 'workload'; readonly workload: Workload; readonly span: Span }
  /** A container that names a Dockerfile to build: paths are resolved, `target` in lower case. */
  | {
      readonly type: 'build';
      readonly dockerfile: string;
      readonly target: string | undefined;
      readonly container: Container;
      readonly span: Span;
    }
  /** Anything else with a name: Service, ConfigMap, Secret, PersistentVolumeClaim, LimitRange, … by group and kind. */
  | {
      readonly type: 'object';
      readonly group: string;
      readonly kind: string;
      readonly namespace: string | undefined;
      readonly name: string;
      readonly span: Span;
      /** Of a LimitRange. */
      readonly limits: ContainerDefaults | undefined;
      /** Of a ResourceQuota: amounts without which a pod of the namespace is refused. */
      readonly demands?: ContainerDefaults;
      /** True when its content never changes under its name: it is immutable, or gets a hash behind the name. */
      readonly fixed?: true;
    }
  /** An object that chooses pods by label: Service, PodDisruptionBudget, NetworkPolicy, PodMonitor; or Services: ServiceMonitor. */
  | {
      readonly type: 'selector';
      readonly kind: string;
      readonly name: string;
      readonly namespace: string | undefined;
      readonly selects: 'pods' | 'services';
      readonly selector: LabelSelector;
      /** Labels of the object itself, by which a ServiceMonitor finds a Service. */
      readonly labels: ReadonlyMap<string, string>;
      /** True when it looks into every namespace, as monitors may. */
      readonly anyNamespace?: boolean;
      /** Container ports a Service leads to, by number or name. */
      readonly targetPorts: readonly string[];
      /** True for a Service that publishes addresses that are not ready. */
      readonly publishesNotReady: boolean;
      /** True for a Service without an address of its own, whose clients choose a pod themselves. */
      readonly headless?: boolean;
      readonly span: Span;
    }
  /** An object that names a workload: HorizontalPodAutoscaler, VerticalPodAutoscaler, ScaledObject. */
  | {
      readonly type: 'scaler';
      readonly kind: string;
      readonly namespace: string | undefined;
      readonly target: { readonly kind: string; readonly name: string };
      readonly minReplicas: number | undefined;
      readonly span: Span;
    }
  /** A ConfigMap, Secret, claim or service account that a pod names. */
  | {
      readonly type: 'reference';
      readonly kind: string;
      readonly namespace: string | undefined;
      readonly name: string;
      readonly key: string | undefined;
      readonly optional: boolean;
      readonly span: Span;
    }
  /** A static scrape target. */
  | { readonly type: 'target'; readonly job: string; readonly target: Target; readonly span: Span }
  /** A step on samples that drops labels by their names, or keeps only some. */
  | {
      readonly type: 'label-filter';
      readonly action: 'labeldrop' | 'labelkeep';
      readonly regex: string;
      readonly span: Span;
    }
  /** An image to which a kustomization gives another name, tag or digest, by its name in the manifests. */
  | { readonly type: 'image'; readonly name: string; readonly span: Span }
  /**
   * A file that another uses. `patch`: it is laid over others (a Kustomize patch, an override file). `patched`: others are
   * laid over it, or over what it stands for. `extended`: a Compose file named by `extends`. `env`, `secret`, `copied`: it
   * may hold secrets, as an env file, a secret or config of Compose, or what a Dockerfile copies. `package`: the
   * `package.json` with the script that a container starts. Path resolved.
   */
  | {
      readonly type: 'file';
      readonly role: 'patch' | 'resource' | 'patched' | 'extended' | 'rules' | 'env' | 'secret' | 'copied' | 'package';
      readonly path: string;
      readonly span: Span;
    };

export type FactType = Fact['type'];
export type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;

/** What a LimitRange supplies to containers that say nothing, or what a ResourceQuota wants said. */
export interface ContainerDefaults {
  readonly memoryLimit: boolean;
  readonly cpuLimit: boolean;
  readonly memoryRequest: boolean;
  readonly cpuRequest: boolean;
}
