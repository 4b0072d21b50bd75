import { supportAsOf, supportLines } from '../data/generated/image-support.js';
import { type ImageProduct, imageProducts } from '../data/image-products.js';
import { onceFor } from '../kept.js';
import { lazy } from '../kinds/document.js';
import { isNewer } from '../version.js';
import type { SupportDate } from './conventions.js';
import type { ImageReference } from './image.js';
import { canonicalName, isOfficial, type TagParts, tagParts } from './image-name.js';

/**
 * `supported`: its makers fix it. `long-term`: only its free long-term phase is left (Debian). `ended`: no free fixes
 * any more; a paid phase does not count.
 */
export type SupportState = 'supported' | 'long-term' | 'ended';

/** A release line that an image stands on, and how long its makers fix it. */
export interface SupportedLine {
  /** What the line belongs to: the product itself, the distribution below it, or a runtime named in the tag. */
  readonly part: 'product' | 'distribution' | 'runtime';
  /** As people write it: `Node.js`, `Debian`. */
  readonly product: string;
  readonly cycle: string;
  readonly codename: string | undefined;
  /** `YYYY-MM-DD`; undefined when no end is announced or its day is not known. */
  readonly eol: string | undefined;
  /** Until the end of support; negative after it. */
  readonly daysLeft: number | undefined;
  readonly state: SupportState;
  readonly ended: boolean;
  /** End of a longer phase: free for Debian, paid for everything else. */
  readonly extended: string | undefined;
  /** True for a line that lives for less than a year, so that its end is always near. */
  readonly brief: boolean;
  /** The last day of free fixes: the end of support, for Debian that of its long-term phase. */
  readonly lastFixes: string | undefined;
  /** True when the project itself says so, and not our table. */
  readonly isStated: boolean;
}

/** The worst line of an image, and all of them. */
export interface ImageSupport extends SupportedLine {
  /** Product first, then what lies below it. */
  readonly lines: readonly SupportedLine[];
  /** The newest supported line of the image in the same variant, as a tag. */
  readonly suggestion: string | undefined;
}

interface Line {
  readonly cycle: string;
  readonly eol: string;
  readonly young: boolean;
  readonly codename: string | undefined;
  readonly extended: string | undefined;
  readonly latest: string | undefined;
  readonly brief: boolean;
}

/** The day the dates were compiled, `YYYY-MM-DD`; to be shown wherever one of them is. */
export const supportKnownOn: string = supportAsOf;

/** Distributions that a variant of an official image names: `alpine3.18`, `bookworm`, `jammy`, `al2023`, `oraclelinux9`. */
const numbered: readonly (readonly [RegExp, string])[] = [
  [/^alpine(\d+\.\d+)$/, 'alpine-linux'],
  [/^debian-?(\d+)$/, 'debian'],
  [/^al(2|2023)$/, 'amazon-linux'],
  [/^(?:oraclelinux|ol)(\d+)$/, 'oracle-linux'],
  [/^centos(\d+)$/, 'centos'],
];

/** Codenames count when they name one distribution only. */
const named = ['debian', 'ubuntu'] as const;

/**
 * How long the makers of what is in the image fix it, judged from the tag alone: the product's own line and the
 * distribution in the suffix (`node:20-buster` has two lifetimes). Undefined when neither can be read.
 */
export function supportOf(
  image: ImageReference,
  today: string,
  stated: readonly SupportDate[] = [],
): ImageSupport | undefined {
  // Of nearly all images nothing is stated, and files share them.
  return stated.length === 0 ? knownSupport(image, today) : judgeLines(image, today, stated);
}

const knownSupport = onceFor((image: ImageReference, today) => judgeLines(image, today, []));

