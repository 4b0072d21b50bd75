import type { Edit } from '../../edit.js';
import type { Span } from '../../span.js';
import type { Step } from '../cursor.js';
import { nameOf } from '../fields.js';
import type { Parsed } from '../parse.js';
import type { ItemNode, PairNode, TreeNode } from '../tree.js';
import { lineStartAt } from './place.js';

/** Whole lines of a document that hold one entry of a block collection, so that they read by themselves as it does. */
export interface Region {
  readonly span: Span;
  /** A collection of that one entry. */
  readonly top: TreeNode;
  /** The way from there on. */
  readonly path: readonly Step[];
}

/**
 * The smallest region round an edit. To try an edit there costs what the entry costs, not what the document does: a
 * container instead of a manifest. Undefined when only the whole document will do.
 */
export function regionOf(parsed: Parsed, edits: readonly Edit[], path: readonly Step[]): Region | undefined {
  const { text, top, templates } = parsed;
  // A directive (`%TAG`) holds for the whole document, and a template may be anything.
  if (top === undefined || templates.length > 0 || /^\uFEFF?%/m.test(text)) return undefined;
  let found: Region | undefined;
  let node = top;
  let end = text.length;
  // The owner of the last step must lie inside the region, for it is what changes.
  for (let depth = 0; depth < path.length - 1; depth++) {
    const entry = entryOf(node, path[depth]);
    if (entry === undefined) break;
    const start = lineStartAt(text, entry.child.span.start);
    if (entry.next !== undefined) {
      // Before a key in brackets the parser reads the end of the entry in another way than at the end of a text.
      if (/[[{?]/.test(text[entry.next.start] ?? '')) return undefined;
      end = Math.min(end, lineStartAt(text, entry.next.start));
    }
    const isAlone = text.slice(start, entry.child.span.start).trim() === '';
    const holdsEdits = edits.every(({ span }) => start <= span.start && span.end < end);
    if (isAlone && holdsEdits) {
      const rest = path.slice(depth + 1);
      found = { span: { start, end }, top: entry.alone, path: [entry.step, ...rest] };
    } else if (!holdsEdits) break;
    node = entry.child.value;
  }
  return found;
}

interface Entry {
  readonly child: PairNode | ItemNode;
  readonly next: Span | undefined;
  readonly alone: TreeNode;
  readonly step: Step;
}

function entryOf(node: TreeNode, step: Step | undefined): Entry | undefined {
  if (node.kind === 'map' && !node.flow && node.tag === undefined && node.anchor === undefined) {
    const index = node.pairs.map(({ key }) => nameOf(key)).lastIndexOf(String(step));
    const child = node.pairs[index];
    if (child === undefined || child.explicit) return undefined;
    const next = node.pairs[index + 1]?.span;
    return { child, next, alone: { ...node, pairs: [child] }, step: String(step) };
  }
  if (node.kind === 'list' && !node.flow && node.tag === undefined && node.anchor === undefined) {
    const child = typeof step === 'number' ? node.items[step] : undefined;
    if (child === undefined) return undefined;
    const next = node.items[Number(step) + 1]?.span;
    return { child, next, alone: { ...node, items: [child] }, step: 0 };
  }
  return undefined;
}
