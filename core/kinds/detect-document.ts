import type { Format } from '../model/format.js';
import { nameOf } from '../model/path.js';
import type { Cursor } from '../yaml/cursor.js';
import { isConfigName, isForeignName } from './detect.js';
import { composeVariant } from './detect-compose.js';
import { kubernetesVariant } from './detect-kubernetes.js';
import { prometheusVariant } from './prometheus-detect.js';

/** What one document of a stream is. */
export interface DocumentKind {
  readonly format: Format;
  /** See `Document.variant`; `v1` for the old form of Compose files. */
  readonly variant: string;
}

/**
 * What a document is, from its parsed root. `hint` is what the whole file was detected as; it decides where a syntax
 * error left no mapping to ask.
 */
export function kindOfDocument(root: Cursor, path: string, hint?: Format): DocumentKind | undefined {
  const name = nameOf(path);
  if (isConfigName(name)) return { format: 'seaworthy', variant: '' };
  if (isForeignName(name)) return undefined;
  if (root.kind !== 'map' && root.kind !== 'list') {
    const isLost = root.kind === 'scalar' || root.kind === 'opaque';
    return isLost && hint !== undefined && hint !== 'dockerfile' ? { format: hint, variant: '' } : undefined;
  }
  const kubernetes = kubernetesVariant(root, name);
  if (kubernetes !== undefined) return { format: 'kubernetes', variant: kubernetes };
  const compose = composeVariant(root, name);
  if (compose !== undefined) return { format: 'compose', variant: compose };
  const prometheus = prometheusVariant(root, name);
  return prometheus === undefined ? undefined : { format: 'prometheus', variant: prometheus };
}
