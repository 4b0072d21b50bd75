import picomatch from 'picomatch/posix.js';

/** Tells whether a path, relative to the folder of the configuration file, is meant. */
export type Matcher = (path: string) => boolean;

/**
 * Globs as in .gitignore where it matters: one without a slash matches in any folder, one that names a folder matches
 * everything in it, and one behind an exclamation mark takes back what those before it mean. Braces and `**` are
 * understood, extended globs are not, for they can be made to take very long.
 */
export function createMatcher(globs: readonly string[]): Matcher {
  return lastOf(globs, (glob) => spread(glob).map((one) => picomatch(one, { ...options, strictSlashes: false })));
}

/**
 * Tells whether a name fits the globs as a whole, of which one behind an exclamation mark takes back. `*` and braces are
 * understood.
 */
export function createNameMatcher(globs: readonly string[], how: { readonly nocase?: boolean } = {}): Matcher {
  return lastOf(globs, (glob) => [picomatch(glob, { ...options, ...how, bash: true })]);
}

/** Globs that select something. Where the first takes back, it takes back from everything. */
export function selecting(globs: readonly string[]): readonly string[] {
  return globs[0]?.startsWith('!') === true ? ['**', ...globs] : globs;
}

const options = { dot: true, noextglob: true, nonegate: true } as const;

/** The last glob that matches decides. */
function lastOf(globs: readonly string[], compile: (glob: string) => readonly Matcher[]): Matcher {
  const matchers = globs
    .map((glob) => ({ glob: glob.replace(/^!/, ''), isMeant: !glob.startsWith('!') }))
    .filter(({ glob }) => !isTooWide(glob) && glob !== '')
    .map(({ glob, isMeant }) => ({ matchers: compile(glob), isMeant }));
  return (path) =>
    matchers.length > 0 &&
    isOrdinary(path) &&
    matchers.findLast(({ matchers }) => matchers.some((matches) => matches(path)))?.isMeant === true;
}

/** True for a glob that may be used, and that means something. */
export function isGlob(glob: string): boolean {
  return !isTooWide(glob) && !/^!?$/.test(glob);
}

/** True for a host with its port and the beginning of a path: no scheme, tag or digest, which would fit no image. */
export function isRegistry(entry: string): boolean {
  return /^[^\s/:@!]+(?::\d+)?(?:\/[^\s:@]*)?$/.test(entry);
}

/**
 * True for a glob that is not used. Parentheses, and `+` behind a bracket, would be read as those of regular expressions,
 * of which nobody could tell what they cost.
 */
export function isTooWide(glob: string): boolean {
  return mayTakeLong(glob) || /[()]|\]\+/.test(glob);
}

/**
 * True for a glob that may take long over some ordinary path. Globs are compiled to regular expressions that try one place
 * after the other, so what they may cost is the product of what their parts have to try: alternatives, wildcards that
 * share a name, and wildcards over folders.
 */
export function mayTakeLong(glob: string): boolean {
  return glob.length > 300 || waysOf(glob) > mostWays;
}

/** True for a path, or a name, over which every glob that is used is quick. Others are in nobody's project, and no glob means them. */
export function isOrdinary(path: string): boolean {
  const names = path.split('/');
  return names.length <= deepest && names.every(({ length }) => length <= longestName);
}

/** Folders on top of each other. */
const deepest = 64;

/** Characters: what file systems allow, with room for the name of an image. */
const longestName = 512;

/** Three wildcards in one name below any folder, or four times any number of folders. */
const mostWays = 2 ** 24;

/** How many ways there may be to lay a glob over a path, at most; the first wildcard of each sort is free. */
function waysOf(glob: string): number {
  const alternatives = glob
    .split('{')
    .slice(1)
    .reduce((ways, group) => ways * group.split(',').length, 1);
  const anyFolders = glob.split('**').length - 1;
  const inNames = glob.split('/').map((name) => name.replaceAll('**', '').split('*').length - 1);
  const shared = inNames.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  return alternatives * deepest ** Math.max(0, anyFolders - 1) * longestName ** shared;
}

function spread(glob: string): readonly string[] {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = glob.replace(/\/$/, '').includes('/') ? trimmed : `**/${trimmed}`;
  return anywhere.endsWith('**') ? [anywhere] : [anywhere, `${anywhere}/**`];
}
