import type { Edit } from '../../edit.js';
import type { Plain, Step } from '../cursor.js';
import type { ListNode, MapNode, TreeNode } from '../tree.js';
import {
  indented,
  type Quoting,
  quotingOf,
  type Written,
  writeFlow,
  writeFlowPair,
  writeItem,
  writePair,
  writeValue,
} from './format.js';
import { columnAt, type Link, lineEndAt, lineStartAt, type Way } from './place.js';

/** Ways to write a value, the best first; none when the place cannot hold it. */
export function* writings(way: Way, value: Plain): Generator<readonly Edit[]> {
  const { node, rest } = way;
  const [step, ...deeper] = rest;
  if (step === undefined) {
    if (!way.used) yield* replacements(way, value);
    return;
  }
  const nested = nest(deeper, value);
  if (nested === undefined || typeof step !== 'string') return;
  if (isVoid(node)) yield* replacements(way, { [step]: nested });
  else if (node.kind === 'map' && node.flow) yield insertFlowPair(way, node, step, nested);
  else if (node.kind === 'map') yield* blockInsertions(way, node, step, nested);
}

/** Ways to add an item to the list at the end of the way. */
export function* additions(way: Way, item: Plain): Generator<readonly Edit[]> {
  const { text, style, node, rest } = way;
  if (rest.length > 0 || node.kind !== 'list' || node.items.length === 0) {
    if (rest.length > 0 || isVoid(node) || (node.kind === 'list' && node.items.length === 0))
      yield* writings(way, [item]);
    return;
  }
  const last = node.items[node.items.length - 1];
  if (last === undefined) return;
  const quoting = quotingOf(last.value);
  if (node.flow) {
    const written = writeFlow(item, style, quoting, isPadded(text, node));
    yield [{ span: at(last.span.end), text: separator(text, last.span.start, style.lineEnd) + written }];
    return;
  }
  const column = columnAt(text, last.span.start);
  const written = writeItem(item, style, quoting);
  const added = indented([`-${written.first}`, ...written.lines], column, style.lineEnd);
  yield [{ span: at(lineEndAt(text, last.span.end)), text: added }];
}

/** A value under the keys that are missing. A list comes into being with its first item only. */
function nest(steps: readonly Step[], value: Plain): Plain | undefined {
  let nested = value;
  for (const step of [...steps].reverse()) {
    if (typeof step === 'number' && step !== 0) return undefined;
    nested = typeof step === 'number' ? [nested] : { [step]: nested };
  }
  return nested;
}

/** Nothing yet: a null, or an empty collection, which gives way to block style. */
function isVoid(node: TreeNode): boolean {
  if (node.kind === 'scalar') return node.isNull;
  return node.kind === 'map' && node.pairs.length === 0;
}

/** Replaces what the last link holds. */
export function* replacements({ text, style, links, node }: Way, value: Plain): Generator<readonly Edit[]> {
  const link = links[links.length - 1];
  if (link === undefined) return;
  // A quoted number stays quoted: whoever quoted it needed a string.
  const quoting = quotingOf(node);
  const kept = quoting !== 'plain' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
  if (link.owner.flow) {
    const written = writeFlow(kept, style, quoting, isPadded(text, link.owner));
    if (node.span.end > node.span.start) yield [{ span: node.span, text: written }];
    else if (link.kind === 'pair') {
      const mark = link.child.colonEnd === undefined ? ': ' : ' ';
      yield [{ span: at(link.child.colonEnd ?? link.child.key.span.end), text: mark + written }];
    }
    return;
  }
  const flow = flowReplacement(text, style, node, kept);
  if (flow !== undefined) yield flow;
  const written = link.kind === 'pair' ? writeValue(kept, style, quoting) : writeItem(kept, style, quoting);
  const behind = introducerEnd(link);
  if (behind === undefined) return;
  yield replaceBlock(text, node, behind, written, columnAt(text, link.child.span.start), style.lineEnd);
}

/** A collection in brackets on one line stays one. */
function flowReplacement(text: string, style: Way['style'], node: TreeNode, value: Plain): readonly Edit[] | undefined {
  if (node.kind !== 'list' || !node.flow || !Array.isArray(value)) return undefined;
  const [first] = node.items;
  const { start, end } = node.span;
  if (first === undefined || text.slice(start, end).includes('\n')) return undefined;
  return [{ span: node.span, text: writeFlow(value, style, quotingOf(first.value), isPadded(text, node)) }];
}

function introducerEnd(link: Link): number | undefined {
  return link.kind === 'pair' ? link.child.colonEnd : link.child.span.start + 1;
}

/** Replaces a block value; a comment on the line of its key stays there. */
function replaceBlock(
  text: string,
  node: TreeNode,
  behind: number,
  written: Written,
  column: number,
  lineEnd: string,
): readonly Edit[] {
  const below = indented(written.lines, column, lineEnd);
  const endOfKeyLine = lineEndAt(text, behind);
  const { start, end } = node.span;
  if (start === end) {
    const edits = [{ span: at(behind), text: written.first }];
    return below === '' ? edits : [...edits, { span: at(endOfKeyLine), text: below }];
  }
  // Blanks that align a value stay as they are.
  const head = written.first === '' ? { start: behind, end: start } : { start, end: start };
  const first = written.first.trimStart();
  if (end <= endOfKeyLine) {
    const edits = [{ span: { start: head.start, end }, text: first }];
    return below === '' ? edits : [...edits, { span: at(endOfKeyLine), text: below }];
  }
  if (start <= endOfKeyLine) return [{ span: { start: head.start, end }, text: first + below }];
  return [
    { span: at(behind), text: written.first },
    { span: { start: endOfKeyLine, end }, text: below },
  ];
}

/** Behind the last entry, or, when that is not possible (a block scalar that keeps its blank lines), an earlier one. */
function* blockInsertions(way: Way, map: MapNode, key: string, value: Plain): Generator<readonly Edit[]> {
  const { text, style } = way;
  const first = map.pairs[0];
  if (first === undefined) return;
  const added = indented(writePair(key, value, style), columnAt(text, first.span.start), style.lineEnd);
  for (const pair of map.pairs.slice(-3).reverse()) {
    yield [{ span: at(lineEndAt(text, pair.span.end)), text: added }];
  }
}

function insertFlowPair({ text, style }: Way, map: MapNode, key: string, value: Plain): readonly Edit[] {
  const last = map.pairs[map.pairs.length - 1];
  const padded = isPadded(text, map);
  const quoting: Quoting = last && quotingOf(last.key) === 'double' ? 'double' : 'plain';
  const written = writeFlowPair(key, value, style, quoting, padded);
  if (last === undefined) return [{ span: map.span, text: `{${written}}` }];
  return [{ span: at(last.span.end), text: separator(text, last.span.start, style.lineEnd) + written }];
}

function isPadded(text: string, { span }: MapNode | ListNode): boolean {
  return text[span.start + 1] === ' ';
}

/** A comma, and a line of its own where the neighbour has one. */
function separator(text: string, neighbour: number, lineEnd: string): string {
  const before = text.slice(lineStartAt(text, neighbour), neighbour);
  return before.trim() === '' ? `,${lineEnd}${before}` : ', ';
}

function at(offset: number): { readonly start: number; readonly end: number } {
  return { start: offset, end: offset };
}