function judgeLines(image: ImageReference, today: string, stated: readonly SupportDate[]): ImageSupport | undefined {
  const lines = supportLinesOf(image, today, stated);
  const [worst] = [...lines].sort((a, b) => rank(b) - rank(a));
  // A line that somebody still fixes is not to be left, and which other variants it has is not known.
  const isKept = lines.some(({ isStated, ended }) => isStated && !ended);
  return worst && { ...worst, lines, suggestion: isKept ? undefined : suggestTag(image, today) };
}

/** `Node.js 16`, `Debian 10 (buster)`. */
export function nameOfLine({ product, cycle, codename }: SupportedLine): string {
  return codename === undefined ? `${product} ${cycle}` : `${product} ${cycle} (${codename})`;
}

/** Whole days from one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const rank = ({ state }: SupportedLine): number => ['supported', 'long-term', 'ended'].indexOf(state);

/**
 * Every line that can be read from an image reference, the product's own first. What the project says about the image
 * takes the place of what we know about the product itself.
 */
export function supportLinesOf(
  image: ImageReference,
  today: string,
  stated: readonly SupportDate[] = [],
): readonly SupportedLine[] {
  const known = knownLines(image, today);
  const own = statedLine(image, today, stated);
  if (own === undefined) return known;
  // The first line of a distribution's image is its own; elsewhere it lies below the product.
  const isDistribution = productOf(canonicalName(image))?.distribution === true;
  return [own, ...known.filter(({ part }) => part !== 'product' && !(isDistribution && part === 'distribution'))];
}

/** The line of the longest cycle that the tag belongs to. */
function statedLine(image: ImageReference, today: string, stated: readonly SupportDate[]): SupportedLine | undefined {
  if (stated.length === 0 || image.tag === undefined) return undefined;
  const name = canonicalName(image);
  const { numbers, variants } = tagParts(image.tag);
  const isIn = (cycle: string): boolean =>
    numbers === undefined ? variants[0] === cycle : numbers === cycle || numbers.startsWith(`${cycle}.`);
  let best: SupportDate | undefined;
  for (const date of stated) {
    if (date.image === name && isIn(date.cycle) && date.cycle.length >= (best?.cycle.length ?? 0)) best = date;
  }
  if (best === undefined) return undefined;
  const { cycle, until } = best;
  const ended = today > until;
  return {
    part: 'product',
    product: productOf(name)?.title ?? name,
    cycle,
    codename: undefined,
    eol: until,
    daysLeft: daysBetween(today, until),
    state: ended ? 'ended' : 'supported',
    ended,
    extended: undefined,
    brief: false,
    lastFixes: until,
    isStated: true,
  };
}

function titleOf(product: string): string {
  return imageProducts.find((candidate) => candidate.product === product)?.title ?? product;
}

const knownLines = onceFor(readLines);

function readLines(image: ImageReference, today: string): readonly SupportedLine[] {
  const name = canonicalName(image);
  const distroless = /^gcr\.io\/distroless\/[a-z0-9-]+?-debian(\d+)$/.exec(name)?.[1];
  if (distroless !== undefined) return judged(findLine('debian', distroless, today), 'distribution', 'debian', today);
  if (image.tag === undefined) return [];
  const product = productOf(name);
  const parts = tagParts(image.tag);
  if (product === undefined) return isOfficial(name) ? variantLines(parts.variants, today) : [];
  const own =
    parts.numbers === undefined
      ? product.distribution === true
        ? findCodename(product.product, parts.variants[0])
        : undefined
      : findLine(product.product, parts.numbers, today);
  const part = product.distribution === true ? 'distribution' : 'product';
  const below = product.distribution === true ? [] : variantLines(parts.variants, today);
  return [...judged(own, part, product.product, today), ...below];
}

function variantLines(variants: readonly string[], today: string): readonly SupportedLine[] {
  return variants.flatMap((variant) => {
    const php = /^php(\d+\.\d+)$/.exec(variant)?.[1];
    if (php !== undefined) return judged(findLine('php', php, today), 'runtime', 'php', today);
    const found = distributionOf(variant, today);
    return found === undefined ? [] : judged(found.line, 'distribution', found.product, today);
  });
}

