import type { Edit } from '../../edit.js';
import { once } from '../../kept.js';
import type { Span } from '../../span.js';
import type { Step } from '../cursor.js';
import type { Parsed } from '../parse.js';
import type { ItemNode, ListNode, MapNode, PairNode, TreeNode } from '../tree.js';
import { lineStartAt, pairIndex } from './place.js';
import type { Change } from './verify.js';

/**
 * A part of a document that reads by itself as it does there: whole lines that hold one entry of a block collection, or a
 * collection in brackets.
 */
export interface Region {
  readonly span: Span;
  /** A collection of that one entry, or the one in brackets. */
  readonly top: TreeNode;
  /** The way from there on. */
  readonly path: readonly Step[];
}

/**
 * The smallest region round an edit. To try an edit there costs what the entry costs, not what the document does: the
 * entry that is replaced, or the one that the new one is written behind. Undefined when only the whole document will do.
 */
export function regionOf(
  parsed: Parsed,
  edits: readonly Edit[],
  change: Pick<Change, 'kind' | 'path'>,
): Region | undefined {
  const { top, templates } = parsed;
  // A directive (`%TAG`) holds for the whole document, and a template may be anything.
  if (top === undefined || templates.length > 0 || hasDirective(parsed)) return undefined;
  return inBrackets(top, edits, change) ?? inLines(parsed.text, top, edits, change);
}

/**
 * The innermost collection in brackets round the edits. Between its brackets nothing depends on what stands outside of them
 * but how far lines have to be indented, and that only where a block collection is around; a line that is new there is
 * tried with the entry of that.
 */
function inBrackets(top: TreeNode, edits: readonly Edit[], { path }: Pick<Change, 'path'>): Region | undefined {
  let found: Region | undefined;
  let node: TreeNode | undefined = top;
  const hasLines = edits.some(({ text }) => text.includes('\n'));
  const mayHaveLines = isBracketed(top);
  for (let depth = 0; node !== undefined; depth++) {
    if (isBracketed(node)) {
      const { start, end } = node.span;
      const isInside = edits.every(({ span }) => start < span.start && span.end < end);
      if (isInside && (mayHaveLines || !hasLines))
        found = { span: node.span, top: bare(node), path: path.slice(depth) };
    }
    const step: Step | undefined = path[depth];
    node = step === undefined ? undefined : childOf(node, step);
  }
  return found;
}

/** True for a collection whose brackets are its own: a single pair in a list in brackets (`[a: b]`) has none. */
function isBracketed(node: TreeNode): node is MapNode | ListNode {
  if ((node.kind !== 'map' && node.kind !== 'list') || !node.flow) return false;
  return node.kind === 'list' || (node.pairs[0]?.start ?? node.span.start) > node.span.start;
}

function childOf(node: TreeNode, step: Step): TreeNode | undefined {
  if (node.kind === 'map') return node.pairs[pairIndex(node, step)]?.value;
  return node.kind === 'list' && typeof step === 'number' ? node.items[step]?.value : undefined;
}

/** The fewest lines round the edits that are one entry of each block collection they lie in. */
function inLines(
  text: string,
  top: TreeNode,
  edits: readonly Edit[],
  { kind, path }: Pick<Change, 'kind' | 'path'>,
): Region | undefined {
  const from = Math.min(...edits.map(({ span }) => span.start));
  const to = Math.max(...edits.map(({ span }) => span.end));
  let found: Region | undefined;
  let node = top;
  let end = text.length;
  // What goes leaves its siblings behind: their owner must lie inside the region.
  const deepest = kind === 'drop' ? path.length - 2 : path.length;
  for (let depth = 0; depth <= deepest; depth++) {
    const step = path[depth];
    const entry = step === undefined ? undefined : entryAt(node, step);
    const place = entry ?? (kind === 'drop' ? undefined : neighbourOf(node, step, text, from));
    if (place === undefined) break;
    const start = lineStartAt(text, place.child.span.start);
    if (place.next !== undefined) {
      // Before a key in brackets the parser reads the end of the entry in another way than at the end of a text.
      if (/[[{?]/.test(text[place.next.start] ?? '')) return undefined;
      end = Math.min(end, lineStartAt(text, place.next.start));
    }
    if (start > from || to >= end) break;
    if (text.slice(start, place.child.span.start).trim() === '') {
      found = { span: { start, end }, top: place.alone, path: [...place.way, ...path.slice(depth + place.way.length)] };
    }
    if (entry === undefined) break;
    node = entry.child.value;
  }
  return found;
}

const hasDirective = once(({ text }: Parsed): boolean => /^\uFEFF?%/m.test(text));

/** An entry of a block collection. */
interface Entry {
  readonly child: PairNode | ItemNode;
  readonly next: Span | undefined;
  /** The collection without its other entries. */
  readonly alone: TreeNode;
  /** The step from there to the entry; none when the change only stands beside it. */
  readonly way: readonly Step[];
}

/** The entry that a step leads to. */
function entryAt(node: TreeNode, step: Step): Entry | undefined {
  if (!isBlock(node)) return undefined;
  if (node.kind === 'list') return typeof step === 'number' ? itemOf(node, step, [0]) : undefined;
  return pairOf(node, pairIndex(node, step), [step]);
}

/** The entry behind which a new one is written at an offset: any pair of a mapping that lacks the key, a list's last item. */
function neighbourOf(node: TreeNode, step: Step | undefined, text: string, offset: number): Entry | undefined {
  if (!isBlock(node)) return undefined;
  if (node.kind === 'list') return step === undefined ? itemOf(node, node.items.length - 1, []) : undefined;
  if (step === undefined || pairIndex(node, step) !== -1) return undefined;
  const index = node.pairs.findLastIndex(({ span }) => lineStartAt(text, span.start) <= offset);
  return pairOf(node, index, []);
}

/** True for a collection without brackets. */
function isBlock(node: TreeNode): node is MapNode | ListNode {
  return (node.kind === 'map' || node.kind === 'list') && !node.flow;
}

/** Without the tag and the anchor, which stand in front of it. */
function bare<Node extends MapNode | ListNode>(node: Node): Node {
  return { ...node, tag: undefined, anchor: undefined };
}

function pairOf(map: MapNode, index: number, way: readonly Step[]): Entry | undefined {
  const child = map.pairs[index];
  if (child === undefined || child.explicit) return undefined;
  return { child, next: map.pairs[index + 1]?.span, alone: { ...bare(map), pairs: [child] }, way };
}

function itemOf(list: ListNode, index: number, way: readonly Step[]): Entry | undefined {
  const child = list.items[index];
  return child && { child, next: list.items[index + 1]?.span, alone: { ...bare(list), items: [child] }, way };
}
