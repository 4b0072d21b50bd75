import type { Span } from '../span.js';
import type { Cursor, Step } from './cursor.js';
import { type Fields, solid } from './fields.js';
import type { Hidden } from './open.js';
import type { Parsed, YamlOptions } from './parse.js';
import { isTemplated } from './templates.js';
import type { MapNode, SolidNode, TreeNode } from './tree.js';

/** What all cursors into a document share. */
export interface Reader {
  readonly parsed: Parsed;
  readonly options: YamlOptions;
  /** True when everything that is not written may be supplied by another file. */
  readonly open: boolean;
  readonly fields: (map: MapNode) => Fields;
  readonly hidden: () => Hidden;
}

/** A place in a document, there or not. */
export interface Spot {
  readonly reader: Reader;
  readonly kind: Cursor['kind'];
  /** Undefined when nothing is there. Aliases are followed. */
  readonly node: SolidNode | undefined;
  readonly key: Span | undefined;
  readonly shared: boolean;
  readonly isOpen: boolean;
  /** The way up, which is also the way a hole goes down. */
  readonly parent: Spot | undefined;
  readonly step: Step | undefined;
  /** Where a missing thing is pointed at, when somebody said so. */
  readonly anchor: Span | undefined;
}

/** The top of a document. */
export function topSpot(reader: Reader): Spot {
  const { top, unreadable, templates } = reader.parsed;
  const shared = reader.options.locked === true;
  if (top) return present(reader, undefined, undefined, undefined, shared, top);
  return absent(reader, undefined, undefined, shared, reader.open || unreadable || templates.length > 0);
}

/** One step down. What the parent cannot tell is `open`, not `missing`. */
export function stepDown(from: Spot, step: Step): Spot {
  const { reader, node, shared } = from;
  switch (from.kind) {
    case 'map': {
      const field = node?.kind === 'map' ? reader.fields(node).byName.get(String(step)) : undefined;
      if (field === undefined) return absent(reader, from, step, shared, from.isOpen);
      return present(reader, from, step, field.keySpan, shared || field.merged, field.value);
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

// Reading a document makes tens of thousands of spots. Each is one literal with all its fields in one order: spread
// contexts took a quarter of the time of a keystroke.

function absent(
  reader: Reader,
  parent: Spot | undefined,
  step: Step | undefined,
  shared: boolean,
  supplied: boolean,
): Spot {
  const kind = supplied ? 'open' : 'missing';
  return { reader, kind, node: undefined, key: undefined, shared, isOpen: supplied, parent, step, anchor: undefined };
}

function present(
  reader: Reader,
  parent: Spot | undefined,
  step: Step | undefined,
  name: Span | undefined,
  reached: boolean,
  written: TreeNode,
): Spot {
  const node = solid(written);
  const shared = reached || written.kind === 'alias';
  const kind = node ? kindOf(reader, node) : 'opaque';
  // An alias to nowhere, or into itself, is pointed at where it stands.
  const key = name ?? (node ? undefined : written.span);
  return { reader, kind, node, key, shared, isOpen: isOpen(reader, kind, node), parent, step, anchor: undefined };
}

/** The same place, pointed at elsewhere when something is missing in it. */
export function anchoredAt(spot: Spot, anchor: Span): Spot {
  const { reader, kind, node, key, shared, isOpen, parent, step } = spot;
  return { reader, kind, node, key, shared, isOpen, parent, step, anchor };
}

/** Tags that leave the value as it reads; any other is for a tool that makes something else of it. */
const plainTag = /^(?:!override|!|!!(?:str|int|float|bool|null|map|seq|binary|timestamp))$/;

function kindOf({ parsed, hidden }: Reader, node: SolidNode): Cursor['kind'] {
  if (node.tag === '!reset') return 'null';
  if (node.tag !== undefined && !plainTag.test(node.tag)) return 'opaque';
  if (node.kind === 'scalar') {
    if (isTemplated(parsed.templates, node.span) || hidden().filled.has(node)) return 'opaque';
    return node.isNull ? 'null' : 'scalar';
  }
  // `{{ x }}` without quotes reads as a mapping in a mapping; nobody means that.
  if (node.kind === 'map' && node.flow && parsed.text.startsWith('{{', node.span.start)) return 'opaque';
  return node.kind;
}

function isOpen(reader: Reader, kind: Cursor['kind'], node: SolidNode | undefined): boolean {
  if (kind === 'opaque' || reader.open) return true;
  if (node === undefined || (kind !== 'map' && kind !== 'list')) return false;
  if (reader.hidden().open.has(node)) return true;
  return node.kind === 'map' && reader.fields(node).open;
}

/** Where something missing is pointed at: the name of the nearest owner that is there. */
export function ownerSpan(spot: Spot): Span {
  for (let at: Spot | undefined = spot; at; at = at.parent) {
    const named = at.anchor ?? at.key ?? (at.node && nameWithin(at.node));
    if (named) return named;
  }
  return { start: 0, end: 0 };
}

/** What names a thing without a key: its `name`, else its first key, else the whole. */
function nameWithin(node: SolidNode): Span {
  if (node.kind !== 'map') return node.span;
  const name = node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'name');
  const value = name && solid(name.value);
  if (value?.kind === 'scalar' && !value.isNull) return value.span;
  return node.pairs[0]?.key.span ?? node.span;
}

/** The steps from the top, as they are written in the document. */
export function pathOf(spot: Spot): readonly Step[] {
  const path: Step[] = [];
  for (let at: Spot | undefined = spot; at; at = at.parent) if (at.step !== undefined) path.push(at.step);
  return path.reverse();
}
