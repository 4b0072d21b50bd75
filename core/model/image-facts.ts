import { type BaseName, imageBases } from '../data/image-bases.js';
import { imageContents } from '../data/image-contents.js';
import type { ImageContents, ImageFamily, ImageRole, ImageUser } from '../data/image-entry.js';
import { once } from '../kept.js';
import { lazy } from '../kinds/document.js';
import type { ImageReference } from './image.js';
import { canonicalName, isOfficial, tagParts } from './image-name.js';

export type { ImageFamily, ImageRole, ImageUser } from '../data/image-entry.js';
export {
  daysBetween,
  type ImageSupport,
  nameOfLine,
  type SupportedLine,
  type SupportState,
  suggestTag,
  supportKnownOn,
  supportOf,
} from './image-support.js';

/** What is certain about an image before anybody adds to it. Undefined always means unknown. */
export interface ImageFacts {
  readonly family: ImageFamily | undefined;
  readonly role: ImageRole | undefined;
  readonly user: ImageUser | undefined;
  /** An unprivileged account that is ready for `USER`. */
  readonly spareUser: string | undefined;
  /** Whether the image has a HEALTHCHECK of its own. */
  readonly healthcheck: boolean | undefined;
  /** Signal that stops it in order, where it is not SIGTERM: `SIGQUIT`. */
  readonly stopSignal: string | undefined;
  readonly ports: readonly number[];
  /** Directories of which one holds what must outlive the container; empty when there are none or none is known. */
  readonly data: readonly string[];
  /** The variable that moves the data directory, or names several with commas between them. */
  readonly dataVariable: string | undefined;
  /** True for caches, whose data may be lost unless a setting asks for persistence. */
  readonly volatile: boolean;
  readonly shell: boolean | undefined;
  readonly libc: 'musl' | 'glibc' | undefined;
  /** Whether process 1 ends on SIGTERM without code of the application. */
  readonly handlesTerm: boolean | undefined;
  /** First number of the tag. */
  readonly major: number | undefined;
  /** Whether a program is in the image, by its name without folders. */
  has(program: string): boolean | undefined;
}

/** The facts of an image, or undefined for one we know nothing about. */
export const factsOf: (image: ImageReference) => ImageFacts | undefined = once(readFacts);

function readFacts(image: ImageReference): ImageFacts | undefined {
  const name = canonicalName(image);
  const contents = contentsOf(name);
  if (contents === undefined) return undefined;
  const { numbers, variants } = tagParts(image.tag ?? '');
  if (variants.some((variant) => /^(?:windows|nanoserver|servercore)/.test(variant))) return undefined;
  const major = numbers === undefined ? undefined : Number(numbers.split('.')[0]);
  const baseName = baseOf(name, contents, variants);
  const base = baseName && imageBases[baseName];
  const tools = lazy(() => words(contents.tools, extraTools(name, variants, major), base?.tools));
  const lacks = lazy(() => words(contents.lacks, extraLacks(name, major), base?.lacks));
  return {
    family: contents.family ?? distrolessFamily(name),
    role: contents.role,
    user: userOf(name, contents, variants, image.tag),
    spareUser: contents.spareUser,
    healthcheck: contents.healthcheck ?? (isOfficial(name) ? false : undefined),
    stopSignal: phpSignal(name, variants) ?? contents.stopSignal,
    ports: contents.ports ?? [],
    data: dataOf(contents, major),
    dataVariable: contents.dataVariable,
    volatile: contents.volatile === true,
    get shell() {
      return tools().has('sh') ? true : base?.shell;
    },
    libc: base?.libc,
    handlesTerm: contents.handlesTerm,
    major,
    has: (program) => (tools().has(program) ? true : lacks().has(program) ? false : undefined),
  };
}

/** Bases from the largest to the smallest. */
const bySize: readonly BaseName[] = ['buildpack', 'ubuntu', 'debian', 'alpine'];

/** Tags of the same image and release on smaller bases, the largest of them first. Empty when none is known. */
export function smallerTags(image: ImageReference): readonly string[] {
  const name = canonicalName(image);
  const bases = imageContents.find(({ images }) => images.includes(name))?.bases;
  if (bases === undefined || image.tag === undefined || image.digest !== undefined) return [];
  const { version, variants } = tagParts(image.tag);
  // A variant may mean more than a base: `jre`, `fpm`, `management`.
  if (version === undefined || variants.some((variant) => bases[variant] === undefined)) return [];
  const rank = (base: BaseName | undefined): number => (base === undefined ? -1 : bySize.indexOf(base));
  const own = rank(baseOf(name, { images: [], bases }, variants));
  if (own < 0) return [];
  return ['slim', 'alpine'].filter((word) => rank(bases[word]) > own).map((word) => `${version}-${word}`);
}

function words(...texts: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text?.split(' ') ?? []));
}

const byImage = new Map(
  imageContents.flatMap((contents) => contents.images.map((image) => [image, contents] as const)),
);

