import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type FileStatus, fileStatusRequest, type Status } from '../server/protocol.js';

export interface StatusItem extends vscode.Disposable {
  /** Takes over what the server says of the workspace. */
  show(news: Status): void;
}

/** The language status item: whether we run, what the open file is to us, and why it has no findings when it has none. */
export function createStatus(client: BaseLanguageClient, selector: vscode.DocumentSelector): StatusItem {
  const item = vscode.languages.createLanguageStatusItem('seaworthy.status', selector);
  item.name = 'Seaworthy';
  let workspace: Status | undefined;
  let turn = 0;

  const update = async (): Promise<void> => {
    const mine = ++turn;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const running = client.state === State.Running;
    const file: FileStatus | undefined =
      running && uri && workspace?.state !== 'off'
        ? await client.sendRequest<FileStatus>(fileStatusRequest, { uri: uri.toString() }).catch(() => undefined)
        : undefined;
    // A newer question was asked while this one was answered.
    if (mine !== turn) return;
    paint(item, client.state, workspace, file);
  };

  void update();
  const parts = vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
    client.onDidChangeState(() => void update()),
  );
  return {
    show(news) {
      workspace = news;
      void update();
    },
    dispose: () => parts.dispose(),
  };
}

function paint(
  item: vscode.LanguageStatusItem,
  state: State,
  workspace: Status | undefined,
  file: FileStatus | undefined,
): void {
  const t = vscode.l10n.t;
  const restart = { title: t('Restart'), command: 'seaworthy.restart' };
  item.busy = state === State.Starting || workspace?.state === 'scanning';
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.command = { title: t('Log'), command: 'seaworthy.showOutput' };
  item.detail = '';
  if (state === State.Stopped || state === State.StartFailed) {
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = t('Seaworthy does not run');
    item.command = restart;
    return;
  }
  if (workspace?.state === 'off') {
    item.text = t('Seaworthy is switched off');
    item.detail = t('by the setting seaworthy.enable');
    item.command = {
      title: t('Settings'),
      command: 'workbench.action.openSettings',
      arguments: ['@ext:seaworthy.seaworthy'],
    };
    return;
  }
  item.text = textOf(file);
  item.detail = detailOf(workspace, file);
  if (file && file.unchecked.length > 0) item.severity = vscode.LanguageStatusSeverity.Warning;
  if (file?.config !== undefined) {
    item.command = { title: t('Configuration'), command: 'seaworthy.openConfig', arguments: [file.config] };
  }
}

/** What the file is to us. */
function textOf(file: FileStatus | undefined): string {
  const t = vscode.l10n.t;
  if (!file) return 'Seaworthy';
  if (file.ignored) return t('Left out by the configuration');
  if (file.kind === undefined) return t('Not a Dockerfile, Compose, Kubernetes or Prometheus file');
  return file.findings === 0
    ? t('{0}: no problems', kinds[file.kind] ?? file.kind)
    : t('{0}: problems: {1}', kinds[file.kind] ?? file.kind, file.findings);
}

const kinds: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  compose: 'Compose',
  kubernetes: 'Kubernetes',
  prometheus: 'Prometheus',
  seaworthy: 'Seaworthy',
};

function detailOf(workspace: Status | undefined, file: FileStatus | undefined): string {
  const t = vscode.l10n.t;
  const config = file?.config === undefined ? undefined : vscode.Uri.parse(file.config).path.split('/').pop();
  const isChecked = file?.kind !== undefined && !file.ignored;
  return [
    config === undefined ? t('default configuration') : config,
    ...(isChecked ? [t('rules: {0}', file.rules)] : []),
    ...(isChecked && file.left > 0 ? [t('left to other tools: {0}', file.left)] : []),
    ...(isChecked && file.took !== undefined ? [t('checked in {0} ms', Math.max(1, Math.round(file.took)))] : []),
    ...(file?.skimmed ? [t('long definitions of which only the head is read: {0}', file.skimmed)] : []),
    ...(file?.partial === undefined ? [] : [partialText(file.partial)]),
    ...(file?.unchecked ?? []),
    ...(workspace ? [t('workspace: files {0}, problems {1}', workspace.files, workspace.findings)] : []),
    ...(workspace?.truncated ? [t('too many files, the rest is left out')] : []),
  ].join(' · ');
}

/** Why a file has fewer findings than one would think. */
function partialText(partial: NonNullable<FileStatus['partial']>): string {
  const t = vscode.l10n.t;
  switch (partial) {
    case 'override':
      return t('completes another file: only what is written is judged');
    case 'patch':
      return t('a patch: only what is written is judged');
    case 'template':
      return t('a template: only what is written is judged');
  }
}
