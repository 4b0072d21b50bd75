import { known, type Value } from '../value.js';
import { portOf } from './check-advice.js';
import type { Container, Port, Probe } from './container.js';
import { factsOf, type ImageRole } from './image-facts.js';
import { type CheckedProtocol, protocolOf } from './port-protocol.js';
import { newProbe } from './probe.js';
import { knownPath } from './probe-advice.js';
import { findPort, isReadable, portNumber, toleranceOf } from './probe-question.js';

/** A port of a container and what is surely spoken on it. */
export interface ServedProtocol {
  /** As a probe names it. */
  readonly port: string;
  readonly protocol: CheckedProtocol;
}

/** Servers whose port is all that a check by HTTP could see of them: they speak another protocol, or pass it through. */
const others: readonly (ImageRole | undefined)[] = ['database', 'broker', 'cache', 'proxy'];

/** The port asked for, else the first that a container declares, when a check can speak what is spoken on it. */
export function servedProtocol(
  container: Pick<Container, 'ports' | 'image'>,
  asked?: Value<string>,
): ServedProtocol | undefined {
  const { image, ports } = container;
  const facts = image.state === 'set' ? factsOf(image.value) : undefined;
  if (others.includes(facts?.role)) return undefined;
  const named = asked && known(asked);
  if (asked !== undefined && named === undefined) return undefined;
  const declared: Port | undefined =
    named === undefined
      ? known(ports)?.find(({ number }) => number === portOf(container) && number !== undefined)
      : (findPort(container, named) ?? undeclared(named));
  const protocol = declared && protocolOf(declared);
  const port = named ?? declared?.name ?? declared?.number?.toString();
  return protocol === undefined || port === undefined ? undefined : { port, protocol };
}

/** A port that is only known by its number. */
function undeclared(text: string): Port | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const span = { start: 0, end: 0 };
  return { number: Number(text), name: undefined, protocol: 'tcp', published: undefined, span };
}

/**
 * A question for a readiness probe in the protocol of its port: what another probe of the container is known to get
 * answered, else the usual path. Undefined when that would make liveness ask the same and give up no later, and where a
 * gRPC port has no number.
 */
export function questionAbove(
  container: Container,
  probe: Probe,
  { port, protocol }: ServedProtocol,
): Probe | undefined {
  const handler = protocol;
  for (const other of [container.liveness, container.startup]) {
    if (other.state !== 'set' || other.value.handler !== handler || !isReadable(container, other.value)) continue;
    const asked = handler === 'http' ? other.value.http?.port : other.value.port;
    if (asked === undefined || portNumber(container, known(asked) ?? '') !== portNumber(container, port)) continue;
    const isPatient = (toleranceOf(other.value) ?? 0) > (toleranceOf(probe) ?? Number.POSITIVE_INFINITY);
    return other === container.startup || isPatient ? other.value : undefined;
  }
  if (handler === 'http') {
    const path = (container.image.state === 'set' ? knownPath(container.image.value) : undefined) ?? '/health';
    return newProbe({ handler, path, port });
  }
  const number = portNumber(container, port);
  return number === undefined ? undefined : newProbe({ handler, port: String(number) });
}
