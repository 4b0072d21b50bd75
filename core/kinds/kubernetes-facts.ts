import type { ContainerDefaults, PlainFact } from '../index/facts.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { Workload } from '../model/workload.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { objectReferences, podReferences } from './kubernetes-references.js';
import { selectorFacts } from './kubernetes-selectors.js';
import { rawText } from './kubernetes-values.js';
import { type Numbers, workloadFact } from './workload-fact.js';

/** What an object and its workloads define and use. */
export function factsOf(
  object: KubernetesObject,
  workloads: readonly Workload[],
  numbers: ReadonlyMap<Workload, Numbers>,
): readonly PlainFact[] {
  return [
    ...(workloads.length === 0 ? [objectFact(object)] : []),
    ...workloads.map((workload) => workloadFact(workload, numbers)),
    ...producedSecrets(object),
    ...selectorFacts(object),
    ...scalerFacts(object),
    ...workloads.flatMap(podReferences),
    ...objectReferences(object),
  ];
}

function objectFact(object: KubernetesObject): PlainFact {
  const { group, kind, namespace, name, anchor, cursor } = object;
  const limits = group === '' && kind === 'LimitRange' ? defaultsOf(cursor) : undefined;
  const isQuota = group === '' && kind === 'ResourceQuota';
  const demands = isQuota ? { demands: demandsOf(cursor) } : {};
  const isFixed = group === '' && known(cursor.at('immutable').flag()) === true;
  return {
    type: 'object',
    group,
    kind,
    namespace,
    name,
    span: anchor,
    limits,
    ...demands,
    ...(isFixed && { fixed: true }),
  };
}

/**
 * What a LimitRange gives to containers: `max` supplies a missing `default`, and that and `min` a missing request.
 * Source: https://kubernetes.io/docs/concepts/policy/limit-range/
 */
function defaultsOf(object: Cursor): ContainerDefaults {
  const containers = object
    .at('spec', 'limits')
    .items()
    .filter((item) => rawText(item.at('type')) === 'Container');
  const has = (resource: string, ...fields: readonly string[]): boolean =>
    containers.some((item) => fields.some((field) => item.at(field, resource).kind === 'scalar'));
  return {
    memoryLimit: has('memory', 'default', 'max'),
    cpuLimit: has('cpu', 'default', 'max'),
    memoryRequest: has('memory', 'defaultRequest', 'default', 'max', 'min'),
    cpuRequest: has('cpu', 'defaultRequest', 'default', 'max', 'min'),
  };
}

/**
 * What a ResourceQuota makes every container of its namespace say. One with scopes holds for some pods only.
 * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/#requests-vs-limits
 */
function demandsOf(object: Cursor): ContainerDefaults {
  const isForAll = ['scopes', 'scopeSelector'].every((scope) => object.at('spec', scope).kind === 'missing');
  const has = (...names: readonly string[]): boolean =>
    isForAll && names.some((name) => object.at('spec', 'hard', name).kind === 'scalar');
  return {
    memoryLimit: has('limits.memory'),
    cpuLimit: has('limits.cpu'),
    memoryRequest: has('requests.memory', 'memory'),
    cpuRequest: has('requests.cpu', 'cpu'),
  };
}

/** Where the objects of operators name the Secret they make; undefined: it has the object's own name. */
const secretMakers: Readonly<Record<string, string | undefined>> = {
  'external-secrets.io/ExternalSecret': 'spec.target.name',
  'bitnami.com/SealedSecret': 'spec.template.metadata.name',
  'cert-manager.io/Certificate': 'spec.secretName',
  'secrets.hashicorp.com/VaultStaticSecret': 'spec.destination.name',
  'secrets.hashicorp.com/VaultDynamicSecret': 'spec.destination.name',
  'secrets.hashicorp.com/VaultPKISecret': 'spec.destination.name',
  'isindir.github.com/SopsSecret': undefined,
  'onepassword.com/OnePasswordItem': undefined,
};

/** Secrets that a controller makes from an object, so that a reference to one finds it. */
function producedSecrets({ group, kind, name, namespace, anchor, cursor }: KubernetesObject): readonly PlainFact[] {
  const type = `${group}/${kind}`;
  const secret = (secretName: string): PlainFact => ({
    type: 'object',
    group: '',
    kind: 'Secret',
    namespace,
    name: secretName,
    span: anchor,
    limits: undefined,
  });
  if (type === 'secrets-store.csi.x-k8s.io/SecretProviderClass') {
    const made = cursor.at('spec', 'secretObjects').items();
    return made.flatMap((item) => rawText(item.at('secretName')) ?? []).map(secret);
  }
  if (!Object.hasOwn(secretMakers, type)) return [];
  const path = secretMakers[type];
  return [secret((path === undefined ? undefined : rawText(cursor.at(path))) ?? name)];
}

/** Autoscalers, by the workload they name. */
function scalerFacts({ group, kind, namespace, cursor }: KubernetesObject): readonly PlainFact[] {
  const spec = cursor.at('spec');
  const scaler = (target: Cursor, minReplicas: number | undefined): readonly PlainFact[] => {
    const name = rawText(target.at('name'));
    if (name === undefined) return [];
    // KEDA takes a Deployment when no kind is written; the others require one.
    const targetKind = rawText(target.at('kind')) ?? 'Deployment';
    return [
      {
        type: 'scaler',
        kind,
        namespace,
        target: { kind: targetKind, name },
        minReplicas,
        span: target.at('name').span,
      },
    ];
  };
  switch (`${group}/${kind}`) {
    case 'autoscaling/HorizontalPodAutoscaler':
      return scaler(spec.at('scaleTargetRef'), minimum(spec.at('minReplicas'), 1));
    case 'keda.sh/ScaledObject':
      return scaler(spec.at('scaleTargetRef'), minimum(spec.at('minReplicaCount'), 0));
    case 'autoscaling.k8s.io/VerticalPodAutoscaler':
      return scaler(spec.at('targetRef'), undefined);
    default:
      return [];
  }
}

function minimum(count: Cursor, fallback: number): number | undefined {
  const value = count.number();
  return value.state === 'unset' ? fallback : known(value);
}
