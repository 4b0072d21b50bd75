import { grouped } from '../grouped.js';
import { once } from '../kept.js';
import type { Container, Variable } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { Document } from '../model/document.js';
import type { Format } from '../model/format.js';
import { type ImageReference, parseImage } from '../model/image.js';
import { imageKey } from '../model/image-name.js';
import type { Span } from '../span.js';
import { opaque, set, type Value } from '../value.js';
import type { ContainerNote, FactOf } from './facts.js';
import type { Entry, Index } from './index.js';
import { sameUnit } from './link-unit.js';

/** A container with the document it is described in. */
export interface ContainerUse {
  readonly container: Container;
  readonly document: Document;
}

/**
 * The stage of a Dockerfile that a container of the file at `path` is built from: the build's target, else the last
 * stage. Undefined when it builds none, when the Dockerfile is not open, or when the target is not in it.
 */
export function stageOf(index: Index, container: Container, path: string): Entry<FactOf<'stage'>> | undefined {
  const builds = index.of(path, 'build');
  if (builds.length === 0) return undefined;
  for (const [document, byNumber] of byPlace(builds)) {
    const number = numbersOf(document.container).get(container);
    const build = number === undefined ? undefined : byNumber.get(number);
    if (build !== undefined) return builtStage(index, build);
  }
  return undefined;
}

/** The builds of a file by document and container, so that a file of thousands of services is gone through once. */
const byPlace = once((builds: readonly Entry<FactOf<'build'>>[]) => {
  const found = new Map<Document, Map<number, FactOf<'build'>>>();
  for (const { fact, document } of builds) {
    const known = found.get(document);
    if (known) known.set(fact.at, fact);
    else found.set(document, new Map([[fact.at, fact]]));
  }
  return found;
});

/** Containers by their numbers, for as long as their document does not rest. */
const numbersOf = once(
  (containers: readonly Container[]): ReadonlyMap<Container, number> =>
    new Map(containers.map((container, number) => [container, number])),
);

function builtStage(index: Index, { dockerfile, target }: FactOf<'build'>): Entry<FactOf<'stage'>> | undefined {
  const stages = index.of(dockerfile, 'stage');
  if (target === undefined) return stages[stages.length - 1];
  return stages.find(({ fact: { name, at } }) => name === target || String(at) === target);
}

/**
 * Containers that run a stage of the Dockerfile at `path`: services that build it, and Kubernetes containers whose
 * image has the name that such a service gives to what it builds.
 */
export function usersOf(index: Index, stage: Stage, path: string): readonly ContainerUse[] {
  if (!index.ask(isBuilt, path)) return [];
  const entry = index.of(path, 'stage').find(({ fact }) => fact.at === stage.index);
  return entry ? index.ask(using, entry) : [];
}

function using(index: Index, stage: Entry<FactOf<'stage'>>): readonly ContainerUse[] {
  const builders = index.derive(buildersByStage).get(stage) ?? [];
  const names = new Set(builders.flatMap(({ fact: { image } }) => image ?? []));
  const pods = index.derive(podsByImage);
  return [
    ...builders.map(builder),
    // Of several names each has its containers in the order of the index, which is the order of all of them.
    ...(names.size <= 1
      ? [...names].flatMap((name) => pods.get(name) ?? [])
      : containersIn(index).filter(({ format, note: { image } }) => {
          return format === 'kubernetes' && image !== undefined && names.has(image);
        })),
  ];
}

const builder = once(({ fact, document }: Entry<FactOf<'build'>>): ContainerUse => new Use(document, fact.at));

const builtDockerfiles = (index: Index) => new Set(index.entries('build').map(({ fact }) => fact.dockerfile));

const isBuilt = (index: Index, path: string) => index.derive(builtDockerfiles).has(path);

const hasBuilds = (index: Index) => index.entries('build').length > 0;

const buildersByStage = (index: Index) => grouped(index.entries('build'), ({ fact }) => builtStage(index, fact));

const podsByImage = (index: Index) =>
  grouped(
    containersIn(index).filter(({ format }) => format === 'kubernetes'),
    ({ note }) => note.image,
  );

/** True when everybody who runs the images of a Dockerfile gives a variable another value, or may do so. */
export function isVariableReplaced(index: Index, { stage: stages, path }: Document, name: string): boolean {
  const users = stages.flatMap((stage) => (stage.shipped ? usersOf(index, stage, path) : []));
  return (
    users.length > 0 &&
    users.every(
      ({ container }) => container.variablesOpen || container.variables.some((variable) => variable.name === name),
    )
  );
}

/** The stage that a Kubernetes container runs, by way of the Compose service that builds an image of the same name. */
export function stageOfImage(index: Index, { image }: Container): Entry<FactOf<'stage'>> | undefined {
  if (image.state !== 'set' || !index.derive(hasBuilds)) return undefined;
  return index.ask(stageBehind, imageKey(image.value));
}

function stageBehind(index: Index, image: string): Entry<FactOf<'stage'>> | undefined {
  const build = index.derive(buildsByImage).get(image)?.[0];
  return build && builtStage(index, build.fact);
}

