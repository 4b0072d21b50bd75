import { indexBehind, type TemplateSpan } from './templates.js';
import type { ItemNode, PairNode, TreeNode } from './tree.js';

/** Where templates hide something. */
export interface Hidden {
  /** Mappings and lists to which a whole-line action may add. */
  readonly open: ReadonlySet<TreeNode>;
  /** Values that are empty but for whole-line actions, or block scalars whose text is all template. */
  readonly filled: ReadonlySet<TreeNode>;
}

const nothing: Hidden = { open: new Set(), filled: new Set() };

/**
 * Finds what whole-line actions may add to. An action between two nodes belongs to the innermost collection that has
 * content on both sides of it, and to those that end right before it and are indented as the action prints; to all of
 * these when none is. An empty value right before an action is what the action fills.
 */
export function findHidden(text: string, top: TreeNode | undefined, templates: readonly TemplateSpan[]): Hidden {
  const actions = templates.filter((action) => action.wholeLine && action.role !== 'silent');
  if (actions.length === 0 || top === undefined) return nothing;
  const open = new Set<TreeNode>();
  const filled = new Set<TreeNode>();

  const fill = (pair: PairNode, next: number): void => {
    const { value } = pair;
    if (value.kind !== 'scalar' || !value.isNull || value.text !== '') return;
    const action = actions[indexBehind(actions, value.span.end)];
    if (action && action.start < next && action.column > columnOf(text, pair.span.start) - 1) filled.add(value);
  };

  /** Visits a node: `from` is where what introduces it ends, `next` where its successor in the document begins. */
  const visit = (node: TreeNode, from: number, next: number): void => {
    if (node.kind !== 'map' && node.kind !== 'list') return;
    const children: readonly (PairNode | ItemNode)[] = node.kind === 'map' ? node.pairs : node.items;
    const column = columnOf(text, node.span.start);
    for (const action of between(actions, from, node.span.start)) {
      // An `if` round the whole document hides nothing of it.
      if (node !== top || action.role === 'emit') open.add(node);
    }
    children.forEach((child, index) => {
      const following = children[index + 1]?.span.start ?? next;
      if ('key' in child) fill(child, following);
      visit(child.value, 'key' in child ? child.key.span.end : child.span.start, following);
      if (index + 1 === children.length) return;
      for (const action of between(actions, child.span.end, following)) {
        if (!isDeeper(action, child.value, column)) open.add(node);
      }
    });
    if (node.flow) return;
    const last = children[children.length - 1]?.value;
    for (const action of between(actions, node.span.end, next)) {
      // Further in than this collection: then it adds to what ends here deeper down, if anything does.
      const deeper = last !== undefined && last.kind !== 'scalar' && last.kind !== 'alias';
      if (action.column === column || (action.column > column && !deeper)) open.add(node);
    }
  };

  /** True when the action adds to what ends right before it inside a child of a collection at this column. */
  const isDeeper = (action: TemplateSpan, value: TreeNode, column: number): boolean =>
    action.role === 'emit' && action.column > column && (filled.has(value) || open.has(value));

  visit(top, 0, text.length + 1);
  return { open, filled };
}

function* between(actions: readonly TemplateSpan[], start: number, end: number): Generator<TemplateSpan> {
  let index = indexBehind(actions, start);
  for (let action = actions[index]; action && action.start < end; action = actions[++index]) yield action;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
