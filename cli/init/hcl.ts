import { hclLanguage } from 'codemirror-lang-hcl';
import { indexLines } from '../../core/span.js';

type Tree = ReturnType<typeof hclLanguage.parser.parse>;
type Node = Tree['topNode'];

/** What stands in a file of HCL, or within a block of it. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  /** Texts of a list, or of a single value. Undefined for anything but literals. */
  readonly values: readonly string[] | undefined;
  /** From 1. */
  readonly line: number;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  /** From 1. */
  readonly line: number;
  /** True when something inside of it cannot be parsed, so that what it says is not sure. */
  readonly isBroken: boolean;
}

export interface Hcl {
  readonly body: HclBody;
  /** The line of the first error outside of all blocks, from 1; undefined without one. */
  readonly broken: number | undefined;
}

/** Reads HCL as far as it consists of blocks, attributes and literals. */
export function parseHcl(text: string): Hcl {
  const tree = parseWithWords(text);
  const lines = indexLines(text);
  const lineOf = (node: Node): number => lines.position(node.from).line + 1;
  const textOf = (node: Node | null): string => (node === null ? '' : text.slice(node.from, node.to));

  const literal = (node: Node | null): string | undefined => {
    const inner = node?.firstChild;
    if (inner?.name !== 'StringLit') return inner && node?.name === 'LiteralValue' ? textOf(inner) : undefined;
    try {
      const value: unknown = JSON.parse(textOf(inner));
      return typeof value === 'string' ? value : undefined;
    } catch {
      return undefined;
    }
  };
  const valuesOf = (expression: Node | null): readonly string[] | undefined => {
    const tuple = expression?.firstChild?.getChild('Tuple');
    const values = tuple
      ? tuple.getChildren('Expression').map((item) => literal(item.firstChild))
      : [literal(expression?.firstChild ?? null)];
    return values.every((value) => value !== undefined) ? values : undefined;
  };
  const bodyOf = (nodes: readonly Node[]): HclBody => ({
    attributes: nodes
      .flatMap((node) => node.getChildren('Attribute'))
      .map((node) => ({
        name: textOf(node.getChild('Identifier')),
        values: valuesOf(node.getChild('Expression')),
        line: lineOf(node),
      })),
    blocks: nodes
      .flatMap((node) => node.getChildren('Block'))
      .map((node) => ({
        type: textOf(node.getChild('BlockType')),
        labels: node.getChildren('BlockLabel').map((label) => literal(label) ?? textOf(label)),
        body: bodyOf(node.getChildren('Body')),
        line: lineOf(node),
        isBroken: errorsIn(node).length > 0,
      })),
  });
  const bodies = tree.topNode.getChildren('Body');
  const [outside] = errorsIn(tree.topNode).filter((node) => !hasBlockAbove(node));
  return { body: bodyOf(bodies), broken: outside === undefined ? undefined : lineOf(outside) };
}

/**
 * HCL has no reserved words, and the grammar takes some for such (`for { … }`). Where it stumbles over one, a name of the
 * same length stands in for it, so that all places stay true.
 */
function parseWithWords(text: string): Tree {
  for (let masked = text; ; ) {
    const tree = hclLanguage.parser.parse(masked);
    const words = errorsIn(tree.topNode).filter(({ from, to }) => /^[a-z]+$/.test(masked.slice(from, to)));
    if (words.length === 0) return tree;
    for (const { from, to } of words) masked = masked.slice(0, from) + '_'.repeat(to - from) + masked.slice(to);
  }
}

function errorsIn(node: Node): readonly Node[] {
  const found: Node[] = [];
  node.cursor().iterate((at) => {
    if (at.type.isError) found.push(at.node);
  });
  return found;
}

function hasBlockAbove(node: Node): boolean {
  for (let above = node.parent; above !== null; above = above.parent) if (above.name === 'Block') return true;
  return false;
}
