import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import type { FactOf, FactType } from '../../../core/index/facts.js';
import { deployment, read } from './kubernetes-read.js';

function factsOf<Type extends FactType>(type: Type, text: string, path?: string): readonly FactOf<Type>[] {
  return read(text, path).facts.filter((fact): fact is FactOf<Type> => fact.type === type);
}

const object = (apiVersion: string, kind: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: api, namespace: prod}\n${rest}`;

test('a Service chooses pods and knows where it leads', () => {
  const [fact] = factsOf(
    'selector',
    object(
      'v1',
      'Service',
      `spec:
  publishNotReadyAddresses: true
  selector: {app: api}
  ports: [{port: 80, targetPort: web}, {port: 9090}]
`,
    ),
  );
  deepEqual(
    [fact?.kind, fact?.namespace, [...(fact?.selector.equals ?? [])], fact?.targetPorts, fact?.publishesNotReady],
    ['Service', 'prod', [['app', 'api']], ['web', '9090'], true],
  );
});

test('a Service without a selector, or of Knative, chooses nothing', () => {
  deepEqual(
    factsOf('selector', object('v1', 'Service', 'spec: {type: ExternalName, externalName: db.example.com}\n')),
    [],
  );
  deepEqual(factsOf('selector', object('serving.knative.dev/v1', 'Service', 'spec: {selector: {a: b}}\n')), []);
});

test('an empty selector of a disruption budget chose nothing in its first version', () => {
  const count = (version: string) =>
    factsOf('selector', object(`policy/${version}`, 'PodDisruptionBudget', 'spec: {selector: {}}\n')).length;
  deepEqual([count('v1'), count('v1beta1')], [1, 0]);
});

test('set expressions are read whole or not at all', () => {
  const policy = (expressions: string) =>
    factsOf(
      'selector',
      object('networking.k8s.io/v1', 'NetworkPolicy', `spec: {podSelector: {matchExpressions: ${expressions}}}\n`),
    ).map(({ selector }) => selector.expressions);
  deepEqual(policy('[{key: tier, operator: In, values: [web, api]}]'), [
    [{ key: 'tier', operator: 'In', values: ['web', 'api'] }],
  ]);
  deepEqual(policy('[{key: tier, operator: Likes, values: [web]}]'), []);
});

test('monitors look where their namespace selector says', () => {
  const monitor = (rest: string) =>
    factsOf(
      'selector',
      object('monitoring.coreos.com/v1', 'ServiceMonitor', `spec: {selector: {matchLabels: {app: api}}${rest}}\n`),
    ).map(({ selects, namespace, anyNamespace }) => [selects, namespace, anyNamespace]);
  deepEqual(monitor(''), [['services', 'prod', undefined]]);
  deepEqual(monitor(', namespaceSelector: {any: true}'), [['services', 'prod', true]]);
  deepEqual(monitor(', namespaceSelector: {matchNames: [shop, blog]}'), [
    ['services', 'shop', undefined],
    ['services', 'blog', undefined],
  ]);
});

test('autoscalers name their target and their minimum', () => {
  const scaler = (apiVersion: string, kind: string, spec: string) =>
    factsOf('scaler', object(apiVersion, kind, `spec: ${spec}\n`)).map(({ target, minReplicas }) => [
      target.kind,
      target.name,
      minReplicas,
    ]);
  const reference = '{apiVersion: apps/v1, kind: StatefulSet, name: db}';
  deepEqual(scaler('autoscaling/v2', 'HorizontalPodAutoscaler', `{scaleTargetRef: ${reference}}`), [
    ['StatefulSet', 'db', 1],
  ]);
  deepEqual(scaler('keda.sh/v1alpha1', 'ScaledObject', '{scaleTargetRef: {name: api}}'), [['Deployment', 'api', 0]]);
  deepEqual(scaler('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', `{targetRef: ${reference}}`), [
    ['StatefulSet', 'db', undefined],
  ]);
});

test('a LimitRange supplies what it says, and a maximum is a default', () => {
  const limits = (items: string) =>
    factsOf('object', object('v1', 'LimitRange', `spec: {limits: ${items}}\n`))[0]?.limits;
  deepEqual(limits('[{type: Container, default: {memory: 256Mi}, defaultRequest: {cpu: 100m}}]'), {
    memoryLimit: true,
    cpuLimit: false,
    memoryRequest: true,
    cpuRequest: true,
  });
  deepEqual(limits('[{type: Container, max: {cpu: "2"}}, {type: Pod, max: {memory: 1Gi}}]'), {
    memoryLimit: false,
    cpuLimit: true,
    memoryRequest: false,
    cpuRequest: true,
  });
});

test('a pod names ConfigMaps, Secrets, claims and its account, but not what every cluster has', () => {
  const facts = factsOf(
    'reference',
    deployment(`serviceAccountName: shop
