import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateClient } from './common.js';

/** Where there is Node, the server is a process of its own. */
export interface DesktopApi extends Api {
  /** Its id; undefined while there is none. */
  serverPid(): number | undefined;
}

/** Starts the client, with the server in a process of its own. */
export async function startDesktop(context: vscode.ExtensionContext): Promise<DesktopApi> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'node.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const clients: LanguageClient[] = [];
  const api = await activateClient(context, (options) => {
    const client = new LanguageClient('seaworthy', 'Seaworthy', { run: server, debug }, options);
    clients.push(client);
    return client;
  });
  return { ...api, serverPid: () => clients[0]?.serverProcess?.pid };
}
