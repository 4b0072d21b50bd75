import { known } from '../value.js';
import type { RelabelStep } from './prometheus.js';

/** What a `labelmap` step copies without naming it. */
export interface CopiedLabels {
  readonly of: 'labels' | 'annotations' | 'tags';
  /** A pattern that copies what is mostly wanted, under the same names; undefined where nobody can know. */
  readonly narrower: string | undefined;
}

/**
 * What discovery knows by names that the people who deploy choose: `__meta_kubernetes_pod_label_<name>`.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/, the `_sd_config` sections.
 */
const openNames = /^(.*_(label|annotation|tag|metadata)_)\(\.[+*]\??\)\$?$/;

/** What a step copies as a whole. Undefined when its pattern names a prefix, or when later steps choose among it. */
export function copiedLabels({ action, regex, replacement, phase, later }: RelabelStep): CopiedLabels | undefined {
  if (known(action) !== 'labelmap' || phase !== 'target' || regex.state !== 'set') return undefined;
  const [, prefix = '', kind] = openNames.exec(regex.value) ?? [];
  // Parameters of the request and helpers are gone before anything is stored.
  if (kind === undefined || (known(replacement) ?? '').startsWith('__')) return undefined;
  if (later.some((step) => ['labeldrop', 'labelkeep'].includes(known(step.action) ?? ''))) return undefined;
  if (kind === 'annotation') return { of: 'annotations', narrower: undefined };
  if (kind !== 'label') return { of: 'tags', narrower: undefined };
  return { of: 'labels', narrower: narrowerPattern(prefix) };
}

function narrowerPattern(prefix: string): string | undefined {
  if (prefix.startsWith('__meta_docker_')) return `${prefix}(com_docker_compose_(?:project|service))`;
  if (prefix === '__meta_kubernetes_node_label_') {
    return `${prefix}(topology_kubernetes_io_(?:region|zone)|node_kubernetes_io_instance_type)`;
  }
  const isKubernetes = /^__meta_kubernetes_(?:pod|service|endpoints|endpointslice|ingress|namespace)_/.test(prefix);
  return isKubernetes ? `${prefix}(app_kubernetes_io_.+)` : undefined;
}
