import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  checkWorkspaceRequest,
  type InitializationOptions,
  type ReadinessFolder,
  type Status,
  statusNotification,
} from '../server/protocol.js';
import { answerFileRequests } from './files.js';
import { explainCommand, hoverRuleUri, registerPages, ruleUri } from './pages.js';
import { createReadinessView } from './readiness.js';
import { registerReport } from './report.js';
import { createStatus } from './status.js';
import { registerSymbols } from './symbols.js';

/** Makes the client once its options are known; the two entries differ in nothing else. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** What other extensions and the tests may ask of this one. */
export interface Api {
  /** Resolves when the server runs and has looked at the workspace for the first time. */
  readonly ready: Promise<void>;
  /** What the view of the readiness checklist shows, asked for anew. */
  readiness(): Promise<readonly ReadinessFolder[]>;
}

/** Which documents are meant, in the words that the editor and the protocol share. */
export type DocumentFilters = readonly {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}[];

/** Starts everything that the desktop and the browser share. */
export async function activateClient(context: vscode.ExtensionContext, create: ClientFactory): Promise<Api> {
  const output = vscode.window.createOutputChannel('Seaworthy', { log: true });
  const selector = documentSelector();
  const initializationOptions: InitializationOptions = {
    ruleUri: ruleUri(context),
    hoverRuleUri,
    explainCommand,
    status: true,
    readiness: true,
    announceSymbols: false,
  };
  const client = create({
    documentSelector: [...selector],
    outputChannel: output,
    initializationOptions,
    // A finding's page opens from the hover too; no other command may be named there.
    markdown: { isTrusted: { enabledCommands: [explainCommand] } },
    // The status item tells of a server that does not start; no box in the way.
    initializationFailedHandler: (error) => {
      output.error(String(error));
      return false;
    },
  });
  const status = createStatus(client, selector);
  const readiness = createReadinessView(client);
  const firstLook = new Promise<void>((resolve) => {
    client.onNotification(statusNotification, (news: Status) => {
      status.show(news);
      if (news.state !== 'scanning') resolve();
    });
  });
  answerFileRequests(client);
  context.subscriptions.push(
    output,
    status,
    client,
    readiness,
    registerPages(context, client),
    registerReport(client, readiness),
    registerSymbols(client, selector),
    vscode.commands.registerCommand('seaworthy.refreshReadiness', readiness.refresh),
    vscode.commands.registerCommand('seaworthy.checkWorkspace', async () => {
      await client.sendRequest(checkWorkspaceRequest);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }),
    vscode.commands.registerCommand('seaworthy.restart', async () => {
      await client.stop();
      await client.start();
    }),
    vscode.commands.registerCommand('seaworthy.openConfig', openConfig),
    vscode.commands.registerCommand('seaworthy.showOutput', () => output.show()),
  );
  await client.start();
  return { ready: firstLook, readiness: readiness.shown };
}

/**
 * Which documents the server sees. It recognises files by their content, so the selector is wide; read-only views of
 * other schemes (the old side of a comparison) stay out.
 */
function documentSelector(): DocumentFilters {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)]);
  const languages = ['dockerfile', 'yaml', 'dockercompose', 'helm', 'jinja-yaml'];
  const patterns = ['**/*{ocker,ontainer}file*', '**/*.{yml,yaml,rules}', '**/.seaworthy.json'];
  return [...schemes].flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    ...patterns.map((pattern) => ({ scheme, pattern })),
  ]);
}

/** Opens the configuration of the folder one works in, or begins one. */
async function openConfig(uri?: string): Promise<void> {
  if (uri !== undefined) {
    await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    return;
  }
  const editor = vscode.window.activeTextEditor;
  const folder =
    (editor && vscode.workspace.getWorkspaceFolder(editor.document.uri)) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the configuration belongs to it.'));
    return;
  }
  for (const name of ['.seaworthy.yaml', '.seaworthy.yml', '.seaworthy.json']) {
    const candidate = vscode.Uri.joinPath(folder.uri, name);
    if (await exists(candidate)) {
      await vscode.window.showTextDocument(candidate);
      return;
    }
  }
  const path = vscode.Uri.joinPath(folder.uri, '.seaworthy.yaml');
  const document = await vscode.workspace.openTextDocument(path.with({ scheme: 'untitled' }));
  const shown = await vscode.window.showTextDocument(document);
  await shown.edit((edit) => edit.insert(new vscode.Position(0, 0), 'extends: recommended\nrules: {}\n'));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
