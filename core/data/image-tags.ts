/**
 * Words in place of a version that a new build takes over, so that the same reference is another image tomorrow.
 * `lts` and `mainline` say at least which of several lines is meant, and names of distributions are versions: they are
 * left out.
 */
export const movingTags: readonly string[] = [
  'latest',
  'edge',
  'nightly',
  'main',
  'master',
  'trunk',
  'dev',
  'develop',
  'stable',
  'unstable',
  'canary',
  'snapshot',
  'rolling',
  'testing',
  'next',
  'devel',
  'release',
  'preview',
  'experimental',
];

/**
 * Words of a tag that choose a variant of an official image and say nothing about its version: `postgres:alpine` is
 * `postgres:latest` on another base.
 */
export const variantTags: readonly string[] = [
  'alpine',
  'slim',
  'fpm',
  'apache',
  'cli',
  'zts',
  'management',
  'jdk',
  'jre',
  'trixie',
  'bookworm',
  'bullseye',
  'buster',
  'noble',
  'jammy',
];
