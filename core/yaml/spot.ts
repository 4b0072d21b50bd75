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
  const context = { reader, parent: undefined, step: undefined, key: undefined, shared: false };
  return top ? present(context, top) : absent(context, reader.open || unreadable || templates.length > 0);
}

/** One step down. What the parent cannot tell is `open`, not `missing`. */
export function stepDown(from: Spot, step: Step): Spot {
  const { reader, node } = from;
  const context = { reader, parent: from, step, key: undefined, shared: from.shared };
  switch (from.kind) {
    case 'map': {
      const field = node?.kind === 'map' ? reader.fields(node).byName.get(String(step)) : undefined;
      if (field === undefined) return absent(context, from.isOpen);
      return present({ ...context, key: field.keySpan, shared: from.shared || field.merged }, field.value);
    }
    case 'list': {
      const index = /^\d+$/.test(String(step)) ? Number(step) : undefined;
      if (index === undefined) return absent(context, true);
      const item = node?.kind === 'list' ? node.items[index] : undefined;
      return item ? present({ ...context, step: index }, item.value) : absent({ ...context, step: index }, from.isOpen);
    }
    case 'missing':
    case 'null':
      return absent(context, reader.open);
    default:
      return absent(context, true);
  }
}

type Context = Pick<Spot, 'reader' | 'parent' | 'step' | 'key' | 'shared'>;

function absent(context: Context, supplied: boolean): Spot {
  const anchor = undefined;
  return { ...context, kind: supplied ? 'open' : 'missing', node: undefined, isOpen: supplied, anchor };
}

function present(context: Context, written: TreeNode): Spot {
  const node = solid(written);
  const shared = context.shared || written.kind === 'alias';
  const kind = node ? kindOf(context.reader, node) : 'opaque';
  // An alias to nowhere, or into itself, is pointed at where it stands.
  const key = context.key ?? (node ? undefined : written.span);
  return { ...context, key, shared, kind, node, isOpen: isOpen(context.reader, kind, node), anchor: undefined };
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
