import { type CheckStep, stepsOf } from './check-command.js';
import type { Container } from './container.js';
import { factsOf, type ImageRole } from './image-facts.js';
import { canonicalName, isOfficial } from './image-name.js';
import type { Programs } from './program.js';

/** Programs that wait until another service answers. */
const waiters = new Set(['wait-for-it', 'wait-for', 'wait-on', 'wait4x', 'wait', 'waitforit', 'dockerize', 'ping']);
/** Programs that ask whether one does, where they stand in a condition. */
const askers = new Set(['pg_isready', 'redis-cli', 'mysqladmin', 'mysql', 'psql', 'mongosh', 'nc', 'curl', 'wget']);

/** What a container does about services that are not ready when it starts. */
export type Waiting = 'waits' | 'unseen' | 'none';

/** `waits`: its command waits by itself. `unseen`: it starts a script that may. */
export function waitingOf({ entrypoint, command }: Pick<Container, 'entrypoint' | 'command'>): Waiting {
  const steps = [entrypoint, command].flatMap((value) => (value.state === 'set' ? stepsOf(value.value) : []));
  const words = steps.flatMap(({ words: list, wrappers }) => [...list, ...wrappers]).map(({ text }) => fileName(text));
  if (words.some((word) => waiters.has(word.replace(/\.\w+$/, '')) || /^wait[-_]?for/.test(word))) return 'waits';
  if (steps.some(isAsked)) return 'waits';
  if (entrypoint.state === 'opaque' || command.state === 'opaque') return 'unseen';
  return words.some((word) => /\.(?:sh|bash)$|entrypoint/.test(word)) ? 'unseen' : 'none';
}

const isAsked = ({ name, position }: CheckStep): boolean =>
  position.condition && name !== undefined && askers.has(name);

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Roles of images that others need from their first request on. */
const stores: readonly (ImageRole | undefined)[] = ['database', 'broker', 'cache', 'search'];

/** True for a database, broker, cache or search engine, as far as images tell. */
export function isStore({ image }: Pick<Container, 'image'>): boolean {
  return image.state === 'set' && stores.includes(factsOf(image.value)?.role);
}

/** Web servers and proxies start without those they lead to, and answer with an error until they are there. */
export function startsAlone({ image }: Pick<Programs, 'image'>): boolean {
  const role = factsOf(image)?.role;
  return role === 'web' || role === 'proxy';
}

/** True for the project's own code: it is built here, or its image is none of those that are published for everybody. */
export function isOwnCode({ image, build }: Pick<Container, 'image' | 'build'>): boolean {
  if (build.state !== 'unset') return true;
  if (image.state !== 'set' || factsOf(image.value) !== undefined) return false;
  // Exporters and consoles show what is missing and try again.
  return (
    !isOfficial(canonicalName(image.value)) && !/exporter|admin|commander|insight|(?:^|-)ui$/.test(image.value.name)
  );
}
