import { type CodeLens, type CodeLensParams, CodeLensRefreshRequest } from 'vscode-languageserver';
import { indexLines } from '../../core/span.js';
import { documentAt, logError, type Session, sync } from '../session.js';
import { pathOfUri } from '../uri.js';

/**
 * One line of numbers over each service and owner of pods. A client without our command shows it as mere text: an empty
 * command does nothing.
 */
export function codeLenses(session: Session, { textDocument }: CodeLensParams): CodeLens[] {
  const document = documentAt(session, pathOfUri(textDocument.uri));
  const { settings, client } = session;
  if (!document || !settings.enable || !settings.codeLens) return [];
  const { path, project } = sync(session, document);
  if (project.workspace.configOf(path).ignored) return [];
  const lines = indexLines(document.getText());
  const command = client.explainCommand ?? '';
  return project.workspace.lenses(path).map(({ span, text, topic }) => ({
    range: lines.range(span),
    command: { title: text, command, ...(command === '' ? {} : { arguments: [topic] }) },
  }));
}

/** Asks the client to ask again, where it can be asked: the numbers hang on other files, too. */
export function refreshLenses(session: Session): void {
  if (!session.client.refreshesLenses || session.stopped) return;
  session.connection
    .sendRequest(CodeLensRefreshRequest.type)
    .catch((error: unknown) => logError(session, 'code lens', error));
}
