import type { Edit } from '../edit.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Document } from './document.js';
import type { ScrapeJob, Target } from './prometheus.js';
import { appendTo, dropAt, joinEdits, writeAt } from './yaml-fix.js';

/**
 * Replaces a static target by discovery of the addresses behind its name. Undefined where the target carries labels,
 * for discovery has none to give.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dns_sd_config
 */
export function discoverByName(
  { cursor: job, targets }: ScrapeJob,
  { host, port, span }: Target,
  { text, format }: Document,
): readonly Edit[] | undefined {
  const isObject = format === 'kubernetes' && job.at('staticConfigs').kind === 'list';
  const fixed = job.at(isObject ? 'staticConfigs' : 'static_configs');
  const configs = fixed.items();
  const own = configs.find((config) => itemAt(config, span) !== undefined);
  const item = own && itemAt(own, span);
  if (own === undefined || item === undefined || port === undefined || own.at('labels').kind === 'map') {
    return undefined;
  }
  const discovery = { names: [host], type: 'A', port };
  const found = job.at(isObject ? 'dnsSDConfigs' : 'dns_sd_configs');
  const isLast = own.at('targets').items().length === 1;
  const removed = targets.length === 1 ? dropAt(fixed) : dropAt(isLast ? own : item);
  const added = found.kind === 'list' ? appendTo(found, discovery) : writeAt(found, [discovery]);
  return joinEdits(text, removed, added);
}

function itemAt(config: Cursor, { start }: { readonly start: number }): Cursor | undefined {
  return config
    .at('targets')
    .items()
    .find((item) => item.span.start === start);
}
