import { constants, existsSync, promises, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { configNames } from '../core/config/config.js';
import { mayBeOurs } from '../core/kinds/detect.js';
import { folderOf, nameOf } from '../core/model/path.js';
import type { Locale } from '../core/text.js';
import { decode, hasMark } from '../server/host/decode.js';
import { findConfigAbove, isWithin, slashed, walk } from '../server/host/walk.js';
import { maxFileSize, type ReadResult } from '../server/protocol.js';
import { refusals } from '../server/texts.js';
import { UsageError } from './io.js';
import { texts } from './texts.js';

/** Text of a file, and whether a byte order mark stood before it. */
export type Source = ReadResult & { readonly hasMark?: boolean };

/** Files to check, absolute and in order. */
export interface Gathered {
  readonly files: readonly string[];
  /** Those that were named one by one. */
  readonly named: ReadonlySet<string>;
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Folders that were looked into. */
  readonly folders: readonly string[];
}

/**
 * Finds the files below the given files and folders, with `evidence` also those that may be evidence for the readiness
 * checklist. A path that does not exist is wrong use.
 */
export async function gatherFiles(cwd: string, paths: readonly string[], evidence = false): Promise<Gathered> {
  const files = new Set<string>();
  const named = new Set<string>();
  const unreadable: string[] = [];
  const folders: string[] = [];
  for (const given of paths) {
    const path = slashed(resolve(cwd, given));
    const info = infoOf(path);
    if (info === undefined) throw new UsageError(given, 'path');
    if (info.isDirectory()) {
      const found = await walk({ root: path, evidence });
      for (const file of found.files) files.add(file);
      unreadable.push(...found.unreadable);
      folders.push(...found.folders);
    } else {
      files.add(path);
      named.add(path);
    }
  }
  return { files: [...files].sort(), named, unreadable, folders };
}

/** Undefined for what is not there or out of reach. */
function infoOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * Reads a file of at most so many bytes. Never throws. Nothing else waits meanwhile, and many small files are read in a
 * quarter of the time that promises take.
 */
export function readSource(path: string, limit = maxFileSize): Source {
  try {
    const info = statSync(path);
    if (!info.isFile()) return { state: 'absent' };
    if (info.size > limit) return { state: 'refused', reason: 'large' };
    return decodeSource(readFileSync(path));
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isGone ? { state: 'absent' } : { state: 'refused', reason: 'unreadable' };
  }
}

export function decodeSource(bytes: Uint8Array): Source {
  return { ...decode(bytes), hasMark: hasMark(bytes) };
}

/** Names of the files of ours in a folder; empty when it cannot be read. */
export function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder).filter(mayBeOurs));
  } catch {
    return new Set();
  }
}

/**
 * The folders of some files with those above them up to the working folder; of a file outside of it only its own. What
 * lies there may say something about the files.
 */
export function foldersAround(cwd: string, files: readonly string[]): readonly string[] {
  const top = slashed(resolve(cwd));
  const folders = new Set<string>();
  for (const file of files) {
    let folder = folderOf(file);
    const isBelow = folder === top || folder.startsWith(top.endsWith('/') ? top : `${top}/`);
    while (!folders.has(folder)) {
      folders.add(folder);
      if (!isBelow || folder === top) break;
      folder = folderOf(folder);
    }
  }
  return [...folders].sort();
}

/** Configuration files that may hold for files of these folders: in them, and above the topmost up to the repository's root. */
export function findConfigs(cwd: string, folders: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const name of configNames) {
      const path = `${folder.replace(/\/$/, '')}/${name}`;
      if (infoOf(path)?.isFile() === true) found.add(path);
    }
  }
  for (const folder of new Set([slashed(resolve(cwd)), ...folders])) {
    const above = findConfigAbove(folder);
    if (above !== undefined) found.add(above);
  }
  return [...found].sort();
}

/** Why the system refused something, without the paths it names: they are those of our own doing. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof Error && 'code' in error ? (message.split(',')[0] ?? message) : message;
}

/**
 * Writes a file as `writeWhole` does, and answers why it could not be written; undefined when it is. Through a link, only to
 * a file that is there and lies in the folder of the link or in its repository.
 */
export async function writeWithin(
  path: string,
  text: string,
  hasMark: boolean,
  locale: Locale,
): Promise<string | undefined> {
  try {
    const info = await promises.lstat(path).catch(() => undefined);
    if (info?.isSymbolicLink()) {
      if (!existsSync(path)) return texts.linkToNothing[locale];
      const folder = folderOf(path);
      const folders = [folder, slashed(await promises.realpath(folder))];
      if (!(await isWithin(path, folders))) return refusals.outside[locale];
    }
    await writeWhole(path, text, hasMark);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What of the file system writing takes; a test hands in a disk that is full. */
export type Disk = Pick<typeof promises, 'access' | 'chmod' | 'chown' | 'open' | 'realpath' | 'rename' | 'rm' | 'stat'>;

/**
 * Writes a file in one step: whoever reads it sees the old text or the new one, and when writing fails the old one stays.
 * Links are followed; mode and owner stay. A file that is read-only is not written.
 */
export async function writeWhole(path: string, text: string, hasMark: boolean, disk: Disk = promises): Promise<void> {
  const target = await disk.realpath(path).catch(() => path);
  // Undefined for a new file: mode and owner are the system's own.
  const info = await disk.stat(target).catch(() => undefined);
  // The folder would let it be replaced, but whoever made it read-only has said that it stays.
  if (info !== undefined) await disk.access(target, constants.W_OK);
  const temporary = `${folderOf(slashed(target))}/.${nameOf(slashed(target))}.${process.pid}.seaworthy`;
  const file = await disk.open(temporary, 'wx', info?.mode);
  try {
    try {
      await file.writeFile(hasMark ? `\ufeff${text}` : text, 'utf8');
      // A disk may say only now that it is full.
      await file.sync();
    } finally {
      await file.close();
    }
    if (info !== undefined) {
      // Only the administrator may give a file away: that is who runs in a container, and would keep it otherwise.
      if (process.getuid?.() === 0) await disk.chown(temporary, info.uid, info.gid);
      await disk.chmod(temporary, info.mode);
    }
    await disk.rename(temporary, target);
  } catch (error) {
    await disk.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
