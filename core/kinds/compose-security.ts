import type { Security } from '../model/container.js';
import { opaque, set, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isOpenAt, layersAt, pick, type Service } from './compose-service.js';
import { readFlag, readText, readTexts, resolvedText } from './compose-values.js';

/** `user`, as written: a name or a number, with an optional group behind a colon. */
export function readUser(service: Service): Value<string> {
  return pick(service, ['user'], readText);
}

/**
 * `privileged`, `cap_add`, `cap_drop`, `read_only` and `security_opt`.
 * Source: https://docs.docker.com/reference/compose-file/services/
 */
export function readSecurity(service: Service): Security {
  return {
    privileged: pick(service, ['privileged'], readFlag),
    // Compose cannot demand it; the image decides.
    runAsNonRoot: opaque(service.anchor),
    runAsUser: userNumber(readUser(service), service),
    readOnlyRoot: pick(service, ['read_only'], readFlag),
    allowEscalation: readEscalation(service),
    addedCapabilities: readCapabilities(service, 'cap_add'),
    droppedCapabilities: readCapabilities(service, 'cap_drop'),
  };
}

function userNumber(user: Value<string>, service: Service): Value<number> {
  const number = user.state === 'set' ? /^\d+(?=$|:)/.exec(user.value)?.[0] : undefined;
  if (user.state !== 'set' || number === undefined) return opaque(service.anchor);
  return set(Number(number), user.span, { key: user.key, via: user.via });
}

/** Capabilities of all layers, in capitals and without the prefix `CAP_`. */
function readCapabilities(service: Service, field: string): Value<readonly string[]> {
  const nearest = pick(service, [field], (list) => readTexts(list));
  if (nearest.state !== 'set') return nearest;
  const names = layersAt(service, field).flatMap(({ cursor }) => cursor.items().map(resolvedText));
  const readable = names.filter((name) => name !== undefined);
  return { ...nearest, value: [...new Set(readable.map(capabilityName))] };
}

function capabilityName(text: string): string {
  return text.toUpperCase().replace(/^CAP_/, '');
}

const noNewPrivileges = 'no-new-privileges:true';

/** Whether setuid programs may gain rights: denied by `no-new-privileges` in `security_opt`. */
function readEscalation(service: Service): Value<boolean> {
  // Lists add up, so that an option beside those of an extended service goes to the service itself.
  const own = readTexts(service.layers[0].at('security_opt'));
  for (const { cursor, inherited } of layersAt(service, 'security_opt')) {
    const option = cursor.items().find(isNoNewPrivileges);
    if (!option) continue;
    const denied = !/[:=]false$/.test(resolvedText(option) ?? '');
    return set(!denied, option.span, { via: inherited ? 'inherited' : undefined });
  }
  if (own.state === 'opaque' || isOpenAt(service, 'security_opt')) return opaque(service.anchor);
  return unset(service.anchor, {
    put: (allowed) => (allowed ? undefined : own.hole.append(noNewPrivileges)),
    drop: () => undefined,
    append: () => undefined,
  });
}

function isNoNewPrivileges(option: Cursor): boolean {
  return /^no-new-privileges(?:$|[:=])/.test(resolvedText(option) ?? '');
}
