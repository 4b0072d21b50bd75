import type { Cursor } from '../yaml/cursor.js';
import { exporterMappings } from './prometheus-mappings.js';

/**
 * `rules`: alerting and recording rules. `scrape`: a server's or agent's configuration, whole or in part. `targets`: a
 * list for `file_sd_configs`. `collector`: OpenTelemetry without scrape jobs. `fluent-bit`: its YAML form, which is read for
 * the labels of its outputs. `exporter`: mappings to metrics.
 */
export type PrometheusVariant =
  | 'rules'
  | 'scrape'
  | 'alertmanager'
  | 'promtail'
  | 'collector'
  | 'fluent-bit'
  | 'exporter'
  | 'targets';

/**
 * What a document is, by its content; the name only helps where the content already fits. Undefined for files that
 * share keys with ours and mean something else: unit tests of promtool, provisioning of Grafana, rules of Falco or
 * Semgrep, values of a chart, the agents that nest everything under keys of their own.
 */
export function prometheusVariant(root: Cursor, name: string): PrometheusVariant | undefined {
  if (root.kind === 'list') return isTargetList(root) ? 'targets' : undefined;
  if (root.kind !== 'map') return undefined;
  if (has(root, 'apiVersion') || has(root, 'tests')) return undefined;
  if (root.at('route').kind === 'map' && root.at('receivers').kind === 'list') return 'alertmanager';
  if (root.at('groups').kind === 'list') return isRuleFile(root.at('groups'), name) ? 'rules' : undefined;
  if (isPromtail(root)) return 'promtail';
  if (collectorConfigs(root).length > 0) return 'scrape';
  if (isCollector(root)) return 'collector';
  if (isFluentBit(root)) return 'fluent-bit';
  if (exporterMappings(root).length > 0) return 'exporter';
  return isServer(root) ? 'scrape' : undefined;
}

/** The configurations of a Prometheus server inside an OpenTelemetry collector's: `receivers.prometheus/x.config`. */
export function collectorConfigs(root: Cursor): readonly Cursor[] {
  if (root.at('service').kind !== 'map') return [];
  return root
    .at('receivers')
    .entries()
    .filter(({ name }) => name === 'prometheus' || name.startsWith('prometheus/'))
    .map(({ cursor }) => cursor.at('config'))
    .filter((config) => config.at('scrape_configs').kind === 'list');
}

/** Whether a root is a collector's configuration: pipelines, and components for them. */
export function isCollector(root: Cursor): boolean {
  const sections = ['receivers', 'exporters', 'processors', 'connectors'];
  return root.at('service', 'pipelines').kind === 'map' && sections.some((key) => root.at(key).kind === 'map');
}

/** Source: https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml */
function isFluentBit(root: Cursor): boolean {
  const outputs = root.at('pipeline', 'outputs').items();
  return outputs.length > 0 && outputs.every((output) => has(output, 'name'));
}

/** Whether somebody wrote the key. */
function has(root: Cursor, key: string): boolean {
  const { kind } = root.at(key);
  return kind !== 'missing' && kind !== 'open';
}

function isTargetList(root: Cursor): boolean {
  const items = root.items();
  return (
    items.length > 0 &&
    items.every(
      (item) =>
        item.at('targets').kind === 'list' &&
        item.entries().every(({ name }) => name === 'targets' || name === 'labels'),
    )
  );
}

function isRuleFile(groups: Cursor, name: string): boolean {
  const named = /\.rules(?:\.ya?ml)?$|alert|rules?\b/i.test(name);
  return groups.items().some((group) => {
    const rules = group.at('rules').items();
    return rules.some((rule) => {
      const isRule = has(rule, 'alert') || has(rule, 'record');
      if (!isRule || has(rule, 'uid') || has(rule, 'data')) return false;
      return has(rule, 'expr') || (named && rules.length > 0);
    });
  });
}

function isPromtail(root: Cursor): boolean {
  const jobs = root.at('scrape_configs');
  if (jobs.kind !== 'list') return false;
  if (has(root, 'positions') || root.at('clients').kind === 'list') return true;
  return jobs.items().some((job) => has(job, 'pipeline_stages') || has(job, 'loki_push_api') || has(job, 'journal'));
}

function isServer(root: Cursor): boolean {
  // A chart's values, a static agent, a blackbox exporter, a collector.
  if (['server', 'prometheus', 'metrics', 'modules', 'service'].some((key) => root.at(key).kind === 'map'))
    return false;
  const lists = ['scrape_configs', 'rule_files', 'remote_write', 'remote_read', 'scrape_config_files'];
  if (lists.some((key) => root.at(key).kind === 'list')) return true;
  if (root.at('alerting', 'alertmanagers').kind === 'list') return true;
  const global = root.at('global');
  return has(global, 'scrape_interval') || has(global, 'evaluation_interval');
}
