import { type SourceText, sourceAt } from '../source.js';
import { opaque, type Value } from '../value.js';
import { allowedResources } from './allow-list.js';
import type { Variable } from './container.js';
import type { Document } from './document.js';
import { flagsOf } from './flag.js';
import type { LabelUse } from './label.js';
import { labelsInList } from './label-list.js';

/** Flags of cAdvisor that list labels or variables of containers. */
const containerLists: ReadonlySet<string> = new Set(['whitelisted_container_labels', 'env_metadata_whitelist']);

/**
 * Labels that containers are told to make of something else: attributes of an OpenTelemetry resource, labels of objects
 * for kube-state-metrics, labels and variables of containers for cAdvisor. All churn with what they describe.
 */
export function exportedLabels(
  document: Pick<Document, 'format' | 'text' | 'container' | 'object'>,
): readonly LabelUse[] {
  const { format, text, container: containers } = document;
  const uses: LabelUse[] = [];
  for (const container of containers) {
    const owner = container.name;
    for (const variable of container.variables) {
      const source = variable.name === 'OTEL_RESOURCE_ATTRIBUTES' ? written(variable, text) : undefined;
      if (source === undefined) continue;
      const attributes = labelsInList(source, variable.value, 'pairs');
      uses.push(...attributes.map((entry): LabelUse => ({ ...entry, format, place: 'attribute', owner })));
    }
    for (const { source, value } of flagsOf(container, containerLists) ?? []) {
      if (source === undefined || value.state !== 'set') continue;
      const names = labelsInList(source, value, 'names');
      uses.push(...names.map((entry): LabelUse => ({ ...entry, format, place: 'target', owner })));
    }
  }
  for (const { resource, keys, hole } of allowedResources(document)) {
    for (const { name, span } of keys) {
      const rest = keys.filter((key) => key.span !== span).map((key) => key.name);
      const drop = () => (rest.length === 0 ? hole.drop() : hole.put(rest));
      const value: Value<string> = opaque(span, { put: () => undefined, drop, append: () => undefined });
      uses.push({ format, place: 'target', owner: resource, name, nameSpan: span, value });
    }
  }
  return uses;
}

/** The text of a variable where it is written letter by letter, references to other variables included. */
function written({ value }: Variable, text: string): SourceText | undefined {
  if (value.state === 'unset' || (value.state === 'set' && value.via === 'image')) return undefined;
  const raw = text.slice(value.span.start, value.span.end);
  const quote = /^["']/.exec(raw)?.[0];
  const isQuoted = quote !== undefined && raw.length > 1 && raw.endsWith(quote);
  const content = isQuoted ? raw.slice(1, -1) : raw;
  if (value.state === 'set' && content !== value.value) return undefined;
  // Escapes and further lines are not letter by letter; nor is what is no list of pairs one.
  if (/[\\\n]/.test(content) || !/^[\w.-]+=/.test(content)) return undefined;
  return sourceAt(content, value.span.start + (isQuoted ? 1 : 0));
}
