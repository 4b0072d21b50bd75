import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { ImageFamily } from '../../../core/model/image-facts.js';
import { newProbe, type ProbeTimes } from '../../../core/model/probe.js';
import { faultsOfTimes, outlasts } from '../../../core/model/probe-times.js';
import { set } from '../../../core/value.js';

const nowhere = { start: 0, end: 0 };
const byDefault = (value: number) => set(value, nowhere, { via: 'default' });

/** A check of Docker in which only these times are written. */
function check(times: ProbeTimes & { readonly startInterval?: number }) {
  const probe = newProbe({ handler: 'exec', words: ['/check'] }, times);
  const { startInterval } = times;
  return {
    ...probe,
    interval: times.interval === undefined ? byDefault(30) : probe.interval,
    timeout: times.timeout === undefined ? byDefault(30) : probe.timeout,
    retries: times.retries === undefined ? byDefault(3) : probe.retries,
    startDelay: times.startDelay === undefined ? byDefault(0) : probe.startDelay,
    startInterval: startInterval === undefined ? byDefault(5) : set(startInterval, nowhere),
  };
}

const faults = (times: Parameters<typeof check>[0], family?: ImageFamily) =>
  faultsOfTimes(check(times), family).map(({ fault }) => fault);

test('times that nobody wrote are no fault', () => {
  deepEqual(faults({}), []);
  deepEqual(faults({ interval: 10 }), [], 'the default timeout is longer');
  deepEqual(faults({}, 'jvm'), []);
});

test('one cause is one fault', () => {
  deepEqual(faults({ interval: 2, timeout: 10 }), ['often']);
  deepEqual(faults({ interval: 3600, retries: 5 }), ['seldom']);
  deepEqual(faults({ interval: 120, retries: 10 }), ['late']);
  deepEqual(faults({ retries: 1 }), ['once']);
});

test('asking often belongs into the start period', () => {
  deepEqual(faults({ interval: 30, startInterval: 1, startDelay: 60 }), []);
  deepEqual(faults({ interval: 30, startInterval: 1 }), ['unused']);
});

test('a timeout may be longer than the interval, which begins when a check has ended', () => {
  deepEqual(faults({ interval: 10, timeout: 15 }), []);
});

test('a JVM is given a minute', () => {
  deepEqual(faults({ interval: 10, retries: 3 }, 'jvm'), ['early']);
  deepEqual(faults({ interval: 10, retries: 3 }, 'node'), []);
  deepEqual(faults({ interval: 10, retries: 3, startDelay: 60 }, 'jvm'), []);
});

test('a timeout as long as the interval does not outlast it', () => {
  equal(outlasts(check({ interval: 10, timeout: 10 })), false);
  equal(outlasts(check({ interval: 10, timeout: 11 })), true);
});
