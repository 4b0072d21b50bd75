import { imageProducts } from '../data/image-products.js';
import { movingTags, variantTags } from '../data/image-tags.js';
import { onceRead } from '../kept.js';
import { noHole, set, type Value } from '../value.js';
import type { Instruction, Stage } from './dockerfile.js';
import type { Document } from './document.js';
import { formatImage, type ImageReference, parseImage } from './image.js';
import { factsOf } from './image-facts.js';
import { canonicalName, isOfficial, tagParts } from './image-name.js';

/** A place that pulls an image. */
export interface ImageUse {
  /** `put` writes another reference; the use of a mount cannot be written. */
  readonly image: Value<ImageReference>;
  /** `stage`: FROM. `copied`: `COPY --from` and `RUN --mount=from=`. `container`: what a service or pod runs. */
  readonly use: 'stage' | 'copied' | 'container';
}

/**
 * Every image that a document pulls and whose name is readable. `scratch`, stages of the file, and what a Compose
 * service builds itself are none.
 */
export const imageUses: (document: Document) => readonly ImageUse[] = onceRead(readUses);

function readUses(document: Document): readonly ImageUse[] {
  if (document.format === 'dockerfile') return document.stage.flatMap((stage) => stageUses(stage, document.stage));
  return document.container.flatMap(({ image, build, format }): readonly ImageUse[] => {
    // With `build`, the image is the name of the result; where that is not known it may be.
    const isBuilt = format === 'compose' && build.state !== 'unset';
    if (image.state !== 'set' || isBuilt) return [];
    // A fallback that is written over would take the choice away from whoever sets the variable.
    const isFallback = document.text.slice(image.span.start, image.span.end).includes('${');
    return [{ image: isFallback ? { ...image, hole: noHole() } : image, use: 'container' }];
  });
}

function stageUses(stage: Stage, stages: readonly Stage[]): readonly ImageUse[] {
  const { image } = stage.base;
  const from: readonly ImageUse[] =
    image.state === 'set' && image.value.text !== 'scratch' ? [{ image, use: 'stage' }] : [];
  const isStage = (name: string): boolean =>
    /^\d+$/.test(name) || stages.some((other) => other.name === name.toLowerCase());
  const copied = stage.instructions
    .flatMap(sources)
    .filter(({ value: { text } }) => text !== 'scratch' && !isStage(text));
  return [...from, ...copied.filter(isSurelyImage).map((value): ImageUse => ({ image: value, use: 'copied' }))];
}

type SetImage = Extract<Value<ImageReference>, { readonly state: 'set' }>;

/** A single word may also be a build context that the builder is given by name. */
function isSurelyImage({ value }: SetImage): boolean {
  return value.tag !== undefined || value.digest !== undefined || value.repository.includes('/');
}

/** The images and stages that an instruction copies or mounts from. */
function sources(instruction: Instruction): readonly SetImage[] {
  return instruction.flags.flatMap(({ name, value, valueSpan }): readonly SetImage[] => {
    if (name === 'from') {
      const image = parseImage(value);
      const { hole } = instruction.flag('from');
      const written = {
        put: (next: ImageReference) => hole.put(formatImage(next)),
        drop: () => hole.drop(),
        append: () => undefined,
      };
      return image === undefined ? [] : [set(image, valueSpan, { hole: written })];
    }
    const part = name === 'mount' ? value.split(',').find((option) => option.startsWith('from=')) : undefined;
    const image = part === undefined ? undefined : parseImage(part.slice('from='.length));
    if (part === undefined || image === undefined) return [];
    const start = valueSpan.start + value.indexOf(part) + 'from='.length;
    const isLiteral = valueSpan.end - valueSpan.start === value.length;
    return [set(image, isLiteral ? { start, end: start + image.text.length } : valueSpan)];
  });
}

/** The same image under another tag. A digest would still name the old one, so it goes. */
export function withTag(image: ImageReference, tag: string): ImageReference {
  const next = { ...image, tag, digest: undefined };
  return { ...next, text: formatImage(next) };
}

/** True for images that keep data in a form of their release: another tag would not read it, or change it for good. */
export function isBoundToData(image: ImageReference): boolean {
  const { role, volatile: isVolatile } = factsOf(image) ?? {};
  return isVolatile !== true && (role === 'database' || role === 'search' || role === 'broker');
}

/**
 * Why another build may be pulled under the same reference tomorrow: there is no tag, which stands for `latest`, or the
 * tag is a moving one. Undefined for what is pinned: a version, a digest, and the images of distroless, which are named
 * after their release line and have no tag for it.
 */
export function looseTag({ registry, repository, tag, digest }: ImageReference): 'missing' | 'moving' | undefined {
  if (digest !== undefined) return undefined;
  if (/^gcr\.io\/distroless\/.*-debian\d+$/.test(canonicalName({ registry, repository }))) return undefined;
  if (tag === undefined) return 'missing';
  const { version, variants } = tagParts(tag);
  if (version === undefined && isVariantAlone(canonicalName({ registry, repository }), variants)) return 'moving';
  if (version !== undefined || !variants.every(isWord)) return undefined;
  const [first = ''] = variants;
  return movingTags.includes(first) || variants.includes('latest') ? 'moving' : undefined;
}

/** True for a tag of an official image that names its base and nothing else; of a distribution that is its version. */
function isVariantAlone(name: string, variants: readonly string[]): boolean {
  const product = imageProducts.find(({ images }) => images.includes(name));
  if (!isOfficial(name) || product === undefined || product.distribution === true) return false;
  return variants.every((variant) => variantTags.includes(variant) || /^alpine\d+\.\d+$/.test(variant));
}

/** `main-3f2a1bc` names one build, `latest-alpine3.20` and `edge-arm64` do not. */
function isWord(part: string): boolean {
  return /^[a-z]+$|^alpine\d|^(?:amd64|arm64|arm32|arm64v8|x86_64)$/.test(part);
}
