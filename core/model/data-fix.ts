import type { Edit } from '../edit.js';
import { together } from '../rule.js';
import type { Plain } from '../yaml/cursor.js';
import type { Container } from './container.js';
import type { LostData } from './data-place.js';
import type { Document } from './document.js';
import type { KubernetesObject } from './kubernetes.js';
import { mountNamed } from './volume-fix.js';
import { appendTo, dropAt, joinEdits, writeAt } from './yaml-fix.js';

type Fix = readonly Edit[] | undefined;

/** Objects of the Prometheus Operator that keep data, with the folder it lies in. */
const operated: Readonly<Record<string, string>> = {
  Prometheus: '/prometheus',
  Alertmanager: '/alertmanager',
  ThanosRuler: '/thanos/data',
};

/**
 * The folder of a server that the Prometheus Operator starts with an emptyDir, since its object has no `storage`.
 * Source: https://prometheus-operator.dev/docs/platform/storage/
 */
export function unstoredFolder({ group, kind, cursor }: KubernetesObject): string | undefined {
  const folder = group === 'monitoring.coreos.com' && Object.hasOwn(operated, kind) ? operated[kind] : undefined;
  const spec = cursor.at('spec');
  // An emptyDir that is written down is one that somebody chose; an agent only sends on.
  return spec.kind === 'map' && spec.at('storage').kind === 'missing' ? folder : undefined;
}

/** Gives such a server a claim. */
export function claimStorage({ cursor }: KubernetesObject): Fix {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };
  return writeAt(cursor.at('spec', 'storage'), { volumeClaimTemplate: { spec } });
}

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
  const item = volumes.items().find((each) => each.at('name').scalar === name);
  const gone = volumes.items().length === 1 ? volumes : item;
  return gone && joinEdits(text, dropAt(gone), claims);
}