/** The entry that names the image, or a folder above it: `bitnami/*`. */
function contentsOf(name: string): ImageContents | undefined {
  let found = byImage.get(name);
  for (let slash = name.lastIndexOf('/'); found === undefined && slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    found = byImage.get(`${name.slice(0, slash)}/*`);
  }
  return found;
}

const debianNames = ['trixie', 'bookworm', 'bullseye', 'buster', 'stretch', 'jessie'];
const ubuntuNames = ['resolute', 'noble', 'jammy', 'focal', 'bionic', 'xenial'];

/** Words of a variant that say nothing about the base. */
const silent =
  /^(?:\d.*|latest|lts|stable|mainline|current|jdk|jre|headless|fpm|apache|cli|zts|perl|otel|management|nonroot|root|amd64|arm64|rc\d*|beta\d*)?$/;

function baseOf(name: string, { bases }: ImageContents, variants: readonly string[]): BaseName | undefined {
  if (bases === undefined) return undefined;
  const distribution = name === 'debian' || name === 'ubuntu';
  const relevant = variants.filter((variant) => {
    if (silent.test(variant)) return false;
    return !(distribution && (debianNames.includes(variant) || ubuntuNames.includes(variant)));
  });
  const debian = relevant.some((variant) => debianNames.includes(variant));
  const others = relevant.filter((variant) => !debianNames.includes(variant));
  const ubuntu = others.length === 1 && others.some((variant) => ubuntuNames.includes(variant));
  // An image on Debian by default, in a variant on Ubuntu, has none of what was said about Debian.
  if (ubuntu) return bases[''] === 'ubuntu' || bases[''] === 'debian' ? 'ubuntu' : undefined;
  if (others.some((variant) => variant === 'chiseled')) return bases.chiseled;
  const rest = others.filter((variant) => !ubuntuNames.includes(variant));
  if (debian && bases[''] !== 'debian' && bases[''] !== 'buildpack') return undefined;
  if (rest.length === 0) return bases[''];
  if (rest.some((variant) => /^alpine(?:\d|$)/.test(variant))) return bases.alpine;
  const [only] = rest;
  return only !== undefined && rest.length === 1 ? bases[only] : undefined;
}

function userOf(
  name: string,
  contents: ImageContents,
  variants: readonly string[],
  tag: string | undefined,
): ImageUser | undefined {
  if (name.startsWith('gcr.io/distroless/')) return tag?.includes('nonroot') === true ? 'nonroot' : 'root';
  if (variants.includes('chiseled')) return 'nonroot';
  return contents.user;
}

/** Runtime in the name of a distroless image: `nodejs20-debian12`, `java17`. */
function distrolessFamily(name: string): ImageFamily | undefined {
  const runtime = /^gcr\.io\/distroless\/(nodejs|java|python3)/.exec(name)?.[1];
  if (runtime === 'nodejs') return 'node';
  if (runtime === 'java') return 'jvm';
  return runtime === 'python3' ? 'python' : undefined;
}

/** https://github.com/docker-library/php: php-fpm stops on SIGQUIT, Apache on SIGWINCH. */
function phpSignal(name: string, variants: readonly string[]): string | undefined {
  if (name !== 'php') return undefined;
  if (variants.includes('fpm')) return 'SIGQUIT';
  return variants.includes('apache') ? 'SIGWINCH' : undefined;
}

function extraTools(name: string, variants: readonly string[], major: number | undefined): string {
  const alpine = variants.some((variant) => variant.startsWith('alpine'));
  switch (name) {
    // The slim Alpine variant leaves out the modules curl comes with.
    case 'nginx':
    case 'nginxinc/nginx-unprivileged':
      return alpine && variants.includes('slim') ? '' : 'curl';
    case 'eclipse-temurin':
      return variants.some((variant) => variant.startsWith('alpine') || variant.startsWith('ubi')) ? '' : 'curl wget';
    case 'mcr.microsoft.com/dotnet/sdk':
      return 'curl wget';
    // The old shell is gone since 6; 5 has both in its later releases.
    case 'mongo':
      if (major === undefined || major >= 6) return 'mongosh';
      return 'mongo';
    // The mysql names are gone since 11.
    case 'mariadb':
      if (major === undefined) return 'healthcheck.sh';
      return major >= 11 ? 'mariadb-admin mariadb healthcheck.sh' : 'mysqladmin mysql mariadb-admin mariadb';
    default:
      return '';
  }
}

function extraLacks(name: string, major: number | undefined): string {
  if (name === 'mongo') {
    if (major === undefined || major >= 6) return 'mongo';
    return major < 5 ? 'mongosh' : '';
  }
  return name === 'mariadb' && (major === undefined || major >= 11) ? 'mysqladmin mysql' : '';
}

/** An untagged image may be any major version, so every directory it ever used is good. */
function dataOf({ data }: ImageContents, major: number | undefined): readonly string[] {
  if (data === undefined) return [];
  const moves = Object.entries(data).map(([since, directories]) => ({ since: Number(since), directories }));
  if (major === undefined) return moves.flatMap(({ directories }) => directories);
  const held = moves.filter(({ since }) => since <= major);
  return held[held.length - 1]?.directories ?? [];
}
