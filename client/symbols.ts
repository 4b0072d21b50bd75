import * as vscode from 'vscode';
import { type BaseLanguageClient, DocumentSymbolRequest } from 'vscode-languageclient';
import type { DocumentFilters } from './common.js';

/**
 * Extensions that are known to fill the outline, by language. They may do so long after they were activated, when their
 * own server has started, so that asking could be too early.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  dockerfile: ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker'],
  yaml: ['redhat.vscode-yaml'],
  dockercompose: ['redhat.vscode-yaml', 'docker.docker'],
};

/**
 * Fills the outline of our files. VS Code asks every provider there is and shows one outline for each, so with `auto`
 * there is one of ours only for languages that nobody else has one for. Where there is none, nothing is ever asked.
 */
export function registerSymbols(client: BaseLanguageClient, selector: DocumentFilters): vscode.Disposable {
  const schemes = [...new Set(selector.map(({ scheme }) => scheme))];
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document, token) {
      const params = { textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document) };
      // Waits for a server that is starting; one that has failed has been told of.
      const found = await client.sendRequest(DocumentSymbolRequest.type, params, token).catch(() => null);
      return (found ?? []).flatMap((symbol) =>
        'range' in symbol ? [client.protocol2CodeConverter.asDocumentSymbol(symbol)] : [],
      );
    },
  };
  const registered = new Map<string, vscode.Disposable>();
  /** Languages with an open document of ours, and whether somebody else fills their outline; undefined: not known yet. */
  const languages = new Map<string, boolean | undefined>();

  const settle = (language: string): void => {
    const setting = vscode.workspace.getConfiguration('seaworthy').get<string>('symbols', 'auto');
    const isWanted = setting === 'on' || (setting === 'auto' && languages.get(language) === false);
    const current = registered.get(language);
    if (isWanted && !current) {
      const filters = schemes.map((scheme) => ({ scheme, language }));
      registered.set(
        language,
        vscode.languages.registerDocumentSymbolProvider(filters, provider, { label: 'Seaworthy' }),
      );
    } else if (!isWanted && current) {
      current.dispose();
      registered.delete(language);
    }
  };

  /** One look at a time: ours, registered by another, would be taken for somebody else's. */
  let looking: Promise<void> = Promise.resolve();

  /** Looks who else is there while we are not. */
  const look = async (document: vscode.TextDocument): Promise<void> => {
    const language = document.languageId;
    registered.get(language)?.dispose();
    registered.delete(language);
    languages.set(language, await isFilled(document).catch(() => false));
    settle(language);
  };

  const meet = (document: vscode.TextDocument): void => {
    if (languages.has(document.languageId) || !vscode.languages.match(selector, document)) return;
    languages.set(document.languageId, undefined);
    looking = looking.then(() => look(document));
  };

  for (const document of vscode.workspace.textDocuments) meet(document);
  const parts = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(meet),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('seaworthy.symbols')) for (const language of languages.keys()) settle(language);
    }),
    vscode.extensions.onDidChange(() => {
      languages.clear();
      for (const document of vscode.workspace.textDocuments) meet(document);
    }),
  );
  return {
    dispose: () => {
      parts.dispose();
      for (const each of registered.values()) each.dispose();
    },
  };
}

/** Whether another extension fills the outline of a document. */
async function isFilled(document: vscode.TextDocument): Promise<boolean> {
  const language = document.languageId;
  if (known[language]?.some((id) => vscode.extensions.getExtension(id))) return true;
  // What the language activates is on its way already; here it is only waited for.
  const awaited = vscode.extensions.all.filter(({ packageJSON }) => activates(packageJSON, language));
  await Promise.allSettled(awaited.map((extension) => extension.activate()));
  const found = await vscode.commands.executeCommand<readonly unknown[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return found !== undefined && found.length > 0;
}

function activates(
  manifest: { readonly activationEvents?: unknown; readonly name?: unknown },
  language: string,
): boolean {
  const { activationEvents, name } = manifest;
  // Our own activation may be what waits.
  return name !== 'seaworthy' && Array.isArray(activationEvents) && activationEvents.includes(`onLanguage:${language}`);
}
