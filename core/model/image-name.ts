import { remember } from '../kept.js';
import type { ImageReference } from './image.js';

/** Registries that are Docker Hub, or mirrors of it under the same names. */
const hubs = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'mirror.gcr.io',
]);

/** Copies of the official images outside Docker Hub, by the path in front of the name. */
const copies = ['public.ecr.aws/docker/library/'];

/**
 * One name for one image, wherever it is pulled from: `postgres` for `docker.io/library/postgres` and its mirrors,
 * `prom/prometheus` for Docker Hub, registry and path for everything else. In lower case.
 */
export function canonicalName(image: Pick<ImageReference, 'registry' | 'repository'>): string {
  const registry = image.registry?.toLowerCase();
  const repository = image.repository.toLowerCase();
  if (registry === undefined || hubs.has(registry)) return withoutPrefix(repository, 'library/');
  const full = `${registry}/${repository}`;
  const copy = copies.find((prefix) => full.startsWith(prefix));
  return copy === undefined ? full : full.slice(copy.length);
}

/** Where an image is pulled from, in full and in lower case: `docker.io/library/postgres`, `ghcr.io/shop/orders`. */
export function fullName({ registry, repository }: Pick<ImageReference, 'registry' | 'repository'>): string {
  const isMirror = registry?.toLowerCase() === 'mirror.gcr.io';
  const isHub = registry === undefined || (hubs.has(registry.toLowerCase()) && !isMirror);
  if (!isHub) return `${registry}/${repository}`.toLowerCase();
  return `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`.toLowerCase();
}

/** True for the images Docker maintains itself, which share one way of writing tags. */
export function isOfficial(name: string): boolean {
  return !name.includes('/');
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** A tag in its parts: `3.9-slim-bullseye` is version `3.9` with the variants `slim` and `bullseye`. */
export interface TagParts {
  /** As written (`v2.53.0`); undefined for tags that begin with a word (`lts-alpine`, `bullseye-slim`, `latest`). */
  readonly version: string | undefined;
  /** The numbers at its head without a `v`: `8` of `8u392`, `17.0.9` of `17.0.9_9`. */
  readonly numbers: string | undefined;
  /** Everything behind the version, cut at dashes. A leading word counts, in lower case. */
  readonly variants: readonly string[];
}

export const tagParts: (tag: string) => TagParts = remember(500, readTag);

function readTag(tag: string): TagParts {
  const [first = '', ...rest] = tag.toLowerCase().split('-');
  const match = /^v?(\d+(?:\.\d+)*)(?:$|[_+u])/.exec(first);
  if (match === null) return { version: undefined, numbers: undefined, variants: [first, ...rest] };
  return { version: first, numbers: match[1], variants: rest };
}

/** Registry and path of an image, with Docker Hub's other names removed; the version is no part of it. For joins. */
export function imageKey({ registry, repository }: Pick<ImageReference, 'registry' | 'repository'>): string {
  const isHub = registry === undefined || registry === 'docker.io' || registry === 'index.docker.io';
  const path = isHub ? withoutPrefix(repository, 'library/') : repository;
  return isHub ? path : `${registry}/${path}`;
}
