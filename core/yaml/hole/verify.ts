import { applyEdits, type Edit } from '../../edit.js';
import { remember } from '../../kept.js';
import { type Span, shift } from '../../span.js';
import { mayTry } from '../../trials.js';
import type { Plain, Step } from '../cursor.js';
import { nameOf } from '../fields.js';
import { type Parsed, parseTree, type YamlOptions } from '../parse.js';
import { flagOf, numberOf } from '../scalars.js';
import { isTemplated } from '../templates.js';
import type { TreeNode } from '../tree.js';
import { pairIndex } from './place.js';
import { type Region, regionOf } from './region.js';

/** What an edit is meant to do. */
export type Change =
  | {
      readonly kind: 'put' | 'append';
      readonly path: readonly Step[];
      readonly value: Plain;
      /** True when it need not read the same in YAML 1.1. */
      readonly modern?: boolean;
    }
  | { readonly kind: 'drop'; readonly path: readonly Step[]; readonly taken: Span };

/** True when the edits do the change and nothing else: they are tried, and the result is compared node by node. */
export function isExact(parsed: Parsed, options: YamlOptions, edits: readonly Edit[], change: Change): boolean {
  const { top, templates } = parsed;
  if (top === undefined || edits.some(({ span }) => span.end > span.start && isTemplated(templates, span)))
    return false;
  const region = regionOf(parsed, edits, change);
  // Where the region alone does not do, the whole document may.
  return (
    (region !== undefined && isExactWithin(region, parsed, options, edits, change)) ||
    isExactInAll(parsed, options, edits, change)
  );
}

function isExactInAll(parsed: Parsed, options: YamlOptions, edits: readonly Edit[], change: Change): boolean {
  const { text, top, templates } = parsed;
  if (top === undefined || !mayTry(text.length)) return false;
  const applied = applyEdits(text, edits);
  if (applied.skipped.length > 0) return false;
  const result = parseTree(applied.text, options);
  if (result.top === undefined || result.problems.length > 0) return false;
  if (result.templates.length !== templates.length) return false;
  return sameComments(parsed, result, change) && hasChanged(top, result.top, change, 0);
}

/**
 * The same for a part of the document, which is cut out together with what the change says about it. Aliases in it lead
 * where they led, for no anchor that is used is ever taken and none is written.
 */
function isExactWithin(
  { span: { start, end }, top, path }: Region,
  parsed: Parsed,
  options: YamlOptions,
  edits: readonly Edit[],
  change: Change,
): boolean {
  if (!mayTry(end - start)) return false;
  const inside = ({ span, text }: Edit): Edit => ({ span: shift(span, -start), text });
  const applied = applyEdits(parsed.text.slice(start, end), edits.map(inside));
  if (applied.skipped.length > 0) return false;
  const result = readLines(applied.text, options);
  if (result.top === undefined || result.problems.length > 0 || result.templates.length > 0) return false;
  const own = parsed.comments.filter((comment) => start <= comment.start && comment.start < end);
  // The comments and what is taken of them stay in offsets of the document.
  const moved: Change = { ...change, path };
  return sameComments({ text: parsed.text, comments: own }, result, moved) && hasChanged(top, result.top, moved, 0);
}

/**
 * Reads lines that were tried. A fix tries the same ones in all services of a file, and an editor asks for it again after
 * each key. Regions of many lines are not worth their memory.
 */
function readLines(text: string, { templates = false }: YamlOptions): Parsed {
  return text.length > longest
    ? parseTree(text, { templates, part: true })
    : (templates ? readMasked : readPlain)(text);
}

const longest = 2_000;
const readPlain = remember(100, (text) => parseTree(text, { part: true }));
const readMasked = remember(100, (text) => parseTree(text, { templates: true, part: true }));

function sameComments(before: Pick<Parsed, 'text' | 'comments'>, after: Parsed, change: Change): boolean {
  const taken = change.kind === 'drop' ? change.taken : undefined;
  const stays = ({ start, end }: Span): boolean => !(taken && taken.start <= start && end <= taken.end);
  const read = (source: string, span: Span): string => source.slice(span.start, span.end).trimEnd();
  const old = before.comments.filter(stays).map((span) => read(before.text, span));
  const now = after.comments.map((span) => read(after.text, span));
  return old.length === now.length && old.every((comment, index) => comment === now[index]);
}

