import { type SourceText, sliceSource } from '../source.js';
import type { Span } from '../span.js';
import type { Hole } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Document } from './document.js';
import { flagsOf } from './flag.js';
import { dropAt } from './yaml-fix.js';

/** One resource in an allow list of kube-state-metrics: `pods=[app,team]`. */
export interface AllowedResource {
  readonly of: 'labels' | 'annotations';
  /** In the plural, `*` for all of them. */
  readonly resource: string;
  readonly keys: readonly AllowedKey[];
  /** Puts another list of keys, or removes the resource from the list. */
  readonly hole: Pick<Hole<readonly string[]>, 'put' | 'drop'>;
}

/** A label or annotation that becomes a label of a metric; `*` stands for every one. */
export interface AllowedKey {
  readonly name: string;
  readonly span: Span;
}

/** How a scalar that holds such a list is written and removed. */
interface Place {
  /** Replaces a part of the text, given by its offsets in it. */
  put(part: Span, text: string): ReturnType<Hole<string>['put']>;
  drop(): ReturnType<Hole<string>['drop']>;
}

const flags: ReadonlyMap<string, AllowedResource['of']> = new Map([
  ['metric-labels-allowlist', 'labels'],
  ['metric-annotations-allowlist', 'annotations'],
]);
const flagNames: ReadonlySet<string> = new Set(flags.keys());

/** Keys of the chart of kube-state-metrics, each a list of resources. */
const chartKeys: Readonly<Record<string, AllowedResource['of']>> = {
  metricLabelsAllowlist: 'labels',
  metricAnnotationsAllowList: 'annotations',
};

/**
 * What a document lets kube-state-metrics turn into labels: flags of a container, and values of its chart in a
 * HelmRelease of Flux or an Application of Argo CD.
 * Source: https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md
 */
export function allowedResources(document: Pick<Document, 'container' | 'object'>): readonly AllowedResource[] {
  return [
    ...document.container.flatMap((container) =>
      (flagsOf(container, flagNames) ?? []).flatMap(({ name, value, source }) => {
        const of = flags.get(name);
        if (of === undefined || value.state !== 'set' || source === undefined) return [];
        return resourcesIn(source, of, {
          put: ({ start, end }, text) => value.hole.put(source.text.slice(0, start) + text + source.text.slice(end)),
          drop: () => value.hole.drop(),
        });
      }),
    ),
    ...document.object.flatMap(({ kind, cursor }) => chartValues(kind, cursor).flatMap((values) => inChart(values, 3))),
  ];
}

/** The values of charts that an object installs. */
function chartValues(kind: string, object: Cursor): readonly Cursor[] {
  switch (kind) {
    case 'HelmRelease':
      return [object.at('spec.values')];
    case 'HelmChart':
    case 'HelmChartConfig':
      return textValues(object.at('spec.valuesContent'));
    case 'Application':
      return [object.at('spec.source'), ...object.at('spec.sources').items()].flatMap((source) => [
        source.at('helm.valuesObject'),
        ...textValues(source.at('helm.values')),
      ]);
    default:
      return [];
  }
}

function textValues(text: Cursor): readonly Cursor[] {
  const yaml = text.embedded();
  return yaml && yaml.problems.length === 0 ? [yaml.root({ open: false })] : [];
}

/** The lists in the values of a chart or of one it depends on, which stand under its name. */
function inChart(values: Cursor, depth: number): readonly AllowedResource[] {
  return values.entries().flatMap(({ name, cursor }): readonly AllowedResource[] => {
    const of = chartKeys[name];
    if (of === undefined) return depth > 0 ? inChart(cursor, depth - 1) : [];
    return cursor.items().flatMap((item) => {
      const source = item.kind === 'scalar' ? item.source() : undefined;
      if (source === undefined) return [];
      return resourcesIn(source, of, {
        put: (part, text) => item.part(source.locate(part)).put(text),
        drop: () => dropAt(item),
      });
    });
  });
}

/** `pods=[a,b],nodes=[*]`. A list that is not closed says nothing. */
function resourcesIn(source: SourceText, of: AllowedResource['of'], place: Place): readonly AllowedResource[] {
  const found = [...source.text.matchAll(/(?:^|,)\s*=?([\w.*-]+)=\[([^[\]]*)\]/g)];
  return found.map((match, index) => {
    const [whole, resource = '', list = ''] = match;
    const end = match.index + whole.length;
    const inside = { start: end - 1 - list.length, end: end - 1 };
    const keys = keysIn(sliceSource(source, inside.start, inside.end));
    // The first one leaves no comma behind.
    const own = { start: match.index, end: index === 0 && found.length > 1 ? end + 1 : end };
    return {
      of,
      resource,
      keys,
      hole: {
        put: (written) => place.put(inside, written.join(',')),
        drop: () => (found.length === 1 ? place.drop() : place.put(own, '')),
      },
    };
  });
}

function keysIn(list: SourceText): readonly AllowedKey[] {
  return [...list.text.matchAll(/[^,\s]+/g)].map(({ 0: name, index }) => ({
    name,
    span: list.locate({ start: index, end: index + name.length }),
  }));
}
