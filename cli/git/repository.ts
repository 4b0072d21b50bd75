import git, { type CommitObject, Errors, type FsClient } from 'isomorphic-git';
import { type Arguments, type Locale, say, type Text } from '../../core/text.js';
import { findRepository } from '../../server/host/walk.js';
import { reasonOf } from '../files.js';
import { UsageError } from '../io.js';
import { texts } from '../texts.js';
import { findLayout, type Layout, readText, sealedFiles } from './files.js';

/** A repository, only ever read. */
export interface Repository {
  /** The folder of the work tree, absolute, with forward slashes. */
  readonly root: string;
  readonly layout: Layout;
  readonly fs: FsClient;
  /** What the library keeps of packs and of the index, for one run. */
  readonly cache: object;
}

/** Opens the repository that a folder lies in. Throws a `UsageError` when there is none that can be read. */
export async function openRepository(folder: string, locale: Locale): Promise<Repository> {
  const root = findRepository(folder);
  const layout = root === undefined ? undefined : await findLayout(root);
  if (root === undefined || layout === undefined) throw wrong(texts.noRepository, locale, { path: folder });
  const repository: Repository = { root, layout, fs: sealedFiles(layout), cache: {} };
  await readable(locale, () => refuseFormats(repository, locale));
  return repository;
}

/** Another kind of hash, another place for branches: read as the usual ones, they would only look empty. */
async function refuseFormats({ fs, layout }: Repository, locale: Locale): Promise<void> {
  const setting = async (path: string, usual: string): Promise<void> => {
    const value = String((await git.getConfig({ fs, gitdir: layout.own, path })) ?? usual);
    if (value !== usual) throw wrong(texts.repositoryFormat, locale, { format: `${path} = ${value}` });
  };
  await setting('extensions.objectFormat', 'sha1');
  await setting('extensions.refStorage', 'files');
}

/** The hash of the commit that a revision names: a branch, a tag or a hash, with `~` and `^` behind it. */
export function resolveCommit(repository: Repository, revision: string, locale: Locale): Promise<string> {
  return readable(locale, async () => {
    // No name of a branch or a tag holds one of these two signs. Source: git, "check-ref-format".
    const [, name = '', steps = ''] = /^([^~^]*)((?:[~^]\d*|\^\{(?:commit)?\})*)$/.exec(revision) ?? [];
    let oid = await findObject(repository, name);
    for (const [step = ''] of steps.matchAll(/\^\{(?:commit)?\}|[~^]\d*/g)) {
      if (oid === undefined) break;
      const count = /\d+/.exec(step)?.[0] ?? '1';
      if (step.startsWith('~')) {
        for (let left = Number(count); left > 0 && oid !== undefined; left--) oid = await parentOf(repository, oid, 1);
      } else oid = await parentOf(repository, oid, step.startsWith('^{') ? 0 : Number(count));
    }
    const commit = oid === undefined ? undefined : await readCommit(repository, oid);
    if (commit === undefined) throw wrong(texts.noRevision, locale, { revision });
    return commit.oid;
  });
}

/** Undefined when nothing bears the name. */
async function findObject({ fs, layout, cache }: Repository, name: string): Promise<string | undefined> {
  const where = { fs, gitdir: layout.own, cache };
  // Two dots are in no name, and the library would follow them. Source: git, "check-ref-format".
  if (name.includes('..')) return undefined;
  // The one file of a revision that holds more than a hash: where it was fetched from.
  if (name === 'FETCH_HEAD') return /^[0-9a-f]{40}/.exec((await readText(`${layout.own}/FETCH_HEAD`)) ?? '')?.[0];
  try {
    if (name !== '') return await git.resolveRef({ ...where, ref: name === '@' ? 'HEAD' : name });
  } catch (error) {
    if (!(error instanceof Errors.NotFoundError)) throw error;
  }
  if (!/^[0-9a-f]{4,40}$/i.test(name)) return undefined;
  try {
    return await git.expandOid({ ...where, oid: name.toLowerCase() });
  } catch (error) {
    if (error instanceof Errors.NotFoundError) return undefined;
    throw error;
  }
}

