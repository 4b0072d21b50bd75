import type { Edit } from '../edit.js';
import { lazy } from '../kinds/document.js';
import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import { finish, type Steps } from '../steps.js';
import { type Hole, noHole, opaque, set, unset, type Value } from '../value.js';
import type { Cursor, CursorEntry, Plain, Step } from './cursor.js';
import type { YamlDocument } from './document.js';
import { createFieldReader, type Field, solid } from './fields.js';
import { createHole, type HolePlace, putEntry, putPart } from './hole.js';
import { findHidden } from './open.js';
import { type Parsed, parseInSteps, type YamlOptions } from './parse.js';
import { sourceOfScalar } from './scalar-source.js';
import { flagOf, numberOf } from './scalars.js';
import { isOpen, kindOf, ownerSpan, pathOf, type Reader, type Spot } from './spot.js';
import type { ScalarNode, SolidNode, TreeNode } from './tree.js';

/** The way into a parsed document. */
export function createRoot(parsed: Parsed, options: YamlOptions): (how: { readonly open: boolean }) => Cursor {
  const fields = createFieldReader(parsed.templates);
  const hidden = lazy(() => findHidden(parsed.text, parsed.top, parsed.templates));
  return ({ open }) => topOf({ parsed, options, open, fields, hidden });
}

/** The top of a document. */
function topOf(reader: Reader): SpotCursor {
  const { top, unreadable, templates } = reader.parsed;
  const shared = reader.options.locked === true;
  if (top) return present(reader, undefined, undefined, undefined, shared, top);
  return absent(reader, undefined, undefined, shared, reader.open || unreadable || templates.length > 0);
}

/**
 * A cursor on a spot. A null value counts as unset, for no format tells the two apart; so does `!reset`, which removes
 * a value on purpose: there the kind is `null`, the tag tells it from a mere gap, and its hole declines.
 *
 * A class, unlike most else here, and the place that its holes keep, too: a model asks for tens of thousands of cursors,
 * most of which answer one question, and a closure for each answer costs more than the answer.
 */
class SpotCursor implements Cursor, Spot, HolePlace {
  constructor(
    readonly reader: Reader,
    readonly kind: Cursor['kind'],
    readonly node: SolidNode | undefined,
    readonly named: Span | undefined,
    readonly shared: boolean,
    readonly parent: SpotCursor | undefined,
    readonly step: Step | undefined,
    readonly anchor: Span | undefined,
  ) {}

  get parsed(): Parsed {
    return this.reader.parsed;
  }

  get options(): YamlOptions {
    return this.reader.options;
  }

  get span(): Span {
    return this.node?.span ?? ownerSpan(this);
  }

  get key(): Span | undefined {
    return this.node && this.named;
  }

  get isOpen(): boolean {
    return isOpen(this);
  }

  get tag(): string | undefined {
    return this.node?.tag;
  }

  at(first: Step, ...rest: readonly Step[]): SpotCursor {
    if (rest.length > 0) {
      let spot = stepDown(this, first);
      for (const step of rest) spot = stepDown(spot, step);
      return spot;
    }
    if (typeof first === 'string' && first.includes('.')) return first.split('.').reduce(stepDown, this);
    return stepDown(this, first);
  }

  anchored(anchor: Span): Cursor {
    const { reader, kind, node, named, shared, parent, step } = this;
    return new SpotCursor(reader, kind, node, named, shared, parent, step, anchor);
  }

  entries(): readonly CursorEntry[] {
    const { kind, node, reader } = this;
    if (kind !== 'map' || node?.kind !== 'map') return [];
    return reader.fields(node).list.map((field) => ({
      name: field.name,
      nameSpan: field.keySpan,
      cursor: below(this, field),
    }));
  }

  items(): readonly SpotCursor[] {
    const { kind, node } = this;
    if (kind !== 'list' || node?.kind !== 'list') return [];
    return node.items.map((_, index) => stepDown(this, index));
  }

  get scalar(): string | undefined {
    const { kind, node } = this;
    return kind === 'scalar' && node?.kind === 'scalar' ? node.text : undefined;
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
    const { kind, key, shared } = this;
    if (kind === 'open' || kind === 'opaque') return opaque(this.span);
    if (kind === 'missing') return unset(this.span, holeOf(this, encode));
    if (kind === 'null') return this.reader.open ? opaque(this.span) : unset(ownerSpan(this), holeOf(this, encode));
    const value = decode(this);
    const hole = holeOf(this, encode);
    if (value === undefined) return opaque(this.span, hole);
    return set(value, this.span, { hole, key, via: shared ? 'anchor' : undefined });
  }

  source(): SourceText | undefined {
    const { kind, node, parsed } = this;
    return kind === 'scalar' && node?.kind === 'scalar' ? sourceOfScalar(parsed.text, node) : undefined;
  }

  part(span: Span): Pick<Hole<string>, 'put'> {
    const { kind, node, shared } = this;
    if (kind !== 'scalar' || node?.kind !== 'scalar' || shared || node.tag !== undefined) return noHole();
    return { put: (written) => putPart(this, node, span, written) };
  }

