import type { Connection } from 'vscode-languageserver';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { folderOf, nameOf } from '../../core/model/path.js';
import {
  type ListParams,
  type ListResult,
  listRequest,
  type ReadParams,
  type ReadResult,
  readRequest,
} from '../protocol.js';
import { pathOfUri, uriOfPath } from '../uri.js';
import { type Host, type Listing, localDay } from './host.js';

/** Reads files by asking the client, where the server has no file system: in a web worker. */
export function clientHost(connection: Connection): Host {
  const list = async (folder: string, limit: number, shallow: boolean): Promise<Listing> => {
    const params: ListParams = { folder: uriOfPath(folder), limit, shallow };
    try {
      const { uris, truncated }: ListResult = await connection.sendRequest(listRequest, params);
      return { paths: uris.map(pathOfUri).filter(mayBeOurs).sort(), truncated };
    } catch {
      return { paths: [], truncated: false };
    }
  };
  return {
    read: async (path) => {
      const params: ReadParams = { uri: uriOfPath(path) };
      try {
        const answer: ReadResult = await connection.sendRequest(readRequest, params);
        return answer;
      } catch {
        return { state: 'refused', reason: 'unreadable' };
      }
    },
    list: (folder, limit) => list(folder, limit, false),
    siblings: async (path) => {
      const { paths } = await list(folderOf(path), 1000, true);
      return new Set(paths.map(nameOf));
    },
    // Above the folder there is nothing the editor lets us read.
    configAbove: async () => undefined,
    pageUri: () => undefined,
    today: () => localDay(new Date()),
  };
}
