import type { Document, PartialReason } from '../model/document.js';
import { exportedLabels } from '../model/exported-labels.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import { nameOf } from '../model/path.js';
import type { Workload } from '../model/workload.js';
import type { Cursor } from '../yaml/cursor.js';
import { kubernetesVariant } from './detect-kubernetes.js';
import { createDocument, lazy, type YamlInput } from './document.js';
import { collectorParts, readEmbedded } from './kubernetes-embedded.js';
import { factsOf } from './kubernetes-facts.js';
import { podKindOf } from './kubernetes-kinds.js';
import { kustomizationFacts } from './kubernetes-kustomize.js';
import { annotationsOf, labelsOf } from './kubernetes-labels.js';
import { isPatch, readObject, unfold } from './kubernetes-object.js';
import { workloadsOf } from './kubernetes-workload.js';
import { type PrometheusParts, prometheusParts } from './prometheus-objects.js';
import { numberWorkloads } from './workload-fact.js';

/** An object with the workloads it describes. */
interface Read {
  readonly object: KubernetesObject;
  readonly workloads: readonly Workload[];
}

/** Reads a document with one object, a List of them, or a kustomization. */
export function readKubernetes(input: YamlInput): Document {
  const { yaml, path, text, parses } = input;
  const closed = yaml.root({ open: false });
  const variant = kubernetesVariant(closed, nameOf(path)) ?? '';
  const bodies = unfold(closed);
  const partial = partialReason(input, bodies);
  const objects = lazy(() => readObjects(input, bodies, partial));
  const containers = lazy(() =>
    objects().flatMap(({ workloads }) => workloads.flatMap((workload) => workload.containers)),
  );
  const surface = { text, path, parses };
  const embedded = lazy(() =>
    objects().flatMap(({ object }) =>
      object.group === '' && object.kind === 'ConfigMap' ? readEmbedded(object, surface) : [],
    ),
  );
  const prometheus = lazy(() => [
    ...objects()
      .filter(({ object }) => object.group === 'monitoring.coreos.com')
      .map(({ object: { cursor, kind, name } }) => prometheusParts(cursor, { kind, name, ...surface })),
    ...objects()
      .filter(({ object }) => object.group === 'opentelemetry.io' && object.kind === 'OpenTelemetryCollector')
      .flatMap(({ object }) => collectorParts(object, surface)),
    ...embedded().flatMap(({ parts }) => parts),
  ]);
  const ofPrometheus =
    <Name extends keyof PrometheusParts>(name: Name) =>
    (): readonly PrometheusParts[Name][number][] =>
      prometheus().flatMap((parts): readonly PrometheusParts[Name][number][] => parts[name]);
  return createDocument(
    input,
    {
      format: 'kubernetes',
      variant,
      partial,
      problems: yaml.problems,
      // A comment in an embedded file is one of the document, so that a directive in it holds.
      comments: /^ConfigMap|List$/.test(variant)
        ? [...yaml.comments, ...embedded().flatMap(({ comments }) => comments)]
        : yaml.comments,
      anchor: anchorOf(closed),
      following: yaml.following,
    },
    {
      object: () => objects().map(({ object }) => object),
      workload: () => objects().flatMap(({ workloads }) => workloads),
      container: containers,
      label: () => [
        ...objects().flatMap(({ object }) => labelsOf(object, text)),
        ...exportedLabels({
          format: 'kubernetes',
          text,
          container: containers(),
          object: objects().map(({ object }) => object),
        }),
        ...ofPrometheus('label')(),
      ],
      promotion: ofPrometheus('promotion'),
      alert: ofPrometheus('alert'),
      recording: ofPrometheus('recording'),
      query: ofPrometheus('query'),
      scrape: ofPrometheus('scrape'),
      relabel: ofPrometheus('relabel'),
      annotations: () => objects().flatMap(({ object }) => annotationsOf(object)),
      facts: () => {
        if (variant === 'Kustomization') return kustomizationFacts(closed, path);
        const numbers = numberWorkloads(objects().flatMap(({ workloads }) => workloads));
        const own = objects().flatMap(({ object, workloads }) => factsOf(object, workloads, numbers));
        return [...own, ...ofPrometheus('facts')()].sort((a, b) => a.span.start - b.span.start);
      },
    },
  );
}

function partialReason({ partial, yaml, text }: YamlInput, bodies: readonly Cursor[]): PartialReason | undefined {
  if (partial !== undefined) return partial;
  if (yaml.problems.length > 0) return 'broken';
  return bodies.some((object) => isPatch(object, text)) ? 'patch' : undefined;
}

/**
 * Reads the objects, each from the tree that suits it: where something unseen completes an object, nothing that is not
 * written in it is missing.
 */
function readObjects(
  { yaml, path }: YamlInput,
  bodies: readonly Cursor[],
  partial: PartialReason | undefined,
): readonly Read[] {
  const open = lazy(() => unfold(yaml.root({ open: true })));
  return bodies.flatMap((cursor, index): readonly Read[] => {
    const told = readObject(cursor);
    if (!told) return [];
    const completed = partial !== undefined || podKindOf(told, cursor)?.open === true;
    const opened = completed ? open()[index] : undefined;
    const object = (opened && readObject(opened)) ?? told;
    return [{ object, workloads: workloadsOf(object, path) }];
  });
}

function anchorOf(root: Cursor) {
  const kind = root.at('kind');
  return kind.kind === 'scalar' ? kind.span : (root.entries()[0]?.nameSpan ?? root.span);
}