const buildsByImage = (index: Index) => grouped(index.entries('build'), ({ fact }) => fact.image);

/** A container by its number: it is taken from the document when it is asked for. */
class Use implements ContainerUse {
  readonly document: Document;
  readonly #number: number;

  constructor(document: Document, number: number) {
    this.document = document;
    this.#number = number;
  }

  get container(): Container {
    const container = this.document.container[this.#number];
    if (container === undefined) throw new Error(`no container ${this.#number} in ${this.document.path}`);
    return container;
  }
}

class Noted extends Use implements NotedUse {
  readonly format: Format;
  readonly note: ContainerNote;

  constructor(document: Document, format: Format, note: ContainerNote) {
    super(document, note.at);
    this.format = format;
    this.note = note;
  }
}

/** A container of the workspace with what is noted of it: to look at these wakes no document that rests. */
export interface NotedUse extends ContainerUse {
  readonly format: Format;
  readonly note: ContainerNote;
}

/** All containers of workloads, services included. */
export function containersIn(index: Index): readonly NotedUse[] {
  return index.derive(allContainers);
}

function allContainers(index: Index): readonly NotedUse[] {
  return index.entries('workload').flatMap(containersOf);
}

/** The same ones as long as the entry is the same. */
const containersOf = once(({ fact, document }: Entry<FactOf<'workload'>>): readonly NotedUse[] =>
  fact.containers.map((note) => new Noted(document, fact.format, note)),
);

/**
 * True when the tag that the file at `path` writes is not the one that runs: a kustomization of its unit sets another,
 * or, for a Compose file, a service of the workspace builds an image of this name.
 */
export function isReplacedImage(index: Index, image: ImageReference, { path, format }: Document): boolean {
  const name = imageKey(image);
  if (format === 'compose') return index.ask(isBuiltImage, name);
  return index.ask(retagging, name).some(({ document }) => sameUnit(index, document.path, path));
}

const retaggedImages = (index: Index) =>
  grouped(index.entries('image'), ({ fact }) => {
    const image = parseImage(fact.name);
    return image && imageKey(image);
  });

const retagging = (index: Index, image: string) => index.derive(retaggedImages).get(image) ?? [];

const isBuiltImage = (index: Index, image: string) => index.derive(builtImages).has(image);

/** Names of the images that services build. */
function builtImages(index: Index): ReadonlySet<string> {
  const built = containersIn(index).filter(({ format, note }) => format === 'compose' && note.builds);
  return new Set(built.flatMap(({ note }) => note.image ?? []));
}

/**
 * The container as it runs: what it does not say is what its image says, with `via: 'image'`. Such values are pointed at
 * by the container's own anchor, since the image's text is another one (spans inside a command are still the
 * Dockerfile's), and their holes decline.
 */
export function effective(container: Container, stage: Stage): Container {
  const image = stage.container;
  const below = <T>(own: Value<T>, from: Value<T>): Value<T> => layer(own, from, container.anchor);
  const isKubernetes = container.format === 'kubernetes';
  // A new entry point makes the engine forget the image's CMD.
  const keepsCommand = container.entrypoint.state === 'unset';
  const user = below(container.user, image.user);
  return {
    ...container,
    entrypoint: below(container.entrypoint, image.entrypoint),
    command: keepsCommand ? below(container.command, image.command) : container.command,
    variables: joinVariables(container, image),
    variablesOpen: container.variablesOpen || image.variablesOpen,
    ports: below(container.ports, image.ports),
    user,
    security: { ...container.security, runAsUser: userId(container, user) },
    // Kubernetes does not look at HEALTHCHECK.
    liveness: isKubernetes ? container.liveness : below(container.liveness, image.liveness),
    stop: {
      ...container.stop,
      signal: isKubernetes
        ? fromImage(image.stop.signal, container.anchor)
        : below(container.stop.signal, image.stop.signal),
    },
    mounts: below(container.mounts, image.mounts),
    labels: isKubernetes ? container.labels : [...container.labels, ...image.labels],
  };
}

function layer<T>(own: Value<T>, below: Value<T>, anchor: Span): Value<T> {
  return own.state === 'unset' && below.state !== 'unset' ? fromImage(below, anchor) : own;
}

function fromImage<T>(value: Value<T>, anchor: Span): Value<T> {
  return value.state === 'set' ? set(value.value, anchor, { via: 'image' }) : opaque(anchor);
}

/** The number of the image's user, when that user holds and is a number. */
function userId({ security, anchor }: Container, user: Value<string>): Value<number> {
  if (user.state !== 'set' || user.via !== 'image') return security.runAsUser;
  const id = user.value.split(':', 1)[0] ?? '';
  return /^\d+$/.test(id) ? set(Number(id), anchor, { via: 'image' }) : security.runAsUser;
}

function joinVariables({ variables, anchor }: Container, image: Container): readonly Variable[] {
  const own = new Set(variables.map(({ name }) => name));
  const inherited = image.variables
    .filter(({ kind, name }) => kind === 'env' && !own.has(name))
    .map((variable) => ({ ...variable, nameSpan: anchor, value: fromImage(variable.value, anchor) }));
  return [...variables, ...inherited];
}
