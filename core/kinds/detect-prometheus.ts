import { nameOf } from '../model/path.js';
import type { TopLevel } from './detect-scan.js';

/** Top-level keys that only a Prometheus server's configuration has. */
const serverKeys = ['scrape_configs', 'rule_files', 'remote_write', 'remote_read', 'scrape_config_files'];

/**
 * True when the lines at the top of a document look like Prometheus: server configuration, rules, Alertmanager,
 * promtail, target lists, an OpenTelemetry collector, Fluent Bit, mappings of exporters. `prometheusVariant` decides on the parsed root.
 */
export function mayBePrometheus({ keys, list, body }: TopLevel, path: string): boolean {
  if (list) return /["']?\btargets["']?[ \t]*:/.test(body);
  if (keys.has('apiVersion') || keys.has('kind')) return false;
  if (serverKeys.some((key) => keys.has(key))) return true;
  if (/\b(?:scrape_interval|evaluation_interval)\b/.test(keys.get('global') ?? '')) return true;
  if (keys.has('route') && keys.has('receivers')) return true;
  const groups = keys.get('groups');
  if (groups !== undefined) return isRuleName(nameOf(path)) || /(?:^|[\s{,])["']?expr["']?[ \t]*:/.test(groups);
  if (keys.has('alerting') && /\balertmanagers\b/.test(keys.get('alerting') ?? '')) return true;
  if (mayBeMappings(keys) || /\boutputs[ \t]*:/.test(keys.get('pipeline') ?? '')) return true;
  return /\bpipelines\b/.test(keys.get('service') ?? '') && (keys.has('receivers') || keys.has('exporters'));
}

/** Mappings of exporters. Rules of linters have a pattern as well, and an id. */
function mayBeMappings(keys: TopLevel['keys']): boolean {
  const rules = keys.get('rules') ?? '';
  if (/\bpattern[ \t]*:/.test(rules) && !/(?:^|[\s{,])id[ \t]*:/.test(rules)) return true;
  return /\bmatch[ \t]*:/.test(keys.get('mappings') ?? '') || /\bmetric_name[ \t]*:/.test(keys.get('metrics') ?? '');
}

/** `*.rules`, `*.rules.yml`, `*alerts*.yml`. */
function isRuleName(name: string): boolean {
  return /\.rules(?:\.ya?ml)?$/i.test(name) || (/alert/i.test(name) && /\.ya?ml$/i.test(name));
}
