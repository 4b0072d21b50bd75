import { set, unset } from '../value.js';
import type { Probe } from './container.js';
import type { ImageFacts } from './image-facts.js';

/** True for what may take a minute until it answers: the JVM, and stores that read their log after a crash. */
export function startsSlowly(facts: ImageFacts | undefined): boolean {
  const { family, role } = facts ?? {};
  return (
    family === 'jvm' || family === 'elasticsearch' || role === 'database' || role === 'broker' || role === 'search'
  );
}

/** Seconds between two questions of a startup probe: often, for traffic waits for its success. */
const often = 5;

/** A startup probe that asks what another probe asks, and the seconds after which it gives up. */
export interface StartProbe {
  readonly probe: Probe;
  readonly seconds: number;
}

/** Waits twice as long as a start was given so far, as a fixed delay is cut to the usual day. */
export function startProbeFor(asked: Probe, given: number): StartProbe {
  const failures = Math.ceil((2 * given) / often);
  const { span } = asked;
  const probe = { ...asked, interval: set(often, span), startDelay: unset<number>(span), retries: set(failures, span) };
  return { probe, seconds: failures * often };
}
