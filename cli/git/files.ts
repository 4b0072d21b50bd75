import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FsClient } from 'isomorphic-git';
import { slashed } from '../../server/host/walk.js';

/** Where the parts of a repository lie: absolute paths, with forward slashes. */
export interface Layout {
  /** What belongs to this work tree alone: `HEAD` and the index. */
  readonly own: string;
  /** What all work trees of the repository share: branches, settings, objects. The same folder where there is only one. */
  readonly shared: string;
  /** Folders with objects: those of the repository, then those it borrows from. */
  readonly objects: readonly string[];
}

/** How many repositories one may borrow from, one behind the other. Source: git, `alternates` in "gitrepository-layout". */
const maxBorrowing = 5;

/**
 * Finds the parts of the repository whose work tree is `root`. The `.git` of a linked work tree or of a submodule is a
 * file that names the folder. Undefined when there is no repository after all.
 */
export async function findLayout(root: string): Promise<Layout | undefined> {
  const at = `${root.replace(/\/$/, '')}/.git`;
  const pointer = /^gitdir: (.+?)\r?\n?$/.exec((await readText(at)) ?? '')?.[1];
  const own = pointer === undefined ? at : slashed(resolve(root, pointer));
  const common = (await readText(`${own}/commondir`))?.trim();
  const shared = common === undefined ? own : slashed(resolve(own, common));
  if ((await readText(`${own}/HEAD`)) === undefined || !(await isFolder(`${shared}/objects`))) return undefined;
  const objects = [`${shared}/objects`];
  for (let depth = 0, last = objects; depth < maxBorrowing && last.length > 0; depth++) {
    const next = (await Promise.all(last.map(borrowedFrom))).flat().filter((each) => !objects.includes(each));
    objects.push(...next);
    last = next;
  }
  return { own, shared, objects };
}

async function borrowedFrom(objects: string): Promise<string[]> {
  const lines = ((await readText(`${objects}/info/alternates`)) ?? '').split(/\r?\n/);
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => slashed(resolve(objects, line)));
}

/**
 * The files of a repository as the library that reads it may see them: all below `own`, wherever they really lie, nothing
 * beside it, and nothing to write.
 */
export function sealedFiles({ own, shared, objects }: Layout): FsClient {
  const placesOf = (path: string): readonly string[] => {
    const whole = slashed(resolve(path));
    if (whole === own) return [own];
    if (!whole.startsWith(`${own}/`)) return [];
    const inside = whole.slice(own.length + 1);
    const [first] = inside.split('/');
    if (first === 'objects') return objects.map((folder) => folder + inside.slice('objects'.length));
    const isOwn = /^refs\/(?:bisect|rewritten|worktree)\//.test(inside);
    const isShared = first === 'refs' || ['config', 'packed-refs', 'shallow'].includes(inside);
    return [`${isShared && !isOwn ? shared : own}/${inside}`];
  };
  /** The answer of the first place that has the file. */
  const first = async <T>(path: string, ask: (place: string) => Promise<T>): Promise<T> => {
    let failure: unknown = absent(path);
    for (const place of placesOf(path)) {
      try {
        return await ask(place);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
  const all = async (path: string): Promise<string[]> => {
    const lists = await Promise.allSettled(placesOf(path).map((place) => readdir(place)));
    return [...new Set(lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : [])))];
  };
  const refuse = async (): Promise<never> => {
    throw new Error('A repository is only read');
  };
  return {
    promises: {
      readFile: (path: string, options?: { readonly encoding?: BufferEncoding }) =>
        first(path, (place) => readFile(place, options)),
      readdir: all,
      stat: (path: string) => first(path, (place) => stat(place)),
      lstat: (path: string) => first(path, (place) => lstat(place)),
      readlink: (path: string) => first(path, (place) => readlink(place)),
      writeFile: refuse,
      mkdir: refuse,
      rmdir: refuse,
      unlink: refuse,
      symlink: refuse,
      chmod: refuse,
    },
  };
}

function absent(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file, '${path}'`), { code: 'ENOENT' });
}

/** Undefined when it cannot be read, as a folder cannot. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
