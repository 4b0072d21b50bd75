import { type Dirent, existsSync, lstatSync, type readdir as ReadDir, readdir, readFileSync, statSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { configNames } from '../../core/config/config.js';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { evidenceKind, maxEvidenceFiles } from '../../core/readiness/evidence-files.js';
import { maxFileSize, skippedFolders } from '../protocol.js';
import { isInside } from '../uri.js';
import { type IgnoreFile, isIgnored, isIgnoredBelow, parseIgnoreFile } from './gitignore.js';

/** What to look through. */
export interface Walk {
  /** The folder, as the platform or as the workspace writes it. */
  readonly root: string;
  /** How many files to find at most; without it, all. */
  readonly limit?: number;
  /** Whether `.gitignore` files are honoured, those above the root up to the repository's included. On when unset. */
  readonly gitignore?: boolean;
  /** True: files that may be evidence for the readiness checklist are found as well; the limit does not count them. */
  readonly evidence?: boolean;
  /** True: configurations that are links to files are found as well, wherever they lead; the limit does not count them. */
  readonly linkedConfigs?: boolean;
  readonly signal?: AbortSignal;
}

/** What a walk found. Paths are absolute, with forward slashes, in order. */
export interface Walked {
  /** Files that may be ours by their names. */
  readonly files: readonly string[];
  /** True when the limit cut the list. */
  readonly truncated: boolean;
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Folders that were looked into, without a slash at their ends. */
  readonly folders: readonly string[];
}

/** A `vendor` folder holds dependencies where one of these stands beside it. */
const vendoring = new Set(['go.mod', 'composer.json', 'Gemfile']);

/**
 * Finds the files of a folder that may be ours. No link to a folder is followed, so that no loop and no way out of the
 * folder exists, and none to a file is found but on request. Ignored folders are never opened.
 */
export async function walk(options: Walk): Promise<Walked> {
  const root = slashed(resolve(options.root));
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const ignores: IgnoreFile[] = options.gitignore === false ? [] : ignoreFilesAbove(root);
  const unreadable: string[] = [];
  const folders: string[] = [];
  const linked: string[] = [];
  let found = 0;
  let evidence = 0;

  /** What the walk may see of a folder. */
  const visible = (folder: string, entries: readonly Dirent[]): Dirent[] => {
    const names = new Set(entries.map(({ name }) => name));
    if (options.gitignore !== false && names.has('.gitignore')) ignores.push(readIgnoreFile(folder));
    const hasVendor = [...vendoring].some((name) => names.has(name));
    return entries.filter((entry) => {
      const { name } = entry;
      if (found > limit) return false;
      if (entry.isSymbolicLink()) {
        const isWanted = options.linkedConfigs === true && configNames.includes(name) && isFile(folder + name);
        if (isWanted && !isIgnored(folder + name, ignores)) linked.push(folder + name);
        return false;
      }
      if (entry.isDirectory()) {
        if (skippedFolders.has(name) || (name === 'vendor' && hasVendor)) return false;
        if (isIgnored(`${folder}${name}/`, ignores)) return false;
        // No glob of the walker matches a line end.
        if (/[\r\n]/.test(name)) unreadable.push(`${folder}${name}/`);
        return true;
      }
      if (!entry.isFile()) return false;
      if (!mayBeOurs(name)) {
        const isWanted = options.evidence === true && evidence < maxEvidenceFiles && evidenceKind(folder + name);
        if (!isWanted || isIgnored(folder + name, ignores)) return false;
        evidence++;
        return true;
      }
      if (isIgnored(folder + name, ignores)) return false;
      found++;
      return found <= limit;
    });
  };

  const readVisible = (path: string, done: (error: null, entries: Dirent[]) => void): void => {
    const folder = `${slashed(resolve(path)).replace(/\/$/, '')}/`;
    readdir(path, { withFileTypes: true }, (error, entries) => {
      if (error) unreadable.push(folder);
      else folders.push(folder.replace(/\/$/, ''));
      done(null, error ? [] : visible(folder, entries));
    });
  };

  const { glob } = await import('./glob.js');
  const paths = await glob('**', {
    cwd: root,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    fs: { readdir: asReaddir(readVisible) },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return {
    files: [...paths.map(slashed), ...linked].sort(),
    truncated: found > limit,
    unreadable: unreadable.sort(),
    folders,
  };
}

/**
 * The configuration file that holds for a folder and stands above it: the nearest one on the way up to the repository's
 * root. Outside a repository nothing above the folder counts.
 */
export function findConfigAbove(folder: string): string | undefined {
  const above = foldersAbove(slashed(resolve(folder)));
  for (const one of above) {
    const name = configNames.find((candidate) => existsSync(one + candidate));
    if (name !== undefined) return one + name;
  }
  return undefined;
}

/**
 * Whether version control leaves a file out, by the `.gitignore` files from its folder up to the repository and by the
 * repository's own `info/exclude`. Undefined outside of a repository, where nothing is known of what is kept, and where a link
 * leads to its own list.
 */
export function isLeftOut(path: string): boolean | undefined {
  const folder = slashed(posix.dirname(path));
  const root = findRepository(folder);
  if (root === undefined) return undefined;
  const ignores: IgnoreFile[] = [];
  const inside = folder
    .slice(root.length)
    .split('/')
    .filter((part) => part !== '');
  const top = root.endsWith('/') ? root : `${root}/`;
  if (['.git', '.git/info', '.git/info/exclude'].some((name) => isLink(top + name))) return undefined;
  const exclude = readText(`${top}.git/info/exclude`);
  if (exclude !== undefined) ignores.push(parseIgnoreFile(top, exclude));
  for (let depth = 0; depth <= inside.length; depth++) {
    const one = `${top}${inside
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('')}`;
    const text = readText(`${one}.gitignore`);
    if (text !== undefined) ignores.push(parseIgnoreFile(one, text));
  }
  return isIgnoredBelow(top, path, ignores);
}

/** The folder of the repository that holds a folder; undefined outside of one. */
export function findRepository(folder: string): string | undefined {
  let one = slashed(resolve(folder));
  for (let last = ''; one !== last; last = one, one = posix.dirname(one)) {
    if (existsSync(`${one}/.git`)) return one;
  }
  return undefined;
}

/**
 * True when a file lies in one of the folders or in the repository of one, wherever links lead: what a file refers to is
 * read no farther away, for whoever wrote it may not be trusted. A file that does not exist lies nowhere.
 */
export async function isWithin(path: string, folders: readonly string[]): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return false;
  for (const folder of folders) {
    const root = await realpath(findRepository(folder) ?? folder).catch(() => undefined);
    if (root !== undefined && isInside(slashed(root), slashed(real))) return true;
  }
  return false;
}

/**
 * Where a link leads in the end, below the folder as the folder itself is written: by that name others tell of the file.
 * Undefined for what is no link, and for a link to nothing.
 */
export async function targetOf(path: string, folder: string): Promise<string | undefined> {
  try {
    if (!(await lstat(path)).isSymbolicLink()) return undefined;
    const [real, root] = (await Promise.all([realpath(path), realpath(folder)])).map(slashed);
    if (real === undefined || root === undefined) return undefined;
    return isInside(root, real) ? posix.join(folder, real.slice(root.length)) : real;
  } catch {
    return undefined;
  }
}

/** True for a file, and for a link to one. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Text of a file of Git's; undefined for one that Git would not read either: a link, a pipe, a device, or far too large. */
function readText(path: string): string | undefined {
  try {
    const info = lstatSync(path);
    return info.isFile() && info.size <= maxFileSize ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** A path of the platform with forward slashes. */
export function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** Folders above this one up to the root of its repository, nearest first, with a slash at their ends. */
function foldersAbove(folder: string): readonly string[] {
  const above: string[] = [];
  let one = folder;
  while (!existsSync(`${one}/.git`)) {
    const parent = posix.dirname(one);
    if (parent === one) return [];
    above.push(parent.endsWith('/') ? parent : `${parent}/`);
    one = parent;
  }
  return above;
}

function ignoreFilesAbove(root: string): IgnoreFile[] {
  return foldersAbove(root)
    .filter((folder) => existsSync(`${folder}.gitignore`))
    .reverse()
    .map(readIgnoreFile);
}

function readIgnoreFile(folder: string): IgnoreFile {
  return parseIgnoreFile(folder, readText(`${folder}.gitignore`) ?? '');
}

type Readdir = NonNullable<NonNullable<GlobOptions['fs']>['readdir']>;

/** The walker only ever asks for directory entries, with the options in the middle. */
function asReaddir(read: (path: string, done: (error: null, entries: Dirent[]) => void) => void): Readdir {
  const adapted = (path: string, _options: unknown, done: (error: null, entries: Dirent[]) => void): void =>
    read(path, done);
  return adapted as unknown as typeof ReadDir;
}
