import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Hook } from '../../../core/model/container.js';
import type { Format } from '../../../core/model/format.js';
import { drainOf, hookSeconds, shutdownNeedOf } from '../../../core/model/shutdown.js';
import { set, unset } from '../../../core/value.js';
import { exec, shell, started } from './started.js';

test('options of servers tell how long they drain', () => {
  deepEqual(drainOf(started({}, exec('gunicorn', '--graceful-timeout', '60', 'shop.wsgi'))), {
    seconds: 60,
    source: '--graceful-timeout',
    span: { start: 9, end: 30 },
  });
  equal(drainOf(started({}, shell('exec uvicorn --timeout-graceful-shutdown=25 shop:app')))?.seconds, 25);
  equal(drainOf(started({ GUNICORN_CMD_ARGS: '--workers 2 --graceful-timeout 45' }))?.seconds, 45);
});

test('durations are read as each setting means them', () => {
  equal(drainOf(started({ SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE: '40s' }))?.seconds, 40);
  equal(drainOf(started({ SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE: 'PT1M30S' }))?.seconds, 90);
  equal(drainOf(started({ SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE: '20000' }))?.seconds, 20);
  equal(drainOf(started({ SHUTDOWN_TIMEOUT: '15' }))?.seconds, 15);
  equal(drainOf(started({ SHUTDOWN_TIMEOUT: '15000' }))?.seconds, 15, 'nobody waits four hours');
  equal(drainOf(started({ SHUTDOWN_TIMEOUT_MS: '900' }))?.seconds, 0.9);
});

test('the longest of several settings counts, others are not guessed', () => {
  equal(drainOf(started({ SHUTDOWN_TIMEOUT: '5', DRAIN_TIMEOUT: '20' }))?.source, 'DRAIN_TIMEOUT');
  for (const environment of [{ SHUTDOWN_TIMEOUT: '$WAIT' }, { SHUTDOWN_TIMEOUT: 'never' }, { REQUEST_TIMEOUT: '60' }])
    equal(drainOf(started(environment)), undefined);
});

test('a hook waits by its action or by the sleep in its script', () => {
  equal(hookSeconds({ command: undefined, sleep: 5 }), 5);
  equal(hookSeconds({ command: exec('sleep', '10'), sleep: undefined }), 10);
  equal(hookSeconds({ command: exec('/bin/sh', '-c', 'nginx -s quit; sleep 15'), sleep: undefined }), 15);
  equal(hookSeconds({ command: exec('nginx', '-s', 'quit'), sleep: undefined }), undefined);
});

test('hook and drain add up where the period covers both', () => {
  const span = { start: 0, end: 0 };
  const hook = { preStop: set({ command: undefined, sleep: 10 }, span) };
  const none = { preStop: unset<Hook>(span) };
  const container = started({ SHUTDOWN_TIMEOUT: '25' });
  const seconds = (format: Format, given: typeof container, stop: typeof hook | typeof none) =>
    shutdownNeedOf({ ...given, format, stop })?.seconds;
  equal(seconds('kubernetes', container, hook), 35);
  equal(seconds('kubernetes', container, none), 25);
  equal(seconds('kubernetes', started({}), none), undefined);
  equal(seconds('compose', container, hook), 25);
  equal(seconds('compose', started({}), hook), undefined);
});
