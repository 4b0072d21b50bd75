import type { Cursor, CursorEntry, Step } from '../yaml/cursor.js';
import { isFilled } from './compose-values.js';

/**
 * A service with what it extends as one cursor, for rules that read a field of their own: whatever the nearest layer
 * lacks is looked for in the next. Mappings are merged, anything else is taken whole. `unseen` is the same place in a
 * document that may be completed elsewhere; it answers for what no layer has.
 */
export function extendedCursor(layers: readonly [Cursor, ...Cursor[]], unseen: Cursor | undefined): Cursor {
  const [own, ...bases] = layers;
  if (bases.length === 0 && unseen === undefined) return own;
  const step = (first: Step, rest: readonly Step[]): Cursor => {
    const next = layers.map((layer) => (rest.length === 0 ? layer.at(String(first)) : layer.at(first, ...rest)));
    const further = rest.length === 0 ? unseen?.at(String(first)) : unseen?.at(first, ...rest);
    const [nearest, ...others] = next.filter(isFilled);
    if (nearest === undefined) return further ?? next[0] ?? own;
    return nearest.kind === 'map' ? extendedCursor([nearest, ...others], further) : nearest;
  };
  return {
    kind: own.kind,
    span: own.span,
    key: own.key,
    shared: own.shared,
    tag: own.tag,
    isOpen: unseen !== undefined || layers.some((layer) => layer.isOpen),
    at: (first: Step, ...rest: readonly Step[]) => step(first, rest),
    anchored: (anchor) => extendedCursor([own.anchored(anchor), ...bases], unseen?.anchored(anchor)),
    entries: () => mergedEntries(layers),
    items: () => own.items(),
    text: () => own.text(),
    number: () => own.number(),
    flag: () => own.flag(),
    read: (decode, encode) => own.read(decode, encode),
    scalar: own.scalar,
    source: () => own.source(),
    part: (span) => own.part(span),
    embedded: () => own.embedded(),
    embeddedInSteps: () => own.embeddedInSteps(),
    replace: (old, name, value) => own.replace(old, name, value),
    plain: () => own.plain(),
  };
}

function mergedEntries(layers: readonly Cursor[]): readonly CursorEntry[] {
  const byName = new Map<string, CursorEntry>();
  for (const entry of layers.flatMap((layer) => layer.entries())) {
    if (!byName.has(entry.name)) byName.set(entry.name, entry);
  }
  return [...byName.values()];
}
