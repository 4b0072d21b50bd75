import { type SourceText, sourceAt } from '../source.js';
import { checkTypes } from './check.js';
import { findGrafanaVariables, looksForeign } from './dialect.js';
import { describeError, describeVariable, findOpenQuote, type TextProblem } from './errors.js';
import { lowerTree } from './lower.js';
import type { Expression, Query, QueryProblem } from './query.js';
import { type QuerySyntax, readSyntax } from './syntax.js';
import { childrenOf } from './walk.js';

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
 * throws. A text that shows marks of another dialect or of a template comes back as `unknown`, without problems; but a
 * query whose only fault is a variable of Grafana was copied from a dashboard.
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

  const { top, error, depth } = syntaxOf(text);
  if (depth > deepest) return unknown;
  const [variable] = findGrafanaVariables(text);
  if (variable !== undefined) {
    const isAllElse = !lenient && isQueryOfMetrics(withDurations(text), syntaxOf);
    return isAllElse ? { ...unknown, dialect: 'promql', problems: [located(describeVariable(variable))] } : unknown;
  }
  if (error !== undefined) return refused([located(describeError(text, error))]);
  const quote = findOpenQuote(text);
  if (quote) return refused([located(quote)]);
  if (top === undefined) return refused([located(describeError(text, 0))]);

  const lowered = lowerTree(top, source);
  if (lowered.tree === undefined) return unknown;
  const problems = [...lowered.problems, ...checkTypes(lowered.tree)];
  if (problems.length > 0) return refused(problems);
  return { source, span, dialect: 'promql', problems: [], tree: lowered.tree };
}

/** The text with a duration for each variable of Grafana, at the same places. */
function withDurations(text: string): string {
  return findGrafanaVariables(text).reduce(
    (filled, { from, to }) => filled.slice(0, from) + '1m'.padEnd(to - from) + filled.slice(to),
    text,
  );
}

/** True for valid PromQL that names all its metrics; without names it may be about the logs of Loki. */
function isQueryOfMetrics(text: string, syntaxOf: (text: string) => QuerySyntax): boolean {
  const { tree } = parseQuery(sourceAt(text, 0), { syntaxOf });
  return tree !== undefined && namesItsMetrics(tree);
}

function namesItsMetrics(tree: Expression): boolean {
  return tree.kind === 'selector' ? tree.metric !== undefined : childrenOf(tree).every(namesItsMetrics);
}
