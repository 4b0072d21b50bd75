import { existsSync } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { remember } from '../../core/kept.js';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { folderOf } from '../../core/model/path.js';
import { localDay } from '../../core/text.js';
import { maxFileSize, type ReadResult } from '../protocol.js';
import { decode } from './decode.js';
import type { Host } from './host.js';
import { findConfigAbove, isLeftOut, isWithin, targetOf, walk } from './walk.js';

/** More than there are rules, in all languages. */
const mostPages = 1000;

/** Reads files with Node. `packageRoot` is the folder that holds `rules/` with the pages. */
export function nodeHost(packageRoot: string): Host {
  return {
    read,
    isLeftOut: (path) => (isLocal(path) ? isLeftOut(path) : undefined),
    list: async (folder, limit) => {
      if (!isLocal(folder)) return { paths: [], truncated: false };
      const { files, truncated } = await walk({ root: folder, limit, evidence: true, linkedConfigs: true });
      return { paths: files, truncated };
    },
    isFolder: async (path) => {
      if (!isLocal(path)) return false;
      try {
        // As the walk sees it, which follows no link.
        return (await lstat(path)).isDirectory();
      } catch {
        return false;
      }
    },
    siblings: async (path) => {
      if (!isLocal(path)) return new Set();
      try {
        return new Set((await readdir(folderOf(path))).filter(mayBeOurs));
      } catch {
        return new Set();
      }
    },
    configAbove: async (folder) => (isLocal(folder) ? findConfigAbove(folder) : undefined),
    targetOf: async (path, folder) => (isLocal(path) && isLocal(folder) ? targetOf(path, folder) : undefined),
    // Asked for each finding; the pages of a package stay where they are.
    pageUri: remember(mostPages, (page) => {
      const file = join(packageRoot, 'rules', page);
      return existsSync(file) ? pathToFileURL(file).href : undefined;
    }),
    today: () => localDay(new Date()),
  };
}

/** Paths that stand for a URI of another scheme belong to the editor alone. */
function isLocal(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

async function read(path: string, within?: readonly string[]): Promise<ReadResult> {
  if (!isLocal(path) || (within !== undefined && !(await isWithin(path, within)))) return { state: 'absent' };
  try {
    const info = await stat(path);
    if (!info.isFile()) return { state: 'absent' };
    if (info.size > maxFileSize) return { state: 'refused', reason: 'large' };
    return decode(await readFile(path));
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return isGone ? { state: 'absent' } : { state: 'refused', reason: 'unreadable' };
  }
}
