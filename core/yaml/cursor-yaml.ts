import type { Edit } from '../edit.js';
import { lazy } from '../kinds/document.js';
import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import { type Hole, noHole, opaque, set, unset, type Value } from '../value.js';
import type { Cursor, CursorEntry, Plain, Step } from './cursor.js';
import type { YamlDocument } from './document.js';
import { createFieldReader } from './fields.js';
import { createHole, putEntry, putPart } from './hole.js';
import { findHidden } from './open.js';
import { type Parsed, parseYaml, type YamlOptions } from './parse.js';
import { sourceOfScalar } from './scalar-source.js';
import { flagOf, numberOf } from './scalars.js';
import { anchoredAt, ownerSpan, pathOf, type Spot, stepDown, topSpot } from './spot.js';
import type { ScalarNode } from './tree.js';

/** The way into a parsed document. */
export function createRoot(parsed: Parsed, options: YamlOptions): (how: { readonly open: boolean }) => Cursor {
  const fields = createFieldReader(parsed.templates);
  const hidden = lazy(() => findHidden(parsed.text, parsed.top, parsed.templates));
  return ({ open }) => new SpotCursor(topSpot({ parsed, options, open, fields, hidden }));
}

/**
 * A cursor on a spot. A null value counts as unset, for no format tells the two apart; so does `!reset`, which removes
 * a value on purpose: there the kind is `null`, the tag tells it from a mere gap, and its hole declines.
 *
 * A class, unlike everything else here: a model asks for tens of thousands of cursors, most of which answer one
 * question, and a closure for each answer costs more than the answer.
 */
class SpotCursor implements Cursor {
  readonly #spot: Spot;

  constructor(spot: Spot) {
    this.#spot = spot;
  }

  get kind(): Cursor['kind'] {
    return this.#spot.kind;
  }

  get span(): Span {
    return this.#spot.node?.span ?? ownerSpan(this.#spot);
  }

  get key(): Span | undefined {
    return this.#spot.node && this.#spot.key;
  }

  get shared(): boolean {
    return this.#spot.shared;
  }

  get isOpen(): boolean {
    return this.#spot.isOpen;
  }

  get tag(): string | undefined {
    return this.#spot.node?.tag;
  }

  at(first: Step, ...rest: readonly Step[]): Cursor {
    const steps = rest.length === 0 && typeof first === 'string' ? first.split('.') : [first, ...rest];
    return new SpotCursor(steps.reduce(stepDown, this.#spot));
  }

  anchored(anchor: Span): Cursor {
    return new SpotCursor(anchoredAt(this.#spot, anchor));
  }

  entries(): readonly CursorEntry[] {
    return entriesOf(this.#spot);
  }

  items(): readonly Cursor[] {
    return itemsOf(this.#spot);
  }

  text(): Value<string> {
    return this.read(scalarText, asIs);
  }

  number(): Value<number> {
    return this.read(scalarNumber, asIs);
  }

  flag(): Value<boolean> {
    return this.read(scalarFlag, asIs);
  }

  read<T>(decode: (cursor: Cursor) => T | undefined, encode: (value: T) => Plain): Value<T> {
    const spot = this.#spot;
    const { kind, key, shared } = spot;
    if (kind === 'open' || kind === 'opaque') return opaque(this.span);
    if (kind === 'missing') return unset(this.span, holeOf(spot, encode));
    if (kind === 'null') return spot.reader.open ? opaque(this.span) : unset(ownerSpan(spot), holeOf(spot, encode));
    const value = decode(this);
    const hole = holeOf(spot, encode);
    if (value === undefined) return opaque(this.span, hole);
    return set(value, this.span, { hole, ...(key && { key }), ...(shared && { via: 'anchor' as const }) });
  }

  source(): SourceText | undefined {
    const { kind, node, reader } = this.#spot;
    return kind === 'scalar' && node?.kind === 'scalar' ? sourceOfScalar(reader.parsed.text, node) : undefined;
  }

  part(span: Span): Pick<Hole<string>, 'put'> {
    const spot = this.#spot;
    const { node, reader } = spot;
    if (spot.kind !== 'scalar' || node?.kind !== 'scalar' || spot.shared || node.tag !== undefined) return noHole();
    const { parsed, options } = reader;
    return { put: (written) => putPart({ parsed, options, path: () => pathOf(spot) }, node, span, written) };
  }

  embedded(): YamlDocument | undefined {
    const { node, shared, reader } = this.#spot;
    if (node?.kind !== 'scalar' || node.style !== 'literal' || node.tag !== undefined) return undefined;
    const { parsed, options } = reader;
    return parseYaml(onlyContent(parsed.text, node), { ...options, locked: shared || options.locked === true });
  }

  replace(old: string, name: string, value: Plain): readonly Edit[] | undefined {
    const spot = this.#spot;
    const entry = stepDown(spot, old);
    const { parsed, options } = spot.reader;
    const entries = entriesOf(spot).map((each): readonly [string, Plain | undefined] =>
      each.name === old ? [name, value] : [each.name, each.cursor.plain()],
    );
    const known = entries.filter((each): each is readonly [string, Plain] => each[1] !== undefined);
    if (entry.node === undefined || entry.shared || known.length < entries.length) return undefined;
    return putEntry({ parsed, options, path: () => pathOf(entry) }, name, value, Object.fromEntries(known));
  }

  plain(): Plain | undefined {
    return plainOf(this.#spot, { left: mostPlain });
  }
}

/**
 * The text up to the end of a block scalar with everything but its content blanked out. The lines of a block share
 * their indentation, so what is left is the YAML of the scalar with true offsets.
 */
function onlyContent(text: string, { span }: ScalarNode): string {
  const content = text.indexOf('\n', span.start) + 1;
  if (content === 0 || content > span.end) return '';
  return text.slice(0, content).replace(/[^\r\n]/g, ' ') + text.slice(content, span.end);
}

const asIs = <T>(value: T): T => value;
const scalarText = (cursor: Cursor): string | undefined => cursor.source()?.text;
const scalarNumber = (cursor: Cursor): number | undefined => apply(numberOf, scalarText(cursor));
const scalarFlag = (cursor: Cursor): boolean | undefined => apply(flagOf, scalarText(cursor));

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
    cursor: new SpotCursor(stepDown(spot, name)),
  }));
}

function itemsOf(spot: Spot): readonly Cursor[] {
  const { node } = spot;
  if (spot.kind !== 'list' || node?.kind !== 'list') return [];
  return node.items.map((_, index) => new SpotCursor(stepDown(spot, index)));
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
