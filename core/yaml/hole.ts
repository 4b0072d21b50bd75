import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Hole } from '../value.js';
import type { Plain, Step } from './cursor.js';
import { findWay, modernStyle, type Way } from './hole/place.js';
import { removalOf } from './hole/remove.js';
import { type Change, isExact } from './hole/verify.js';
import { additions, replacements, writings } from './hole/write.js';
import type { Parsed, YamlOptions } from './parse.js';
import { partOfScalar } from './scalar-source.js';
import type { ScalarNode } from './tree.js';

/** A place in a parsed document, as a hole needs it. */
export interface HolePlace {
  readonly parsed: Parsed;
  readonly options: YamlOptions;
  /** The steps from the top, as they are written in the document. */
  path(): readonly Step[];
}

/**
 * The hole of a place in a document. Every edit is tried on the text and the result compared with the document it came
 * from; an edit that does more or less than the change is not offered.
 */
export function createHole<T>(place: HolePlace, encode: (value: T) => Plain): Hole<T> {
  return new YamlHole(place, encode);
}

/** A class, for there is one for every value of the model, and hardly any is ever written to. */
class YamlHole<T> implements Hole<T> {
  readonly #place: HolePlace;
  readonly #encode: (value: T) => Plain;

  constructor(place: HolePlace, encode: (value: T) => Plain) {
    this.#place = place;
    this.#encode = encode;
  }

  put(value: T): readonly Edit[] | undefined {
    return write(this.#place, this.#encode(value), 'put');
  }

  append(item: unknown): readonly Edit[] | undefined {
    // `append` exists only where T is a list of such items.
    const encoded: Plain = this.#encode([item] as unknown as T);
    if (!Array.isArray(encoded) || encoded.length !== 1) return undefined;
    return write(this.#place, encoded[0], 'append');
  }

  drop(): readonly Edit[] | undefined {
    const { parsed, options } = this.#place;
    const path = this.#place.path();
    const way = findWay(parsed, path);
    const removal = way && removalOf(way);
    if (removal === undefined) return undefined;
    const change: Change = { kind: 'drop', path, taken: removal.taken };
    return isExact(parsed, options, removal.edits, change) ? removal.edits : undefined;
  }
}

function write(place: HolePlace, value: Plain, kind: 'put' | 'append'): readonly Edit[] | undefined {
  const { parsed, options } = place;
  const path = place.path();
  const found = findWay(parsed, path);
  if (found === undefined || isConditional(parsed, found)) return undefined;
  const modern = options.modern === true;
  const way = modern ? { ...found, style: modernStyle(found.style) } : found;
  const change: Change = { kind, path, value, modern };
  for (const edits of kind === 'put' ? writings(way, value) : additions(way, value)) {
    if (isExact(parsed, options, edits, change)) return edits;
  }
  return undefined;
}

/**
 * Replaces a part of a scalar where it stands, if the scalar then reads as before but for that part; else writes the
 * scalar anew.
 */
export function putPart(place: HolePlace, scalar: ScalarNode, span: Span, text: string): readonly Edit[] | undefined {
  const { parsed, options } = place;
  const part = partOfScalar(parsed.text, scalar, span);
  const path = place.path();
  const way = findWay(parsed, path);
  if (part === undefined || way === undefined || way.used || isConditional(parsed, way)) return undefined;
  const value = scalar.text.slice(0, part.start) + text + scalar.text.slice(part.end);
  const edits = [{ span, text }];
  if (isExact(parsed, options, edits, { kind: 'put', path, value })) return edits;
  return createHole<string>(place, (whole) => whole).put(value);
}

/**
 * Puts another entry in the place of one, which may have another name; `mapping` is what its owner then holds. Comments
 * and the other entries stay as they are.
 */
export function putEntry(place: HolePlace, name: string, value: Plain, mapping: Plain): readonly Edit[] | undefined {
  const { parsed, options } = place;
  const steps = place.path();
  const way = findWay(parsed, steps);
  const link = way?.links[way.links.length - 1];
  if (way === undefined || way.used || way.rest.length > 0 || link?.kind !== 'pair' || isConditional(parsed, way))
    return undefined;
  for (const written of replacements(way, value)) {
    const edits = [{ span: link.child.key.span, text: name }, ...written];
    if (isExact(parsed, options, edits, { kind: 'put', path: steps.slice(0, -1), value: mapping })) return edits;
  }
  return undefined;
}

/** True when a template action stands between the owner and the end of its value: new text might land in an `if`. */
function isConditional({ templates }: Parsed, { links, node, top }: Way): boolean {
  const from = links[links.length - 1]?.child.span.start ?? top.span.start;
  return templates.some((action) => action.wholeLine && action.start >= from && action.end <= node.span.end);
}
