import type { BaseName } from './image-bases.js';

/** The runtime that application code in the image is run by, or the server the image is. */
export type ImageFamily =
  | 'node'
  | 'python'
  | 'jvm'
  | 'go'
  | 'dotnet'
  | 'php'
  | 'ruby'
  | 'rust'
  | 'perl'
  | 'beam'
  | 'nginx'
  | 'postgres'
  | 'mysql'
  | 'mariadb'
  | 'mongo'
  | 'redis'
  | 'rabbitmq'
  | 'elasticsearch';

/** What an image is for. A `runtime` or `os` does nothing until an application is put in. */
export type ImageRole =
  | 'os'
  | 'runtime'
  | 'database'
  | 'broker'
  | 'cache'
  | 'search'
  | 'proxy'
  | 'web'
  | 'monitoring'
  | 'identity'
  | 'storage';

/**
 * Who the main process runs as: `root`, `nonroot`, or `steps-down` when the image starts as root and its entry point
 * gives that up before the server starts.
 */
export type ImageUser = 'root' | 'nonroot' | 'steps-down';

export interface ImageContents {
  /** Canonical names, see `canonicalName`; one that ends in `/*` stands for all below it. */
  readonly images: readonly string[];
  readonly family?: ImageFamily;
  readonly role?: ImageRole;
  readonly user?: ImageUser;
  /** An unprivileged account that the image has ready, for `USER`. */
  readonly spareUser?: string;
  /** True when the image brings its own HEALTHCHECK. */
  readonly healthcheck?: boolean;
  readonly stopSignal?: string;
  readonly ports?: readonly number[];
  /** Where it keeps what must outlive the container. By the first major version where it moved. */
  readonly data?: Readonly<Record<number, readonly string[]>>;
  /** The variable that moves the data directory, or names several with commas between them. */
  readonly dataVariable?: string;
  /** True for caches: their data is lost on purpose unless a setting asks for persistence. */
  readonly volatile?: boolean;
  /** Base by a word of the variant; the empty word is the image without one. A missing word is an unknown base. */
  readonly bases?: Readonly<Record<string, BaseName>>;
  /** Programs on top of the base. */
  readonly tools?: string;
  readonly lacks?: string;
  /** True when the program that is process 1 reacts to SIGTERM by itself. */
  readonly handlesTerm?: boolean;
}

/** An entry of the tables; `images` are separated by blanks. */
export function entry(images: string, rest: Omit<ImageContents, 'images'>): ImageContents {
  return { images: images.split(' '), ...rest };
}

/** A server image of Docker: on Debian, with a variant on Alpine. */
export const server = { '': 'debian', alpine: 'alpine' } as const;
