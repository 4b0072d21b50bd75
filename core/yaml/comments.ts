import type { CST } from 'yaml';
import type { Comment } from '../model/document.js';
import type { Span } from '../span.js';
import type { TreeNode } from './tree.js';

/** Spans of all comments, from the parser's tokens, in order. The depth is bounded by the caller. */
export function findComments(text: string, tokens: readonly CST.Token[]): readonly Span[] {
  if (!text.includes('#')) return [];
  const found: Span[] = [];
  const visit = (token: CST.Token): void => {
    if (token.type === 'comment') found.push({ start: token.offset, end: token.offset + token.source.length });
    else forEachChild(token, visit);
  };
  for (const token of tokens) visit(token);
  return found;
}

/** Tokens directly below a token. */
export function childrenOf(token: CST.Token): readonly CST.Token[] {
  const below: CST.Token[] = [];
  forEachChild(token, (child) => below.push(child));
  return below;
}

/** Calls back for each token directly below a token, in order. */
function forEachChild(token: CST.Token, visit: (child: CST.Token) => void): void {
  switch (token.type) {
    case 'document':
      token.start.forEach(visit);
      if (token.value) visit(token.value);
      token.end?.forEach(visit);
      break;
    case 'block-map':
    case 'block-seq':
    case 'flow-collection':
      for (const item of token.items) {
        item.start.forEach(visit);
        if (item.key) visit(item.key);
        item.sep?.forEach(visit);
        if (item.value) visit(item.value);
      }
      if (token.type === 'flow-collection') token.end.forEach(visit);
      break;
    case 'block-scalar':
      token.props.forEach(visit);
      break;
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'doc-end':
      token.end?.forEach(visit);
      break;
    default:
      break;
  }
}

/** Comments with the node that begins behind each. Above a `---` or a directive, that is the whole top node. */
export function describeComments(text: string, spans: readonly Span[], top: TreeNode | undefined): readonly Comment[] {
  if (spans.length === 0) return [];
  const nodes = outermostNodes(top);
  const comments: Comment[] = [];
  let next: Span | undefined;
  for (let index = spans.length - 1; index >= 0; index--) {
    const span = spans[index];
    if (span === undefined) continue;
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const ownLine = /^\uFEFF?[ \t]*$/.test(text.slice(lineStart, span.start));
    const behind = firstLetter(text, span.end);
    // Between two comments with nothing but blanks between, the answer is the same.
    if (spans[index + 1]?.start !== behind || comments.at(-1)?.ownLine === false)
      next = nodeAt(text, behind, nodes, top);
    const own = text.slice(span.start + 1, span.end).trim();
    comments.push({ text: own, span, ownLine, next: ownLine ? next : undefined, nextStage: undefined });
  }
  return comments.reverse();
}

function firstLetter(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function nodeAt(
  text: string,
  at: number,
  nodes: ReadonlyMap<number, Span>,
  top: TreeNode | undefined,
): Span | undefined {
  const isMarker = /^(?:---\s|%)/.test(text.slice(at, at + 4)) && (top?.span.start ?? 0) > at;
  return isMarker ? top?.span : nodes.get(at);
}

/** For each offset where a pair, an item or a value begins, the outermost one. */
function outermostNodes(top: TreeNode | undefined): ReadonlyMap<number, Span> {
  const nodes = new Map<number, Span>();
  const note = (span: Span): void => {
    if (!nodes.has(span.start)) nodes.set(span.start, span);
  };
  const visit = (node: TreeNode): void => {
    if (node.kind === 'map') {
      if (node.flow) note(node.span);
      for (const pair of node.pairs) {
        note(pair.span);
        visit(pair.value);
      }
    } else if (node.kind === 'list') {
      if (node.flow) note(node.span);
      for (const item of node.items) {
        note(item.span);
        visit(item.value);
      }
    } else note(node.span);
  };
  if (top) visit(top);
  return nodes;
}
