import type { Cursor } from '../yaml/cursor.js';

/** What a manifest is by its two type keys. The version is no part of an object's identity. */
export interface ObjectType {
  /** `apps` of `apps/v1`; the empty string for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Where an object describes its pods, and what follows from its kind. */
export interface PodKind {
  /**
   * Paths to the pod templates, which hold `metadata` and `spec`; a `*` stands for every entry or item, and the name
   * of the workload is then that entry's own.
   */
  readonly templates: readonly string[];
  /** `pod`: containers stand in `spec`. The other two spell their containers in their own way. */
  readonly shape: 'pod' | 'argo' | 'tekton';
  /** True for work that runs to its end. */
  readonly job: boolean;
  /** Where the number of copies stands, when the kind has one that defaults to 1. */
  readonly replicas: string | undefined;
  /** True when fields that are not written may be supplied by the kind's controller, so that nothing is missing. */
  readonly open: boolean;
}

interface PodKindRow extends Partial<PodKind> {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly templates: readonly string[];
}

const replicated = { templates: ['spec.template'], replicas: 'spec.replicas' } as const;
const template = { templates: ['spec.template'] } as const;

/**
 * All kinds that carry pods. Sources: the API references of Kubernetes, OpenShift, Argo, Knative, KEDA, JobSet,
 * OpenKruise, Kubeflow Trainer and Tekton.
 */
const podKinds: readonly PodKindRow[] = [
  { group: '', kinds: ['Pod'], templates: [''] },
  { group: '', kinds: ['PodTemplate'], templates: ['template'] },
  { group: '', kinds: ['ReplicationController'], ...replicated },
  { group: 'apps', kinds: ['Deployment', 'ReplicaSet', 'StatefulSet'], ...replicated },
  { group: 'apps', kinds: ['DaemonSet'], ...template },
  // The group of these kinds before Kubernetes 1.16; old files still use it.
  { group: 'extensions', kinds: ['Deployment', 'ReplicaSet'], ...replicated },
  { group: 'extensions', kinds: ['DaemonSet'], ...template },
  { group: 'batch', kinds: ['Job'], ...template, job: true },
  { group: 'batch', kinds: ['CronJob'], templates: ['spec.jobTemplate.spec.template'], job: true },
  { group: 'apps.openshift.io', kinds: ['DeploymentConfig'], ...replicated },
  { group: 'argoproj.io', kinds: ['Rollout'], ...replicated },
  {
    group: 'argoproj.io',
    kinds: ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'],
    templates: ['spec.templates.*'],
    shape: 'argo',
    job: true,
    open: true,
  },
  {
    group: 'argoproj.io',
    kinds: ['CronWorkflow'],
    templates: ['spec.workflowSpec.templates.*'],
    shape: 'argo',
    job: true,
    open: true,
  },
  { group: 'serving.knative.dev', kinds: ['Service', 'Configuration'], ...template, open: true },
  { group: 'serving.knative.dev', kinds: ['Revision'], templates: [''], open: true },
  { group: 'keda.sh', kinds: ['ScaledJob'], templates: ['spec.jobTargetRef.template'], job: true },
  {
    group: 'jobset.x-k8s.io',
    kinds: ['JobSet'],
    templates: ['spec.replicatedJobs.*.template.spec.template'],
    job: true,
  },
  { group: 'apps.kruise.io', kinds: ['CloneSet', 'StatefulSet'], ...replicated },
  { group: 'apps.kruise.io', kinds: ['DaemonSet'], ...template },
  { group: 'kubeflow.org', kinds: ['PyTorchJob'], templates: ['spec.pytorchReplicaSpecs.*.template'], job: true },
  { group: 'kubeflow.org', kinds: ['TFJob'], templates: ['spec.tfReplicaSpecs.*.template'], job: true },
  { group: 'kubeflow.org', kinds: ['MPIJob'], templates: ['spec.mpiReplicaSpecs.*.template'], job: true },
  { group: 'kubeflow.org', kinds: ['XGBoostJob'], templates: ['spec.xgbReplicaSpecs.*.template'], job: true },
  { group: 'tekton.dev', kinds: ['Task', 'ClusterTask'], templates: [''], shape: 'tekton', job: true, open: true },
];

const plain = { shape: 'pod', job: false, replicas: undefined, open: false } as const;

const podKindByType: ReadonlyMap<string, PodKind> = new Map(
  podKinds.flatMap((row) => row.kinds.map((kind) => [`${row.group}/${kind}`, { ...plain, ...row }])),
);

/** How an object of this type carries pods; undefined when it carries none. */
export function podKindOf({ group, kind }: Pick<ObjectType, 'group' | 'kind'>, object: Cursor): PodKind | undefined {
  const known = podKindByType.get(`${group}/${kind}`);
  if (known) return known;
  // A kind nobody told us of: read what is written, conclude nothing from what is not.
  const containers = object.at('spec', 'template', 'spec', 'containers');
  return containers.kind === 'list' ? { ...plain, templates: ['spec.template'], open: true } : undefined;
}

/**
 * The type of a mapping with `apiVersion` and `kind`. Where a template supplies the version, as charts do to serve
 * several releases, a kind that carries pods is known all the same.
 */
export function typeOf(object: Cursor): ObjectType | undefined {
  const apiVersion = object.at('apiVersion');
  const version = apiVersion.scalar;
  const kind = object.at('kind').scalar;
  if (kind === undefined || kind === '') return undefined;
  if (version === undefined) {
    const row = apiVersion.text().state === 'opaque' && podKinds.find((candidate) => candidate.kinds.includes(kind));
    return row ? { group: row.group, version: '', kind } : undefined;
  }
  const slash = version.lastIndexOf('/');
  return { group: slash < 0 ? '' : version.slice(0, slash), version: version.slice(slash + 1), kind };
}
