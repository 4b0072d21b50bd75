import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateClient } from './common.js';

/** Where there is Node: the desktop, and servers behind SSH, containers and WSL. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'node.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return activateClient(
    context,
    (options) => new LanguageClient('seaworthy', 'Seaworthy', { run: server, debug }, options),
  );
}