function distributionOf(variant: string, today: string): { product: string; line: Line } | undefined {
  for (const [pattern, product] of numbered) {
    const cycle = pattern.exec(variant)?.[1];
    const line = cycle === undefined ? undefined : findLine(product, cycle, today);
    if (line !== undefined) return { product, line };
  }
  for (const product of named) {
    const line = findCodename(product, variant);
    if (line !== undefined) return { product, line };
  }
  return undefined;
}

function productOf(name: string): ImageProduct | undefined {
  return productsByImage().get(name);
}

const productsByImage = lazy(
  () =>
    new Map(
      [...imageProducts].reverse().flatMap((product) => product.images.map((image) => [image, product] as const)),
    ),
);

function linesOf(product: string): readonly Line[] {
  let lines = linesRead.get(product);
  if (lines === undefined) {
    lines = supportLines[product]?.split(', ').map(readLine) ?? [];
    linesRead.set(product, lines);
  }
  return lines;
}

/** What was read of the table, by product. */
const linesRead = new Map<string, readonly Line[]>();

function readLine(text: string): Line {
  const [head = '', eol = '', ...rest] = text.split(' ');
  const field = (name: string) => rest.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const young = head.endsWith('*');
  return {
    cycle: young ? head.slice(0, -1) : head,
    eol,
    young,
    codename: field('codename'),
    extended: field('extended'),
    latest: field('latest'),
    brief: rest.includes('brief'),
  };
}

/**
 * The line a version belongs to: `12.5.1` is in `12`. A version shorter than the lines (`redis:6`) floats to the
 * newest of them, so that one decides.
 */
function findLine(product: string, version: string, today: string): Line | undefined {
  const lines = linesOf(product);
  const numbers = version.split('.');
  for (let length = numbers.length; length > 0; length--) {
    const cycle = numbers.slice(0, length).join('.');
    const line = lines.find((candidate) => candidate.cycle === cycle);
    if (line !== undefined) return line;
  }
  // A product that later changed to shorter lines (`10.0` where the line is `10`) is found above; this is the reverse.
  const floating = lines.filter((line) => line.cycle.startsWith(`${version}.`));
  return floating.find((line) => stateOf(line, product, today) === 'supported') ?? floating[0];
}

function findCodename(product: string, codename: string | undefined): Line | undefined {
  return codename === undefined ? undefined : linesOf(product).find((line) => line.codename === codename);
}

function stateOf(line: Line, product: string, today: string): SupportState {
  if (line.eol === 'open') return 'supported';
  if (line.eol !== 'ended' && today <= line.eol) return 'supported';
  return product === 'debian' && line.extended !== undefined && today <= line.extended ? 'long-term' : 'ended';
}

function judged(
  line: Line | undefined,
  part: SupportedLine['part'],
  product: string,
  today: string,
): readonly SupportedLine[] {
  if (line === undefined) return [];
  const eol = line.eol === 'open' || line.eol === 'ended' ? undefined : line.eol;
  const state = stateOf(line, product, today);
  return [
    {
      part,
      product: titleOf(product),
      cycle: line.cycle,
      codename: line.codename,
      eol,
      daysLeft: eol === undefined ? undefined : daysBetween(today, eol),
      state,
      ended: state === 'ended',
      extended: line.extended,
      brief: line.brief,
      lastFixes: product === 'debian' ? (line.extended ?? eol) : eol,
      isStated: false,
    },
  ];
}

/**
 * The tag of the newest supported line of the same image in the same variant, also for an image without a tag:
 * `node:16-alpine3.15` gives `24-alpine`. A line that is still supported stays (`python:3.12-buster` gives
 * `3.12-trixie`). Lines that were very young on the day of the table are passed over where an older one is a step ahead,
 * too. Undefined when the table knows no such line, or when the image's way of writing tags is not known.
 */
