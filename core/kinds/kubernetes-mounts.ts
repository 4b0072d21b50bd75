import type { Mount } from '../model/container.js';
import { noHole, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

/** What a volume of the pod is, by its name. */
export interface Volume {
  readonly kind: Mount['kind'];
  readonly source: string | undefined;
}

/**
 * The volumes of a pod; those of claim templates, which a StatefulSet adds, included.
 * Source: https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function readVolumes(lists: readonly Cursor[], claimTemplates: Cursor): ReadonlyMap<string, Volume> {
  const volumes = new Map<string, Volume>();
  for (const list of lists) {
    for (const volume of list.items()) {
      const name = rawText(volume.at('name'));
      if (name !== undefined && !volumes.has(name)) volumes.set(name, volumeOf(volume, name));
    }
  }
  for (const claim of claimTemplates.items()) {
    const name = rawText(claim.at('metadata', 'name'));
    if (name !== undefined) volumes.set(name, { kind: 'claim', source: name });
  }
  return volumes;
}

/** Volumes that outlive the pod and are attached over the network or by a plugin. */
const persistent = ['nfs', 'iscsi', 'cephfs', 'rbd', 'glusterfs', 'awsElasticBlockStore', 'gcePersistentDisk'] as const;

function volumeOf(volume: Cursor, name: string): Volume {
  const has = (field: string): boolean => volume.at(field).kind !== 'missing' && volume.at(field).kind !== 'open';
  const text = (...path: readonly [string, string]): string | undefined => rawText(volume.at(...path));
  if (has('emptyDir')) {
    return { kind: text('emptyDir', 'medium') === 'Memory' ? 'tmpfs' : 'ephemeral', source: name };
  }
  if (has('persistentVolumeClaim')) return { kind: 'claim', source: text('persistentVolumeClaim', 'claimName') };
  if (has('configMap')) return { kind: 'config', source: text('configMap', 'name') };
  if (has('secret')) return { kind: 'secret', source: text('secret', 'secretName') };
  if (has('hostPath')) return { kind: 'bind', source: text('hostPath', 'path') };
  if (has('projected')) return { kind: projectsSecret(volume) ? 'secret' : 'config', source: name };
  if (has('downwardAPI')) return { kind: 'config', source: name };
  // A generic ephemeral volume is a claim that ends with its pod.
  if (has('ephemeral')) return { kind: 'ephemeral', source: name };
  if (persistent.some(has)) return { kind: 'volume', source: name };
  return { kind: 'unknown', source: name };
}

function projectsSecret(volume: Cursor): boolean {
  return volume
    .at('projected', 'sources')
    .items()
    .some((source) => source.at('secret').kind === 'map');
}

/** What a container mounts. Nothing is written here: a mount without its volume would break the pod. */
export function readMounts(mounts: Cursor, volumes: ReadonlyMap<string, Volume>): Value<readonly Mount[]> {
  const value = mounts.read<readonly Mount[]>(
    (list) => (list.kind === 'list' && !list.isOpen ? list.items().map((item) => mountOf(item, volumes)) : undefined),
    () => [],
  );
  return { ...value, hole: noHole() };
}

function mountOf(mount: Cursor, volumes: ReadonlyMap<string, Volume>): Mount {
  const volume = volumes.get(rawText(mount.at('name')) ?? '');
  const kind = volume?.kind ?? 'unknown';
  const readOnly = mount.at('readOnly').flag();
  return {
    kind,
    target: rawText(mount.at('mountPath')),
    source: volume?.source,
    // ConfigMaps and Secrets are mounted read-only whatever the field says.
    readOnly: kind === 'config' || kind === 'secret' || (readOnly.state === 'set' && readOnly.value),
    span: mount.span,
  };
}
