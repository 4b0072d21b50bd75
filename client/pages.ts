import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type RuleEntry, rulesRequest } from '../server/protocol.js';

/** Pages are shown through a scheme of their own, so that they open alike on the desktop and in the browser. */
const scheme = 'seaworthy-rule';

/** What the code of a finding links to; VS Code hands such a URI back to us. Commands are not let in there. */
export function ruleUri(context: vscode.ExtensionContext): string {
  return `${vscode.env.uriScheme}://${context.extension.id}/rule/{id}`;
}

/** The same in a hover, where such a URI would be mere text. */
export const hoverRuleUri = 'command:seaworthy.explainRule?%5B%22{id}%22%5D';

/** The pages of the rules: as documents, behind links, and by command. */
export function registerPages(context: vscode.ExtensionContext, client: BaseLanguageClient): vscode.Disposable {
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: async ({ path }) => {
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

/** Shows the page of a rule, after asking which when it is not known. */
async function explain(client: BaseLanguageClient, id: string | undefined): Promise<void> {
  const rules: readonly RuleEntry[] = await client.sendRequest(rulesRequest);
  const rule = rules.find((one) => one.id === id) ?? (await choose(rules));
  if (!rule) return;
  if (rule.page === undefined) {
    void vscode.window.showInformationMessage(rule.summary);
    return;
  }
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme, path: `/${rule.page}` }));
}

async function choose(rules: readonly RuleEntry[]): Promise<RuleEntry | undefined> {
  const items = rules.map((rule) => ({ label: rule.id, description: rule.pillar, detail: rule.summary, rule }));
  const placeHolder = vscode.l10n.t('Which rule?');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  return chosen?.rule;
}
