import type { Cursor } from '../yaml/cursor.js';
import type { TopLevel } from './detect-scan.js';

/** Groups whose documents look like objects and are read by a tool, never sent to a cluster. */
const toolGroups = new Set([
  'apiserver.config.k8s.io',
  'apiserver.k8s.io',
  'audit.k8s.io',
  'backstage.io',
  'cli.kyverno.io',
  'client.authentication.k8s.io',
  'clientauthentication.k8s.io',
  'config.kubernetes.io',
  'ctlptl.dev',
  'eksctl.io',
  'k0sctl.k0sproject.io',
  'k3d.io',
  'kind.x-k8s.io',
  'kops.k8s.io',
  'kpt.dev',
  'krew.googlecontainertools.github.com',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'skaffold',
  'tanka.dev',
  'test.gatekeeper.sh',
]);

const kustomizeGroup = 'kustomize.config.k8s.io';

/** `kustomization.yaml`, `kustomization.yml` and `Kustomization`, the names Kustomize looks for. */
export function isKustomizationName(name: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(name);
}

/**
 * The variant of a Kubernetes object: its kind, empty when the kind is a template. Files of Kustomize give
 * `Kustomization` (a Component too); the object of the same kind that Flux reads gives its kind with its group.
 * Undefined for anything that is no object of a cluster.
 */
export function kubernetesVariant(root: Cursor, name: string): string | undefined {
  const apiVersion = root.at('apiVersion');
  const kind = root.at('kind');
  if (isKustomizationName(name) && apiVersion.kind !== 'scalar' && looksLikeKustomization(root)) return 'Kustomization';
  if (!isWritten(apiVersion) || !isWritten(kind)) return undefined;
  return variantOf(
    apiVersion.scalar,
    kind.scalar,
    ['clusters', 'contexts', 'users'].some((key) => root.at(key).kind === 'list'),
  );
}

/** The same judgement over raw lines, for a file that may not parse. */
export function mayBeKubernetes({ keys }: TopLevel, name: string): boolean {
  const apiVersion = keys.get('apiVersion');
  const kind = keys.get('kind');
  if (isKustomizationName(name) && apiVersion === undefined) return keys.size > 0;
  if (apiVersion === undefined || kind === undefined) return false;
  const isConfig = keys.has('clusters') || keys.has('contexts') || keys.has('users');
  return variantOf(rawScalar(apiVersion), rawScalar(kind), isConfig) !== undefined;
}

/** Undefined texts are templates, which may be anything. */
function variantOf(apiVersion: string | undefined, kind: string | undefined, isConfig: boolean): string | undefined {
  if (apiVersion !== undefined) {
    const slash = apiVersion.lastIndexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    if (toolGroups.has(group)) return undefined;
    if (!/^v\d/.test(apiVersion.slice(slash + 1)) && !apiVersion.includes('$')) return undefined;
    if (group === kustomizeGroup) return 'Kustomization';
    if (group === '' && kind === 'Config' && isConfig) return undefined;
    if (kind === 'Kustomization') return `Kustomization.${group}`;
  }
  if (kind !== undefined && !/^[A-Z$]/.test(kind)) return undefined;
  return kind ?? '';
}

function looksLikeKustomization(root: Cursor): boolean {
  const keys = ['resources', 'bases', 'patches', 'patchesStrategicMerge', 'components', 'images', 'generators'];
  const more = [
    'configMapGenerator',
    'secretGenerator',
    'namespace',
    'namePrefix',
    'commonLabels',
    'labels',
    'replicas',
  ];
  return root.kind === 'map' && [...keys, ...more].some((key) => isWritten(root.at(key)));
}

function isWritten(cursor: Cursor): boolean {
  return cursor.kind !== 'missing' && cursor.kind !== 'open' && cursor.kind !== 'null';
}

/** The scalar behind a key, without quotes and comment; undefined for a template. */
function rawScalar(raw: string): string | undefined {
  const line = raw.trimStart().split('\n', 1)[0] ?? '';
  if (line.includes('{{')) return undefined;
  const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(line);
  return quoted ? (quoted[1] ?? quoted[2]) : line.split(' #', 1).join('').trim();
}
