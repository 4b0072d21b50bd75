import type { Span } from '../span.js';
import { portOf } from './check-advice.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import { factsOf } from './image-facts.js';

/** The port of a server that the image itself is: a database, a web server, a monitor. */
export function serverPort({ image }: Pick<Container, 'image'>): number | undefined {
  const facts = image.state === 'set' ? factsOf(image.value) : undefined;
  return facts?.role === 'os' || facts?.role === 'runtime' ? undefined : facts?.ports[0];
}

/**
 * The port that a stage serves: the one it exposes, or that of the server it is built on. Undefined for images that
 * others build on, and for those that only expose a port and start nothing.
 */
export function servedPort({ container, rootImage, instructions }: Stage): number | undefined {
  if (instructions.some(({ keyword }) => keyword === 'ONBUILD')) return undefined;
  const below = serverPort({ image: rootImage });
  const starts = container.command.state !== 'unset' || container.entrypoint.state !== 'unset';
  return starts || below !== undefined ? (portOf(container) ?? below) : undefined;
}

/** True when no shell and no tool is in the image, so that a check needs a program made for it. */
export function isBare({ rootImage }: Stage): boolean {
  return rootImage.state === 'set' && factsOf(rootImage.value)?.shell === false;
}

/** True for a service whose port is reachable from outside the project. */
export function isPublished({ workload }: Container): boolean {
  return (workload?.cursor.at('ports').items().length ?? 0) > 0;
}

/** True for a service that is only started when somebody asks for its profile. */
export function isOnRequest({ workload }: Container): boolean {
  return (workload?.cursor.at('profiles').items().length ?? 0) > 0;
}

/** Names of services that others are started after. */
export function awaitedNames(services: readonly Container[]): ReadonlySet<string> {
  return new Set(
    services.flatMap(({ dependencies }) =>
      dependencies.state === 'set' ? dependencies.value.map(({ service }) => service) : [],
    ),
  );
}

/** By the name of a service, those that wait until it is healthy, with the place where each says so. */
export function healthWaiters(services: readonly Container[]): ReadonlyMap<string, readonly HealthWaiter[]> {
  const waiters = new Map<string, HealthWaiter[]>();
  for (const { name: waiter, dependencies, workload } of services) {
    for (const { service, condition, span } of dependencies.state === 'set' ? dependencies.value : []) {
      if (condition.state !== 'set' || condition.value !== 'service_healthy') continue;
      // One that is not required only gives a warning.
      const required = workload?.cursor.at('depends_on', service, 'required').flag();
      if (required?.state === 'opaque' || (required?.state === 'set' && !required.value)) continue;
      const found = { waiter, span: condition.via === undefined ? condition.span : span };
      const known = waiters.get(service);
      if (known) known.push(found);
      else waiters.set(service, [found]);
    }
  }
  return waiters;
}

export interface HealthWaiter {
  readonly waiter: string;
  readonly span: Span;
}

/** Programs beside the server in the images of databases and brokers, and the shells that may start any of them. */
const clients: ReadonlySet<string> = new Set(
  (
    'psql pg_dump pg_dumpall pg_restore pg_isready pgbench mysql mysqldump mariadb mariadb-dump mysqladmin mongo mongosh ' +
    'mongodump mongorestore mongoimport redis-cli valkey-cli rabbitmqctl rabbitmqadmin clickhouse-client influx sh bash ash'
  ).split(' '),
);

/** True when a service starts what its image is made for, and no other program that is in it. */
export function startsItsServer({ entrypoint, command }: Pick<Container, 'entrypoint' | 'command'>): boolean {
  if (entrypoint.state !== 'unset' || command.state === 'opaque') return false;
  if (command.state === 'unset') return true;
  const program = command.value.words[0]?.text ?? command.value.script?.commands[0]?.name ?? '';
  return !program.includes('/') && !program.endsWith('.sh') && !clients.has(program);
}
