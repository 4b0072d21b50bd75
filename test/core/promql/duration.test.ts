import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from '../../../core/promql/duration.js';

test('durations are summed over their units', () => {
  deepEqual(
    ['5m', '1h30m', '1d', '1w', '1y', '500ms', '1m1s1ms', '0', '0s'].map(parseDuration),
    [300, 5400, 86400, 604800, 31536000, 0.5, 61.001, 0, 0],
  );
});

test('what Prometheus refuses as a duration is none', () => {
  for (const text of ['', '5', '5 m', '1m1h', '5m5m', '-5m', '1.5h', '5min', '{{ x }}'])
    equal(parseDuration(text), undefined);
});

test('a written duration reads back as the same amount', () => {
  for (const seconds of [0, 0.25, 15, 300, 5400, 86400, 90061.5])
    equal(parseDuration(formatDuration(seconds)), seconds);
  deepEqual([300, 5400, 60, 0].map(formatDuration), ['5m', '1h30m', '1m', '0s']);
});
