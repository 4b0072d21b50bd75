import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import git, { Errors } from 'isomorphic-git';
import { GitIndexManager } from 'isomorphic-git/managers';
import { FileSystem } from 'isomorphic-git/models';
import { folderOf } from '../../core/model/path.js';
import type { Locale } from '../../core/text.js';
import { findRepository, isLeftOut } from '../../server/host/walk.js';
import { maxFileSize } from '../../server/protocol.js';
import { findMergeBase, openRepository, type Repository, readable, resolveCommit } from './repository.js';

/** What has changed since a revision. */
export interface Changes {
  /** Those of the files that have changed; paths are absolute, with forward slashes. */
  readonly changed: ReadonlySet<string>;
  /** How many of the files lie outside of the repository, or in another one inside of it, and were not compared. */
  readonly outside: number;
}

/** A file as the index of Git knows it. Times are seconds and the nanoseconds beyond them. */
interface Tracked {
  readonly path: string;
  readonly oid: string;
  readonly mode: number;
  readonly size: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  readonly ctimeSeconds: number;
  readonly flags: { readonly assumeValid: boolean; readonly stage: number };
}

interface Index {
  /** By path from the root of the work tree. */
  readonly files: ReadonlyMap<string, Tracked>;
  /** The tree that a commit of the index would have, by folder, with a slash at its end; `''` for the root. */
  readonly trees: ReadonlyMap<string, string>;
  /** When it was written, in nanoseconds. */
  readonly written: bigint;
}

/**
 * Opens the repository around a folder, and answers how to tell which files differ from the commit where `revision` and
 * `HEAD` part: by what is committed since, by what is not yet, and files that are new to Git and not ignored. What Git keeps
 * about a file in its index says in most cases that it is as it was; only else is the file read. Throws a `UsageError` for
 * whatever cannot be compared.
 */
export async function openChanges(
  folder: string,
  revision: string,
  locale: Locale,
): Promise<(files: readonly string[]) => Promise<Changes>> {
  const repository = await openRepository(folder, locale);
  const since = await resolveCommit(repository, revision, locale);
  const head = await resolveCommit(repository, 'HEAD', locale);
  const base = await findMergeBase(repository, revision, since, head, locale);
  return (files) =>
    readable(locale, async () => {
      const isOurs = insideOf(repository.root);
      const inside = files.filter(isOurs);
      const index = await readIndex(repository);
      const before = readTrees(repository, base, index);
      const differ = await Promise.all(inside.map((path) => differs(path, repository.root, index, before)));
      return { changed: new Set(inside.filter((_, at) => differ[at])), outside: files.length - inside.length };
    });
}

/** Whether the repository of a file is the one with this root. Asked once for each folder. */
function insideOf(root: string): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const folder = folderOf(path);
    const isInside = known.get(folder) ?? findRepository(folder) === root;
    known.set(folder, isInside);
    return isInside;
  };
}

/** Undefined when there is none, or one in a form that the library cannot read: then every file is read. */
async function readIndex({ fs, layout, cache }: Repository): Promise<Index | undefined> {
  // Of one that is split it would see the smaller part.
  if ((await readdir(layout.own)).some((name) => name.startsWith('sharedindex.'))) return undefined;
  const written = await lstat(`${layout.own}/index`, { bigint: true }).catch(() => undefined);
  if (written === undefined) return undefined;
  try {
    const entries: readonly Tracked[] = await GitIndexManager.acquire(
      { fs: new FileSystem(fs), gitdir: layout.own, cache },
      (index) => index.entries,
    );
    // One that is sparse holds whole folders.
    if (entries.some(({ path }) => path.endsWith('/'))) return undefined;
    return {
      files: new Map(entries.map((entry) => [entry.path, entry])),
      trees: treesOf(entries),
      written: written.mtimeNs,
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === Errors.InternalError.code) return undefined;
    throw error;
  }
}

