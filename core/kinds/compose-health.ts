import type { Command } from '../model/command.js';
import type { Probe } from '../model/container.js';
import { printDuration, readComposeDuration } from '../model/quantity.js';
import { noHole, set, type Value } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import { commandOfItems, shellCommand } from './compose-command.js';
import { layersAt, pick, type Service } from './compose-service.js';
import { escaped, readAmount, readCount, readFlag, resolvedText } from './compose-values.js';

/**
 * Defaults of a health check, in seconds. A start interval is the newest of them.
 * Source: https://docs.docker.com/reference/dockerfile/#healthcheck, which Compose passes on to.
 */
const defaults = { interval: 30, timeout: 30, startDelay: 0, startInterval: 5, retries: 3 } as const;

/** `healthcheck` of a service, laid over that of the service it extends. */
export function readHealthcheck(service: Service): Value<Probe> {
  return pick(service, ['healthcheck'], (field) =>
    field.read((written) => (written.kind === 'map' ? readProbe(service, written) : undefined), encodeProbe),
  );
}

function readProbe(service: Service, { span, key = span }: Cursor): Probe {
  const field = (name: string, read: (cursor: Cursor) => Value<number>, fallback: number): Value<number> => {
    const value = pick(service, ['healthcheck', name], read);
    return value.state === 'unset' ? set(fallback, key, { via: 'default', hole: value.hole }) : value;
  };
  const seconds = (cursor: Cursor): Value<number> => readAmount(cursor, readComposeDuration, printDuration);
  const { handler, command, commandHole } = readTest(service);
  return {
    handler,
    command,
    commandHole,
    questionHole: noHole(),
    http: undefined,
    port: undefined,
    interval: field('interval', seconds, defaults.interval),
    timeout: field('timeout', seconds, defaults.timeout),
    startDelay: field('start_period', seconds, defaults.startDelay),
    startInterval: field('start_interval', seconds, defaults.startInterval),
    retries: field('retries', readCount, defaults.retries),
    span,
  };
}

type Test = Pick<Probe, 'handler' | 'command' | 'commandHole'>;

const noTest = (handler: 'none' | 'unknown'): Test => ({ handler, command: undefined, commandHole: noHole() });

function readTest(service: Service): Test {
  const disable = pick(service, ['healthcheck', 'disable'], readFlag);
  if (disable.state === 'set' && disable.value) return noTest('none');
  const test = layersAt(service, 'healthcheck', 'test')[0]?.cursor;
  // Without a test only the timing of the image's own check is changed.
  if (disable.state === 'opaque' || test === undefined) return noTest('unknown');
  return test.kind === 'list' ? listTest(test) : execTest(shellCommand(test), test);
}

/** The list form, whose first item tells how the rest is run. */
function listTest(test: Cursor): Test {
  const [kind, script] = test.items();
  switch (kind && resolvedText(kind)) {
    case 'NONE':
      return noTest('none');
    case 'CMD':
      return execTest(commandOfItems(test, 1), test);
    case 'CMD-SHELL':
      return execTest(script && shellCommand(script), test);
    default:
      return noTest('unknown');
  }
}

function execTest(command: Command | undefined, test: Cursor): Test {
  if (command === undefined) return noTest('unknown');
  // The string form stands for `CMD-SHELL`, so a script goes back into the form it has.
  const encode = (next: Command): Plain =>
    test.kind === 'scalar' && next.form === 'shell' ? escaped(next.script?.text ?? '') : testPlain(next);
  return { handler: 'exec', command, commandHole: test.read(() => command, encode).hole };
}

/** A health check as YAML. Times that are the platform's defaults, or unknown, are left out. */
function encodeProbe(probe: Probe): Plain {
  if (probe.handler === 'none') return { disable: true };
  const times = [
    ['interval', probe.interval],
    ['timeout', probe.timeout],
    ['start_period', probe.startDelay],
    ['start_interval', probe.startInterval],
  ] as const;
  const written: Record<string, Plain> = {};
  if (probe.command) written.test = testPlain(probe.command);
  for (const [field, value] of times) {
    if (value.state === 'set' && value.via !== 'default') written[field] = printDuration(value.value);
  }
  const { retries } = probe;
  if (retries.state === 'set' && retries.via !== 'default') written.retries = retries.value;
  return written;
}

function testPlain({ form, words, script }: Command): Plain {
  if (form === 'exec') return ['CMD', ...words.map(({ text }) => escaped(text))];
  return ['CMD-SHELL', escaped(script?.text ?? '')];
}