/** The parent of this number, or the commit itself for 0. */
async function parentOf(repository: Repository, oid: string, number: number): Promise<string | undefined> {
  const read = await readCommit(repository, oid);
  return number === 0 ? read?.oid : read?.commit.parent[number - 1];
}

/** Undefined for what is not there or is no commit. Tags lead to what they stand for. */
async function readCommit(
  { fs, layout, cache }: Repository,
  oid: string,
): Promise<{ readonly oid: string; readonly commit: CommitObject } | undefined> {
  try {
    return await git.readCommit({ fs, gitdir: layout.own, cache, oid });
  } catch (error) {
    if (error instanceof Errors.NotFoundError || error instanceof Errors.ObjectTypeError) return undefined;
    throw error;
  }
}

/** How a commit was reached while looking for the merge base. */
interface Reached {
  readonly oid: string;
  readonly commit: CommitObject;
  fromOne: boolean;
  fromOther: boolean;
  /** It lies behind a common commit, and is no best one. */
  isBehind: boolean;
}

/**
 * The newest commit that both have behind them, as `git merge-base` finds it: from the newest to the oldest, and no
 * farther than there may be a better one. (The library goes back to the first commit of the repository.)
 */
export function findMergeBase(
  repository: Repository,
  revision: string,
  one: string,
  other: string,
  locale: Locale,
): Promise<string> {
  return readable(locale, async () => {
    const cut = new Set(((await readText(`${repository.layout.shared}/shallow`)) ?? '').split(/\r?\n/));
    const known = new Map<string, Reached>();
    const waiting = new Set<Reached>();
    const commitOf = async (oid: string) => {
      const read = await readCommit(repository, oid);
      if (read === undefined) throw new Errors.NotFoundError(oid);
      return read;
    };
    const reach = async (oid: string, from: Pick<Reached, 'fromOne' | 'fromOther' | 'isBehind'>): Promise<void> => {
      const reached: Reached = known.get(oid) ?? {
        ...(await commitOf(oid)),
        fromOne: false,
        fromOther: false,
        isBehind: false,
      };
      const isNews =
        (from.fromOne && !reached.fromOne) ||
        (from.fromOther && !reached.fromOther) ||
        (from.isBehind && !reached.isBehind);
      if (!isNews) return;
      reached.fromOne ||= from.fromOne;
      reached.fromOther ||= from.fromOther;
      reached.isBehind ||= from.isBehind;
      known.set(oid, reached);
      waiting.add(reached);
    };
    await reach(one, { fromOne: true, fromOther: false, isBehind: false });
    await reach(other, { fromOne: false, fromOther: true, isBehind: false });
    const common: Reached[] = [];
    while ([...waiting].some(({ isBehind }) => !isBehind)) {
      const newest = [...waiting].reduce((a, b) => (timeOf(b) > timeOf(a) ? b : a));
      waiting.delete(newest);
      const isCommon = newest.fromOne && newest.fromOther;
      if (isCommon && !newest.isBehind && !common.includes(newest)) common.push(newest);
      const from = { ...newest, isBehind: newest.isBehind || isCommon };
      if (!cut.has(newest.oid)) for (const parent of newest.commit.parent) await reach(parent, from);
    }
    const best = common.find(({ isBehind }) => !isBehind);
    if (best !== undefined) return best.oid;
    const isShallow = [...known.keys()].some((oid) => cut.has(oid));
    throw wrong(isShallow ? texts.shallowClone : texts.noMergeBase, locale, { revision });
  });
}

function timeOf({ commit }: Reached): number {
  return commit.committer.timestamp;
}

/** What goes wrong within the repository, as one message. */
export async function readable<T>(locale: Locale, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // The library's own words about an inner error are a letter to its makers; the fact lies within.
    const reason = error instanceof Errors.InternalError ? error.data.message : reasonOf(error);
    throw wrong(texts.repositoryUnreadable, locale, { reason });
  }
}

function wrong(text: Text, locale: Locale, args: Arguments): UsageError {
  return new UsageError(say(text, locale, args));
}
