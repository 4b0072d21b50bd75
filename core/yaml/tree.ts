import { type CST, isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import { isNullScalar, textOf } from './scalars.js';

/** What every node has. Spans end with the node's last letter: comments and blank lines behind it are not its own. */
interface NodeHead {
  readonly span: Span;
  /** As written: `!reset`, `!!str`. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface ScalarNode extends NodeHead {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly text: string;
  /** True for an empty value, `~` and `null`. */
  readonly isNull: boolean;
}

export interface MapNode extends NodeHead {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly PairNode[];
}

/** A class, so that the span, which only writers ask for, is made when it is asked for. */
export class PairNode {
  constructor(
    readonly key: TreeNode,
    readonly value: TreeNode,
    /** Offset behind the colon; undefined for a key without one. */
    readonly colonEnd: number | undefined,
    /** Written with `?`. */
    readonly explicit: boolean,
    /** Of the properties of the key or its `?`, where it has any. */
    readonly start: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: Math.max(this.key.span.end, this.value.span.end) };
  }
}

export interface ListNode extends NodeHead {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly ItemNode[];
}

export interface ItemNode {
  /** From the dash, in block style. */
  readonly span: Span;
  readonly value: TreeNode;
}

export interface AliasNode extends NodeHead {
  readonly kind: 'alias';
  readonly name: string;
  /** Undefined when it is unresolved or stands within what it names. */
  readonly target: SolidNode | undefined;
}

/** A node that is no alias. */
export type SolidNode = ScalarNode | MapNode | ListNode;
export type TreeNode = SolidNode | AliasNode;

/** In UTF-16 code units: what is longer is built in steps. */
const portion = 4096;

/**
 * Turns the parser's tree into ours: one linear pass that resolves aliases, finds the true ends of nodes and the
 * offsets of indicators, so that nobody else needs to know the parser's types. The depth is bounded by the caller.
 */
export function* buildTree(
  text: string,
  top: ParsedNode | null,
  onUnresolved: (alias: AliasNode) => void = () => {},
): Steps<TreeNode | undefined> {
  const anchors = new Map<string, SolidNode>();
  const open = new Set<string>();

  const build = (node: ParsedNode | null, emptyAt: number): TreeNode => {
    if (isAlias(node)) {
      const within = open.has(node.source);
      const target = within ? undefined : anchors.get(node.source);
      const span = tight(text, node.range);
      const alias: AliasNode = { kind: 'alias', name: node.source, span, tag: undefined, anchor: undefined, target };
      if (target === undefined && !within) onUnresolved(alias);
      return alias;
    }
    begin(node);
    return complete(node, buildSolid(node, emptyAt));
  };

  const begin = (node: ParsedNode | null): void => {
    if (node?.anchor !== undefined) open.add(node.anchor);
  };

  const complete = <Node extends SolidNode>(node: ParsedNode | null, built: Node): Node => {
    if (node?.anchor !== undefined) {
      open.delete(node.anchor);
      anchors.set(node.anchor, built);
    }
    return built;
  };

  /** A long collection item by item, and what is in it in one go where it is short. */
  function* buildInSteps(node: ParsedNode | null, emptyAt: number): Steps<TreeNode> {
    if (!(isMap(node) || isSeq(node)) || node.range[1] - node.range[0] < portion) return build(node, emptyAt);
    begin(node);
    if (isMap(node)) {
      const pairs: PairNode[] = [];
      for (const pair of node.items) {
        const key = build(pair.key, node.range[0]);
        pairs.push(pairNode(pair, key, yield* buildInSteps(pair.value, emptyBehind(pair, key))));
        yield;
      }
      return complete(node, mapNode(node, pairs));
    }
    const items: ItemNode[] = [];
    const dashes = dashesOf(node);
    for (const [index, item] of node.items.entries()) {
      const dash = dashes[index];
      items.push(itemNode(dash, yield* buildInSteps(item, dash?.end ?? node.range[0])));
      yield;
    }
    return complete(node, listNode(node, items));
  }

  const buildSolid = (node: ParsedNode | null, emptyAt: number): SolidNode => {
    if (isMap(node)) {
      return mapNode(
        node,
        node.items.map((pair) => {
          const key = build(pair.key, node.range[0]);
          return pairNode(pair, key, build(pair.value, emptyBehind(pair, key)));
        }),
      );
    }
    if (isSeq(node)) {
      const dashes = dashesOf(node);
      return listNode(
        node,
        node.items.map((item, index) => itemNode(dashes[index], build(item, dashes[index]?.end ?? node.range[0]))),
      );
    }
    const empty = { start: emptyAt, end: emptyAt };
    if (!isScalar(node)) {
      return { kind: 'scalar', style: 'plain', text: '', isNull: true, span: empty, tag: undefined, anchor: undefined };
    }
    const written = node.range[1] > node.range[0] || node.type !== 'PLAIN';
    return {
      kind: 'scalar',
      style: styles[node.type ?? 'PLAIN'],
      text: textOf(node),
      isNull: isNullScalar(node),
      span: written ? tight(text, node.range) : empty,
      tag: writtenTag(node.tag),
      anchor: node.anchor,
    };
  };

  const mapNode = (map: YAMLMap.Parsed, pairs: readonly PairNode[]): MapNode => {
    const flow = map.flow === true;
    const first = pairs[0]?.span.start ?? map.range[0];
    const last = pairs[pairs.length - 1]?.span.end ?? map.range[1];
    const span = flow ? tight(text, map.range) : { start: Math.min(first, map.range[0]), end: last };
    return { kind: 'map', flow, pairs, span, tag: writtenTag(map.tag), anchor: map.anchor };
  };

  const listNode = (list: YAMLSeq.Parsed, items: readonly ItemNode[]): ListNode => {
    const flow = list.flow === true;
    const last = items[items.length - 1]?.span.end ?? list.range[1];
    const span = flow ? tight(text, list.range) : { start: items[0]?.span.start ?? list.range[0], end: last };
    return { kind: 'list', flow, items, span, tag: writtenTag(list.tag), anchor: list.anchor };
  };

  return top === null ? undefined : yield* buildInSteps(top, top.range[0]);
}