  embedded(): YamlDocument | undefined {
    return finish(this.embeddedInSteps());
  }

  *embeddedInSteps(): Steps<YamlDocument | undefined> {
    const { node, shared, parsed, options } = this;
    if (node?.kind !== 'scalar' || node.style !== 'literal' || node.tag !== undefined) return undefined;
    return yield* parseInSteps(onlyContent(parsed.text, node), {
      ...options,
      locked: shared || options.locked === true,
    });
  }

  replace(old: string, name: string, value: Plain): readonly Edit[] | undefined {
    const entry = stepDown(this, old);
    const entries = this.entries().map((each): readonly [string, Plain | undefined] =>
      each.name === old ? [name, value] : [each.name, each.cursor.plain()],
    );
    const known = entries.filter((each): each is readonly [string, Plain] => each[1] !== undefined);
    if (entry.node === undefined || entry.shared || known.length < entries.length) return undefined;
    return putEntry(entry, name, value, Object.fromEntries(known));
  }

  plain(): Plain | undefined {
    return plainOf(this, { left: mostPlain });
  }

  path(): readonly Step[] {
    return pathOf(this);
  }
}

/** One step down. What the parent cannot tell is `open`, not `missing`. */
function stepDown(from: SpotCursor, step: Step): SpotCursor {
  const { reader, node, shared } = from;
  switch (from.kind) {
    case 'map': {
      const name = typeof step === 'string' ? step : String(step);
      const field = node?.kind === 'map' ? reader.fields(node).get(name) : undefined;
      return field === undefined ? absent(reader, from, step, shared, from.isOpen) : below(from, field, step);
    }
    case 'list': {
      const index = typeof step === 'number' ? step : /^\d+$/.test(step) ? Number(step) : undefined;
      if (index === undefined) return absent(reader, from, step, shared, true);
      const item = node?.kind === 'list' ? node.items[index] : undefined;
      if (item === undefined) return absent(reader, from, index, shared, from.isOpen);
      return present(reader, from, index, undefined, shared, item.value);
    }
    case 'missing':
    case 'null':
      return absent(reader, from, step, shared, reader.open);
    default:
      return absent(reader, from, step, shared, true);
  }
}

function below(from: SpotCursor, field: Field, step: Step = field.name): SpotCursor {
  return present(from.reader, from, step, field.keySpan, from.shared || field.merged, field.value);
}

function absent(
  reader: Reader,
  parent: SpotCursor | undefined,
  step: Step | undefined,
  shared: boolean,
  supplied: boolean,
): SpotCursor {
  const kind = supplied ? 'open' : 'missing';
  return new SpotCursor(reader, kind, undefined, undefined, shared, parent, step, undefined);
}

function present(
  reader: Reader,
  parent: SpotCursor | undefined,
  step: Step | undefined,
  name: Span | undefined,
  reached: boolean,
  written: TreeNode,
): SpotCursor {
  const node = solid(written);
  const shared = reached || written.kind === 'alias';
  const kind = node ? kindOf(reader, node) : 'opaque';
  // An alias to nowhere, or into itself, is pointed at where it stands.
  const named = name ?? (node ? undefined : written.span);
  return new SpotCursor(reader, kind, node, named, shared, parent, step, undefined);
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
const scalarText = ({ scalar }: Cursor): string | undefined => scalar;
const scalarNumber = (cursor: Cursor): number | undefined => apply(numberOf, scalarText(cursor));
const scalarFlag = (cursor: Cursor): boolean | undefined => apply(flagOf, scalarText(cursor));

function apply<T>(read: (text: string) => T | undefined, text: string | undefined): T | undefined {
  return text === undefined ? undefined : read(text);
}

function holeOf<T>(spot: SpotCursor, encode: (value: T) => Plain): Hole<T> {
  return spot.shared || spot.tag !== undefined ? noHole() : createHole(spot, encode);
}

/** Nodes that `plain()` gives at most, so that aliases of aliases cannot fill the memory. */
const mostPlain = 100_000;

function plainOf(spot: SpotCursor, budget: { left: number }): Plain | undefined {
  const { kind, node } = spot;
  if (budget.left-- <= 0) return undefined;
  if (kind === 'null') return null;
  if (kind === 'scalar' && node?.kind === 'scalar') {
    if (node.style !== 'plain' || node.tag === '!!str') return node.text;
    return numberOf(node.text) ?? booleanOf(node.text) ?? node.text;
  }
  if (kind === 'list') return spot.items().map((item) => plainOf(item, budget) ?? null);
  if (kind !== 'map' || node?.kind !== 'map') return undefined;
  const entries: [string, Plain][] = [];
  for (const field of spot.reader.fields(node).list) {
    const value = plainOf(below(spot, field), budget);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}

/** Booleans of YAML 1.2, without the words of YAML 1.1. */
function booleanOf(text: string): boolean | undefined {
  return /^(?:true|false)$/i.test(text) ? flagOf(text) : undefined;
}
