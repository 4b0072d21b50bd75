import type { Edit } from '../edit.js';
import { once } from '../kept.js';
import type { AnnotationEntry } from '../model/document.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import type { LabelPlace, LabelUse } from '../model/label.js';
import { joinEdits } from '../model/yaml-fix.js';
import { noHole } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import { podKindOf } from './kubernetes-kinds.js';
import { podsOf } from './kubernetes-pod.js';
import { rawText } from './kubernetes-values.js';

/** Where the pods that an object makes have their labels and annotations. */
const podMetadata = once((object: KubernetesObject): readonly Cursor[] => {
  const kind = podKindOf(object, object.cursor);
  // A bare pod is its own template.
  if (!kind || kind.templates.includes('')) return [];
  return podsOf(object.cursor, kind).map((pod) => pod.metadata);
});

/** Labels of an object and of the pods it makes. */
export function labelsOf(object: KubernetesObject, text: string): readonly LabelUse[] {
  const selected = new Set(
    ['spec.selector.matchLabels', 'spec.selector'].flatMap((path) =>
      object.cursor
        .at(path)
        .entries()
        .map(({ name }) => name),
    ),
  );
  const uses = (metadata: Cursor, place: LabelPlace): readonly LabelUse[] =>
    metadata
      .at('labels')
      .entries()
      .map(({ name, nameSpan, cursor }) => ({
        format: 'kubernetes',
        place,
        owner: object.name === '' ? object.kind : object.name,
        name,
        nameSpan,
        // A label that the object's own selector names cannot go alone.
        value: selected.has(name) ? { ...cursor.text(), hole: noHole() } : cursor.text(),
        ...(selected.has(name) ? {} : { move: () => toAnnotation(metadata, name, cursor, text) }),
      }));
  return [
    ...uses(object.cursor.at('metadata'), 'object'),
    ...podMetadata(object).flatMap((metadata) => uses(metadata, 'pod-template')),
  ];
}

/** Writes a label among the annotations instead, unless one of that name is there. */
function toAnnotation(metadata: Cursor, name: string, label: Cursor, text: string): readonly Edit[] | undefined {
  const value = label.text();
  const annotation = metadata.at('annotations', name).text();
  if (value.state !== 'set' || annotation.state !== 'unset') return value.hole.drop();
  return joinEdits(text, value.hole.drop(), annotation.hole.put(value.value));
}

/** Annotations of an object and of the pods it makes; both cover the whole object. */
export function annotationsOf(object: KubernetesObject): readonly AnnotationEntry[] {
  return [object.cursor.at('metadata'), ...podMetadata(object)].flatMap((metadata) =>
    metadata
      .at('annotations')
      .entries()
      .map(({ name, nameSpan, cursor }) => ({
        name,
        value: rawText(cursor) ?? '',
        span: { start: nameSpan.start, end: Math.max(nameSpan.end, cursor.span.end) },
        owner: object.cursor.span,
      })),
  );
}
