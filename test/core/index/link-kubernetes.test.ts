import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultsFor,
  definitionOf,
  isUnitComplete,
  mayBeSelected,
  monitorsOf,
  referencesTo,
  sameUnit,
  scalersOf,
  selectedBy,
  selectorsOf,
  servicesOf,
} from '../../../core/index/link.js';
import { indexOf, workloadIn } from './workspace.js';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: prod}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        envFrom: [{configMapRef: {name: web-env}}]
        ports: [{containerPort: 8080, name: http}]
`;

function service(namespace: string, selector: string, name = 'web'): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {selector: ${selector}, ports: [{port: 80, targetPort: http}]}
`;
}

function budget(selector: string, namespace = 'prod'): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: ${namespace}}
spec: {maxUnavailable: 1, selector: ${selector}}
`;
}

test('a Service leads to the pods of its namespace that have all its labels', () => {
  const index = indexOf({
    '/srv/k8s/web.yaml': `${web}---\n${service('prod', '{app: web}')}`,
    '/srv/k8s/more.yaml': [
      service('prod', '{app: web, tier: back}', 'back'),
      service('test', '{app: web}', 'elsewhere'),
      service('prod', '{tier: front}', 'front'),
    ].join('---\n'),
  });
  const workload = workloadIn(index, 'web');
  deepEqual(
    servicesOf(index, workload).map(({ fact }) => fact.name),
    ['front', 'web'],
  );
  const [front] = servicesOf(index, workload);
  deepEqual(front && selectedBy(index, front).map(({ fact }) => fact.workload.name), ['web']);
});

test('the namespace that is not written is a namespace of its own', () => {
  const bare = web.replace(', namespace: prod', '');
  const index = indexOf({
    '/srv/k8s/a.yaml': bare,
    '/srv/k8s/b.yaml': service('prod', '{app: web}'),
    '/srv/k8s/c.yaml': service('prod', '{app: web}', 'bare').replace(', namespace: prod', ''),
  });
  deepEqual(
    servicesOf(index, workloadIn(index, 'web')).map(({ fact }) => fact.name),
    ['bare'],
  );
});

test('selectors of any kind are found, by labels and by expressions', () => {
  const index = indexOf({
    '/srv/k8s/web.yaml': [
      web,
      service('prod', '{app: web}'),
      budget('{matchExpressions: [{key: tier, operator: In, values: [front]}]}'),
    ].join('---\n'),
  });
  const workload = workloadIn(index, 'web');
  deepEqual(
    selectorsOf(index, workload).map(({ fact }) => fact.kind),
    ['Service', 'PodDisruptionBudget'],
  );
  equal(selectorsOf(index, workload, 'NetworkPolicy').length, 0);
});

test('objects of different folders do not meet, but keep "missing" silent', () => {
  const index = indexOf({
    '/srv/k8s/deployments/web.yaml': web,
    '/srv/k8s/budgets/web.yaml': budget('{matchLabels: {app: web}}'),
  });
  const workload = workloadIn(index, 'web');
  deepEqual(selectorsOf(index, workload), []);
  equal(mayBeSelected(index, workload, 'PodDisruptionBudget'), true);
  equal(mayBeSelected(index, workload, 'NetworkPolicy'), false);
});

test('a selector for other pods does not silence "missing"', () => {
  const index = indexOf({ '/srv/k8s/web.yaml': `${web}---\n${budget('{matchLabels: {app: db}}')}` });
  equal(mayBeSelected(index, workloadIn(index, 'web'), 'PodDisruptionBudget'), false);
});

test('files meet in a folder, in a chart, and in a kustomization with its bases', () => {
  const kustomization = (resources: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: ${resources}\n`;
  const index = indexOf({
    '/srv/base/kustomization.yaml': kustomization('[apps/web.yaml, net/service.yaml]'),
    '/srv/base/apps/web.yaml': web,
    '/srv/base/net/service.yaml': service('prod', '{app: web}'),
    '/srv/prod/kustomization.yaml': kustomization('[../base, hpa/web.yaml]'),
  });
  deepEqual(
    [
      sameUnit(index, '/srv/a/x.yaml', '/srv/a/y.yaml'),
      sameUnit(index, '/srv/a/x.yaml', '/srv/b/x.yaml'),
      sameUnit(index, '/srv/chart/templates/a.yaml', '/srv/chart/templates/web/b.yaml'),
      sameUnit(index, '/srv/chart/templates/a/a.yaml', '/srv/other/templates/b/b.yaml'),
      sameUnit(index, '/srv/base/apps/web.yaml', '/srv/base/net/service.yaml'),
      sameUnit(index, '/srv/prod/hpa/web.yaml', '/srv/base/apps/web.yaml'),
      sameUnit(index, '/srv/test/hpa/web.yaml', '/srv/base/apps/web.yaml'),
    ],
    [true, false, true, false, true, true, false],
  );
  deepEqual(
    servicesOf(index, workloadIn(index, 'web')).map(({ fact }) => fact.name),
    ['web'],
  );
});

