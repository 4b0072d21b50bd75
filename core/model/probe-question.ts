import { known, type Value } from '../value.js';
import type { Container, Port, Probe } from './container.js';

/** The port of the container that a name or number means; undefined when it declares none of that name. */
export function portNumber({ ports }: Pick<Container, 'ports'>, port: string): number | undefined {
  return /^\d+$/.test(port) ? Number(port) : known(ports)?.find(({ name }) => name === port)?.number;
}

/** The port the container declares for a name or number. */
export function findPort({ ports }: Pick<Container, 'ports'>, port: string): Port | undefined {
  return known(ports)?.find(({ name, number }) => name === port || String(number) === port);
}

/** The port behind a Service whose clients are users; undefined for one that is only scraped, which loses nobody a request. */
export function findServingPort(container: Pick<Container, 'ports'>, port: string): Port | undefined {
  const found = findPort(container, port);
  return /(?:^|-)(?:metrics|prom|prometheus)(?:-|$)/.test(found?.name ?? '') ? undefined : found;
}

/** Seconds until a probe has failed as often as it takes; undefined when they cannot be known. */
export function toleranceOf({ interval, retries }: Probe): number | undefined {
  return interval.state === 'set' && retries.state === 'set' ? interval.value * retries.value : undefined;
}

/** True when two probes of a container surely ask the same question, whatever their times are. */
export function isSameQuestion(container: Container, a: Probe, b: Probe): boolean {
  const first = questionText(container, a);
  return first !== undefined && first === questionText(container, b);
}

/** True when everything a probe asks is readable, so that another one can be made to ask the same. */
export function isReadable(container: Container, probe: Probe): boolean {
  return questionText(container, probe) !== undefined;
}

/** What a probe asks, in one form for all spellings of it; undefined when part of it is unknown. */
function questionText(container: Container, { handler, command, http, port, service }: Probe): string | undefined {
  const number = (value: Value<string> | undefined) =>
    value?.state === 'set' ? (portNumber(container, value.value) ?? value.value) : undefined;
  switch (handler) {
    case 'http': {
      const asked = number(http?.port);
      if (http?.path.state !== 'set' || asked === undefined || http.host.state === 'opaque') return undefined;
      if (http.headers.some(({ name, value }) => name === undefined || value === undefined)) return undefined;
      const headers = http.headers.map(({ name, value }) => `${name?.toLowerCase()}: ${value}`).sort();
      return JSON.stringify([http.scheme, known(http.host), asked, http.path.value, headers]);
    }
    case 'tcp':
    case 'grpc': {
      const asked = number(port);
      return asked === undefined ? undefined : JSON.stringify([handler, asked, service]);
    }
    case 'exec':
      if (!command?.words.every(({ literal }) => literal)) return undefined;
      return JSON.stringify(command.words.map(({ text }) => text));
    case 'none':
    case 'unknown':
      return undefined;
  }
}
