import type { Container, Mount } from '../model/container.js';
import type { Document } from '../model/document.js';
import { logsToOutput } from '../model/log-file.js';
import { isLinkOfImage, isLogFolder, keepsOwnLogs, linkedFolder, mountOver } from '../model/log-path.js';
import { known } from '../value.js';
import type { Index } from './index.js';
import { containersIn } from './link-image.js';

/** True when some container of the workspace reads the volumes of all others on its host. */
function hasAgent(index: Index): boolean {
  return containersIn(index).some(({ note }) => note.readsAll);
}

/**
 * True when somebody beside the container can read a log file: it lies on the host, on a claim, or on a volume that
 * another container of the same project or pod mounts, or it is a link to stdout. True as well where that cannot be known.
 */
export function isCollected(index: Index, { container: all }: Document, container: Container, path: string): boolean {
  const { mounts, workload } = container;
  if (mounts.state === 'opaque' || index.derive(hasAgent) || isLinkOfImage(container, path)) return true;
  const mount = mountOver(container, path);
  if (mount === undefined) return false;
  if (mount.kind === 'tmpfs' || mount.kind === 'anonymous') return false;
  if (mount.kind !== 'volume' && mount.kind !== 'ephemeral') return true;
  const others = container.format === 'kubernetes' ? (workload?.containers ?? []) : all;
  return others.some((other) => other !== container && other.role !== 'init' && mountsSource(other, mount));
}

function mountsSource({ mounts }: Container, { kind, source }: Mount): boolean {
  if (mounts.state !== 'set') return mounts.state === 'opaque';
  return mounts.value.some((other) => other.kind === 'unknown' || (other.kind === kind && other.source === source));
}

/**
 * The mounts that keep the log files of a container where nobody reads them: named volumes of Compose, emptyDir volumes
 * of pods. Servers that are known are left alone, but for those whose links to stdout such a mount covers up.
 */
export function missingLogShipper(index: Index, document: Document, container: Container): readonly Mount[] {
  const { mounts, format } = container;
  const kind = format === 'compose' ? 'volume' : 'ephemeral';
  const folders = (known(mounts) ?? []).filter(
    (mount) => mount.kind === kind && mount.target !== undefined && isLogFolder(mount.target),
  );
  if (folders.length === 0) return [];
  const linked = linkedFolder(container);
  // In a pod with a read-only root such a mount is often what the server needs to start, whatever it then writes.
  if (keepsOwnLogs(container) && (linked === undefined || format !== 'compose')) return [];
  if (logsToOutput(document, container)) return [];
  return folders.filter(
    ({ target = '' }) =>
      (linked === undefined || target === linked) && !isCollected(index, document, container, target),
  );
}
