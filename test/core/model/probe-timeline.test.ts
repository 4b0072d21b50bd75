import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Format } from '../../../core/model/format.js';
import { timelineOf } from '../../../core/model/probe-timeline.js';
import { createWorkspace } from '../../../core/workspace.js';

function timeline(path: string, text: string, format: Format) {
  const workspace = createWorkspace({ rules: [], topics: [], today: () => '', locale: 'en', version: '' });
  workspace.open(path, text);
  const liveness = workspace.documents(path)[0]?.container[0]?.liveness;
  const found = liveness?.state === 'set' ? timelineOf(liveness.value, format) : undefined;
  return found && [found.first, found.failed, found.grace];
}

const service = (check: string) =>
  timeline(
    '/app/compose.yaml',
    `services:\n  a:\n    image: nginx:1.29\n    healthcheck:\n      ${check}\n`,
    'compose',
  );
const image = (check: string) => timeline('/app/Dockerfile', `FROM debian:13\nHEALTHCHECK ${check}\n`, 'dockerfile');
const pod = (probe: string) =>
  timeline(
    '/app/a.yaml',
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: nginx:1.29\n      livenessProbe: ${probe}\n`,
    'kubernetes',
  );

test('Docker waits after each check, so each failure costs the interval and the timeout', () => {
  deepEqual(image('CMD true'), [30, 180, 0]);
  deepEqual(image('--interval=10s --timeout=2s --retries=2 CMD true'), [10, 24, 0]);
  deepEqual(service('test: ["CMD", "true"]'), [30, 180, 0]);
});

test('within the start period it checks at the start interval', () => {
  deepEqual(image('--start-period=60s CMD true'), [5, 180, 60]);
  deepEqual(image('--start-period=60s --start-interval=1s CMD true'), [1, 180, 60]);
  deepEqual(image('--start-period=3s CMD true'), [3, 180, 3]);
});

test('the kubelet keeps its beat, so only the last timeout counts, or every one that is longer', () => {
  deepEqual(pod('{ tcpSocket: { port: 80 } }'), [0, 31, 0]);
  deepEqual(
    pod('{ tcpSocket: { port: 80 }, initialDelaySeconds: 15, periodSeconds: 5, failureThreshold: 2 }'),
    [15, 11, 0],
  );
  deepEqual(pod('{ tcpSocket: { port: 80 }, periodSeconds: 5, timeoutSeconds: 20 }'), [0, 80, 0]);
});

test('a check that is off, or whose times are not known, has none', () => {
  equal(image('NONE'), undefined);
  equal(image('--interval=$EVERY CMD true'), undefined);
  equal(service('{ test: ["CMD", "true"], interval: $EVERY }'), undefined);
});
