import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { known } from '../../../core/value.js';
import { containerOf, deployment, read } from './kubernetes-read.js';

/** The containers and the job flag of an object that holds a pod template with one container at `path`. */
function found(
  apiVersion: string,
  kind: string,
  path: string,
): readonly (readonly [string, boolean, number | string])[] {
  const lines = [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', '  name: shop'];
  let indent = '';
  for (const step of path.split('.')) {
    if (step === '*') {
      lines.push(`${indent}- name: worker`);
      indent += '  ';
      continue;
    }
    lines.push(`${indent}${step}:`);
    indent += '  ';
  }
  lines.push(`${indent}containers:`, `${indent}- name: api`, `${indent}  image: example.com/api:1.0.0`, '');
  return read(lines.join('\n')).workload.map(({ containers, job, replicas }) => [
    containers.map(({ name }) => name).join(),
    job,
    known(replicas) ?? replicas.state,
  ]);
}

test('each kind is looked into where it keeps its pods', () => {
  const cases = [
    ['v1', 'Pod', 'spec', false, 'opaque'],
    ['v1', 'PodTemplate', 'template.spec', false, 'opaque'],
    ['v1', 'ReplicationController', 'spec.template.spec', false, 1],
    ['apps/v1', 'Deployment', 'spec.template.spec', false, 1],
    ['apps/v1', 'ReplicaSet', 'spec.template.spec', false, 1],
    ['apps/v1', 'StatefulSet', 'spec.template.spec', false, 1],
    ['apps/v1', 'DaemonSet', 'spec.template.spec', false, 'opaque'],
    ['batch/v1', 'Job', 'spec.template.spec', true, 'opaque'],
    ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.spec', true, 'opaque'],
    ['apps.openshift.io/v1', 'DeploymentConfig', 'spec.template.spec', false, 1],
    ['argoproj.io/v1alpha1', 'Rollout', 'spec.template.spec', false, 1],
    ['serving.knative.dev/v1', 'Service', 'spec.template.spec', false, 'opaque'],
    ['serving.knative.dev/v1', 'Revision', 'spec', false, 'opaque'],
    ['keda.sh/v1alpha1', 'ScaledJob', 'spec.jobTargetRef.template.spec', true, 'opaque'],
    ['jobset.x-k8s.io/v1alpha2', 'JobSet', 'spec.replicatedJobs.*.template.spec.template.spec', true, 'opaque'],
    ['apps.kruise.io/v1alpha1', 'CloneSet', 'spec.template.spec', false, 1],
    ['kubeflow.org/v1', 'PyTorchJob', 'spec.pytorchReplicaSpecs.Worker.template.spec', true, 'opaque'],
    ['acme.example.com/v1', 'Widget', 'spec.template.spec', false, 'opaque'],
  ] as const;
  for (const [apiVersion, kind, path, job, replicas] of cases) {
    deepEqual(found(apiVersion, kind, path), [['api', job, replicas]], `${apiVersion} ${kind}`);
  }
});

test('a kind is nothing without its group', () => {
  deepEqual(found('v1', 'Service', 'spec.template.spec.template.spec'), []);
  deepEqual(found('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'spec.versions.*.schema'), []);
});

test('what a kind of another controller does not say is unknown, not missing', () => {
  const widget = (apiVersion: string, kind: string) =>
    containerOf(`apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        image: example.com/api:1.0.0
`).limits.memory.state;
  equal(widget('apps/v1', 'Deployment'), 'unset');
  equal(widget('acme.example.com/v1', 'Widget'), 'opaque');
  equal(widget('serving.knative.dev/v1', 'Service'), 'opaque');
});

test('the templates of a workflow are workloads of their own names, and Tekton steps are containers', () => {
  const workflow = read(`apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: nightly}
spec:
  templates:
  - name: extract
    container: {name: main, image: "example.com/extract:1.2.3", resources: {limits: {memory: 64Mi}}}
  - name: load
    script: {name: main, image: "python:3.13", source: "print(1)"}
  - name: steps
    steps: [[{name: a, template: extract}]]
`);
  deepEqual(
    workflow.workload.map(({ name, job, containers }) => [
      name,
      job,
      containers.map(({ limits, security }) => [known(limits.memory), security.runAsUser.state]),
    ]),
    [
      ['extract', true, [[64 * 2 ** 20, 'opaque']]],
      ['load', true, [[undefined, 'opaque']]],
    ],
  );
  const task = read(`apiVersion: tekton.dev/v1
kind: Task
metadata: {name: build}
spec:
  steps:
  - {name: compile, image: "golang:1.25", computeResources: {requests: {cpu: 250m}}}
`);
  deepEqual(
    task.container.map(({ name, job, requests }) => [name, job, known(requests.cpu)]),
    [['compile', true, 250]],
  );
});

test('init containers, native sidecars and main containers are told apart', () => {
  const document = read(
    deployment(`containers:
- {name: api, image: "example.com/api:1", readinessProbe: {tcpSocket: {port: 8080}}}
initContainers:
- {name: migrate, image: "example.com/api:1", livenessProbe: {tcpSocket: {port: 1}}}
- {name: proxy, image: "example.com/proxy:1", restartPolicy: Always, readinessProbe: {tcpSocket: {port: 15021}}}
`),
  );
  deepEqual(
    document.container.map(({ name, role, job, liveness, readiness }) => [
      name,
      role,
      job,
      liveness.state,
      readiness.state,
    ]),
    [
      ['api', 'main', false, 'unset', 'set'],
      ['migrate', 'init', true, 'opaque', 'opaque'],
      ['proxy', 'sidecar', false, 'unset', 'set'],
    ],
  );
});

test('pods that end by themselves and hooks of a chart are jobs', () => {
  const pod = (metadata: string, restart: string) =>
    read(`apiVersion: v1
kind: Pod
metadata: ${metadata}
spec:
  restartPolicy: ${restart}
  containers: [{name: api, image: "busybox:1.37"}]
`).workload[0]?.job;
  equal(pod('{name: once}', 'Never'), true);
  equal(pod('{name: retry}', 'OnFailure'), true);
  equal(pod('{name: serve}', 'Always'), false);
  equal(pod('{name: test, annotations: {"helm.sh/hook": test}}', 'Always'), true);
});