type ParsedPair = YAMLMap.Parsed['items'][number];

function pairNode({ srcToken }: ParsedPair, key: TreeNode, value: TreeNode): PairNode {
  const colon = srcToken?.sep?.find((token) => token.type === 'map-value-ind');
  const mark = srcToken?.start.find(isKeyMark);
  const start = Math.min(mark?.offset ?? key.span.start, key.span.start);
  return new PairNode(key, value, colon && colon.offset + 1, mark?.type === 'explicit-key-ind', start);
}

/** Where the value of a pair stands that has none. */
function emptyBehind({ srcToken }: ParsedPair, key: TreeNode): number {
  const last = lastIntroducer(srcToken?.sep ?? []);
  return last ? last.offset + last.source.length : key.span.end;
}

function itemNode(dash: Span | undefined, value: TreeNode): ItemNode {
  return { value, span: { start: dash?.start ?? value.span.start, end: Math.max(value.span.end, dash?.end ?? 0) } };
}

const styles = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

/** Each dash with the properties behind it; items that hold only comments have none and are no nodes. */
function dashesOf({ flow, srcToken: source }: YAMLSeq.Parsed): readonly Span[] {
  if (flow === true || source?.type !== 'block-seq') return [];
  const dashes: Span[] = [];
  for (const item of source.items) {
    const dash = item.start.find((token) => token.type === 'seq-item-ind');
    if (dash === undefined && item.value === undefined) continue;
    const last = lastIntroducer(item.start);
    const start = dash?.offset ?? item.value?.offset ?? source.offset;
    dashes.push({ start, end: last ? last.offset + last.source.length : start });
  }
  return dashes;
}

/** The last indicator, anchor or tag in front of a value. */
function lastIntroducer(tokens: readonly CST.SourceToken[]): CST.SourceToken | undefined {
  let last: CST.SourceToken | undefined;
  for (const token of tokens) if (isIntroducer(token)) last = token;
  return last;
}

function isIntroducer({ type }: CST.SourceToken): boolean {
  return type === 'map-value-ind' || type === 'seq-item-ind' || type === 'anchor' || type === 'tag';
}

/** The mark of a key that is written with `?`, or one of its properties. */
function isKeyMark({ type }: CST.SourceToken): boolean {
  return type === 'explicit-key-ind' || type === 'anchor' || type === 'tag';
}

function writtenTag(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : tag.replace(/^tag:yaml\.org,2002:/, '!!');
}

function tight(text: string, range: readonly [number, number, number]): Span {
  const [start, end] = range;
  // Nearly all end with a letter: nothing is cut out to see that there is nothing to trim.
  const last = end > start ? text.charCodeAt(end - 1) : 0;
  if (last > 0x20 && last < 0x7f) return { start, end };
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
