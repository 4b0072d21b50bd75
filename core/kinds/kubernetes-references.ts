import type { PlainFact } from '../index/facts.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { Workload } from '../model/workload.js';
import { known } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { rawText } from './kubernetes-values.js';

/** Names that every cluster has, so that nobody needs to define them. */
const builtIn: ReadonlySet<string> = new Set(['ServiceAccount/default', 'ConfigMap/kube-root-ca.crt']);

/** Notes one reference; one without a readable name is none. */
type Note = (kind: string, name: Cursor, more?: { readonly key?: Cursor; readonly optional?: Cursor }) => void;

function collect(namespace: string | undefined, walk: (note: Note) => void): readonly PlainFact[] {
  const facts: PlainFact[] = [];
  walk((kind, at, { key, optional } = {}) => {
    const name = rawText(at);
    if (name === undefined || name === '' || builtIn.has(`${kind}/${name}`)) return;
    facts.push({
      type: 'reference',
      kind,
      namespace,
      name,
      key: key && rawText(key),
      optional: optional !== undefined && known(optional.flag()) === true,
      span: at.span,
    });
  });
  return facts;
}

/** The ConfigMaps, Secrets, claims and service accounts that the pods of a workload name. */
export function podReferences({ namespace, spec, containers }: Workload): readonly PlainFact[] {
  return collect(namespace, (note) => {
    for (const { cursor } of containers) if (cursor) containerReferences(cursor, note);
    for (const volume of spec.at('volumes').items()) volumeReferences(volume, note);
    for (const secret of spec.at('imagePullSecrets').items()) note('Secret', secret.at('name'));
    const account = spec.at('serviceAccountName');
    // `serviceAccount` is the old name of the field and is still read.
    note('ServiceAccount', account.kind === 'scalar' ? account : spec.at('serviceAccount'));
  });
}

function containerReferences(container: Cursor, note: Note): void {
  for (const entry of container.at('env').items()) {
    for (const [field, kind] of [
      ['secretKeyRef', 'Secret'],
      ['configMapKeyRef', 'ConfigMap'],
    ] as const) {
      const from = entry.at('valueFrom', field);
      note(kind, from.at('name'), { key: from.at('key'), optional: from.at('optional') });
    }
  }
  for (const source of container.at('envFrom').items()) {
    for (const [field, kind] of [
      ['secretRef', 'Secret'],
      ['configMapRef', 'ConfigMap'],
    ] as const) {
      const from = source.at(field);
      note(kind, from.at('name'), { optional: from.at('optional') });
    }
  }
}

function volumeReferences(volume: Cursor, note: Note): void {
  const secret = volume.at('secret');
  note('Secret', secret.at('secretName'), { optional: secret.at('optional') });
  const config = volume.at('configMap');
  note('ConfigMap', config.at('name'), { optional: config.at('optional') });
  note('PersistentVolumeClaim', volume.at('persistentVolumeClaim', 'claimName'));
  for (const source of volume.at('projected', 'sources').items()) {
    note('Secret', source.at('secret', 'name'), { optional: source.at('secret', 'optional') });
    note('ConfigMap', source.at('configMap', 'name'), { optional: source.at('configMap', 'optional') });
  }
}

/** The Secrets with the certificates of an Ingress. */
export function objectReferences({ group, kind, namespace, cursor }: KubernetesObject): readonly PlainFact[] {
  if (kind !== 'Ingress' || (group !== 'networking.k8s.io' && group !== 'extensions')) return [];
  return collect(namespace, (note) => {
    for (const tls of cursor.at('spec', 'tls').items()) note('Secret', tls.at('secretName'));
  });
}
