import type { Span } from '../span.js';
import type { SetValue, Value } from '../value.js';
import type { Probe } from './container.js';
import type { ImageFamily } from './image-facts.js';
import { toleranceOf } from './probe-question.js';

/**
 * What is wrong with the times of a check of Docker, which begins to wait for the next one when the last has ended, so
 * that a timeout above the interval is none. `often`, `seldom`: the interval is
 * extreme. `late`: it takes too long until a failure counts. `once`: a single failure counts. `unused`: a start
 * interval without a start period. `early`: a failure counts before the program can be up.
 */
export type TimeFault = 'often' | 'seldom' | 'late' | 'once' | 'unused' | 'early';

/** In seconds: more often is a process every moment, more seldom is no check, later than that nobody wants to know. */
const limits = { shortest: 5, longest: 300, detection: 600, slowStart: 60 };

/** Runtimes that take a minute to start an application. */
const slow: readonly (ImageFamily | undefined)[] = ['jvm', 'elasticsearch', 'dotnet'];

const isWritten = <T>(value: Value<T>): value is SetValue<T> => value.state === 'set' && value.via !== 'default';

/** True when the check may take longer than the time between two of them. Only a timeout that is written counts. */
export function outlasts({ timeout, interval }: Probe): boolean {
  return interval.state === 'set' && isWritten(timeout) && timeout.value > interval.value;
}

/** True when this many failures at this interval take too long to count. */
export function isLate(interval: number, retries: number): boolean {
  return interval * retries > limits.detection;
}

/** Faults in the times of a check of Docker, with the value to point at. Times that nobody wrote are never one. */
export function faultsOfTimes(
  probe: Probe,
  family: ImageFamily | undefined,
): readonly { readonly fault: TimeFault; readonly at: Span }[] {
  const { interval, retries, startDelay, startInterval } = probe;
  const detection = toleranceOf(probe);
  if (detection === undefined || interval.state !== 'set' || retries.state !== 'set') return [];
  const found: { fault: TimeFault; at: Span }[] = [];
  const add = (fault: TimeFault, { span }: SetValue<number>) => found.push({ fault, at: span });
  if (isWritten(interval) && interval.value < limits.shortest && !isWritten(startInterval)) add('often', interval);
  else if (isWritten(interval) && interval.value > limits.longest) add('seldom', interval);
  else if (isWritten(retries) && isLate(interval.value, retries.value)) add('late', retries);
  if (isWritten(retries) && retries.value === 1) add('once', retries);
  if (startDelay.state !== 'set' || startDelay.value > 0) return found;
  if (isWritten(startInterval)) add('unused', startInterval);
  else if (isWritten(interval) && slow.includes(family) && detection < limits.slowStart) add('early', interval);
  return found;
}
