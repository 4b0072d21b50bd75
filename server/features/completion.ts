import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { Suggestion } from '../../core/assist/suggestion.js';
import type { LineIndex } from '../../core/span.js';
import { openAt, type Session } from '../session.js';

/** Letters after which an editor asks unbidden: ids follow blanks and commas, names of directives and ids hold dashes. */
export const triggers: readonly string[] = [' ', ',', '-'];

const kinds: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  directive: CompletionItemKind.Keyword,
  rule: CompletionItemKind.Value,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
};

/** What may be written at a place: ids in directives, words of the configuration, blocks that a container lacks. */
export function complete(session: Session, { textDocument, position, context }: CompletionParams): CompletionItem[] {
  const at = openAt(session, textDocument.uri);
  if (!at) return [];
  const asked = context?.triggerKind !== CompletionTriggerKind.TriggerCharacter;
  const found = at.project.workspace.suggestions(at.path, at.lines.offset(position), asked);
  return found.map((suggestion) => toItem(suggestion, at.lines));
}

function toItem(
  { label, kind, detail, documentation, span, text, rank }: Suggestion,
  lines: LineIndex,
): CompletionItem {
  return {
    label,
    kind: kinds[kind],
    // A rank is a number of at most two digits; the label tells equal ones apart.
    sortText: `${String(rank).padStart(2, '0')} ${label}`,
    filterText: label,
    // The text is indented for its place.
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: lines.range(span), newText: text },
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
  };
}
