import type { LabelEntry, LabelUse } from '../model/label.js';
import type { AlertRule, QueryUse, RecordingRule } from '../model/prometheus.js';
import { namedLabels } from '../promql/named-labels.js';
import { parseQuery } from '../promql/parse.js';
import type { Expression, Query } from '../promql/query.js';
import type { Steps } from '../steps.js';
import { opaque, set, unset, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { durationOf, labelEntries, type Surface, shownText } from './prometheus-values.js';

/** The rules of a document. */
export interface Rules {
  readonly alerts: readonly AlertRule[];
  readonly recordings: readonly RecordingRule[];
  readonly queries: readonly QueryUse[];
  readonly labels: readonly LabelUse[];
}

/** Keys of a group that only vmalert knows. Source: VictoriaMetrics, "vmalert", section "Groups". */
const vmalertKeys = ['concurrency', 'eval_offset', 'eval_delay', 'eval_alignment', 'tenant', 'notifier_headers'];

/** Reads the list under `groups` of a rule file or of a PrometheusRule's spec. */
export function* readRules(groups: Cursor, surface: Surface): Steps<Rules> {
  const alerts: AlertRule[] = [];
  const recordings: RecordingRule[] = [];
  const queries: QueryUse[] = [];
  const labels: LabelUse[] = [];
  for (const group of groups.items()) {
    const name = shownText(group.at('name'), surface);
    const groupPlace = { span: group.span, anchor: group.at('name').span };
    const shared = labelEntries(group.at('labels'), surface);
    const lenient = isForeign(group, surface);
    const first = group.at('rules').items()[0];
    const leading = first && isWritten(first.at('record')) ? 'recording' : 'alert';
    labels.push(...shared.map((label) => use(label, leading, name)));
    for (const rule of group.at('rules').items()) {
      yield;
      const place = isWritten(rule.at('alert')) ? 'alert' : isWritten(rule.at('record')) ? 'recording' : undefined;
      if (place === undefined) continue;
      const nameCursor = rule.at(place === 'alert' ? 'alert' : 'record');
      const own = labelEntries(rule.at('labels'), surface);
      const read = {
        format: 'prometheus' as const,
        name: shownText(nameCursor, surface),
        anchor: nameCursor.span,
        group: name,
        groupPlace,
        query: readQuery(rule.at('expr').anchored(nameCursor.span), lenient, surface),
        labels: [...own, ...shared.filter((label) => own.every((other) => other.name !== label.name))],
        cursor: rule,
      };
      if (place === 'recording') recordings.push(read);
      else {
        const wait = durationOf(rule.at('for').anchored(nameCursor.span));
        alerts.push(Object.assign(read, { wait, annotations: labelEntries(rule.at('annotations'), surface) }));
      }
      labels.push(...own.map((label) => use(label, place, read.name)));
      if (read.query.state !== 'set') continue;
      const query = read.query.value;
      queries.push({ format: 'prometheus', place, owner: read.name, query });
      // What an alert names lives while it fires; what a recording names is stored at each evaluation.
      if (query.tree && place === 'recording') labels.push(...queryLabels(query.tree, read.name));
    }
  }
  return { alerts, recordings, queries, labels };
}

function isWritten(cursor: Cursor): boolean {
  return cursor.kind !== 'missing' && cursor.kind !== 'open';
}

/** Whether the queries of a group may be in another dialect: LogQL for Loki, MetricsQL for vmalert. */
function isForeign(group: Cursor, { path }: Surface): boolean {
  if (/loki|vmalert|victoria/i.test(path)) return true;
  const type = group.at('type').text();
  if (type.state !== 'unset' && !(type.state === 'set' && type.value === 'prometheus')) return true;
  return vmalertKeys.some((key) => isWritten(group.at(key)));
}

function readQuery(cursor: Cursor, lenient: boolean, { parses }: Surface): Value<Query> {
  const value = cursor.text();
  const hole = {
    put: (query: Query) => value.hole.put(query.source.text),
    drop: () => value.hole.drop(),
    append: () => undefined,
  };
  if (value.state === 'unset') return unset(value.anchor, hole);
  const source = value.state === 'set' ? cursor.source() : undefined;
  if (value.state === 'opaque' || source === undefined) return opaque(value.span);
  const query = parseQuery(source, { lenient, ...(parses && { syntaxOf: parses.query }) });
  return set(query, value.span, cursor.key ? { key: cursor.key, hole } : { hole });
}

function use({ name, nameSpan, value }: LabelEntry, place: 'alert' | 'recording', owner: string): LabelUse {
  return { format: 'prometheus', place, owner, name, nameSpan, value };
}

/** The labels a query names, each once, however often it stands there. */
function queryLabels(tree: Expression, owner: string): readonly LabelUse[] {
  const first = new Map<string, LabelUse>();
  for (const { name, span, place } of namedLabels(tree)) {
    if (first.has(name)) continue;
    first.set(name, { format: 'prometheus', place, owner, name, nameSpan: span, value: opaque<string>(span) });
  }
  return [...first.values()];
}
