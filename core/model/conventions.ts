/** What the people of a project say about their images and labels, which no table of ours can know. */
export interface Conventions {
  readonly images: ImageConventions;
  readonly labels: LabelConventions;
}

export interface ImageConventions {
  /**
   * Registries that images may come from: a host (`registry.example.com`, `*.example.com`), or a host with the beginning
   * of a path (`docker.io/library`). Empty: any.
   */
  readonly trusted: readonly string[];
  /** True for an image, by its full name, that comes from one of them, and when there are none. */
  isTrusted(name: string): boolean;
  /** How long release lines are supported, for images nobody else knows or under a contract. Later entries win. */
  readonly support: readonly SupportDate[];
}

/** A release line of an image, and the day until which somebody fixes it. */
export interface SupportDate {
  /** As `canonicalName` gives it. */
  readonly image: string;
  /** A version or the beginning of one (`17`, `3.10`), or the first word of a tag (`bionic`). */
  readonly cycle: string;
  /** `YYYY-MM-DD`, the last day of fixes. */
  readonly until: string;
}

export interface LabelConventions {
  /** True for a label whose values are known to be few. */
  isAllowed(name: string): boolean;
  /** True for a label that is known to take values without bound. */
  isUnbounded(name: string): boolean;
}

const never = (): boolean => false;
const always = (): boolean => true;

/** Nobody has said anything. */
export const noConventions: Conventions = {
  images: { trusted: [], isTrusted: always, support: [] },
  labels: { isAllowed: never, isUnbounded: never },
};
