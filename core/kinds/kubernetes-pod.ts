import type { Role } from '../model/container.js';
import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import type { PodKind } from './kubernetes-kinds.js';
import { rawText } from './kubernetes-values.js';

/** A pod that an object describes, whatever way its kind spells it. */
export interface Pod {
  /** The name of the entry that describes it, where an object describes several. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  /** Holds the labels and annotations of the pods. */
  readonly metadata: Cursor;
  readonly spec: Cursor;
  /** The pod spec, and behind it the levels that supply what it does not say, nearest first. */
  readonly levels: readonly Cursor[];
  readonly containers: readonly PodContainer[];
  /** True for pods that end by themselves: `restartPolicy` Never or OnFailure. */
  readonly ends: boolean;
  /** True for pods that run on Windows nodes. */
  readonly windows: boolean;
}

/** A container of a pod, before it is read. Ephemeral containers never stand in a file and are left out. */
export interface PodContainer {
  readonly cursor: Cursor;
  readonly role: Exclude<Role, 'build'>;
}

/** The pods of an object. */
export function podsOf(object: Cursor, kind: PodKind): readonly Pod[] {
  return placesOf(object, kind).flatMap((place) => podAt(object, place, kind));
}

/** The containers of the pods of an object. */
export function containersIn(object: Cursor, kind: PodKind): readonly PodContainer[] {
  return placesOf(object, kind).flatMap(({ cursor }) => containersOf(specOf(cursor, kind), kind.shape));
}

interface Place {
  readonly cursor: Cursor;
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
}

function placesOf(object: Cursor, { templates }: PodKind): readonly Place[] {
  return templates.flatMap((path) => expand(object, path));
}

function specOf(template: Cursor, { shape }: PodKind): Cursor {
  return shape === 'argo' ? template : template.at('spec');
}

/** Follows a path in which `*` stands for every item or entry; the last one passed names the place. */
function expand(object: Cursor, path: string): readonly Place[] {
  const top: Place = { cursor: object, name: undefined, nameSpan: undefined };
  if (!path.includes('*')) return [path === '' ? top : stepInto(top, path)];
  let places: readonly Place[] = [top];
  for (const step of path.split('.')) {
    places = places.flatMap((place) => (step === '*' ? children(place.cursor) : [stepInto(place, step)]));
  }
  return places;
}

function stepInto({ cursor, name, nameSpan }: Place, step: string): Place {
  return { cursor: cursor.at(step), name, nameSpan };
}

function children(parent: Cursor): readonly Place[] {
  const items = parent.items().map((cursor) => {
    const name = cursor.at('name');
    return { cursor, name: rawText(name), nameSpan: name.kind === 'scalar' ? name.span : undefined };
  });
  return [...items, ...parent.entries()];
}

function podAt(object: Cursor, { cursor, name, nameSpan }: Place, kind: PodKind): readonly Pod[] {
  const spec = specOf(cursor, kind);
  const containers = containersOf(spec, kind.shape);
  if (containers.length === 0) return [];
  const levels = kind.shape === 'argo' ? [spec, workflowOf(object)] : [spec];
  const restart = rawText(spec.at('restartPolicy'));
  return [
    {
      name,
      nameSpan,
      metadata: cursor.at('metadata'),
      spec,
      levels,
      containers,
      ends: restart === 'Never' || restart === 'OnFailure',
      windows: levels.some(isWindows),
    },
  ];
}

/** Where a workflow says what holds for all its templates. */
function workflowOf(object: Cursor): Cursor {
  const nested = object.at('spec', 'workflowSpec');
  return nested.kind === 'map' ? nested : object.at('spec');
}

function containersOf(spec: Cursor, shape: PodKind['shape']): readonly PodContainer[] {
  const list = (cursor: Cursor, role: PodContainer['role']): readonly PodContainer[] =>
    cursor
      .items()
      .filter((item) => item.kind === 'map')
      .map((item) => ({ cursor: item, role }));
  switch (shape) {
    case 'pod': {
      const inits = list(spec.at('initContainers'), 'init');
      return [...list(spec.at('containers'), 'main'), ...inits.map(asSidecar)];
    }
    case 'argo': {
      const single = [spec.at('container'), spec.at('script')].filter((cursor) => cursor.kind === 'map');
      return [
        ...single.map((cursor) => ({ cursor, role: 'main' as const })),
        ...list(spec.at('containerSet', 'containers'), 'main'),
        ...list(spec.at('initContainers'), 'init'),
        ...list(spec.at('sidecars'), 'sidecar'),
      ];
    }
    case 'tekton':
      return [...list(spec.at('steps'), 'main'), ...list(spec.at('sidecars'), 'sidecar')];
  }
}

/**
 * An init container that always restarts runs beside the others.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
function asSidecar(container: PodContainer): PodContainer {
  return rawText(container.cursor.at('restartPolicy')) === 'Always' ? { ...container, role: 'sidecar' } : container;
}

function isWindows(spec: Cursor): boolean {
  const selected = ['kubernetes.io/os', 'beta.kubernetes.io/os'].map((label) => spec.at('nodeSelector', label));
  return [spec.at('os', 'name'), ...selected].some((cursor) => rawText(cursor)?.toLowerCase() === 'windows');
}