test('a unit with a file that is broken or completed elsewhere is not complete', () => {
  const whole = { '/srv/k8s/web.yaml': web, '/srv/k8s/service.yaml': service('prod', '{app: web}') };
  equal(isUnitComplete(indexOf(whole), '/srv/k8s/web.yaml'), true);
  const patched = indexOf({ ...whole, '/srv/k8s/patch.yaml': web.replace(/ +image: .*\n/, '') });
  equal(isUnitComplete(patched, '/srv/k8s/web.yaml'), false);
  const apart = indexOf({ ...whole, '/srv/other/patch.yaml': web.replace(/ +image: .*\n/, '') });
  equal(isUnitComplete(apart, '/srv/k8s/web.yaml'), true);
  const broken = indexOf({ ...whole, '/srv/k8s/broken.yaml': `${web}      bad: [\n` });
  equal(isUnitComplete(broken, '/srv/k8s/web.yaml'), false);
});

test('an autoscaler belongs to the workload it names', () => {
  const scaler = (kind: string, name: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: prod}
spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: ${name}}}
`;
  const index = indexOf({
    '/srv/k8s/web.yaml': [
      web,
      scaler('Deployment', 'web'),
      scaler('StatefulSet', 'web'),
      scaler('Deployment', 'db'),
    ].join('---\n'),
  });
  deepEqual(
    scalersOf(index, workloadIn(index, 'web')).map(({ fact }) => [fact.target.kind, fact.minReplicas]),
    [['Deployment', 2]],
  );
});

test('LimitRanges of the namespace add up, wherever they stand', () => {
  const range = (namespace: string, defaults: string) =>
    `apiVersion: v1\nkind: LimitRange\nmetadata: {name: ${namespace}-range, namespace: ${namespace}}\nspec: {limits: [{type: Container, ${defaults}}]}\n`;
  const index = indexOf({
    '/srv/k8s/web.yaml': web,
    '/srv/cluster/limits.yaml': [
      range('prod', 'default: {memory: 256Mi}'),
      range('prod', 'defaultRequest: {cpu: 100m}'),
      range('test', 'default: {cpu: "1"}'),
    ].join('---\n'),
  });
  deepEqual(defaultsFor(index, workloadIn(index, 'web')), {
    memoryLimit: true,
    cpuLimit: false,
    memoryRequest: true,
    cpuRequest: true,
  });
  equal(defaultsFor(indexOf({ '/srv/k8s/web.yaml': web }), workloadIn(index, 'web')), undefined);
});

test('a reference finds its definition, in its unit first', () => {
  const config = (namespace: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web-env${namespace}}\ndata: {MODE: production}\n`;
  const index = indexOf({
    '/srv/a/config.yaml': config(''),
    '/srv/k8s/config.yaml': config(', namespace: prod'),
    '/srv/k8s/web.yaml': web,
  });
  const [reference] = referencesTo(index, 'ConfigMap', 'web-env');
  equal(reference && definitionOf(index, reference)?.document.path, '/srv/k8s/config.yaml');
  deepEqual(referencesTo(index, 'Secret', 'web-env'), []);
  deepEqual(referencesTo(index, 'ConfigMap', 'web-env', 'test'), []);
  const without = indexOf({ '/srv/k8s/web.yaml': web });
  const [lost] = referencesTo(without, 'ConfigMap', 'web-env');
  equal(lost && definitionOf(without, lost), undefined);
});

test('a ServiceMonitor finds Services by their own labels, from another namespace if it says so', () => {
  const monitor = (name: string, rest: string) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: ${name}, namespace: monitoring}
spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: http}]${rest}}
`;
  const index = indexOf({
    '/srv/k8s/service.yaml': service('prod', '{tier: front}'),
    '/srv/monitoring/monitors.yaml': [
      monitor('own', ''),
      monitor('any', ', namespaceSelector: {any: true}'),
      monitor('named', ', namespaceSelector: {matchNames: [prod]}'),
    ].join('---\n'),
  });
  const [found] = index.of('/srv/k8s/service.yaml', 'selector');
  deepEqual(found && monitorsOf(index, found.fact).map(({ fact }) => fact.name), ['any', 'named']);
});
