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
