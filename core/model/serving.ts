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

/** True when one of the others is started after this service. */
export function isAwaited({ name }: Container, others: readonly Container[]): boolean {
  return others.some(
    ({ dependencies }) => dependencies.state === 'set' && dependencies.value.some((each) => each.service === name),
  );
}
