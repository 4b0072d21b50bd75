import picomatch from 'picomatch/posix.js';

/** Tells whether a path, relative to the folder of the configuration file, is meant. */
export type Matcher = (path: string) => boolean;

/**
 * Globs as in .gitignore where it matters: one without a slash matches in any folder, one that names a folder matches
 * everything in it. Braces and `**` are understood, extended globs are not, for they can be made to take very long.
 */
export function createMatcher(globs: readonly string[]): Matcher {
  const usable = globs.filter((glob) => !isTooWide(glob) && glob !== '').flatMap(spread);
  const matchers = usable.map((glob) =>
    picomatch(glob, { dot: true, noextglob: true, nonegate: true, strictSlashes: false }),
  );
  return (path) => matchers.some((matches) => matches(path));
}

/** Tells whether a name fits one of the globs as a whole. `*` and braces are understood. */
export function createNameMatcher(globs: readonly string[]): Matcher {
  const usable = globs.filter((glob) => !isTooWide(glob) && glob !== '');
  const matchers = usable.map((glob) => picomatch(glob, { dot: true, noextglob: true, nonegate: true, bash: true }));
  return (name) => matchers.some((matches) => matches(name));
}

/** A glob is compiled to a regular expression, whose cost grows with its wildcards: there is a limit. */
export function isTooWide(glob: string): boolean {
  const wildcards = glob.replaceAll('**', '*').split('*').length - 1;
  return glob.length > 300 || wildcards > 8;
}

function spread(glob: string): readonly string[] {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = glob.replace(/\/$/, '').includes('/') ? trimmed : `**/${trimmed}`;
  return anywhere.endsWith('**') ? [anywhere] : [anywhere, `${anywhere}/**`];
}
