import type { Document, PartialReason } from '../model/document.js';
import { exportedLabels } from '../model/exported-labels.js';
import type { KubernetesObject } from '../model/kubernetes.js';
import { nameOf } from '../model/path.js';
import type { Workload } from '../model/workload.js';
import { gradual, type Steps } from '../steps.js';
import type { Cursor } from '../yaml/cursor.js';
import { kubernetesVariant } from './detect-kubernetes.js';
import { createDocument, lazy, type YamlInput } from './document.js';
import { collectorParts, type Embedded, readEmbedded } from './kubernetes-embedded.js';
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
  const objects = gradual(() => readObjects(input, bodies, partial));
  const containers = lazy(() =>
    objects().flatMap(({ workloads }) => workloads.flatMap((workload) => workload.containers)),
  );
  const surface = { text, path, parses };
  const embedded = gradual(function* () {
    const found: Embedded[] = [];
    for (const { object } of objects()) {
      if (object.group === '' && object.kind === 'ConfigMap') found.push(yield* readEmbedded(object, surface));
    }
    return found;
  });
  const prometheus = gradual(function* () {
    const found: PrometheusParts[] = [];
    for (const { object } of objects()) {
      const { cursor, kind, name } = object;
      if (object.group === 'monitoring.coreos.com') {
        found.push(yield* prometheusParts(cursor, { kind, name, ...surface }));
      } else if (object.group === 'opentelemetry.io' && kind === 'OpenTelemetryCollector') {
        found.push(...(yield* collectorParts(object, surface)));
      }
    }
    return [...found, ...embedded().flatMap(({ parts }) => parts)];
  });
  function* ahead(): Steps<void> {
    yield* objects.ahead();
    yield* embedded.ahead();
    yield* prometheus.ahead();
  }
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
      anchor: anchorOf(closed),
      following: yaml.following,
    },
    {
      ahead,
      // A comment in an embedded file is one of the document, so that a directive in it holds.
      comments: () => [...yaml.comments, ...embedded().flatMap(({ comments }) => comments)],
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
function* readObjects(
  { yaml, path }: YamlInput,
  bodies: readonly Cursor[],
  partial: PartialReason | undefined,
): Steps<readonly Read[]> {
  const open = lazy(() => unfold(yaml.root({ open: true })));
  const found: Read[] = [];
  for (const [index, cursor] of bodies.entries()) {
    if (index > 0) yield;
    const told = readObject(cursor);
    if (!told) continue;
    const completed = partial !== undefined || podKindOf(told, cursor)?.open === true;
    const opened = completed ? open()[index] : undefined;
    const object = (opened && readObject(opened)) ?? told;
    found.push({ object, workloads: workloadsOf(object, path) });
  }
  return found;
}

function anchorOf(root: Cursor) {
  const kind = root.at('kind');
  return kind.kind === 'scalar' ? kind.span : (root.entries()[0]?.nameSpan ?? root.span);
}
