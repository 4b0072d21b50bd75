import { grouped } from '../grouped.js';
import { once } from '../kept.js';
import type { Container, Variable } from '../model/container.js';
import type { Stage } from '../model/dockerfile.js';
import type { Document } from '../model/document.js';
import { type ImageReference, parseImage } from '../model/image.js';
import type { Span } from '../span.js';
import { opaque, set, type Value } from '../value.js';
import type { FactOf } from './facts.js';
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
  const build = byContainer(index.of(path, 'build')).get(container);
  return build && builtStage(index, build);
}

/** The builds of a file by their containers, so that a file of thousands of services is gone through once. */
const byContainer = once(
  (builds: readonly Entry<FactOf<'build'>>[]) => new Map(builds.map(({ fact }) => [fact.container, fact])),
);

function builtStage(index: Index, { dockerfile, target }: FactOf<'build'>): Entry<FactOf<'stage'>> | undefined {
  const stages = index.of(dockerfile, 'stage');
  if (target === undefined) return stages[stages.length - 1];
  return stages.find(({ fact: { stage } }) => stage.name === target || String(stage.index) === target);
}

/**
 * Containers that run a stage of the Dockerfile at `path`: services that build it, and Kubernetes containers whose
 * image has the name that such a service gives to what it builds.
 */
export function usersOf(index: Index, stage: Stage, path: string): readonly ContainerUse[] {
  return index.derive(builtDockerfiles).has(path) ? index.ask(using, stage) : [];
}

function using(index: Index, stage: Stage): readonly ContainerUse[] {
  const builders = index.derive(buildersByStage).get(stage) ?? [];
  const names = new Set(
    builders.flatMap(({ fact: { container } }) =>
      container.image.state === 'set' ? [imageName(container.image.value)] : [],
    ),
  );
  const pods = index.derive(podsByImage);
  return [
    ...builders.flatMap((entry) => index.ask(builder, entry)),
    // Of several names each has its containers in the order of the index, which is the order of all of them.
    ...(names.size <= 1
      ? [...names].flatMap((name) => pods.get(name) ?? [])
      : containersIn(index).filter(
          ({ container: { format, image } }) =>
            format === 'kubernetes' && image.state === 'set' && names.has(imageName(image.value)),
        )),
  ];
}

const builder = (_: Index, { fact, document }: Entry<FactOf<'build'>>): ContainerUse => ({
  container: fact.container,
  document,
});

const builtDockerfiles = (index: Index) => new Set(index.entries('build').map(({ fact }) => fact.dockerfile));

const buildersByStage = (index: Index) =>
  grouped(index.entries('build'), ({ fact }) => builtStage(index, fact)?.fact.stage);

const podsByImage = (index: Index) =>
  grouped(
    containersIn(index).filter(({ container }) => container.format === 'kubernetes'),
    ({ container: { image } }) => (image.state === 'set' ? imageName(image.value) : undefined),
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
export function stageOfImage(index: Index, container: Container): Entry<FactOf<'stage'>> | undefined {
  return index.derive(builtDockerfiles).size === 0 ? undefined : index.ask(stageBehind, container);
}

function stageBehind(index: Index, { image }: Container): Entry<FactOf<'stage'>> | undefined {
  const build = image.state === 'set' ? index.derive(buildsByImage).get(imageName(image.value))?.[0] : undefined;
  return build && builtStage(index, build.fact);
}

const buildsByImage = (index: Index) =>
  grouped(index.entries('build'), ({ fact: { container } }) =>
    container.image.state === 'set' ? imageName(container.image.value) : undefined,
  );

/** All containers of workloads, services included. */
export function containersIn(index: Index): readonly ContainerUse[] {
  return index.derive(allContainers);
}

function allContainers(index: Index): readonly ContainerUse[] {
  return index.entries('workload').flatMap((entry) => index.ask(containersOf, entry));
}

const containersOf = (_: Index, { fact, document }: Entry<FactOf<'workload'>>): readonly ContainerUse[] =>
  fact.workload.containers.map((container) => ({ container, document }));

/**
 * True when the tag that the file at `path` writes is not the one that runs: a kustomization of its unit sets another,
 * or, for a Compose file, a service of the workspace builds an image of this name.
 */
export function isReplacedImage(index: Index, image: ImageReference, { path, format }: Document): boolean {
  const name = imageName(image);
  if (format === 'compose') return index.derive(builtImages).has(name);
  return (index.derive(retaggedImages).get(name) ?? []).some(({ document }) => sameUnit(index, document.path, path));
}

const retaggedImages = (index: Index) =>
  grouped(index.entries('image'), ({ fact }) => {
    const image = parseImage(fact.name);
    return image && imageName(image);
  });

/** Names of the images that services build. */
function builtImages(index: Index): ReadonlySet<string> {
  const names = containersIn(index).map(({ container: { format, build, image } }) =>
    format === 'compose' && build.state === 'set' && image.state === 'set' ? imageName(image.value) : undefined,
  );
  return new Set(names.filter((name) => name !== undefined));
}

/** Registry and path of an image, with Docker Hub's other names removed; the version is no part of it. */
export function imageName({ registry, repository }: ImageReference): string {
  const isHub = registry === undefined || registry === 'docker.io' || registry === 'index.docker.io';
  const path = isHub && repository.startsWith('library/') ? repository.slice('library/'.length) : repository;
  return isHub ? path : `${registry}/${path}`;
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
