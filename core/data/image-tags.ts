/**
 * Words in place of a version that a new build takes over, so that the same reference is another image tomorrow.
 * `lts`, `mainline` and names of distributions stay within a line and are left out.
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
];
