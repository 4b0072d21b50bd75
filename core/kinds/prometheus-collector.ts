import type { LabelUse } from '../model/label.js';
import { labelsInList } from '../model/label-list.js';
import type { Promotion } from '../model/prometheus.js';
import { opaque } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isWritten } from './compose-values.js';
import { rawText } from './kubernetes-values.js';
import { fixedLabels } from './prometheus-scrape.js';
import type { Surface } from './prometheus-values.js';

/** What an OpenTelemetry collector makes into labels of metrics and of log streams. */
export interface CollectorLabels {
  readonly labels: readonly LabelUse[];
  readonly promotions: readonly Promotion[];
}

/** Components by their type: `spanmetrics` and `spanmetrics/api`. */
function components(section: Cursor, types: readonly string[]): readonly { name: string; cursor: Cursor }[] {
  return section.entries().filter(({ name }) => types.includes(name.split('/', 1)[0] ?? ''));
}

/**
 * Reads a collector's configuration.
 * Sources: the pages of its components in https://github.com/open-telemetry/opentelemetry-collector-contrib:
 * `connector/{spanmetrics,servicegraph,count,sum}connector`, `exporter/prometheus{,remotewrite}exporter`,
 * `pkg/translator/loki`.
 */
export function readCollector(root: Cursor, surface: Surface): CollectorLabels {
  const makers = [root.at('connectors'), root.at('processors')];
  const exporters = components(root.at('exporters'), ['prometheus', 'prometheusremotewrite']);
  const labels = [
    ...makers.flatMap((section) => components(section, ['spanmetrics', 'servicegraph'])).flatMap(spanDimensions),
    ...components(root.at('connectors'), ['count', 'sum']).flatMap(countedAttributes),
    ...components(root.at('processors'), ['attributes', 'resource']).flatMap(lokiHints),
    ...exporters.flatMap(({ name, cursor }) =>
      ['const_labels', 'external_labels'].flatMap((key) => fixedLabels(cursor.at(key), 'external', name, surface)),
    ),
  ];
  const promotions = exporters.flatMap(({ name, cursor }): readonly Promotion[] => {
    const all = cursor.at('resource_to_telemetry_conversion.enabled').flag();
    return [{ format: 'prometheus', by: 'exporter', name, all, narrowed: isNarrowed(root, name), list: undefined }];
  });
  return { labels, promotions };
}

/** `dimensions` of metrics made from spans: names, or mappings with a name. */
function spanDimensions({ name: owner, cursor }: { name: string; cursor: Cursor }): readonly LabelUse[] {
  const lists = ['dimensions', 'calls_dimensions', 'histogram.dimensions', 'events.dimensions'];
  const capped = cursor.at('aggregation_cardinality_limit').number();
  const isCapped = capped.state !== 'unset' && !(capped.state === 'set' && capped.value === 0);
  return lists
    .flatMap((list) => cursor.at(list).items())
    .flatMap((item) => dimension(item, item.kind === 'map' ? item.at('name') : item, owner, isCapped));
}

/** `attributes` by which records are counted: `count: {spans: {metric: {attributes: [{key: …}]}}}`. */
function countedAttributes({ name: owner, cursor }: { name: string; cursor: Cursor }): readonly LabelUse[] {
  return cursor
    .entries()
    .flatMap((signal) => signal.cursor.entries())
    .flatMap((metric) => metric.cursor.at('attributes').items())
    .flatMap((item) => dimension(item, item.at('key'), owner, false));
}

function dimension(item: Cursor, name: Cursor, owner: string, isCapped: boolean): readonly LabelUse[] {
  const text = rawText(name);
  if (text === undefined) return [];
  const { hole } = item.text();
  const value = opaque(name.span, {
    put: (other: string) => name.text().hole.put(other),
    drop: () => hole.drop(),
    append: () => undefined,
  });
  return [{ format: 'prometheus', place: 'dimension', owner, name: text, nameSpan: name.span, value, isCapped }];
}

/** Attributes that a hint tells the Loki exporter to make into stream labels. */
function lokiHints({ name: owner, cursor }: { name: string; cursor: Cursor }): readonly LabelUse[] {
  return [...cursor.at('actions').items(), ...cursor.at('attributes').items()].flatMap((action) => {
    const hint = rawText(action.at('key'));
    const source = action.at('value').kind === 'scalar' ? action.at('value').source() : undefined;
    if ((hint !== 'loki.attribute.labels' && hint !== 'loki.resource.labels') || source === undefined) return [];
    return labelsInList(source, action.at('value').text(), 'names').map(
      (entry): LabelUse => ({ ...entry, format: 'prometheus', place: 'log-stream', owner }),
    );
  });
}

/** True when a pipeline that ends in the exporter has a processor that chooses among the attributes. */
function isNarrowed(root: Cursor, exporter: string): boolean {
  return root
    .at('service.pipelines')
    .entries()
    .some(({ cursor }) => {
      if (
        !cursor
          .at('exporters')
          .items()
          .some((item) => rawText(item) === exporter)
      )
        return false;
      return cursor
        .at('processors')
        .items()
        .map(rawText)
        .some((name) => name !== undefined && chooses(root, name));
    });
}

function chooses(root: Cursor, processor: string): boolean {
  const [type] = processor.split('/', 1);
  if (type === 'transform') return true;
  if (type !== 'resource') return false;
  const actions = root.at('processors', processor, 'attributes').items();
  return actions.some((action) => rawText(action.at('action')) === 'delete');
}

/**
 * What the server promotes of what it receives over OTLP.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/, `otlp`
 */
export function serverPromotions(otlp: Cursor, style: 'snake' | 'camel'): readonly Promotion[] {
  const camel = style === 'camel';
  const all = otlp.at(camel ? 'promoteAllResourceAttributes' : 'promote_all_resource_attributes').flag();
  const list = otlp.at(camel ? 'promoteResourceAttributes' : 'promote_resource_attributes');
  const narrowed = isWritten(otlp.at(camel ? 'ignoreResourceAttributes' : 'ignore_resource_attributes'));
  return [{ format: 'prometheus', by: 'server', name: 'otlp', all, narrowed, list }];
}
