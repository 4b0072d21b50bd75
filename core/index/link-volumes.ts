import type { Container } from '../model/container.js';
import { isDataFolder } from '../model/data-folder.js';
import type { Stage } from '../model/dockerfile.js';
import { factsOf } from '../model/image-facts.js';
import { mountOver } from '../model/log-path.js';

/**
 * Folders with data for which an image that is built here declares a volume, itself or by its base, so that each new
 * container without a mount there gets an anonymous one.
 * Source: https://docs.docker.com/reference/dockerfile/#volume
 */
export function declaredData({ container: { mounts }, rootImage }: Stage): readonly string[] {
  const written = (mounts.state === 'set' ? mounts.value : []).flatMap(({ target }) => target ?? []);
  const facts = rootImage.state === 'set' ? factsOf(rootImage.value) : undefined;
  const ofBase = facts?.role === 'database' && !facts.volatile ? facts.data.slice(0, 1) : [];
  return [...new Set([...written.filter(isDataFolder), ...ofBase])];
}

/** True when a mount holds the folder, one above it or one below, or when what is mounted is not known. */
export function isHeld(container: Pick<Container, 'mounts'>, folder: string): boolean {
  const { mounts } = container;
  if (mounts.state !== 'set') return mounts.state === 'opaque';
  return (
    mountOver(container, folder) !== undefined ||
    mounts.value.some(
      ({ kind, target }) => kind === 'unknown' || target === undefined || target.startsWith(`${folder}/`),
    )
  );
}
