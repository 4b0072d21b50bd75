import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../../../core/value.js';
import { deployment, read } from './kubernetes-read.js';

const service = `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`;

test('the items of a List are objects of their own', () => {
  const document = read(`apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: api, namespace: prod}
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: api}
  spec: {template: {spec: {containers: [{name: api, image: "nginx:1.29"}]}}}
`);
  deepEqual(
    document.object.map(({ group, version, kind, name, namespace }) => [group, version, kind, name, namespace]),
    [
      ['', 'v1', 'Service', 'api', 'prod'],
      ['apps', 'v1', 'Deployment', 'api', undefined],
    ],
  );
  deepEqual([document.variant, document.workload.length, document.container.length], ['List', 1, 1]);
});

test('an object is pointed at by its name, else by its kind', () => {
  const pointed = (text: string) => read(text).object.map(({ anchor }) => text.slice(anchor.start, anchor.end))[0];
  equal(pointed(service), 'api');
  equal(pointed('apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: load-}\n'), 'Job');
});

test('files of tools are no objects', () => {
  for (const [apiVersion, kind] of [
    ['kind.x-k8s.io/v1alpha4', 'Cluster'],
    ['kubeadm.k8s.io/v1beta4', 'ClusterConfiguration'],
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ]) {
    deepEqual(read(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`).object, [], kind);
  }
  deepEqual(read('apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n').object, []);
});

test('in a patch nothing is missing', () => {
  const named = read(deployment('containers:\n- name: api\n  resources: {limits: {cpu: 500m}}\n'));
  equal(named.partial, 'patch');
  const [container] = named.container;
  deepEqual([container?.limits.memory.state, container && known(container.limits.cpu)], ['opaque', 500]);
  const directive = read(deployment('containers:\n- name: sidecar\n  $patch: delete\n  image: x:1\n'));
  equal(directive.partial, 'patch');
  equal(read(deployment('containers:\n- {name: api, image: "nginx:1.29"}\n')).partial, undefined);
});

test('in a chart template nothing is missing, and what is written is read', () => {
  const text = `apiVersion: {{ include "shop.deploymentVersion" . }}
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  template:
    spec:
      {{- with .Values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: api
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          securityContext:
            privileged: true
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;
  const document = read(text, '/srv/chart/templates/deployment.yaml', 'template');
  const container = document.container[0];
  deepEqual(
    [container?.name, container?.image.state, container?.limits.memory.state, container?.security.runAsNonRoot.state],
    ['api', 'opaque', 'opaque', 'opaque'],
  );
  equal(container && known(container.security.privileged), true);
  deepEqual([document.partial, document.object[0]?.group], ['template', 'apps']);
});

test('a syntax error is a problem, and nothing is missing then', () => {
  const document = read(`${deployment('containers:\n- name: api\n  image: "nginx:1.29"\n')}  broken: [\n`);
  equal(document.problems.length > 0, true);
  equal(document.partial, 'broken');
});

test('labels of the object and of its pods are told apart, and annotations cover the object', () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {team: shop}
  annotations: {kube-score/ignore: pod-probes}
spec:
  template:
    metadata:
      labels: {app: api}
      annotations: {checkov.io/skip1: "CKV_K8S_8=no probe"}
    spec: {containers: [{name: api, image: "nginx:1.29"}]}
`;
  const document = read(text);
  deepEqual(
    document.label.map(({ place, owner, name, value }) => [place, owner, name, known(value)]),
    [
      ['object', 'api', 'team', 'shop'],
      ['pod-template', 'api', 'app', 'api'],
    ],
  );
  deepEqual(
    document.annotations.map(({ name, value, span, owner }) => [name, value, text.slice(span.start, span.end), owner]),
    [
      ['kube-score/ignore', 'pod-probes', 'kube-score/ignore: pod-probes', { start: 0, end: text.trimEnd().length }],
      [
        'checkov.io/skip1',
        'CKV_K8S_8=no probe',
        'checkov.io/skip1: "CKV_K8S_8=no probe"',
        { start: 0, end: text.trimEnd().length },
      ],
    ],
  );
});

test('labels of a bare pod are counted once', () => {
  const pod = read(`apiVersion: v1
kind: Pod
metadata: {name: once, labels: {app: once}}
spec: {containers: [{name: api, image: "nginx:1.29"}]}
`);
  deepEqual(
    pod.label.map(({ place }) => place),
    ['object'],
  );
  deepEqual([...(pod.workload[0]?.labels ?? [])], [['app', 'once']]);
});

test('a PrometheusRule gives alerts, a ServiceMonitor gives scrapes', () => {
  const rules = read(`apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: api}
spec:
  groups:
  - name: api
    rules:
    - {alert: ApiDown, expr: 'up{job="api"} == 0', for: 5m}
    - {record: 'job:requests:rate5m', expr: 'sum by (job) (rate(requests_total[5m]))'}
`);
  deepEqual(
    [rules.alert.map(({ name }) => name), rules.recording.map(({ name }) => name), rules.query.length],
    [['ApiDown'], ['job:requests:rate5m'], 2],
  );
  const monitor = read(`apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec: {selector: {matchLabels: {app: api}}, endpoints: [{port: web}]}
`);
  deepEqual(
    monitor.scrape.map(({ name }) => name),
    ['api'],
  );
});

test('a PodMonitor gives relabelling steps and the labels they write, a ScrapeConfig its targets and their labels', () => {
  const monitor = read(`apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: workers}
spec:
  podMetricsEndpoints:
  - port: metrics
    relabelings:
    - {action: labelmap, regex: __meta_kubernetes_pod_label_(.+)}
    - {sourceLabels: [__meta_kubernetes_pod_uid], targetLabel: pod_uid}
`);
  deepEqual(
    [monitor.relabel.map(({ phase }) => phase), monitor.label.map(({ name, place }) => `${place} ${name}`)],
    [['target', 'target'], ['target pod_uid']],
  );
  const config = read(`apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: {name: db}
spec:
  staticConfigs:
  - {targets: ['db:9187'], labels: {team: storage}}
`);
  deepEqual(
    [
      config.scrape.flatMap(({ targets }) => targets.map(({ address }) => address)),
      config.label.map(({ name }) => name),
    ],
    [['db:9187'], ['team']],
  );
});

test('a document of comments only is nothing at all', () => {
  const document = read('# nothing yet\n');
  deepEqual([document.object, document.workload, document.facts, document.variant], [[], [], [], '']);
});
