import type { Comment } from '../model/document.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { Steps } from '../steps.js';
import { mayBePrometheus } from './detect-prometheus.js';
import { scanTopLevel } from './detect-scan.js';
import { readParts } from './prometheus.js';
import { prometheusVariant } from './prometheus-detect.js';
import type { PrometheusParts } from './prometheus-objects.js';
import type { Surface } from './prometheus-values.js';

/** What the files in a ConfigMap hold. */
export interface Embedded {
  readonly parts: readonly PrometheusParts[];
  readonly comments: readonly Comment[];
}

/**
 * Reads the Prometheus files that a ConfigMap carries in block scalars: rule files, server configuration, promtail.
 * Paths in them are those of the container that mounts them, so they name no file of the workspace.
 */
export function* readEmbedded({ cursor }: KubernetesObject, surface: Surface): Steps<Embedded> {
  const parts: PrometheusParts[] = [];
  const comments: Comment[] = [];
  for (const { name, cursor: value } of cursor.at('data').entries()) {
    if (!/\.(?:ya?ml|rules)$/i.test(name) || !mayHold(name, surface.text.slice(value.span.start, value.span.end))) {
      continue;
    }
    const yaml = yield* value.embeddedInSteps();
    if (yaml === undefined || yaml.problems.length > 0) continue;
    const root = yaml.root({ open: false });
    const read = yield* readParts(root, prometheusVariant(root, name), surface);
    parts.push({ ...read, facts: read.facts.filter(({ type }) => type !== 'file') });
    comments.push(...yaml.comments);
  }
  return { parts, comments };
}

/**
 * The configuration of a collector that an operator runs: a mapping, or a text in the older version of the API.
 * Source: https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md
 */
export function* collectorParts(
  { cursor, name }: KubernetesObject,
  surface: Surface,
): Steps<readonly PrometheusParts[]> {
  const config = cursor.at('spec.config');
  const root = config.kind === 'map' ? config : config.embedded()?.root({ open: false });
  return root === undefined ? [] : [yield* readParts(root, prometheusVariant(root, name), surface)];
}

/** Whether the text of a block scalar, header and indentation included, is worth parsing. */
function mayHold(name: string, block: string): boolean {
  const content = block.slice(block.indexOf('\n') + 1);
  return scanTopLevel(content).some((top) => mayBePrometheus(top, name));
}
