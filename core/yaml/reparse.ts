import { once } from '../kept.js';
import { type Span, shift } from '../span.js';
import { changeBetween } from './change.js';
import { lineStartAt, walk } from './hole/place.js';
import { hasDirective, isBlock } from './hole/region.js';
import { type Parsed, parseTree } from './parse.js';
import { type ItemNode, type ListNode, type MapNode, PairNode, type TreeNode } from './tree.js';

type Collection = MapNode | ListNode;
type Entry = PairNode | ItemNode;

/**
 * What the parser makes of a text, found from what it made of one that differs from it within one entry of a block
 * collection: the lines of that entry are parsed by themselves, and all that stands behind them only moves. Undefined
 * where the whole text has to be parsed.
 */
export function reparse(before: Parsed, text: string): Parsed | undefined {
  const { top, problems, templates, comments } = before;
  if (top === undefined || problems.length > 0 || templates.length > 0 || text.startsWith('\ufeff')) return undefined;
  if (hasDirective(before) || hasAlias(before)) return undefined;
  const lines = linesRound(changeBetween(before.text, text), before.text, top);
  if (lines === undefined) return undefined;
  const { start, end, owners } = lines;
  const by = text.length - before.text.length;
  const written = text.slice(start, end + by);
  // A marker ends the document, and a directive begins another, wherever they stand.
  if (/^(?:---|\.\.\.|%)/m.test(written)) return undefined;
  const part = parseTree(written, {}, owners.length - 1);
  if (part.problems.length > 0 || part.templates.length > 0 || hasAlias(part)) return undefined;
  const entries = part.top && isBlock(part.top) ? entriesOf(part.top).map((entry) => moved(entry, start)) : [];
  const [first] = entries;
  if (first === undefined || startOf(first) !== lines.column || !entries.every(isSelfContained)) return undefined;
  const whole = rebuilt(owners, entries, by);
  if (whole === undefined) return undefined;
  return {
    ...before,
    text,
    top: whole,
    comments: [
      ...comments.filter((comment) => comment.start < start),
      ...part.comments.map((comment) => shift(comment, start)),
      ...comments.filter((comment) => comment.start >= end).map((comment) => shift(comment, by)),
    ],
  };
}

/** An alias leads out of the lines it stands in. */
const hasAlias = once(({ text, top }: Parsed): boolean => {
  let found = false;
  if (top !== undefined && text.includes('*')) {
    walk(top, ({ kind }) => {
      found ||= kind === 'alias';
    });
  }
  return found;
});

/** A collection, and which of its entries the way leads through. */
interface Owner {
  readonly collection: Collection;
  readonly index: number;
}

/** The lines of an entry, up to where the next one begins. */
interface EntryLines extends Span {
  /** The collections round it, outermost first. */
  readonly owners: readonly Owner[];
  /** Where it begins behind the blanks of its first line. */
  readonly column: number;
}

/** The lines of the innermost entry that hold a change, where nothing else stands in them. */
function linesRound(change: Span, text: string, top: TreeNode): EntryLines | undefined {
  const owners: Owner[] = [];
  let found: EntryLines | undefined;
  let end = text.length;
  for (let node = top; isBlock(node); ) {
    const entries = entriesOf(node);
    const index = entries.findLastIndex((entry) => startOf(entry) <= change.start);
    const entry = entries[index];
    const next = entries[index + 1];
    if (entry === undefined || !isSelfContained(entry)) break;
    owners.push({ collection: node, index });
    if (next !== undefined) {
      // Before a key in brackets the parser reads the end of the entry in another way than at the end of a text.
      if (/[[{?]/.test(text.charAt(startOf(next)))) return undefined;
      end = Math.min(end, lineStartAt(text, startOf(next)));
    }
    const column = startOf(entry);
    const start = lineStartAt(text, column);
    if (start > change.start || (change.end >= end && end < text.length)) break;
    if (text.slice(start, column).trim() === '') found = { start, end, owners: [...owners], column };
    node = entry.value;
  }
  return found;
}

function entriesOf(node: Collection): readonly Entry[] {
  return node.kind === 'map' ? node.pairs : node.items;
}

function isPair(entry: Entry): entry is PairNode {
  return entry instanceof PairNode;
}

function isItem(entry: Entry): entry is ItemNode {
  return !isPair(entry);
}

/** False for a key that is written with `?`, or not at all: where that stands depends on its owner. */
function isSelfContained(entry: Entry): boolean {
  return !(entry instanceof PairNode) || (!entry.explicit && entry.key.span.end > entry.key.span.start);
}

function startOf(entry: Entry): number {
  return isPair(entry) ? entry.start : entry.span.start;
}

/** The outermost collection with other entries at the end of the way; what stands behind them has moved. */
function rebuilt(owners: readonly Owner[], written: readonly Entry[], by: number): Collection | undefined {
  let entries = written;
  let whole: Collection | undefined;
  for (const owner of owners.toReversed()) {
    if (whole !== undefined) entries = [withValue(owner, whole)];
    whole = withEntries(owner, entries, by);
    if (whole === undefined) return undefined;
  }
  return whole;
}

/** The collection with other entries in the place of the one the way leads through; undefined where they do not fit. */
function withEntries({ collection, index }: Owner, entries: readonly Entry[], by: number): Collection | undefined {
  const span = (last: Span | undefined): Span => ({ start: collection.span.start, end: last?.end ?? 0 });
  if (collection.kind === 'map') {
    if (!entries.every(isPair)) return undefined;
    const behind = collection.pairs.slice(index + 1).map((pair) => movedPair(pair, by));
    const pairs = [...collection.pairs.slice(0, index), ...entries, ...behind];
    return { ...collection, pairs, span: span(pairs.at(-1)?.span) };
  }
  if (!entries.every(isItem)) return undefined;
  const behind = collection.items.slice(index + 1).map((item) => movedItem(item, by));
  const items = [...collection.items.slice(0, index), ...entries, ...behind];
  return { ...collection, items, span: span(items.at(-1)?.span) };
}

/** The entry with another collection as its value. */
function withValue({ collection, index }: Owner, value: Collection): Entry {
  const pair = collection.kind === 'map' ? collection.pairs[index] : undefined;
  if (pair !== undefined) return new PairNode(pair.key, value, pair.colonEnd, pair.explicit, pair.start);
  const start = collection.kind === 'list' ? collection.items[index]?.span.start : undefined;
  return { value, span: { start: start ?? value.span.start, end: value.span.end } };
}

function moved(entry: Entry, by: number): Entry {
  return isPair(entry) ? movedPair(entry, by) : movedItem(entry, by);
}

function movedPair(pair: PairNode, by: number): PairNode {
  if (by === 0) return pair;
  const { key, value, colonEnd, explicit, start } = pair;
  return new PairNode(
    movedNode(key, by),
    movedNode(value, by),
    colonEnd === undefined ? undefined : colonEnd + by,
    explicit,
    start + by,
  );
}

function movedItem(item: ItemNode, by: number): ItemNode {
  return by === 0 ? item : { value: movedNode(item.value, by), span: shift(item.span, by) };
}

function movedNode(node: TreeNode, by: number): TreeNode {
  const span = shift(node.span, by);
  if (node.kind === 'map') return { ...node, span, pairs: node.pairs.map((pair) => movedPair(pair, by)) };
  if (node.kind === 'list') return { ...node, span, items: node.items.map((item) => movedItem(item, by)) };
  return { ...node, span };
}
