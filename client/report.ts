import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ReadinessParams, type ReadinessResult, readinessRequest } from '../server/protocol.js';
import { explainCommand, hoverRuleUri } from './pages.js';
import type { ReadinessView } from './readiness.js';

/** The links of the page are commands of ours, with encoded arguments; it has no script that could do more. */
const forms: NonNullable<ReadinessParams['page']> = {
  place: 'command:seaworthy.openPlace?%5B%22{uri}%22%2C{line}%2C{character}%5D',
  topic: hoverRuleUri,
  rule: hoverRuleUri,
};

/** The report in a panel, made anew when the checklist changes while it can be seen; and the places its links open. */
export function registerReport(client: BaseLanguageClient, view: ReadinessView): vscode.Disposable {
  const panels = new Map<string, vscode.WebviewPanel>();

  const fill = async (folder: string, panel: vscode.WebviewPanel): Promise<void> => {
    const params: ReadinessParams = { folder, page: forms };
    const { folders }: ReadinessResult = await client.sendRequest(readinessRequest, params);
    const page = folders[0]?.page;
    // While the folder is read there is none yet; what was shown stays.
    if (page !== undefined && panels.get(folder) === panel && panel.webview.html !== page) panel.webview.html = page;
  };

  const show = async (): Promise<void> => {
    const folder = await chooseFolder();
    if (!folder) return;
    const key = folder.uri.toString();
    const known = panels.get(key);
    if (known) {
      known.reveal();
      return fill(key, known);
    }
    const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    const title = vscode.l10n.t('Production readiness');
    const panel = vscode.window.createWebviewPanel(
      'seaworthy.report',
      several ? `${title}: ${folder.name}` : title,
      vscode.ViewColumn.Active,
      {
        enableScripts: false,
        enableCommandUris: ['seaworthy.openPlace', explainCommand],
        enableFindWidget: true,
        localResourceRoots: [],
      },
    );
    panels.set(key, panel);
    panel.onDidDispose(() => panels.delete(key));
    panel.onDidChangeViewState(() => {
      if (panel.visible) void fill(key, panel);
    });
    await fill(key, panel);
  };

  return vscode.Disposable.from(
    view.onDidRefresh(() => {
      for (const [key, panel] of panels) if (panel.visible) void fill(key, panel);
    }),
    vscode.commands.registerCommand('seaworthy.showReadiness', show),
    vscode.commands.registerCommand('seaworthy.openPlace', openPlace),
    {
      dispose: () => {
        for (const panel of panels.values()) panel.dispose();
      },
    },
  );
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the report is about its files.'));
  }
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

/** Opens a file of the workspace at a place. Other files are none of ours, whatever a link says. */
async function openPlace(uri: unknown, line: unknown, character: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number') return;
  const target = vscode.Uri.parse(uri);
  if (!vscode.workspace.getWorkspaceFolder(target)) return;
  const at = new vscode.Position(Math.max(0, line), Math.max(0, character));
  await vscode.commands.executeCommand('vscode.open', target, { selection: new vscode.Range(at, at) });
}