imagePullSecrets: [{name: registry}]
volumes:
- {name: conf, configMap: {name: shop-conf, optional: true}}
- {name: tls, secret: {secretName: shop-tls}}
- {name: data, persistentVolumeClaim: {claimName: shop-data}}
- {name: ca, configMap: {name: kube-root-ca.crt}}
containers:
- name: api
  image: example.com/api:1
  envFrom: [{secretRef: {name: shop-env}}]
  env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password, optional: true}}}]
`),
  );
  deepEqual(
    facts.map(({ kind, name, key, optional, namespace }) => [kind, name, key, optional, namespace]),
    [
      ['ServiceAccount', 'shop', undefined, false, 'prod'],
      ['Secret', 'registry', undefined, false, 'prod'],
      ['ConfigMap', 'shop-conf', undefined, true, 'prod'],
      ['Secret', 'shop-tls', undefined, false, 'prod'],
      ['PersistentVolumeClaim', 'shop-data', undefined, false, 'prod'],
      ['Secret', 'shop-env', undefined, false, 'prod'],
      ['Secret', 'db', 'password', true, 'prod'],
    ],
  );
});

test('objects of operators define the Secrets they make', () => {
  const secrets = (apiVersion: string, kind: string, spec: string) =>
    factsOf('object', object(apiVersion, kind, `spec: ${spec}\n`))
      .filter((fact) => fact.kind === 'Secret')
      .map(({ name }) => name);
  deepEqual(secrets('cert-manager.io/v1', 'Certificate', '{secretName: api-tls}'), ['api-tls']);
  deepEqual(secrets('external-secrets.io/v1', 'ExternalSecret', '{target: {name: db}}'), ['db']);
  deepEqual(secrets('external-secrets.io/v1', 'ExternalSecret', '{}'), ['api']);
});

test('a kustomization names files by resolved paths, and generators define objects', () => {
  const facts = read(
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../../base, service.yaml, "https://example.com/crds.yaml", github.com/acme/base]
patches:
- path: replicas.yaml
- patch: |-
    - op: remove
      path: /spec
  target: {kind: Deployment}
configMapGenerator: [{name: app, literals: [A=b]}]
`,
    '/srv/overlays/prod/kustomization.yaml',
  ).facts;
  deepEqual(
    facts.map((fact) =>
      fact.type === 'file' ? [fact.role, fact.path] : fact.type === 'object' ? [fact.kind, fact.name] : fact.type,
    ),
    [
      ['patched', '/srv/base'],
      ['patched', '/srv/overlays/prod/service.yaml'],
      ['patch', '/srv/overlays/prod/replicas.yaml'],
      ['ConfigMap', 'app'],
    ],
  );
  const plain = read('kind: Kustomization\nresources: [a.yaml]\npatches: []\n', '/srv/kustomization.yaml').facts;
  deepEqual(
    plain.map((fact) => fact.type === 'file' && fact.role),
    ['resource'],
  );
});
