import type { Span } from '../span.js';
import type { Cursor, Step } from './cursor.js';
import { type Fields, solid } from './fields.js';
import type { Hidden } from './open.js';
import type { Parsed, YamlOptions } from './parse.js';
import { isTemplated } from './templates.js';
import type { MapNode, SolidNode } from './tree.js';

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
  /** The key that leads here, or the alias that leads nowhere. */
  readonly named: Span | undefined;
  readonly shared: boolean;
  /** The way up, which is also the way a hole goes down. */
  readonly parent: Spot | undefined;
  readonly step: Step | undefined;
  /** Where a missing thing is pointed at, when somebody said so. */
  readonly anchor: Span | undefined;
}

/** Tags that leave the value as it reads; any other is for a tool that makes something else of it. */
const plainTag = /^(?:!override|!|!!(?:str|int|float|bool|null|map|seq|binary|timestamp))$/;

/** What stands at a node. */
export function kindOf({ parsed, hidden }: Reader, node: SolidNode): Cursor['kind'] {
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

/** True when more may be here, or below, than is written. */
export function isOpen({ reader, kind, node }: Spot): boolean {
  if (reader.open || kind === 'open' || kind === 'opaque') return true;
  if (node === undefined || (kind !== 'map' && kind !== 'list')) return false;
  return reader.hidden().open.has(node) || (node.kind === 'map' && reader.fields(node).open);
}

/** Where something missing is pointed at: the name of the nearest owner that is there. */
export function ownerSpan(spot: Spot): Span {
  for (let at: Spot | undefined = spot; at; at = at.parent) {
    const named = at.anchor ?? at.named ?? (at.node && nameWithin(at.node));
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
