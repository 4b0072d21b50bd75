import { type ImageRetirement, imageRetirements } from '../data/image-retirements.js';
import { formatImage, type ImageReference, parseImage } from './image.js';
import { canonicalName, tagParts } from './image-name.js';
import { suggestTag, supportLinesOf } from './image-support.js';

/** What is known about the end of a repository. */
export interface RetiredImage {
  readonly fate: ImageRetirement['fate'];
  /** A year, a month or a day. */
  readonly since: string;
  /** Name of what takes its place, with the registry the image is pulled from; undefined when nothing does. */
  readonly successor: string | undefined;
}

const below = imageRetirements.filter(({ name }) => name.endsWith('/*'));
const exact = new Map(imageRetirements.map((entry) => [entry.name, entry]));

/** Undefined for an image that is still published, and for one we know nothing about. */
export function retirementOf(image: ImageReference): RetiredImage | undefined {
  const entry = entryOf(image);
  if (entry === undefined) return undefined;
  const successor = successorOf(image, entry);
  const name = successor && formatImage({ ...successor, tag: undefined, digest: undefined });
  return { fate: entry.fate, since: entry.since, successor: name };
}

/**
 * The reference to write instead: of the same version where that is still supported, else of the line to move to.
 * Undefined when no tag of the successor is known to correspond.
 */
export function replacementOf(image: ImageReference, today: string): ImageReference | undefined {
  const entry = entryOf(image);
  const successor = entry && successorOf(image, entry);
  if (entry?.tag === undefined || successor === undefined) return undefined;
  const tag = entry.tag === 'jdk' ? jdkTag(image.tag) : entry.tag === 'same' ? image.tag : entry.tag;
  if (entry.tag === 'jdk' && tag === undefined) return undefined;
  // The bytes are the same ones, so a digest still names them; elsewhere it would name nothing.
  const digest = entry.tag === 'same' ? image.digest : undefined;
  const next = withText({ ...successor, tag: tag === '' ? undefined : tag, digest });
  const line = supportLinesOf(next, today).find(({ part }) => part === 'product');
  if (line === undefined ? entry.tag !== 'jdk' : line.state === 'supported') return next;
  const suggested = suggestTag(next, today);
  if (suggested === undefined) return entry.tag === 'jdk' ? undefined : next;
  return withText({ ...next, tag: suggested, digest: undefined });
}

function entryOf(image: ImageReference): ImageRetirement | undefined {
  const name = canonicalName(image);
  const entry = exact.get(name) ?? below.find((each) => name.startsWith(each.name.slice(0, -1)));
  if (entry === undefined || entry.except?.includes(name) === true) return undefined;
  if (entry.versionsOnly && tagParts(image.tag ?? '').version === undefined) return undefined;
  // Builds of a release that is still to come are the one thing that is still published.
  const isEarly = entry.tag === 'jdk' && tagParts(image.tag ?? '').variants.includes('ea');
  return isEarly ? undefined : entry;
}

/** The successor, pulled through the same mirror of Docker Hub where both are there. */
function successorOf(image: ImageReference, { name, successor }: ImageRetirement): ImageReference | undefined {
  if (successor === undefined) return undefined;
  const canonical = canonicalName(image);
  const path = successor.endsWith('/*') ? successor.slice(0, -1) + canonical.slice(name.length - 1) : successor;
  const bare = parseImage(path);
  if (bare === undefined || bare.registry !== undefined) return bare;
  const { registry, repository } = image;
  const isOnHub = registry === undefined || repository === canonical || repository === `library/${canonical}`;
  if (isOnHub) {
    const isInLibrary = repository.startsWith('library/') && !path.includes('/');
    return { ...bare, registry, repository: isInLibrary ? `library/${path}` : path };
  }
  // A copy of the official images alone.
  const isCopy = repository.endsWith(canonical) && !path.includes('/');
  return isCopy ? { ...bare, registry, repository: repository.slice(0, -canonical.length) + path } : bare;
}

/** The tag of the same JDK in the scheme of Temurin; empty for the newest, undefined for another JVM or system. */
function jdkTag(tag: string | undefined): string | undefined {
  if (tag === undefined || tag === 'latest') return '';
  const { numbers, variants } = tagParts(tag);
  const isKnown = variants.every((variant) => /^(?:jdk|jre|slim|alpine[\d.]*|hotspot|[a-z]+)$/.test(variant));
  if (numbers === undefined || !isKnown) return undefined;
  if (variants.some((variant) => /^(?:openj9|windowsservercore|nanoserver|oracle|oraclelinux\d*)$/.test(variant)))
    return undefined;
  const flavour = variants.includes('jre') ? 'jre' : 'jdk';
  const onAlpine = variants.some((variant) => variant.startsWith('alpine'));
  return `${numbers.split('.')[0]}-${flavour}${onAlpine ? '-alpine' : ''}`;
}

function withText(image: ImageReference): ImageReference {
  return { ...image, text: formatImage(image) };
}
