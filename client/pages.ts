import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type RuleEntry, rulesRequest, type TopicEntry, topicRequest, topicsRequest } from '../server/protocol.js';

/** Pages are shown through a scheme of their own, so that they open alike on the desktop and in the browser. */
const scheme = 'seaworthy-rule';

/** What the code of a finding links to; VS Code hands such a URI back to us. Commands are not let in there. */
export function ruleUri(context: vscode.ExtensionContext): string {
  return `${vscode.env.uriScheme}://${context.extension.id}/rule/{id}`;
}

/** The same in a hover, where such a URI would be mere text. */
export const hoverRuleUri = 'command:seaworthy.explainRule?%5B%22{id}%22%5D';

/** The command that explains what it is given the id of; the server names it in code lenses. */
export const explainCommand = 'seaworthy.explainRule';

/** Topics are written by the server, in the language of the findings. */
const topicPath = /^\/topic\/([a-z0-9-]+)\.md$/;

/** The pages of the rules and the topics: as documents, behind links, and by command. */
export function registerPages(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: async ({ path }) => {
      const id = topicPath.exec(path)?.[1];
      if (id !== undefined) return client.sendRequest<string | null>(topicRequest, { id });
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, path));
      return new TextDecoder().decode(bytes);
    },
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.window.registerUriHandler({
      handleUri: ({ path }) => explain(client, /^\/rule\/([a-z0-9-]+)$/.exec(path)?.[1]),
    }),
    vscode.commands.registerCommand('seaworthy.explainRule', (id: unknown) =>
      explain(client, typeof id === 'string' ? id : undefined),
    ),
  );
}

/** What can be explained: a rule by its page, a topic by what the server writes. */
interface Entry extends vscode.QuickPickItem {
  readonly id?: string;
  /** Path of the page; undefined for a rule without one, and for what only parts the list. */
  readonly page?: string | undefined;
}

/** Shows the page of a rule or topic, after asking which when it is not known. */
async function explain(client: BaseLanguageClient, id: string | undefined): Promise<void> {
  const [rules, topics] = await Promise.all([
    client.sendRequest<readonly RuleEntry[]>(rulesRequest),
    client.sendRequest<readonly TopicEntry[]>(topicsRequest),
  ]);
  const entries: readonly Entry[] = [
    { label: vscode.l10n.t('Topics'), kind: vscode.QuickPickItemKind.Separator },
    ...topics.map((topic) => ({
      label: topic.title,
      description: topic.id,
      id: topic.id,
      page: `topic/${topic.id}.md`,
    })),
    { label: vscode.l10n.t('Rules'), kind: vscode.QuickPickItemKind.Separator },
    ...rules.map((rule) => ({
      label: rule.id,
      description: rule.pillar,
      detail: rule.summary,
      id: rule.id,
      page: rule.page,
    })),
  ];
  const entry = entries.find((one) => id !== undefined && one.id === id) ?? (await choose(entries));
  if (!entry) return;
  if (entry.page === undefined) {
    void vscode.window.showInformationMessage(entry.detail ?? entry.label);
    return;
  }
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme, path: `/${entry.page}` }));
}

async function choose(entries: readonly Entry[]): Promise<Entry | undefined> {
  const placeHolder = vscode.l10n.t('Which rule or topic?');
  return vscode.window.showQuickPick(entries, { placeHolder, matchOnDescription: true, matchOnDetail: true });
}
