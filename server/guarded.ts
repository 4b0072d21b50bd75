import type { CancellationToken } from 'vscode-languageserver';
import { ahead, isLongDocument } from './ahead.js';
import { logError, type Session } from './session.js';
import { pathOfUri } from './uri.js';

/** How often a question waits anew because the document has changed meanwhile; then it is answered in one go. */
const mostRounds = 5;

/**
 * Wraps the handler of a request about a document: what goes wrong in it is logged and answered with nothing, and what
 * nobody waits for any more is not begun. Where the document is long it is first `read`, or `checked`, in slices.
 */
export function guarded<Params extends { readonly textDocument: { readonly uri: string } }, Result>(
  session: Session,
  name: string,
  fallback: Result,
  wanted: 'read' | 'checked',
  handler: (session: Session, params: Params) => Result,
): (params: Params, token: CancellationToken) => Result | Promise<Result> {
  return (params, token) => {
    const answer = (): Result => {
      if (token.isCancellationRequested) return fallback;
      try {
        return handler(session, params);
      } catch (error) {
        logError(session, name, error);
        return fallback;
      }
    };
    const path = pathOfUri(params.textDocument.uri);
    return isLongDocument(session, path) ? inTime(session, path, wanted, token).then(answer) : answer();
  };
}

/** Waits until a long document is read or checked, nobody waits for the answer any more, or it changes all the time. */
async function inTime(
  session: Session,
  path: string,
  wanted: 'read' | 'checked',
  token: CancellationToken,
): Promise<void> {
  for (let round = 0; round < mostRounds && isLongDocument(session, path); round++) {
    if (token.isCancellationRequested || (await ahead(session, path, wanted))) return;
  }
}
