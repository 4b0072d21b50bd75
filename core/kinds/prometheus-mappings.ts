import type { LabelEntry, LabelUse } from '../model/label.js';
import { opaque } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { isWritten } from './compose-values.js';
import { rawText } from './kubernetes-values.js';
import { labelEntries, type Surface } from './prometheus-values.js';

/**
 * The mappings by which an exporter makes metrics of something else, each with labels: of the StatsD exporter, the JMX
 * exporter and the SQL exporter.
 * Sources: https://github.com/prometheus/statsd_exporter#metric-mapping-and-configuration,
 * https://prometheus.github.io/jmx_exporter/, https://github.com/burningalchemist/sql_exporter
 */
export function exporterMappings(root: Cursor): readonly Cursor[] {
  const all = (list: Cursor, ...keys: readonly string[]): readonly Cursor[] => {
    const items = list.items();
    return items.length > 0 && items.every((item) => keys.every((key) => isWritten(item.at(key)))) ? items : [];
  };
  const statsd = all(root.at('mappings'), 'match', 'name');
  if (statsd.length > 0) return statsd;
  const jmx = root.at('rules').items();
  if (jmx.length > 0 && jmx.every((item) => isWritten(item.at('pattern')) && !isWritten(item.at('id')))) {
    return jmx.some((item) => isWritten(item.at('name'))) ? jmx : [];
  }
  return all(root.at('metrics'), 'metric_name', 'type');
}

/** Labels that mappings set. A reference to what was matched is another value each time. */
export function mappingLabels(mappings: readonly Cursor[], surface: Surface): readonly LabelUse[] {
  return mappings.flatMap((mapping) => {
    const owner = rawText(mapping.at('name')) ?? rawText(mapping.at('metric_name')) ?? '';
    const columns = mapping
      .at('key_labels')
      .items()
      .flatMap((item): readonly LabelEntry[] => {
        const name = rawText(item);
        return name === undefined ? [] : [{ name, nameSpan: item.span, value: opaque(item.span, item.text().hole) }];
      });
    const written = labelEntries(mapping.at('labels'), surface).map(({ name, nameSpan, value }) => ({
      name,
      nameSpan,
      value: value.state === 'set' && !value.value.includes('$') ? value : opaque(nameSpan, value.hole),
    }));
    return [...columns, ...written].map(
      (entry): LabelUse => ({ ...entry, format: 'prometheus', place: 'sample', owner }),
    );
  });
}
