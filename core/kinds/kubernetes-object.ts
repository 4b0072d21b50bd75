import type { KubernetesObject } from '../model/kubernetes.js';
import type { Cursor } from '../yaml/cursor.js';
import { kubernetesVariant } from './detect-kubernetes.js';
import { podKindOf, typeOf } from './kubernetes-kinds.js';
import { containersIn } from './kubernetes-pod.js';
import { nameSpan, rawText } from './kubernetes-values.js';

/** Lists in lists are unfolded this far. */
const deepest = 4;

/** The mappings of a document that a cluster would store: the document itself, or the items of a List. */
export function unfold(root: Cursor, depth = 0): readonly Cursor[] {
  if (root.kind !== 'map') return [];
  const items = root.at('items');
  const isList = rawText(root.at('kind'))?.endsWith('List') === true && items.kind === 'list';
  if (isList && depth < deepest) return items.items().flatMap((item) => unfold(item, depth + 1));
  const variant = kubernetesVariant(root, '');
  return variant === undefined || variant === 'Kustomization' || variant.startsWith('Kustomization.') ? [] : [root];
}

/** Reads one object; undefined when its type is not readable. */
export function readObject(cursor: Cursor): KubernetesObject | undefined {
  const type = typeOf(cursor);
  if (!type) return undefined;
  const name = cursor.at('metadata', 'name');
  const anchor = nameSpan(name, cursor.at('kind').span);
  return {
    format: 'kubernetes',
    ...type,
    name: rawText(name) ?? '',
    namespace: rawText(cursor.at('metadata', 'namespace')),
    anchor,
    cursor: cursor.anchored(anchor),
  };
}

/**
 * True for a strategic merge patch: it uses the directives of one, or it names a container without an image, which no
 * cluster would take as it stands.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#patchstrategicmerge
 */
export function isPatch(cursor: Cursor, text: string): boolean {
  // Keys that begin with a dollar need one, or an escape, in the text: most files have neither.
  if (/[$\\]/.test(text) && hasDirective(cursor, 0)) return true;
  const type = typeOf(cursor);
  const kind = type && podKindOf(type, cursor);
  // Triggers of OpenShift fill in images, and Argo and Tekton have containers of other shapes.
  if (kind?.shape !== 'pod' || type?.kind === 'DeploymentConfig') return false;
  return containersIn(cursor, kind).some(
    ({ cursor: container }) => container.at('image').kind === 'missing' && !container.isOpen,
  );
}

/**
 * Directives stand on the path to what they patch, so there is no need to look deep. What an alias names is looked at
 * where it stands: aliases of aliases would lead to it more often than can be counted.
 */
const directiveDepth = 12;

function hasDirective(cursor: Cursor, depth: number): boolean {
  if (depth > directiveDepth) return false;
  for (const { name, cursor: value } of cursor.entries()) {
    if (name === '$patch' || name === '$retainKeys' || /^\$(?:setElementOrder|deleteFromPrimitiveList)\//.test(name)) {
      return true;
    }
    if (!value.shared && hasDirective(value, depth + 1)) return true;
  }
  return cursor.items().some((item) => !item.shared && hasDirective(item, depth + 1));
}
