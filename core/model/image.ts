import { remember } from '../kept.js';

/**
 * A parsed image reference: `[registry[:port]/][namespace/]name[:tag][@digest]`.
 * Source: the distribution reference grammar (https://pkg.go.dev/github.com/distribution/reference).
 */
export interface ImageReference {
  /** As written, after variables with defaults are expanded. */
  readonly text: string;
  /** Undefined for images of Docker Hub without an explicit registry. */
  readonly registry: string | undefined;
  /** Path with namespace and without registry: `library/postgres` is written `postgres`. */
  readonly repository: string;
  /** Last part of the path. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Reads an image reference. Undefined for text that is none, such as one with a variable left in it: upper case in the
 * path, blanks and empty parts are refused as the registries refuse them. `scratch` is read like any other name. The same
 * text gives the same object, so that what is made of an image is made once for all who name it.
 */
export const parseImage: (text: string) => ImageReference | undefined = remember(500, readImage);

function readImage(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !/^[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/.test(digest)) {
    return undefined;
  }
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  const parts = (colon < 0 ? named : named.slice(0, colon)).split('/');
  const first = parts[0] ?? '';
  const isRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  if (isRegistry && !/^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::\d+)?$/.test(first)) {
    return undefined;
  }
  const path = isRegistry ? parts.slice(1) : parts;
  if (!path.every((part) => /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/.test(part))) return undefined;
  return {
    text,
    registry: isRegistry ? first : undefined,
    repository: path.join('/'),
    name: path[path.length - 1] ?? '',
    tag,
    digest,
  };
}

/** The reference as one writes it; `text` is not looked at, so that a changed part takes effect. */
export function formatImage(image: Omit<ImageReference, 'text' | 'name'>): string {
  const registry = image.registry === undefined ? '' : `${image.registry}/`;
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  const digest = image.digest === undefined ? '' : `@${image.digest}`;
  return `${registry}${image.repository}${tag}${digest}`;
}
