import { imageContents } from '../data/image-contents.js';
import { formatImage, type ImageReference } from './image.js';
import { canonicalName, tagParts } from './image-name.js';
import { suggestTag } from './image-support.js';

/** A variant of the same image with less in it. */
export interface SmallerImage {
  readonly image: ImageReference;
  /** What it leaves out: the compilers and headers of a language image, or all of a JDK that a JRE has not. */
  readonly without: 'compilers' | 'jdk';
}

/** Images that put the word for a slim variant in front of the distribution: `3.14-slim-trixie`. Others say `trixie-slim`. */
const slimFirst = new Set(['python', 'ruby', 'rust', 'perl']);

const debian = /^(?:trixie|bookworm|bullseye)$/;

/**
 * The smaller variant of a full image; one without a version is given the newest. Slim comes before Alpine, whose C library many native packages are
 * not made for. Undefined for one that is small already, and where the images have no such tag.
 */
export function smallerImage(image: ImageReference, today: string): SmallerImage | undefined {
  const name = canonicalName(image);
  const isVersion = tagParts(image.tag ?? '').version !== undefined;
  const { version, variants } = tagParts((isVersion ? image.tag : suggestTag(image, today)) ?? '');
  if (version === undefined) return undefined;
  if (name === 'eclipse-temurin') {
    const isKnown = variants.every((variant) => /^(?:jdk|alpine|\d+\.\d+|noble|jammy|resolute)$/.test(variant));
    const rest = variants.filter((variant) => variant !== 'jdk');
    return isKnown ? { image: tagged(image, [version, 'jre', ...rest]), without: 'jdk' } : undefined;
  }
  const bases = imageContents.find(({ images }) => images.includes(name))?.bases;
  if (bases?.[''] !== 'buildpack' || bases.slim !== 'debian') return undefined;
  const [distribution, ...more] = variants;
  if (more.length > 0 || (distribution !== undefined && !debian.test(distribution))) return undefined;
  const suffix =
    distribution === undefined ? ['slim'] : slimFirst.has(name) ? ['slim', distribution] : [distribution, 'slim'];
  return { image: tagged(image, [version, ...suffix]), without: 'compilers' };
}

/** A digest names the full image, so it goes. */
function tagged(image: ImageReference, parts: readonly string[]): ImageReference {
  const next = { ...image, tag: parts.join('-'), digest: undefined };
  return { ...next, text: formatImage(next) };
}
