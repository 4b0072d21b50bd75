import type {
  DefinitionParams,
  Location,
  LocationLink,
  ReferenceParams,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { indexLines, type Place, type Range } from '../../core/span.js';
import { linksOf, type OpenAt, openAt, type Session } from '../session.js';

/** Where what is named under the cursor is defined. */
export function definition(session: Session, params: DefinitionParams): Location[] | LocationLink[] {
  const at = openAt(session, params.textDocument.uri);
  const name = at?.project.workspace.nameAt(at.path, offsetIn(at, params));
  if (!at || !name) return [];
  const found = locate(session, at, name.targets);
  if (!session.client.hasLocationLinks) return found;
  // With the whole name as the origin: half of a name would be underlined where it holds a dash.
  const originSelectionRange = at.lines.range(name.span);
  return found.map(({ uri, range }) => ({
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
    originSelectionRange,
  }));
}

/** Every place of the workspace that names what is under the cursor, with its definition when that is asked for. */
export function references(session: Session, params: ReferenceParams): Location[] {
  const at = openAt(session, params.textDocument.uri);
  if (!at) return [];
  const found = at.project.workspace.referencesAt(at.path, offsetIn(at, params));
  return locate(session, at, [...(params.context.includeDeclaration ? found.definitions : []), ...found.uses]);
}

function offsetIn({ lines }: OpenAt, { position }: TextDocumentPositionParams): number {
  return lines.offset(position);
}

/** Places of files that are open in the engine; the lines of each are counted once. */
function locate(session: Session, { project }: OpenAt, places: readonly Place[]): Location[] {
  const { uriOf } = linksOf(session);
  const known = new Map<string, ((place: Place) => Range) | undefined>();
  return places.flatMap((place) => {
    if (!known.has(place.path)) {
      const text = project.workspace.textOf(place.path);
      const lines = text === undefined ? undefined : indexLines(text);
      known.set(place.path, lines && (({ span }) => lines.range(span)));
    }
    const range = known.get(place.path)?.(place);
    return range ? [{ uri: uriOf(place.path), range }] : [];
  });
}
