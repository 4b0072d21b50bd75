import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { linksOf, openAt, type Session } from '../session.js';

/** Links to the pages of images and to files that are named. They are text: nothing is fetched. */
export function documentLinks(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const at = openAt(session, textDocument.uri);
  if (!at) return [];
  const { uriOf } = linksOf(session);
  return at.project.workspace.links(at.path).map(({ span, target }) => ({
    range: at.lines.range(span),
    target: target.kind === 'page' ? target.url : uriOf(target.path),
  }));
}
