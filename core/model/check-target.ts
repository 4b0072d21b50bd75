import type { Span } from '../span.js';
import { stepsOf } from './check-command.js';
import type { Probe } from './container.js';

/** A host that a check asks, as it is written. */
export interface CheckTarget {
  readonly host: string;
  readonly span: Span;
}

/** Programs that take the server to ask behind an option. */
const hostOptions: Readonly<Record<string, readonly string[]>> = {
  pg_isready: ['-h', '--host'],
  'redis-cli': ['-h'],
  'valkey-cli': ['-h'],
  mysqladmin: ['-h', '--host'],
  'mariadb-admin': ['-h', '--host'],
};

const requesters: readonly string[] = ['curl', 'wget', 'http', 'httpie'];

/** Options whose value may look like an address, and those that lead a name to another address. Source: curl(1). */
const besides: readonly string[] = ['-e', '--referer', '-A', '-d', '--data', '-H', '--header', '-x', '--proxy'];
const redirecting: readonly string[] = ['--resolve', '--connect-to', '--unix-socket', '-x', '--proxy'];

/** The hosts that a check asks over the network; variables and what cannot be read are left out. */
export function targetsOf({ command, http }: Probe): readonly CheckTarget[] {
  const asked = http?.host.state === 'set' ? [{ host: http.host.value, span: http.host.span }] : [];
  const steps = command === undefined ? [] : stepsOf(command);
  const found = steps.flatMap(({ name = '', words }) =>
    words.slice(1).flatMap(({ text, span, literal }, index): readonly CheckTarget[] => {
      if (!literal || text.includes('$')) return [];
      if (requesters.includes(name)) {
        const host = /^https?:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(text)?.[1];
        if (host === undefined || besides.includes(words[index]?.text ?? '')) return [];
        return words.some((word) => redirecting.includes(word.text)) ? [] : [{ host: host.toLowerCase(), span }];
      }
      const options = Object.hasOwn(hostOptions, name) ? hostOptions[name] : undefined;
      return options?.includes(words[index]?.text ?? '') ? [{ host: text.toLowerCase(), span }] : [];
    }),
  );
  return [...asked, ...found];
}

/** True for a name that can only mean another machine: no address, no loopback, no name without a domain. */
export function isElsewhere(host: string): boolean {
  if (!/^[a-z0-9.-]+\.[a-z]{2,}\.?$/.test(host)) return false;
  return !/(?:^|\.)(?:localhost|local|internal|localdomain|svc|test|invalid)\.?$/.test(host);
}