export const suggestTag: (image: ImageReference, today: string) => string | undefined = onceFor(findTag);

function findTag(image: ImageReference, today: string): string | undefined {
  const product = productOf(canonicalName(image));
  if (product === undefined || product.tags === 'unknown') return undefined;
  const parts: TagParts =
    image.tag === undefined ? { version: undefined, numbers: undefined, variants: [] } : tagParts(image.tag);
  const own = parts.numbers === undefined ? undefined : findLine(product.product, parts.numbers, today);
  const line =
    own !== undefined && stateOf(own, product.product, today) === 'supported'
      ? own
      : newestSupported(product.product, today, own);
  if (line === undefined) return undefined;
  const variants: string[] = [];
  for (const variant of parts.variants) {
    const kept = keptVariant(variant, today, product.distribution === true);
    if (kept === undefined) return undefined;
    if (kept !== '') variants.push(kept);
  }
  const byCodename =
    product.distribution === true &&
    line.codename !== undefined &&
    findCodename(product.product, parts.variants[0]) !== undefined;
  return [byCodename ? line.codename : tagOf(product, line), ...variants].join('-');
}

function tagOf(product: ImageProduct, line: Line): string {
  const version = product.tags === 'full' ? (line.latest ?? line.cycle) : line.cycle;
  return `${product.prefix ?? ''}${version}${product.suffix !== undefined && !version.includes('.') ? product.suffix : ''}`;
}

/** Words that say which of the moving tags it is; a line takes their place. */
const moving = new Set([
  'latest',
  'lts',
  'stable',
  'current',
  'mainline',
  'edge',
  'oldstable',
  'rolling',
  'main',
  'lts-jdk',
]);

/** Variants that mean the same on every line of an image. */
const steady = new Set([
  'alpine',
  'slim',
  'minimal',
  'perl',
  'otel',
  'fpm',
  'apache',
  'cli',
  'zts',
  'jdk',
  'jre',
  'headless',
  'management',
  'unprivileged',
  'ubuntu',
  'debian',
  'community',
]);

/** What becomes of one part of a variant: kept, renewed, dropped (empty text), or unknown. */
function keptVariant(variant: string, today: string, own: boolean): string | undefined {
  if (moving.has(variant)) return '';
  if (steady.has(variant)) return variant;
  // `bullseye-20231009-slim`: the day a distribution's image was built.
  if (own && /^\d{8}(?:\.\d+)?$/.test(variant)) return '';
  if (/^alpine\d+\.\d+$/.test(variant)) return 'alpine';
  const distribution = distributionOf(variant, today);
  if (distribution === undefined) return undefined;
  if (own) return '';
  if (stateOf(distribution.line, distribution.product, today) === 'supported') return variant;
  return newestSupported(distribution.product, today)?.codename;
}

/**
 * The line to move to: among those that are supported and no longer very young, the one that is supported longest
 * where every end is announced, else the newest. Never one below the line that is left (`composer:2.8` has 2.2 below it,
 * which is supported for the sake of old PHP).
 */
function newestSupported(product: string, today: string, left?: Line): Line | undefined {
  const even = imageProducts.some((candidate) => candidate.product === product && candidate.evenIsStable === true);
  const stable = (line: Line) => !even || Number(line.cycle.split('.')[1]) % 2 === 0;
  const supported = linesOf(product).filter(
    (line) =>
      stateOf(line, product, today) === 'supported' && stable(line) && (!left || isNewer(line.cycle, left.cycle)),
  );
  const settled = supported.filter((line) => !line.young);
  const choice = settled.length > 0 ? settled : supported;
  if (choice.some((line) => line.eol === 'open')) return choice.find((line) => line.eol === 'open');
  return choice.reduce<Line | undefined>(
    (best, line) => (best === undefined || line.eol > best.eol ? line : best),
    undefined,
  );
}
