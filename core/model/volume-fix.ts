import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Container, Mount } from './container.js';
import type { Document } from './document.js';
import { appendTo, dropAt, writeAt } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/** The entry of a service's own `volumes` that a mount was read from. */
export function entryOf({ workload }: Container, { span }: Mount): Cursor | undefined {
  return workload?.spec
    .at('volumes')
    .items()
    .find((item) => item.span.start === span.start);
}

/** Takes a mount of a Compose service away, and the list with its last one. The volume stays declared. */
export function dropMount(container: Container, mount: Mount): Fix {
  const entry = entryOf(container, mount);
  const list = container.workload?.spec.at('volumes');
  if (entry === undefined || list === undefined) return undefined;
  return dropAt(list.items().length === 1 ? list : entry);
}

/** Mounts a named volume of its own at a path of a service, and declares it. */
export function mountNamed(document: Document, { workload, name }: Container, path: string): Fix {
  const volume = freeVolume(document, name, path);
  if (workload === undefined || volume === undefined) return undefined;
  return together(appendTo(workload.spec.at('volumes'), `${volume}:${path}`), declare(document, volume));
}

/** Gives the anonymous volume of a mount a name, and declares it. */
export function nameVolume(document: Document, container: Container, mount: Mount): Fix {
  const { target } = mount;
  const entry = entryOf(container, mount);
  const volume = target && freeVolume(document, container.name, target);
  if (entry === undefined || !volume) return undefined;
  const written = entry.kind === 'map' ? writeAt(entry.at('source'), volume) : writeAt(entry, `${volume}:${target}`);
  return together(written, declare(document, volume));
}

/** A volume that no service mounts: `db-data`, else one with the last folder of the path. */
function freeVolume({ container: all }: Document, service: string, path: string): string | undefined {
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/[^\w.-]/g, '');
  const used = new Set(all.flatMap(({ mounts }) => (known(mounts) ?? []).map(({ source }) => source)));
  return [`${service}-data`, `${service}-${last}`].find((name) => !used.has(name));
}

function declare({ root }: Document, volume: string): Fix {
  const declared = root?.at('volumes', volume);
  return declared?.kind === 'missing' ? writeAt(declared, null) : declared && [];
}
