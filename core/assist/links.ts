import type { FactOf } from '../index/facts.js';
import { mayBeOurs } from '../kinds/detect.js';
import type { Document } from '../model/document.js';
import { imagePage } from '../model/image-page.js';
import { imageUses } from '../model/image-use.js';
import { folderOf, joinPath } from '../model/path.js';
import { type Span, shift } from '../span.js';

/** A place that leads somewhere. The span is one of the whole file. */
export interface PlaceLink {
  readonly span: Span;
  readonly target: { readonly kind: 'page'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
}

/**
 * What the places of a document lead to: the pages of images, and the files that it names by a literal path. `isThere`
 * is asked about files of a kind that the workspace reads; whether any other is there cannot be known here.
 */
export function linksOf(document: Document, isThere: (path: string) => boolean): readonly PlaceLink[] {
  const seen = new Set<number>();
  const all = [imageLinks, buildLinks, fileLinks, includeLinks].flatMap((find) => find(document));
  return all.flatMap((link) => {
    const { target } = link;
    if (target.kind === 'file' && mayBeOurs(target.path) && !isThere(target.path)) return [];
    if (seen.has(link.span.start) || link.span.end <= link.span.start) return [];
    seen.add(link.span.start);
    return [{ ...link, span: shift(link.span, document.base) }];
  });
}

function imageLinks(document: Document): readonly PlaceLink[] {
  return imageUses(document).flatMap(({ image }): readonly PlaceLink[] => {
    if (image.state !== 'set' || image.via !== undefined) return [];
    const url = imagePage(image.value);
    return url === undefined ? [] : [{ span: image.span, target: { kind: 'page', url } }];
  });
}

/** The file name where it is written, else the folder in which the builder looks for it. */
function buildLinks(document: Document): readonly PlaceLink[] {
  return document.facts.flatMap((fact): readonly PlaceLink[] => {
    if (fact.type !== 'build' || fact.container.build.state !== 'set') return [];
    const { context, dockerfile } = fact.container.build.value;
    const written = dockerfile.state === 'set' && dockerfile.via === undefined ? dockerfile : context;
    if (written.state !== 'set' || written.via !== undefined) return [];
    return [{ span: written.span, target: { kind: 'file', path: fact.dockerfile } }];
  });
}

/** Files that a text names by their path; what a Dockerfile copies lies in a context that it does not know. */
const written: ReadonlySet<FactOf<'file'>['role']> = new Set([
  'patch',
  'resource',
  'patched',
  'extended',
  'rules',
  'env',
  'secret',
]);

function fileLinks(document: Document): readonly PlaceLink[] {
  return document.facts.flatMap((fact): readonly PlaceLink[] => {
    if (fact.type !== 'file' || !written.has(fact.role) || /[*?[\]{}$]/.test(fact.path)) return [];
    // A file that is read without being named, as `.env` is, has no place of its own.
    if (fact.span.start === document.anchor.start) return [];
    // What a kustomization lists may be a folder.
    const mayBeFolder = fact.role === 'resource' || fact.role === 'patched' || fact.role === 'patch';
    if (mayBeFolder && !mayBeOurs(fact.path)) return [];
    return [{ span: fact.span, target: { kind: 'file', path: fact.path } }];
  });
}

/** Files that a Compose file takes in whole, with those their variables come from. Other addresses are none of files. */
function includeLinks({ root, path }: Document): readonly PlaceLink[] {
  const named = (root?.at('include').items() ?? []).flatMap((item) =>
    item.kind === 'map' ? [item.at('path'), item.at('env_file')] : [item],
  );
  return named
    .flatMap((cursor) => (cursor.kind === 'list' ? cursor.items() : [cursor]))
    .flatMap((cursor): readonly PlaceLink[] => {
      const file = cursor.text();
      if (file.state !== 'set' || cursor.shared || /^[\w.+-]+:|@/.test(file.value)) return [];
      return [{ span: file.span, target: { kind: 'file', path: joinPath(folderOf(path), file.value) } }];
    });
}
