import type { Container } from '../model/container.js';
import type { Document } from '../model/document.js';
import { awaitedNames, type HealthWaiter, healthWaiters } from '../model/serving.js';
import type { Index } from './index.js';

/** Who needs whom among the services of one file. */
export interface Dependents {
  /** Names of services that others are started after. */
  readonly awaited: ReadonlySet<string>;
  /** By name, those that wait until the service is healthy. */
  readonly waiters: ReadonlyMap<string, readonly HealthWaiter[]>;
  readonly byName: ReadonlyMap<string, Container>;
}

/** Reads the dependencies of a file once, however many of its services are asked about. */
export function dependentsIn(index: Index, document: Document): Dependents {
  const kept = index.derive(createKeptDependents);
  const known = kept.get(document);
  if (known) return known;
  const { container } = document;
  const dependents = {
    awaited: awaitedNames(container),
    waiters: healthWaiters(container),
    byName: new Map(container.map((each) => [each.name, each])),
  };
  kept.set(document, dependents);
  return dependents;
}

function createKeptDependents(): WeakMap<Document, Dependents> {
  return new WeakMap();
}