/** Hashes of the trees that the files of an index make, so that whole folders can be known to be as they were. */
function treesOf(entries: readonly Tracked[]): ReadonlyMap<string, string> {
  const trees = new Map<string, string>();
  let at = 0;
  // The index is in the order of paths, which is the order within trees.
  const build = (folder: string): string => {
    const parts: Buffer[] = [];
    for (let entry = entries[at]; entry?.path.startsWith(folder) === true; entry = entries[at]) {
      const slash = entry.path.indexOf('/', folder.length);
      const name = entry.path.slice(folder.length, slash < 0 ? undefined : slash);
      if (slash < 0) at++;
      const mode = slash < 0 ? entry.mode.toString(8) : '40000';
      const oid = slash < 0 ? entry.oid : build(`${folder}${name}/`);
      parts.push(Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex'));
    }
    const oid = hashOf('tree', Buffer.concat(parts));
    trees.set(folder, oid);
    return oid;
  };
  build('');
  return trees;
}

/** Answers the hash of a file, by its path from the root, in a commit; undefined where the commit has no such file. */
function readTrees(
  { fs, layout, cache }: Repository,
  commit: string,
  index: Index | undefined,
): (path: string) => Promise<string | undefined> {
  const where = { fs, gitdir: layout.own, cache };
  /** What a folder of the commit holds. */
  type Tree = { readonly oid: string; readonly names: () => Promise<ReadonlyMap<string, string>> };
  const open = (oid: string): Tree => {
    let names: Promise<ReadonlyMap<string, string>> | undefined;
    const read = async () => new Map((await git.readTree({ ...where, oid })).tree.map((each) => [each.path, each.oid]));
    return { oid, names: () => (names ??= read()) };
  };
  const trees = new Map<string, Promise<Tree | undefined>>();
  const treeAt = (folder: string): Promise<Tree | undefined> => {
    const known = trees.get(folder);
    if (known !== undefined) return known;
    const found = findTree(folder);
    trees.set(folder, found);
    return found;
  };
  const findTree = async (folder: string): Promise<Tree | undefined> => {
    if (folder === '') return open((await git.readCommit({ ...where, oid: commit })).commit.tree);
    const parent = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    const above = await treeAt(parent);
    const name = folder.slice(parent.length, -1);
    const isAsBefore = above !== undefined && above.oid === index?.trees.get(parent);
    const oid = isAsBefore ? index?.trees.get(folder) : (await above?.names())?.get(name);
    return oid === undefined ? undefined : open(oid);
  };
  return async (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const tree = await treeAt(folder);
    if (tree !== undefined && tree.oid === index?.trees.get(folder)) return index.files.get(path)?.oid;
    return (await tree?.names())?.get(path.slice(folder.length));
  };
}

async function differs(
  path: string,
  root: string,
  index: Index | undefined,
  before: (path: string) => Promise<string | undefined>,
): Promise<boolean> {
  const inside = path.slice(root.length + (root.endsWith('/') ? 0 : 1));
  const tracked = index?.files.get(inside);
  // In conflict: none of its versions holds.
  if (tracked !== undefined && tracked.flags.stage !== 0) return true;
  const old = await before(inside);
  // Without an index, what the commit does not know is taken for new to Git.
  const isNew = index === undefined ? old === undefined : tracked === undefined;
  if (isNew && isLeftOut(path) === true) return false;
  if (old === undefined) return true;
  const info = await lstat(path, { bigint: true }).catch(() => undefined);
  // Gone since it was listed: whoever reads it will say so.
  if (info === undefined) return true;
  if (index !== undefined && tracked !== undefined && isAsTracked(tracked, info, index)) return tracked.oid !== old;
  const bytes = await contentOf(path, info);
  // What cannot be read is for the run to report.
  if (bytes === undefined) return true;
  if (hashOf('blob', bytes) === old) return false;
  // Git may write other ends of lines into the work tree than it keeps.
  const withLineFeeds = Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return hashOf('blob', withLineFeeds) !== old;
}

/** What Git would keep of a file; undefined for what is no file, is larger than a file that is checked, or cannot be read. */
async function contentOf(path: string, info: BigIntStats): Promise<Buffer | undefined> {
  if (info.isSymbolicLink()) return readlink(path).then(Buffer.from, () => undefined);
  if (!info.isFile() || info.size > BigInt(maxFileSize)) return undefined;
  return readFile(path).catch(() => undefined);
}

/**
 * Whether the file cannot have changed since Git looked at it. One that was written as late as the index itself may have
 * been changed right behind it. Source: git, "Use of index and Racy Git problem".
 */
function isAsTracked(tracked: Tracked, info: BigIntStats, { written }: Index): boolean {
  if (tracked.flags.assumeValid) return true;
  // Some write whole seconds only.
  const grain = tracked.mtimeNanoseconds === 0 ? 1_000_000_000n : 1n;
  const time = (BigInt(tracked.mtimeSeconds) * 1_000_000_000n + BigInt(tracked.mtimeNanoseconds)) / grain;
  // On Windows Git keeps the time of creation there.
  const isSameStatus = process.platform === 'win32' || Number(info.ctimeNs / 1_000_000_000n) === tracked.ctimeSeconds;
  // Sizes are kept in 32 bits.
  const isSameSize = Number(info.size % 0x1_0000_0000n) === tracked.size;
  return isSameSize && isSameStatus && info.mtimeNs / grain === time && time < written / grain;
}

/** The name that Git gives a content. */
function hashOf(type: 'blob' | 'tree', content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}
