import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Plain } from '../yaml/cursor.js';
import type { Container } from './container.js';
import type { LostData } from './data-place.js';
import type { Document } from './document.js';
import { mountNamed } from './volume-fix.js';
import { appendTo, dropAt, joinEdits } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/**
 * Puts data on a volume that lasts: a named volume in Compose, a claim template in a StatefulSet. Other workloads need a
 * claim that somebody creates, so they get no fix.
 */
export function keepData(document: Document, container: Container, lost: LostData): Fix {
  const { workload, mounts, format } = container;
  if (workload === undefined) return undefined;
  const isNested =
    mounts.state === 'set' && mounts.value.some(({ target = '' }) => target.startsWith(`${lost.directory}/`));
  if (isNested) return undefined;
  return format === 'compose'
    ? mountNamed(document, container, lost.directory)
    : claimTemplate(document, container, lost);
}

/** A claim takes precedence over a volume of the same name, which goes. */
function claimTemplate({ text }: Document, { workload, cursor }: Container, { directory, volume }: LostData): Fix {
  if (workload?.kind !== 'StatefulSet' || cursor === undefined) return undefined;
  const name = volume?.source ?? 'data';
  const claim: Plain = {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  };
  const claims = appendTo(workload.cursor.at('spec', 'volumeClaimTemplates'), claim);
  if (volume === undefined)
    return together(appendTo(cursor.at('volumeMounts'), { name, mountPath: directory }), claims);
  const volumes = workload.spec.at('volumes');
  const item = volumes.items().find((each) => each.at('name').source()?.text === name);
  const gone = volumes.items().length === 1 ? volumes : item;
  return gone && joinEdits(text, dropAt(gone), claims);
}
