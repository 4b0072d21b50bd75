import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { toSymbol } from '../convert.js';
import { openAt, type Session } from '../session.js';

/** What stands in an open file: as a tree, and as a list for clients that know no trees. */
export function documentSymbols(
  session: Session,
  { textDocument: { uri } }: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  // Who asks by itself heeds the setting before it has come here, and would keep an empty answer.
  const isOff = session.settings.symbols === 'off' && !session.client.asksForSymbols;
  const at = isOff ? undefined : openAt(session, uri);
  if (!at) return [];
  const tree = at.project.workspace.symbols(at.path).map((symbol) => toSymbol(symbol, at.lines));
  return session.client.nestsSymbols ? tree : tree.flatMap((symbol) => flatten(symbol, uri));
}

function flatten(
  { name, kind, range, children = [] }: DocumentSymbol,
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  const own = { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) };
  return [own, ...children.flatMap((child) => flatten(child, uri, name))];
}
