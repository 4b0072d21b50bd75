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
