import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ReadinessEntry,
  type ReadinessEvidence,
  type ReadinessFolder,
  type ReadinessPillarEntry,
  type ReadinessResult,
  readinessNotification,
  readinessRequest,
} from '../server/protocol.js';
import { explainCommand } from './pages.js';

/** A node of the view: a folder where there are several, a pillar, an item, or what stands below an item. */
type Node =
  | { readonly kind: 'folder'; readonly folder: ReadinessFolder }
  | { readonly kind: 'pillar'; readonly folder: string; readonly pillar: ReadinessPillarEntry }
  | { readonly kind: 'item'; readonly folder: string; readonly item: ReadinessEntry }
  | { readonly kind: 'next'; readonly folder: string; readonly item: ReadinessEntry; readonly text: string }
  | { readonly kind: 'attested'; readonly folder: string; readonly evidence: ReadinessEvidence }
  | { readonly kind: 'evidence'; readonly folder: string; readonly evidence: ReadinessEvidence }
  | { readonly kind: 'more'; readonly folder: string; readonly count: number };

/** What the view shows, for the tests. */
export interface ReadinessView extends vscode.Disposable {
  /** What is in the view now. Resolves once the server has answered. */
  shown(): Promise<readonly ReadinessFolder[]>;
  /** Resolves when the checklist has been asked for anew. */
  refresh(): Promise<void>;
  readonly onDidRefresh: vscode.Event<void>;
}

/** How long the server must be quiet before it is asked again, in milliseconds. */
const delay = 400;

/** The view of the checklist: a tree by pillar, whose badge counts what is missing. */
export function createReadinessView(client: BaseLanguageClient): ReadinessView {
  const changed = new vscode.EventEmitter<void>();
  let folders: readonly ReadinessFolder[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  const view = vscode.window.createTreeView<Node>('seaworthy.readiness', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: (node) => [...(node === undefined ? tops(folders) : childrenOf(node))],
    },
  });

  const refresh = async (): Promise<void> => {
    const mine = ++turn;
    clearTimeout(timer);
    const answer = await client
      .sendRequest<ReadinessResult>(readinessRequest, {})
      .catch((): ReadinessResult => ({ folders: [] }));
    // A newer question was asked while this one was answered.
    if (mine !== turn) return;
    folders = answer.folders;
    const missing = folders.reduce((sum, folder) => sum + folder.missing, 0);
    view.badge = missing === 0 ? undefined : { value: missing, tooltip: vscode.l10n.t('Missing: {0}', missing) };
    changed.fire();
  };
  const news = client.onNotification(readinessNotification, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), delay);
  });

  const parts = vscode.Disposable.from(view, changed, news, { dispose: () => clearTimeout(timer) });
  return {
    shown: async () => {
      await refresh();
      return folders;
    },
    refresh,
    onDidRefresh: changed.event,
    dispose: () => parts.dispose(),
  };
}

function tops(folders: readonly ReadinessFolder[]): readonly Node[] {
  if (folders.length > 1) return folders.map((folder) => ({ kind: 'folder', folder }));
  return folders.flatMap(pillarsOf);
}

function pillarsOf(folder: ReadinessFolder): readonly Node[] {
  return folder.pillars.map((pillar) => ({ kind: 'pillar', folder: folder.uri, pillar }));
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'folder':
      return pillarsOf(node.folder);
    case 'pillar':
      return node.pillar.items.map((item) => ({ kind: 'item', folder: node.folder, item }));
    case 'item': {
      const { folder, item } = node;
      const { next, attestation, evidence, more } = item;
      return [
        ...(next === undefined ? [] : [{ kind: 'next', folder, item, text: next } as const]),
        ...(attestation === undefined ? [] : [{ kind: 'attested', folder, evidence: attestation } as const]),
        ...evidence.map((one) => ({ kind: 'evidence', folder, evidence: one }) as const),
        ...(more === 0 ? [] : [{ kind: 'more', folder, count: more } as const]),
      ];
    }
    default:
      return [];
  }
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const icons: Readonly<Record<ReadinessEntry['status'], vscode.ThemeIcon>> = {
  met: icon('pass-filled', 'testing.iconPassed'),
  partly: icon('warning', 'list.warningForeground'),
  missing: icon('error', 'testing.iconFailed'),
  unseen: icon('question', 'descriptionForeground'),
  attested: icon('verified', 'charts.blue'),
};

function icon(name: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function treeItem(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'folder': {
      const uri = vscode.Uri.parse(node.folder.uri);
      const item = new vscode.TreeItem(vscode.workspace.getWorkspaceFolder(uri)?.name ?? uri.path, Expanded);
      item.id = node.folder.uri;
      item.iconPath = icon('root-folder');
      return item;
    }
    case 'pillar': {
      const item = new vscode.TreeItem(node.pillar.title, Expanded);
      item.id = `${node.folder} ${node.pillar.id}`;
      item.description = node.pillar.summary;
      item.contextValue = 'pillar';
      return item;
    }
    case 'item':
      return checkedItem(node.folder, node.item);
    case 'next': {
      const item = new vscode.TreeItem(node.text, None);
      item.iconPath = icon('lightbulb');
      item.tooltip = node.text;
      item.command = {
        title: vscode.l10n.t('Explain'),
        command: explainCommand,
        arguments: [node.item.topic],
      };
      return item;
    }
    case 'attested':
      return placedItem(node.evidence, icon('verified', node.evidence.isGap ? undefined : 'charts.blue'));
    case 'evidence':
      return placedItem(node.evidence, node.evidence.isGap ? icon('circle-slash') : icon('check'));
    case 'more':
      return new vscode.TreeItem(vscode.l10n.t('{0} more in the report', node.count), None);
  }
}

function checkedItem(
  folder: string,
  { id, title, status, statusName, next, evidence, attestation }: ReadinessEntry,
): vscode.TreeItem {
  const hasMore = next !== undefined || attestation !== undefined || evidence.length > 0;
  const item = new vscode.TreeItem(title, hasMore ? Collapsed : None);
  item.id = `${folder} ${id}`;
  item.description = statusName;
  item.iconPath = icons[status];
  item.contextValue = `item.${status}`;
  item.tooltip = next === undefined ? `${title}: ${statusName}` : `${title}: ${statusName}\n${next}`;
  item.accessibilityInformation = { label: `${title}: ${statusName}` };
  return item;
}

/** What opens its place. Notes hold names out of files, which a label shows as they are. */
function placedItem(
  { uri, place, line, character, note }: ReadinessEvidence,
  iconPath: vscode.ThemeIcon,
): vscode.TreeItem {
  const item = new vscode.TreeItem(note, None);
  item.iconPath = iconPath;
  item.description = place;
  item.tooltip = `${note}\n${place}`;
  item.command = {
    title: vscode.l10n.t('Open'),
    command: 'seaworthy.openPlace',
    arguments: [uri, line, character],
  };
  return item;
}
