import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ListParams,
  type ListResult,
  listRequest,
  maxFileSize,
  type ReadParams,
  type ReadResult,
  readRequest,
  skippedFolders,
} from '../server/protocol.js';

const wanted = '**/{*.yml,*.yaml,*.json,*.rules,*ockerfile*,*ontainerfile*,.gitignore}';

/** What may be evidence for the readiness checklist, beside the above; the server knows which of it is. */
const evidence =
  '**/{*.jmx,*Simulation.*,*[kK]6*,*locust*,*oad?test*,*oadtest*,*unbook*,*ecovery*,runbooks/*,playbooks/*,k6/**,locust/**,load-tests/**,performance-tests/**}';

/** As many evidence files are listed; the server takes fewer. */
const maxEvidence = 1000;

/** Answers a server in a worker, which has no files of its own. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(listRequest, list);
  client.onRequest<ReadResult, void>(readRequest, read);
}

async function list({ folder, limit, shallow }: ListParams, token: vscode.CancellationToken): Promise<ListResult> {
  const base = vscode.Uri.parse(folder);
  if (shallow) {
    const files = (await entries(base)).filter(([, type]) => type === vscode.FileType.File).slice(0, limit);
    return { uris: files.map(([name]) => vscode.Uri.joinPath(base, name).toString()), truncated: false };
  }
  const pattern = new vscode.RelativePattern(base, wanted);
  const exclude = `**/{${[...skippedFolders].join()}}/**`;
  const searched = await vscode.workspace.findFiles(pattern, exclude, limit + 1, token);
  const also = await vscode.workspace.findFiles(
    new vscode.RelativePattern(base, evidence),
    exclude,
    maxEvidence,
    token,
  );
  // A file system without a search of its own finds nothing at all.
  const found = searched.length > 0 ? searched : await walk(base, limit + 1, token);
  const uris = new Set([...found.slice(0, limit), ...also].map((uri) => uri.toString()));
  return { uris: [...uris], truncated: found.length > limit };
}

/** Files below a folder, breadth first, so that a limit cuts off what lies deepest. */
async function walk(
  folder: vscode.Uri,
  limit: number,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = [folder];
  for (const one of folders) {
    if (found.length >= limit || folders.length > limit || token.isCancellationRequested) break;
    for (const [name, type] of await entries(one)) {
      const uri = vscode.Uri.joinPath(one, name);
      if (type === vscode.FileType.File) found.push(uri);
      else if (type === vscode.FileType.Directory && !skippedFolders.has(name)) folders.push(uri);
    }
  }
  return found;
}

async function entries(folder: vscode.Uri): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function read({ uri }: ReadParams): Promise<ReadResult> {
  const target = vscode.Uri.parse(uri);
  try {
    const { type, size } = await vscode.workspace.fs.stat(target);
    if ((type & vscode.FileType.File) === 0) return { state: 'absent' };
    if (size > maxFileSize) return { state: 'refused', reason: 'large' };
    const bytes = await vscode.workspace.fs.readFile(target);
    return decode(bytes);
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return isGone ? { state: 'absent' } : { state: 'refused', reason: 'unreadable' };
  }
}

function decode(bytes: Uint8Array): ReadResult {
  try {
    return { state: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { state: 'refused', reason: 'encoding' };
  }
}
