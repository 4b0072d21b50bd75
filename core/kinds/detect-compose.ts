import type { Cursor } from '../yaml/cursor.js';
import type { TopLevel } from './detect-scan.js';

/**
 * What a file name says about Compose. `default`: found by the engine itself. `override`: merged over a default file.
 * `variant`: a middle or end part, such as an environment (`compose.prod.yaml`).
 */
export type ComposeName = 'default' | 'override' | 'variant' | undefined;

/** Source: https://docs.docker.com/compose/intro/compose-application-model/ (the Compose file). */
export function composeName(name: string): ComposeName {
  const match = /^(?:docker-)?compose(?:[._-](.+))?\.ya?ml$/i.exec(name);
  if (match === null) return undefined;
  if (match[1] === undefined) return 'default';
  return /(?:^|[._-])overrides?$/i.test(match[1]) ? 'override' : 'variant';
}

/** True for the four names the engine looks for. */
export function isMainComposeName(name: string): boolean {
  return composeName(name) === 'default';
}

/** Top-level keys of the Compose specification. Source: https://github.com/compose-spec/compose-spec/blob/main/spec.md */
const topLevelKeys = new Set('version name services networks volumes secrets configs include models'.split(' '));

/** Keys that only a service has which says what it runs. */
const sourceKeys = ['image', 'build', 'extends', 'provider'];

function isComposeKey(key: string): boolean {
  return topLevelKeys.has(key) || key.startsWith('x-') || key === '<<';
}

/**
 * `v1` for the old form without `services`, the empty string for any other Compose file, undefined for what is none.
 * A name is believed as soon as the shape fits; any other file must hold Compose keys alone and a service that says
 * what it runs.
 */
export function composeVariant(root: Cursor, name: string): '' | 'v1' | undefined {
  if (root.kind !== 'map') return undefined;
  const named = composeName(name);
  const entries = root.entries();
  const services = root.at('services');
  if (services.kind === 'map') {
    const bodies = services.entries();
    const runs = bodies.some(({ cursor }) => sourceKeys.some((key) => isThere(cursor.at(key))));
    if (named !== undefined) return entries.every(({ name: key }) => key !== 'apiVersion') ? '' : undefined;
    return runs && entries.every(({ name: key }) => isComposeKey(key)) ? '' : undefined;
  }
  if (named === undefined || isThere(root.at('apiVersion'))) return undefined;
  if (entries.length > 0 && entries.every(({ name: key }) => isComposeKey(key))) {
    return named === 'default' || !isThere(services) || services.kind === 'null' ? '' : undefined;
  }
  const v1 = entries.some(
    ({ cursor }) => cursor.kind === 'map' && (isThere(cursor.at('image')) || isThere(cursor.at('build'))),
  );
  return v1 && !isThere(services) ? 'v1' : undefined;
}

/** The same judgement over raw lines, for a file that may not parse. */
export function mayBeCompose({ keys, list }: TopLevel, name: string): boolean {
  const named = composeName(name);
  const services = keys.get('services');
  if (named !== undefined) {
    if (list || keys.has('apiVersion')) return false;
    if (services !== undefined || named === 'default') return true;
    const bodies = [...keys.values()];
    return [...keys.keys()].every(isComposeKey) ? keys.size > 0 : bodies.some((body) => hasSource(body));
  }
  return services !== undefined && hasSource(services) && [...keys.keys()].every(isComposeKey);
}

function hasSource(raw: string): boolean {
  return /(?:^|[\s{,])["']?(?:image|build|extends|provider)["']?[ \t]*:/.test(raw);
}

/** True when the file is laid over another one, so that what it lacks may stand there. */
export function isComposeOverlay(name: string, text: string, siblings: ReadonlySet<string> | undefined): boolean {
  const named = composeName(name);
  if (named === 'override') return true;
  if (named === 'variant' && siblings !== undefined && [...siblings].some(isMainComposeName)) return true;
  return /:[ \t]+!(?:reset|override)\b/.test(text);
}

function isThere(cursor: Cursor): boolean {
  return cursor.kind !== 'missing' && cursor.kind !== 'open';
}
