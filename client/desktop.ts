import type * as vscode from 'vscode';
import type { DesktopApi } from './desktop-client.js';

/**
 * Where there is Node: the desktop, and servers behind SSH, containers and WSL. Reading the client library takes longer
 * than everything else here, so it is a file of its own, which is read when VS Code has gone on.
 */
export async function activate(context: vscode.ExtensionContext): Promise<DesktopApi> {
  const { startDesktop } = await import('./desktop-client.js');
  return startDesktop(context);
}
