import { chmod, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configNames } from '../core/config/config.js';
import { mayBeOurs } from '../core/kinds/detect.js';
import { folderOf, nameOf } from '../core/model/path.js';
import { decode, maxFileSize } from '../server/host/host.js';
import { findConfigAbove, slashed, walk } from '../server/host/walk.js';
import type { ReadResult } from '../server/protocol.js';
import { UsageError } from './io.js';

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
    const info = await stat(path).catch(() => undefined);
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

/** Reads a file of at most so many bytes. Never rejects. */
export async function readSource(path: string, limit = maxFileSize): Promise<Source> {
  try {
    const info = await stat(path);
    if (!info.isFile()) return { state: 'absent' };
    if (info.size > limit) return { state: 'refused', reason: 'large' };
    return decodeSource(await readFile(path));
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isGone ? { state: 'absent' } : { state: 'refused', reason: 'unreadable' };
  }
}

export function decodeSource(bytes: Uint8Array): Source {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { ...decode(bytes), hasMark };
}

/** Names of the files of ours in a folder; empty when it cannot be read. */
export async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(names.filter(mayBeOurs));
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
export async function findConfigs(cwd: string, folders: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const name of configNames) {
      const path = `${folder.replace(/\/$/, '')}/${name}`;
      if ((await stat(path).catch(() => undefined))?.isFile() === true) found.add(path);
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
 * Writes a file in one step: whoever reads it sees the old text or the new one. Links are followed, the mode stays.
 */
export async function writeWhole(path: string, text: string, hasMark: boolean): Promise<void> {
  const target = await realpath(path).catch(() => path);
  // Undefined for a new file: the mode is the system's own.
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const temporary = `${folderOf(slashed(target))}/.${nameOf(slashed(target))}.${process.pid}.seaworthy`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(hasMark ? `\ufeff${text}` : text, 'utf8');
    } finally {
      await file.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
