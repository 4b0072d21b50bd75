import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A node of the grammar's tree as plain data: the tree itself makes its nodes anew for everybody who looks at them. */
export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Comments are left out. */
  readonly children: readonly SyntaxNode[];
}

/** What the grammar makes of a text, wherever it stands. */
export interface QuerySyntax {
  /** The expression; undefined where there is none. */
  readonly top: SyntaxNode | undefined;
  /** Where the grammar first stumbles. */
  readonly error: number | undefined;
  readonly depth: number;
}

/** Parses a text. The result can be kept: it depends on nothing else. */
export function readSyntax(text: string): QuerySyntax {
  // The old name has the length of another function's, so the grammar can be made to accept it without moving a place.
  return plain(parser.parse(text.replace(/\bholt_winters(?=\s*\()/g, 'day_of_month')));
}

/** One pass over the tree, without recursion, for its depth is not known yet. */
function plain(tree: Tree): QuerySyntax {
  let error: number | undefined;
  let depth = 0;
  /** The children of the nodes that are open, outermost first. */
  const open: SyntaxNode[][] = [[]];
  tree.iterate({
    enter({ type, from, to }) {
      const node = { name: type.name, from, to, children: [] };
      if (type.name !== 'LineComment') open.at(-1)?.push(node);
      open.push(node.children);
      depth = Math.max(depth, open.length - 1);
      if (type.isError && (error === undefined || from < error)) error = from;
    },
    leave() {
      open.pop();
    },
  });
  return { top: open[0]?.[0]?.children[0], error, depth };
}
