import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { SourceText } from '../source.js';
import { checkTypes } from './check.js';
import { looksForeign } from './dialect.js';
import { describeError, findOpenQuote, type TextProblem } from './errors.js';
import { lowerTree } from './lower.js';
import type { Query, QueryProblem } from './query.js';

/** What the grammar makes of a text, wherever it stands. */
export interface QuerySyntax {
  readonly tree: Tree;
  /** Where the grammar first stumbles. */
  readonly error: number | undefined;
  readonly depth: number;
}

/** How a query is to be read. */
export interface ParseOptions {
  /** Gives the syntax of a text, for those who keep what they have parsed; unset: the text is parsed. */
  readonly syntaxOf?: (text: string) => QuerySyntax;
  /** The file is known to hold another dialect (Loki, vmalert): what is not valid PromQL is then not judged. */
  readonly lenient?: boolean;
}

/** Deeper nesting than any person writes; deeper trees could exhaust the stack of those who walk them. */
const deepest = 1000;

/**
 * Reads a query and says what a server would refuse when loading it: syntax, unknown functions, wrong types. Never
 * throws. A text that shows marks of another dialect or of a template comes back as `unknown`, without problems.
 */
export function parseQuery(source: SourceText, { lenient = false, syntaxOf = readSyntax }: ParseOptions = {}): Query {
  const { text } = source;
  const span = source.locate({ start: 0, end: text.length });
  const unknown: Query = { source, span, dialect: 'unknown', problems: [], tree: undefined };
  const refused = (problems: readonly QueryProblem[]): Query =>
    lenient || looksForeign(text) ? unknown : { source, span, dialect: 'promql', problems, tree: undefined };
  const located = ({ from, to, kind, text: said }: TextProblem): QueryProblem => ({
    span: source.locate({ start: from, end: to }),
    message: said.en,
    text: said,
    kind,
  });

  const { tree, error, depth } = syntaxOf(text);
  if (depth > deepest) return unknown;
  if (error !== undefined) return refused([located(describeError(text, error))]);
  const quote = findOpenQuote(text);
  if (quote) return refused([located(quote)]);
  const top = tree.topNode.firstChild;
  if (top === null) return refused([located(describeError(text, 0))]);

  const lowered = lowerTree(skipComments(top), source);
  if (lowered.tree === undefined) return unknown;
  const problems = [...lowered.problems, ...checkTypes(lowered.tree)];
  if (problems.length > 0) return refused(problems);
  return { source, span, dialect: 'promql', problems: [], tree: lowered.tree };
}

/** Parses a text. The result can be kept: it depends on nothing else. */
export function readSyntax(text: string): QuerySyntax {
  // The old name has the length of another function's, so the grammar can be made to accept it without moving a place.
  const tree = parser.parse(text.replace(/\bholt_winters(?=\s*\()/g, 'day_of_month'));
  return { tree, ...inspect(tree) };
}

function skipComments(node: SyntaxNode): SyntaxNode {
  return node.name === 'LineComment' && node.nextSibling ? skipComments(node.nextSibling) : node;
}

/** Where the grammar first stumbles, and how deep the tree is; without recursion, for the depth is not known yet. */
function inspect(tree: Tree): { readonly error: number | undefined; readonly depth: number } {
  let error: number | undefined;
  let depth = 0;
  let level = 0;
  tree.iterate({
    enter(node) {
      level++;
      depth = Math.max(depth, level);
      if (node.type.isError && (error === undefined || node.from < error)) error = node.from;
    },
    leave() {
      level--;
    },
  });
  return { error, depth };
}
