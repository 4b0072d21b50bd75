import { once } from '../../kept.js';
import type { Step } from '../cursor.js';
import { nameOf, solid } from '../fields.js';
import type { Parsed } from '../parse.js';
import type { ItemNode, MapNode, PairNode, TreeNode } from '../tree.js';

/** How the document is written, as far as new text must follow it. */
export interface Style {
  /** Columns that a nested mapping is indented by. */
  readonly step: number;
  /** True when the dashes of a list stand further in than its key. */
  readonly listsIndented: boolean;
  readonly quotes: 'single' | 'double';
  readonly lineEnd: string;
  /** True when readers of YAML 1.1 need not be minded. */
  readonly modern?: boolean;
}

/** A pair or an item on the way down, with the node that holds it. */
export type Link =
  | { readonly kind: 'pair'; readonly owner: MapNode; readonly index: number; readonly child: PairNode }
  | { readonly kind: 'item'; readonly owner: ListOwner; readonly index: number; readonly child: ItemNode };

type ListOwner = Extract<TreeNode, { kind: 'list' }>;

/** How far a path leads into a document. */
export interface Way {
  readonly text: string;
  readonly style: Style;
  readonly top: TreeNode;
  /** The links that exist, from the top. */
  readonly links: readonly Link[];
  /** The steps that lead nowhere yet. */
  readonly rest: readonly Step[];
  /** The node the links lead to. */
  readonly node: TreeNode;
  /** True when an alias elsewhere uses something inside that node. */
  readonly used: boolean;
}

/**
 * Follows a path through what is written; undefined where nothing may be written: behind an alias, within an anchored
 * node that an alias uses, in a document that did not parse.
 */
export function findWay(parsed: Parsed, path: readonly Step[]): Way | undefined {
  const { text, top } = parsed;
  if (top === undefined || parsed.problems.length > 0 || parsed.unreadable) return undefined;
  const used = aliasTargets(parsed);
  const links: Link[] = [];
  let node: TreeNode = top;
  for (const step of path) {
    if (node.kind === 'alias' || used.has(node)) return undefined;
    const link = linkOf(node, step);
    if (link === undefined) break;
    if (link.kind === 'pair' && link.child.explicit) return undefined;
    links.push(link);
    node = link.child.value;
  }
  if (node.kind === 'alias' || node.anchor !== undefined || node.tag !== undefined) return undefined;
  return {
    text,
    style: styleOf(parsed),
    top,
    links,
    rest: path.slice(links.length),
    node,
    used: used.size > 0 && holdsOneOf(used, node),
  };
}

function holdsOneOf(nodes: ReadonlySet<TreeNode>, top: TreeNode): boolean {
  let found = false;
  walk(top, (node) => {
    found ||= nodes.has(node);
  });
  return found;
}

/** Index of the pair with this name, of repeated ones the last; -1 when there is none. */
export function pairIndex(map: MapNode, step: Step): number {
  return indexByName(map).get(String(step)) ?? -1;
}

/** Made once, for a fix in each of thousands of services asks a mapping with all of them. */
const indexByName = once(
  ({ pairs }: MapNode): ReadonlyMap<string | undefined, number> =>
    new Map(pairs.map(({ key }, index) => [nameOf(key), index])),
);

function linkOf(node: TreeNode, step: Step): Link | undefined {
  if (node.kind === 'map') {
    const index = pairIndex(node, step);
    const child = node.pairs[index];
    return child && { kind: 'pair', owner: node, index, child };
  }
  if (node.kind !== 'list' || typeof step !== 'number') return undefined;
  const child = node.items[step];
  return child && { kind: 'item', owner: node, index: step, child };
}

/** Calls back for each node, parents first; values of a mapping come with their pair. */
export function walk(
  node: TreeNode,
  visit: (node: TreeNode, within: PairNode | undefined) => void,
  within?: PairNode,
): void {
  visit(node, within);
  if (node.kind === 'map') {
    for (const pair of node.pairs) {
      walk(pair.key, visit);
      walk(pair.value, visit, pair);
    }
  } else if (node.kind === 'list') for (const item of node.items) walk(item.value, visit);
}

/** The nodes of a document that its aliases name. */
const aliasTargets = once(({ text, top }: Parsed): ReadonlySet<TreeNode> => {
  const used = new Set<TreeNode>();
  if (top === undefined || !text.includes('*')) return used;
  walk(top, (node) => {
    const target = node.kind === 'alias' ? solid(node) : undefined;
    if (target) used.add(target);
  });
  return used;
});

/** The document's own habits; two columns, indented lists and double quotes where it shows none. */
const styleOf = once(({ text, top }: Parsed): Style => {
  let step: number | undefined;
  let listsIndented: boolean | undefined;
  let quotes: Style['quotes'] | undefined;
  const look = (node: TreeNode, pair: PairNode | undefined): void => {
    if (node.kind === 'scalar' && (node.style === 'single' || node.style === 'double')) quotes ??= node.style;
    if (pair === undefined || (node.kind !== 'map' && node.kind !== 'list') || node.flow) return;
    const further = columnAt(text, node.span.start) - columnAt(text, pair.span.start);
    if (node.kind === 'list') listsIndented ??= further > 0;
    if (further > 0 && further <= 8 && (node.kind === 'map' || step === undefined)) step ??= further;
  };
  if (top !== undefined) walk(top, look);
  return {
    step: step ?? 2,
    listsIndented: listsIndented ?? true,
    quotes: quotes ?? 'double',
    lineEnd: /\r?\n/.exec(text)?.[0] ?? '\n',
  };
});

/** The same habits, where readers of YAML 1.1 need not be minded. */
export const modernStyle = once((style: Style): Style => ({ ...style, modern: true }));

export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

export function lineStartAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.charCodeAt(start) === 0xfeff ? start + 1 : start;
}

/** The end of the line, before its line end. */
export function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}
