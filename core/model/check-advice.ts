import { known } from '../value.js';
import type { Container, Probe } from './container.js';
import { runsServer } from './data-place.js';
import { factsOf } from './image-facts.js';
import { nameOf } from './path.js';
import { newHealthCheck } from './probe.js';
import { healthCheckFor, type ProbeAdvice } from './probe-advice.js';
import type { Programs } from './program.js';

/** The port a container listens on, by what it says itself; undefined when it says none that is a number. */
export function portOf({ ports }: Pick<Container, 'ports'>): number | undefined {
  return known(ports)?.find(({ protocol, number }) => protocol === 'tcp' && number !== undefined)?.number;
}

/** A check that works in this container: by a program that is there, on the port it says, as the user it is set up with. */
export function adviceFor(container: Container, programs: Programs, path?: string): ProbeAdvice | undefined {
  const { image, installed } = programs;
  const facts = factsOf(image);
  const isServer = facts?.role !== 'os' && facts?.role !== 'runtime';
  // A backup job in the image of a database is no database.
  if (isServer && !runsServer(container)) return undefined;
  const advice = healthCheckFor(image, portOf(container), installed, path, usualPath(container));
  switch (advice && facts?.family) {
    case 'postgres':
      return postgresCheck(container);
    case 'redis':
      // A server with a password answers that it wants one, and so it answers.
      return advice?.shell && wantsPassword(container)
        ? { ...advice, shell: advice.shell.replace('grep -q PONG', "grep -qE 'PONG|NOAUTH'") }
        : advice;
    default:
      return advice;
  }
}

/** The same as a health check for Docker and Compose. */
export function healthCheckOf(container: Container, programs: Programs, path?: string): Probe | undefined {
  const advice = adviceFor(container, programs, path);
  return advice && newHealthCheck(advice, programs.image);
}

/** What a framework answers unless the application changes it. Undefined where none is seen that has such a path. */
function usualPath({ entrypoint, command, variables }: Container): string | undefined {
  const words = [entrypoint, command].flatMap((value) => known(value)?.words ?? []);
  const isRails =
    variables.some(({ name }) => name === 'RAILS_ENV') || words.some(({ text }) => nameOf(text) === 'rails');
  // Written by `rails new` since 7.1: https://guides.rubyonrails.org/7_1_release_notes.html
  return isRails ? '/up' : undefined;
}

/** The server logs every attempt of a user or to a database that it does not have. */
function postgresCheck({ variables, variablesOpen }: Container): ProbeAdvice {
  const words = ['pg_isready', '-h', '127.0.0.1'];
  let isKnown = true;
  for (const [option, name, fallback] of [
    ['-U', 'POSTGRES_USER', 'postgres'],
    ['-d', 'POSTGRES_DB', undefined],
  ] as const) {
    const variable = variables.find((each) => each.name === name);
    const unseen = variablesOpen && fallback !== undefined ? `\${${name}:-${fallback}}` : fallback;
    const text = variable ? (known(variable.value) ?? `$${name}`) : unseen;
    if (text === undefined) continue;
    if (text.startsWith('$')) isKnown = false;
    words.push(option, text);
  }
  const shell = words.map((word) => (word.startsWith('$') ? `"${word}"` : word)).join(' ');
  return { words: isKnown ? words : undefined, shell, assumed: false };
}

/** True when the server may want a password: it is given one, or a file that may name one. */
function wantsPassword({ entrypoint, command, mounts }: Container): boolean {
  const texts = [entrypoint, command].flatMap((value) => known(value)?.words.map(({ text }) => text) ?? []);
  return (
    texts.some((text) => text.includes('requirepass') || text.endsWith('.conf')) ||
    (known(mounts)?.some(({ target }) => target?.endsWith('.conf')) ?? false)
  );
}
