import type { Backup } from '../model/backup.js';
import type { Container } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { Subjects } from '../model/document.js';
import type { Format } from '../model/format.js';
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

/** What joins over all containers look at, so that nobody has to read a file again for it. */
export interface ContainerNote {
  /** Its number in `Document.container`. */
  readonly at: number;
  /** Registry and path of its image, as `imageKey` gives it; undefined where it is not known. */
  readonly image: string | undefined;
  /** True when it is built here. */
  readonly builds: boolean;
  /** True when it reads the volumes of all other containers on its host. */
  readonly readsAll: boolean;
}

/**
 * What a document defines or uses that others may ask for. Spans are the document's own. A fact is plain data that stays
 * when the document rests; `stage`, `workload` and `container` are taken from the document whenever they are asked for,
 * and are no part of its data.
 */
export type Fact =
  /** A stage of a Dockerfile: its number in the file, and its name in lower case. */
  | {
      readonly type: 'stage';
      readonly at: number;
      readonly name: string | undefined;
      readonly stage: Stage;
      readonly span: Span;
    }
  /** A Compose service or a Kubernetes pod owner. */
  | {
      readonly type: 'workload';
      /** Its number in `Document.workload`. */
      readonly at: number;
      readonly format: Format;
      readonly kind: string;
      readonly name: string;
      readonly namespace: string | undefined;
      readonly labels: Workload['labels'];
      /** Names under which a service is reached on its networks: its own, its host name and its aliases. */
      readonly hosts: readonly string[];
      /** The name that a service gives to its container. */
      readonly containerName: string | undefined;
      /** What it backs up. */
      readonly backups: readonly Backup[];
      readonly containers: readonly ContainerNote[];
      readonly workload: Workload;
      readonly span: Span;
    }
  /** A container that names a Dockerfile to build: paths are resolved, `target` in lower case. */
  | {
      readonly type: 'build';
      /** The number of the container in `Document.container`. */
      readonly at: number;
      readonly dockerfile: string;
      readonly target: string | undefined;
      /** The name it gives to what it builds, as `imageKey` gives it. */
      readonly image: string | undefined;
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
  | {
      readonly type: 'target';
      readonly job: string;
      readonly target: Pick<Target, 'address' | 'host' | 'port'>;
      readonly span: Span;
    }
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

/** What a fact takes from its document. */
type Lent = 'stage' | 'workload' | 'container';
type Plain<F> = F extends Fact ? Omit<F, Extract<keyof F, Lent>> : never;

/** A fact without the document it was read from: plain data. */
export type PlainFact = Plain<Fact>;

/** Where the parts of a fact are taken from. */
export type FactSource = Pick<Subjects, Lent>;

/** Gives a fact the document that its parts are taken from. */
export function bindFact(fact: PlainFact, document: FactSource): Fact {
  switch (fact.type) {
    case 'stage':
      return Object.assign(new FactOfStage(document), fact);
    case 'workload':
      return Object.assign(new FactOfWorkload(document), fact);
    case 'build':
      return Object.assign(new FactOfBuild(document), fact);
    default:
      return fact;
  }
}

// Classes: what they lend is no part of a copy, which is plain data again.
abstract class Lending {
  readonly #document: FactSource;
  abstract readonly at: number;

  constructor(document: FactSource) {
    this.#document = document;
  }

  protected part<Name extends Lent>(name: Name): Subjects[Name][number] {
    const found = this.#document[name][this.at];
    if (found === undefined) throw new Error(`no ${name} ${this.at}`);
    return found;
  }
}

class FactOfStage extends Lending {
  declare readonly at: number;
  get stage(): Stage {
    return this.part('stage');
  }
}

class FactOfWorkload extends Lending {
  declare readonly at: number;
  get workload(): Workload {
    return this.part('workload');
  }
}

class FactOfBuild extends Lending {
  declare readonly at: number;
  get container(): Container {
    return this.part('container');
  }
}

/** The data of a fact alone. */
export function plainFact(fact: Fact): PlainFact {
  return { ...fact };
}
