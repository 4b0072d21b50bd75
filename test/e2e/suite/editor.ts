import * as vscode from 'vscode';
import { equal, ok } from './assert.js';

/** The first folder of the workspace. */
export function folder(): vscode.WorkspaceFolder {
  const first = vscode.workspace.workspaceFolders?.[0];
  ok(first, 'a folder is open');
  return first;
}

/** Writes a file of the workspace as another program would. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder().uri, name);
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Waits until the editor tells of what changes on disk: its own watcher may start later than extensions do. */
export async function awaitWatcher(): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher('**/probe-*.txt');
  let isWatching = false;
  const seen = watcher.onDidCreate(() => {
    isWatching = true;
  });
  const probes: vscode.Uri[] = [];
  await eventually('the editor watches the disk', async () => {
    if (!isWatching && probes.length < 40) probes.push(await write(`probe-${probes.length}.txt`, ''));
    return isWatching;
  });
  for (const probe of probes) await vscode.workspace.fs.delete(probe);
  seen.dispose();
  watcher.dispose();
}

/** Finds a file of the workspace by the end of its path. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder().uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Shows a file as a person would: what an extension opens stays open for minutes, whatever becomes of the file. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri);
  return eventually(`an editor of ${uri.path}`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString() ? editor : undefined;
  });
}

/** Waits for something to become true; the editor tells nobody when it is done. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`in vain: ${what}`);
}

/**
 * What a feature answers. The editor takes a question back when its own light bulb or hover comes between, which says
 * nothing about the answer: it is asked again.
 */
export async function ask<T>(feature: `vscode.execute${string}`, ...given: readonly unknown[]): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await vscode.commands.executeCommand<T>(feature, ...given);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Canceled' || tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Our findings of a rule in a file. */
export function findings(uri: vscode.Uri, rule?: string): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'seaworthy')
    .filter((diagnostic) => rule === undefined || codeOf(diagnostic) === rule);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

export function awaitFinding(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`${rule} in ${uri.path}`, () => findings(uri, rule)[0]);
}

export function awaitNone(uri: vscode.Uri, rule: string): Promise<boolean> {
  return eventually(`no ${rule} in ${uri.path}`, () => findings(uri, rule).length === 0);
}

/** Waits until the hover at a place says all of this. */
export async function awaitHover(uri: vscode.Uri, at: vscode.Position, parts: readonly string[]): Promise<void> {
  let text = '';
  const says = async (): Promise<boolean> => {
    const hovers = await ask<readonly vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    return parts.every((part) => text.includes(part));
  };
  await eventually(`the hover says ${parts.join(', ')}`, says).catch((error: unknown) => {
    throw new Error(`${String(error)}; it says: ${text}`);
  });
}

/** Code actions at a range, those of a kind where one is named. */
export async function actions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const found = await ask<readonly vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind?.value);
  return found ?? [];
}

export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  ok(action?.edit, 'the action has an edit');
  equal(await vscode.workspace.applyEdit(action.edit), true);
}

/** Replaces a range as a person would. */
export async function edit(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, text);
  equal(await vscode.workspace.applyEdit(change), true);
}

/** Changes a setting of the workspace for as long as the body runs. */
export async function withSetting(name: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('seaworthy');
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await body();
  } finally {
    await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}
