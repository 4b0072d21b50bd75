import type { Connection } from 'vscode-languageserver';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { folderOf, nameOf } from '../../core/model/path.js';
import { evidenceKind, maxEvidenceFiles } from '../../core/readiness/evidence-files.js';
import { localDay } from '../../core/text.js';
import {
  type ListParams,
  type ListResult,
  listRequest,
  type ReadParams,
  type ReadResult,
  readRequest,
} from '../protocol.js';
import { isInside, pathOfUri, uriOfPath } from '../uri.js';
import { type IgnoreFile, isIgnoredBelow, parseIgnoreFile } from './gitignore.js';
import type { Host, Listing } from './host.js';

/** Reads files by asking the client, where the server has no file system: in a web worker. */
export function clientHost(connection: Connection): Host {
  const ask = async (folder: string, limit: number, shallow: boolean): Promise<Listing> => {
    const params: ListParams = { folder: uriOfPath(folder), limit, shallow };
    try {
      const { uris, truncated }: ListResult = await connection.sendRequest(listRequest, params);
      return { paths: uris.map(pathOfUri), truncated };
    } catch {
      return { paths: [], truncated: false };
    }
  };
  const read = async (path: string, within?: readonly string[]): Promise<ReadResult> => {
    // Where links lead is for the editor to know: it reads for us.
    if (within?.some((folder) => isInside(folder, path)) === false) return { state: 'absent' };
    const params: ReadParams = { uri: uriOfPath(path) };
    try {
      const answer: ReadResult = await connection.sendRequest(readRequest, params);
      return answer;
    } catch {
      return { state: 'refused', reason: 'unreadable' };
    }
  };
  /** Those of a list, the outermost first. */
  const readIgnoreFiles = async (paths: readonly string[]): Promise<readonly IgnoreFile[]> => {
    const found = paths.filter((path) => nameOf(path) === '.gitignore').sort((a, b) => a.length - b.length);
    const texts = await Promise.all(found.map((path) => read(path)));
    return texts.flatMap((result, index) =>
      result.state === 'text' ? [parseIgnoreFile(`${folderOf(found[index] ?? '')}/`, result.text)] : [],
    );
  };
  return {
    read,
    // Nobody says here whether there is a repository.
    isLeftOut: () => undefined,
    list: async (folder, limit) => {
      const { paths, truncated } = await ask(folder, limit, false);
      const ignores = await readIgnoreFiles(paths);
      const seen = paths.filter((path) => !isIgnoredBelow(folder, path, ignores)).sort();
      const own = seen.filter(mayBeOurs);
      const evidence = seen.filter((path) => !mayBeOurs(path) && evidenceKind(path) !== undefined);
      return { paths: [...own, ...evidence.slice(0, maxEvidenceFiles)].sort(), truncated };
    },
    // A file system of the editor's own tells of every file by its name.
    isFolder: async () => false,
    siblings: async (path) => {
      const { paths } = await ask(folderOf(path), 1000, true);
      return new Set(paths.filter(mayBeOurs).map(nameOf));
    },
    // Above the folder there is nothing the editor lets us read.
    configAbove: async () => undefined,
    // What is a link is for the editor to know.
    targetOf: async () => undefined,
    pageUri: () => undefined,
    today: () => localDay(new Date()),
  };
}
