import { lazy } from '../kinds/document.js';
import { type Hole, noHole, opaque, set, unset, type Value } from '../value.js';
import type { Cursor, CursorEntry, Plain, Step } from './cursor.js';
import { createFieldReader } from './fields.js';
import { createHole } from './hole.js';
import { findHidden } from './open.js';
import type { Parsed, YamlOptions } from './parse.js';
import { sourceOfScalar } from './scalar-source.js';
import { flagOf, numberOf } from './scalars.js';
import { ownerSpan, pathOf, type Spot, stepDown, topSpot } from './spot.js';

/** The way into a parsed document. */
export function createRoot(parsed: Parsed, options: YamlOptions): (how: { readonly open: boolean }) => Cursor {
  const fields = createFieldReader(parsed.templates);
  const hidden = lazy(() => findHidden(parsed.text, parsed.top, parsed.templates));
  return ({ open }) => cursorAt(topSpot({ parsed, options, open, fields, hidden }));
}

/**
 * A cursor on a spot. A null value counts as unset, for no format tells the two apart; so does `!reset`, which removes
 * a value on purpose: there the kind is `null`, the tag tells it from a mere gap, and its hole declines.
 */
function cursorAt(spot: Spot): Cursor {
  const { kind, node } = spot;
  const span = node?.span ?? ownerSpan(spot);
  const text = (): string | undefined => (kind === 'scalar' && node?.kind === 'scalar' ? node.text : undefined);

  const read = <T>(decode: (cursor: Cursor) => T | undefined, encode: (value: T) => Plain): Value<T> => {
    if (kind === 'open' || kind === 'opaque') return opaque(span);
    const hole = holeOf(spot, encode);
    if (kind === 'missing') return unset(span, hole);
    if (kind === 'null') return spot.reader.open ? opaque(span) : unset(ownerSpan(spot), hole);
    const value = decode(cursor);
    if (value === undefined) return opaque(span, hole);
    return set(value, span, {
      hole,
      ...(spot.key && { key: spot.key }),
      ...(spot.shared && { via: 'anchor' as const }),
    });
  };

  const cursor: Cursor = {
    kind,
    span,
    key: node ? spot.key : undefined,
    shared: spot.shared,
    isOpen: spot.isOpen,
    tag: node?.tag,
    at(first: Step, ...rest: readonly Step[]) {
      const steps = rest.length === 0 && typeof first === 'string' ? first.split('.') : [first, ...rest];
      return cursorAt(steps.reduce(stepDown, spot));
    },
    anchored: (anchor) => cursorAt({ ...spot, anchor }),
    entries: () => entriesOf(spot),
    items: () => itemsOf(spot),
    text: () => read(text, (value) => value),
    number: () =>
      read(
        () => apply(numberOf, text()),
        (value) => value,
      ),
    flag: () =>
      read(
        () => apply(flagOf, text()),
        (value) => value,
      ),
    read,
    source: () =>
      kind === 'scalar' && node?.kind === 'scalar' ? sourceOfScalar(spot.reader.parsed.text, node) : undefined,
    plain: () => plainOf(spot, { left: mostPlain }),
  };
  return cursor;
}

function apply<T>(read: (text: string) => T | undefined, text: string | undefined): T | undefined {
  return text === undefined ? undefined : read(text);
}

function holeOf<T>(spot: Spot, encode: (value: T) => Plain): Hole<T> {
  const { parsed, options } = spot.reader;
  if (spot.shared || spot.node?.tag !== undefined) return noHole();
  return createHole({ parsed, options, path: () => pathOf(spot) }, encode);
}

function entriesOf(spot: Spot): readonly CursorEntry[] {
  const { node, reader } = spot;
  if (spot.kind !== 'map' || node?.kind !== 'map') return [];
  return reader.fields(node).list.map(({ name, keySpan }) => ({
    name,
    nameSpan: keySpan,
    cursor: cursorAt(stepDown(spot, name)),
  }));
}

function itemsOf(spot: Spot): readonly Cursor[] {
  const { node } = spot;
  if (spot.kind !== 'list' || node?.kind !== 'list') return [];
  return node.items.map((_, index) => cursorAt(stepDown(spot, index)));
}

/** Nodes that `plain()` gives at most, so that aliases of aliases cannot fill the memory. */
const mostPlain = 100_000;

function plainOf(spot: Spot, budget: { left: number }): Plain | undefined {
  const { kind, node, reader } = spot;
  if (budget.left-- <= 0) return undefined;
  if (kind === 'null') return null;
  if (kind === 'scalar' && node?.kind === 'scalar') {
    if (node.style !== 'plain' || node.tag === '!!str') return node.text;
    return numberOf(node.text) ?? booleanOf(node.text) ?? node.text;
  }
  if (kind === 'list' && node?.kind === 'list') {
    return node.items.map((_, index) => plainOf(stepDown(spot, index), budget) ?? null);
  }
  if (kind !== 'map' || node?.kind !== 'map') return undefined;
  const entries: [string, Plain][] = [];
  for (const { name } of reader.fields(node).list) {
    const value = plainOf(stepDown(spot, name), budget);
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** Booleans of YAML 1.2, without the words of YAML 1.1. */
function booleanOf(text: string): boolean | undefined {
  return /^(?:true|false)$/i.test(text) ? flagOf(text) : undefined;
}
