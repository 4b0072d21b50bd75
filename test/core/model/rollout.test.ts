import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { rolloutOf } from '../../../core/model/rollout.js';
import { createWorkspace } from '../../../core/workspace.js';

function rollout(path: string, text: string) {
  const workspace = createWorkspace({ rules: [], topics: [], today: () => '', locale: 'en', version: '' });
  workspace.open(path, text);
  const workload = workspace.documents(path)[0]?.workload[0];
  const found = workload && rolloutOf(workload);
  return found && [found.kind, found.least, found.most, found.rounds, found.round];
}

const manifest = (kind: string, spec: string, container = '') => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
${spec.replace(/^/gm, '  ')}
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.29
${container.replace(/^/gm, '          ')}
`;

const deployments: readonly (readonly [what: string, spec: string, container: string, expected: unknown])[] = [
  ['the defaults of four: a quarter more, a quarter less', 'replicas: 4', '', ['rolling', 3, 5, 2, 0]],
  ['a share that is no whole pod is rounded up for more and down for less', 'replicas: 3', '', ['rolling', 3, 4, 3, 0]],
  [
    'where both come to nothing, one pod goes',
    'replicas: 2\nstrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 10% } }',
    '',
    ['rolling', 1, 2, 2, 0],
  ],
  [
    'delays before readiness and the wait after it add up',
    'replicas: 2\nminReadySeconds: 5',
    'readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 20 }',
    ['rolling', 2, 3, 2, 25],
  ],
  ['recreating leaves nobody', 'replicas: 3\nstrategy: { type: Recreate }', '', ['recreate', 0, 3, 1, 0]],
  ['no copies, no rollout', 'replicas: 0', '', undefined],
  ['a template says nothing', 'replicas: {{ .Values.replicas }}', '', undefined],
  ['neither does a share that is no number', 'strategy: { rollingUpdate: { maxSurge: some } }', '', undefined],
];

for (const [what, spec, container, expected] of deployments) {
  test(`a Deployment: ${what}`, () =>
    deepEqual(rollout('/app/web.yaml', manifest('Deployment', spec, container)), expected));
}

test('a StatefulSet goes one by one, unless it is updated by hand', () => {
  deepEqual(rollout('/app/web.yaml', manifest('StatefulSet', 'replicas: 3')), ['ordered', 2, 3, 3, 0]);
  deepEqual(rollout('/app/web.yaml', manifest('StatefulSet', 'updateStrategy: { type: OnDelete }')), undefined);
});

test('a DaemonSet goes node by node', () => {
  deepEqual(rollout('/app/web.yaml', manifest('DaemonSet', 'minReadySeconds: 0')), ['nodes', 1, 1, 1, 0]);
  const some = 'updateStrategy: { rollingUpdate: { maxUnavailable: 10% } }';
  deepEqual(rollout('/app/web.yaml', manifest('DaemonSet', some)), undefined);
});

test('a Compose service rolls where Swarm is told how', () => {
  const service = (config: string) =>
    `services:\n  web:\n    image: nginx:1.29\n    deploy:\n      replicas: 4\n${config}`;
  deepEqual(rollout('/app/compose.yaml', service('')), undefined);
  const config = '      update_config: { parallelism: 3 }\n';
  deepEqual(rollout('/app/compose.yaml', service(config)), ['rolling', 1, 4, 2, 0]);
  const first = '      update_config: { order: start-first }\n';
  deepEqual(rollout('/app/compose.yaml', service(first)), ['rolling', 4, 5, 4, 0]);
  const whole = '      update_config: { parallelism: 0 }\n';
  deepEqual(rollout('/app/compose.yaml', service(whole)), ['rolling', 0, 4, 1, 0]);
});
