import picomatch from 'picomatch/posix.js';
import { isOrdinary, mayTakeLong } from './glob-cost.js';

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

function spread(glob: string): readonly string[] {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = glob.replace(/\/$/, '').includes('/') ? trimmed : `**/${trimmed}`;
  return anywhere.endsWith('**') ? [anywhere] : [anywhere, `${anywhere}/**`];
}