/** True when `after` is `before` with the change made along its path from this depth on. */
function hasChanged(before: TreeNode, after: TreeNode, change: Change, depth: number): boolean {
  const step = change.path[depth];
  if (step === undefined) {
    if (change.kind === 'put') return isWritten(after, change.value, change.modern);
    return change.kind === 'append' && isAppended(before, after, change.value, change.modern);
  }
  const last = depth === change.path.length - 1;
  const isNone = (before.kind === 'scalar' && before.isNull) || (before.kind === 'map' && before.pairs.length === 0);
  if (isNone && change.kind !== 'drop') return isWritten(after, addedBelow(change, depth), change.modern);
  if (before.kind === 'map' && after.kind === 'map' && sameHead(before, after)) {
    const index = pairIndex(before, step);
    if (index === -1) {
      if (change.kind === 'drop') return false;
      const added = after.pairs.findIndex(({ key }) => nameOf(key) === String(step));
      const pair = after.pairs[added];
      if (pair === undefined || !isWritten(pair.value, addedBelow(change, depth + 1), change.modern)) return false;
      return sameLists(before.pairs, without(after.pairs, added), samePair);
    }
    if (last && change.kind === 'drop') return sameLists(without(before.pairs, index), after.pairs, samePair);
    return sameLists(before.pairs, after.pairs, (old, now) => {
      if (old !== before.pairs[index]) return samePair(old, now);
      return isSame(old.key, now.key) && hasChanged(old.value, now.value, change, depth + 1);
    });
  }
  if (before.kind === 'list' && after.kind === 'list' && sameHead(before, after) && typeof step === 'number') {
    if (last && change.kind === 'drop') return sameLists(without(before.items, step), after.items, sameItem);
    return sameLists(before.items, after.items, (old, now) =>
      old === before.items[step] ? hasChanged(old.value, now.value, change, depth + 1) : sameItem(old, now),
    );
  }
  // Removing the only entry leaves `{}` or `[]`, whose kind is that of the collection.
  return false;
}

function addedBelow(change: Exclude<Change, { kind: 'drop' }>, depth: number): Plain {
  let value: Plain = change.kind === 'append' ? [change.value] : change.value;
  for (const step of change.path.slice(depth).reverse()) value = typeof step === 'number' ? [value] : { [step]: value };
  return value;
}

function isAppended(before: TreeNode, after: TreeNode, value: Plain, modern = false): boolean {
  if (before.kind !== 'list') return isWritten(after, [value], modern);
  if (after.kind !== 'list') return false;
  const last = after.items[after.items.length - 1];
  if (last === undefined || !isWritten(last.value, value, modern)) return false;
  return sameLists(before.items, after.items.slice(0, -1), sameItem);
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index);
}

function sameLists<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    a.length === b.length &&
    a.every((each, index) => {
      const other = b[index];
      return other !== undefined && same(each, other);
    })
  );
}

type PairLike = { readonly key: TreeNode; readonly value: TreeNode };

function samePair(a: PairLike, b: PairLike): boolean {
  return isSame(a.key, b.key) && isSame(a.value, b.value);
}

function sameItem(a: { readonly value: TreeNode }, b: { readonly value: TreeNode }): boolean {
  return isSame(a.value, b.value);
}

function sameHead(a: TreeNode, b: TreeNode): boolean {
  return a.tag === b.tag && a.anchor === b.anchor;
}

/** Equal but for places and for block or flow style. Aliases are compared by name, so that this stays linear. */
function isSame(a: TreeNode, b: TreeNode): boolean {
  if (!sameHead(a, b)) return false;
  if (a.kind === 'scalar')
    return b.kind === 'scalar' && a.text === b.text && a.style === b.style && a.isNull === b.isNull;
  if (a.kind === 'alias') return b.kind === 'alias' && a.name === b.name;
  if (a.kind === 'map') return b.kind === 'map' && sameLists(a.pairs, b.pairs, samePair);
  return b.kind === 'list' && sameLists(a.items, b.items, sameItem);
}

/** True when the node reads as the value, in YAML 1.1 (unless `modern`) as well as in YAML 1.2. */
export function isWritten(node: TreeNode, value: Plain, modern = false): boolean {
  if (node.tag !== undefined || node.anchor !== undefined) return false;
  if (value === null) return node.kind === 'scalar' && node.isNull;
  if (typeof value === 'string') {
    if (node.kind !== 'scalar' || node.text !== value || node.isNull) return false;
    const isFlag = modern ? /^(?:true|false)$/i.test(value) : flagOf(value) !== undefined;
    return node.style !== 'plain' || (numberOf(value) === undefined && !isFlag);
  }
  if (typeof value !== 'object') return node.kind === 'scalar' && node.text === String(value);
  if (isList(value)) {
    return (
      node.kind === 'list' &&
      sameLists<unknown>(node.items, value, () => true) &&
      node.items.every((item, index) => isWritten(item.value, value[index] ?? null, modern))
    );
  }
  const entries = Object.entries(value);
  return (
    node.kind === 'map' &&
    node.pairs.length === entries.length &&
    node.pairs.every((pair, index) => {
      const [key, inner] = entries[index] ?? [];
      return (
        key !== undefined && inner !== undefined && nameOf(pair.key) === key && isWritten(pair.value, inner, modern)
      );
    })
  );
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
