import { known } from '../value.js';
import type { Container } from './container.js';

/** Folders of the host in which an agent finds what containers write into their volumes. */
const agentFolders = /^\/(?:var\/lib\/(?:docker(?:\/volumes(?:\/.*)?)?|kubelet(?:\/.*)?|containers)\/?)?$/;

/** Agents that mount the whole host and read no logs. */
const meters = new Set(['cadvisor', 'node-exporter']);

/** True when a container reads the volumes of all others on its host. */
export function readsAllVolumes({ image, mounts }: Pick<Container, 'image' | 'mounts'>): boolean {
  return (
    mounts.state === 'set' &&
    !meters.has(known(image)?.name ?? '') &&
    mounts.value.some(({ kind, source = '' }) => kind === 'bind' && agentFolders.test(source))
  );
}
