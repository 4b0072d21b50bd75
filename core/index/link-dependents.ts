import { once } from '../kept.js';
import type { Container } from '../model/container.js';
import type { Document } from '../model/document.js';
import { awaitedNames, type HealthWaiter, healthWaiters } from '../model/serving.js';

/** Who needs whom among the services of one file. */
export interface Dependents {
  /** Names of services that others are started after. */
  readonly awaited: ReadonlySet<string>;
  /** By name, those that wait until the service is healthy. */
  readonly waiters: ReadonlyMap<string, readonly HealthWaiter[]>;
  readonly byName: ReadonlyMap<string, Container>;
}

/** Reads the dependencies of a file once, however many of its services are asked about. */
export function dependentsIn(document: Document): Dependents {
  return among(document.container);
}

const among = once(
  (containers: readonly Container[]): Dependents => ({
    awaited: awaitedNames(containers),
    waiters: healthWaiters(containers),
    byName: new Map(containers.map((each) => [each.name, each])),
  }),
);
