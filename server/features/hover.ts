import type { Hover, HoverParams } from 'vscode-languageserver';
import { indexLines } from '../../core/span.js';
import { toHover } from '../convert.js';
import { documentAt, linksOf, type Session, sync } from '../session.js';
import { pathOfUri } from '../uri.js';

/** What the engine has to tell about the word or key under the cursor. */
export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const document = documentAt(session, pathOfUri(textDocument.uri));
  if (!document || !session.settings.enable) return null;
  const { path, project } = sync(session, document);
  const lines = indexLines(document.getText());
  const offset = lines.offset(position);
  const text =
    project.workspace.hover(path, offset, linksOf(session).hoverRuleUri) ?? project.workspace.settingAt(path, offset);
  return text ? toHover(text, lines) : null;
}
