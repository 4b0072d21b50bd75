import { known } from '../value.js';
import type { Probe } from './container.js';
import type { Format } from './format.js';

/** What the times of a check amount to, in seconds. */
export interface ProbeTimeline {
  /** From the start of the container (or the success of its startup probe) to the first check. */
  readonly first: number;
  /** From the moment the program stops answering until the check has failed often enough, at the latest. */
  readonly failed: number;
  /** For how long from the start failures of Docker's checks do not count. */
  readonly grace: number;
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
}

/**
 * Undefined for a check that is off, and when one of its times cannot be known.
 *
 * Docker waits an interval after each check has ended, so each failure costs interval and timeout; within the start
 * period it checks at the start interval (https://docs.docker.com/reference/dockerfile/#healthcheck). The kubelet checks
 * at a fixed beat, so only the last timeout counts, unless a check outlasts the beat
 * (https://kubernetes.io/docs/concepts/workloads/pods/probes/).
 */
export function timelineOf(probe: Probe, format: Format): ProbeTimeline | undefined {
  const interval = known(probe.interval);
  const timeout = known(probe.timeout);
  const retries = known(probe.retries);
  const delay = known(probe.startDelay);
  if (probe.handler === 'none') return undefined;
  if (interval === undefined || timeout === undefined || retries === undefined || delay === undefined) return undefined;
  const times = { interval, timeout, retries };
  if (format === 'kubernetes') {
    return { ...times, first: delay, grace: 0, failed: retries * Math.max(interval, timeout) + timeout };
  }
  const early = known(probe.startInterval);
  if (delay > 0 && early === undefined) return undefined;
  const first = delay > 0 && early !== undefined ? Math.min(early, delay) : interval;
  return { ...times, first, grace: delay, failed: retries * (interval + timeout) };
}
