import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { Text } from '../text.js';
import { argumentCount, fill } from './errors.js';
import { aggregations } from './functions.js';
import { readNumber, readString } from './literal.js';
import type { Aggregation, Binary, Expression, Matcher, NamedSpan, QueryProblem, Selector } from './query.js';
import type { SyntaxNode } from './syntax.js';

/** An expression with its offsets in the query's own text. */
interface Placed {
  readonly tree: Expression;
  readonly from: number;
  readonly to: number;
}

/** What lowering needs everywhere. Offsets are those of `text`. */
interface Lowering {
  readonly text: string;
  locate(from: number, to: number): Span;
  refuse(from: number, to: number, said: Text): void;
}

/** What a chain of operators consists of, in the order of the text. */
type Piece =
  | { readonly kind: 'operand' | 'postfix'; readonly node: SyntaxNode }
  | { readonly kind: 'unary'; readonly operator: '+' | '-'; readonly from: number }
  | { readonly kind: 'operator'; readonly operator: SyntaxNode; readonly node: SyntaxNode };

const texts = {
  range: { en: 'A range can only follow a selector', ru: 'Интервал в скобках ставят только за селектором' },
  modifier: {
    en: '"{modifier}" can only follow a selector or a subquery',
    ru: '«{modifier}» ставят только за селектором или подзапросом',
  },
  order: {
    en: 'A range stands before "offset", not behind it',
    ru: 'Интервал в скобках ставят перед «offset», а не за ним',
  },
  twice: { en: '"offset" stands here twice', ru: '«offset» стоит здесь дважды' },
  name: { en: 'The metric name stands here twice', ru: 'Имя метрики указано здесь дважды' },
} as const satisfies Record<string, Text>;

const postfixes = new Set([
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

const powers: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
const unaryPower = 5;

/**
 * Turns the grammar's tree into ours. The grammar lets `[5m]`, `offset` and `@` take the whole chain of operators
 * before them, and gives the operators after them the wrong partners; so each chain is laid out flat and joined anew by
 * the precedence of https://prometheus.io/docs/prometheus/latest/querying/operators/.
 */
export function lowerTree(
  top: SyntaxNode,
  source: SourceText,
): { readonly tree: Expression | undefined; readonly problems: readonly QueryProblem[] } {
  const problems: QueryProblem[] = [];
  const locate = (from: number, to: number): Span => source.locate({ start: from, end: to });
  const refuse = (from: number, to: number, said: Text): void => {
    problems.push({ span: locate(from, to), message: said.en, text: said, kind: 'type' });
  };
  const placed = expression({ text: source.text, locate, refuse }, top);
  return { tree: placed?.tree, problems };
}

function expression(ctx: Lowering, node: SyntaxNode): Placed | undefined {
  const pieces: Piece[] = [];
  flatten(ctx, node, pieces);
  const state = { next: 0 };
  return chain(ctx, pieces, state, 0);
}

function flatten(ctx: Lowering, node: SyntaxNode, into: Piece[]): void {
  const [first, second] = node.children;
  if (node.name === 'BinaryExpr' && first) {
    flatten(ctx, first, into);
    const operator = second;
    const right = node.children.at(-1);
    if (operator === undefined || right === undefined) return;
    into.push({ kind: 'operator', operator, node });
    flatten(ctx, right, into);
  } else if (node.name === 'UnaryExpr' && first) {
    into.push({ kind: 'unary', operator: textOf(ctx, first) === '-' ? '-' : '+', from: first.from });
    if (second) flatten(ctx, second, into);
  } else if (postfixes.has(node.name) && first) {
    flatten(ctx, first, into);
    into.push({ kind: 'postfix', node });
  } else into.push({ kind: 'operand', node });
}

function chain(ctx: Lowering, pieces: readonly Piece[], state: { next: number }, least: number): Placed | undefined {
  let left = operand(ctx, pieces, state);
  for (;;) {
    const piece = pieces[state.next];
    if (left === undefined || piece?.kind !== 'operator') return left;
    const power = powers[textOf(ctx, piece.operator).toLowerCase()] ?? 0;
    if (power < least) return left;
    state.next++;
    const right = chain(ctx, pieces, state, piece.operator.name === 'Pow' ? power : power + 1);
    if (right === undefined) return undefined;
    left = { tree: binary(ctx, piece, left, right), from: left.from, to: right.to };
  }
}

function operand(ctx: Lowering, pieces: readonly Piece[], state: { next: number }): Placed | undefined {
  const piece = pieces[state.next++];
  if (piece?.kind === 'unary') {
    const inner = chain(ctx, pieces, state, unaryPower + 1);
    if (inner === undefined) return undefined;
    const { from, operator } = piece;
    return {
      tree: { kind: 'unary', operator, operand: inner.tree, span: ctx.locate(from, inner.to) },
      from,
      to: inner.to,
    };
  }
  if (piece?.kind !== 'operand') return undefined;
  let placed = atom(ctx, piece.node);
  for (let next = pieces[state.next]; placed && next?.kind === 'postfix'; next = pieces[++state.next]) {
    placed = postfix(ctx, placed, next.node);
  }
  return placed;
}

function postfix(ctx: Lowering, before: Placed, node: SyntaxNode): Placed {
  const { tree, from } = before;
  const [inner, ...rest] = node.children;
  const start = inner?.to ?? node.from;
  const mark = start + (/^\s*/.exec(ctx.text.slice(start, node.to))?.[0].length ?? 0);
  const to = node.to;
  const span = ctx.locate(from, to);
  const durations = rest.filter(({ name }) => name === 'DurationExpr' || name === 'OffsetDurationExpr');
  if (node.name === 'SubqueryExpr') {
    const [range, step] = durations.map((part) => duration(ctx, part));
    return { tree: { kind: 'subquery', inner: tree, range, step, span }, from, to };
  }
  if (node.name === 'MatrixSelector') {
    if (tree.kind !== 'selector' || tree.rangeSpan) ctx.refuse(mark, to, texts.range);
    else if (tree.offset !== undefined) ctx.refuse(mark, to, texts.order);
    else {
      const range = durations[0] && duration(ctx, durations[0]);
      return { tree: { ...tree, range, rangeSpan: ctx.locate(mark, to), span }, from, to };
    }
    return { tree, from, to };
  }
  if (tree.kind !== 'selector' && tree.kind !== 'subquery') {
    const modifier = /^\S+/.exec(ctx.text.slice(mark, to))?.[0] ?? '';
    ctx.refuse(mark, to, fill(texts.modifier, { modifier }));
    return { tree, from, to };
  }
  if (node.name !== 'OffsetExpr' || tree.kind === 'subquery') return { tree: { ...tree, span }, from, to };
  if (tree.offset !== undefined) ctx.refuse(mark, to, texts.twice);
  return { tree: { ...tree, offset: durations[0] && duration(ctx, durations[0]), span }, from, to };
}

/** Seconds of a duration expression; undefined when it asks for the step or the range of the query. */
function duration(ctx: Lowering, node: SyntaxNode): number | undefined {
  const parts = node.children;
  const [first, second] = parts;
  if (first === undefined) return undefined;
  if (first.name === 'NumberDurationLiteralInDurationContext') return readNumber(textOf(ctx, first));
  const operands = parts
    .filter(({ name }) => name === 'DurationExpr' || name === 'OffsetDurationExpr')
    .map((part) => duration(ctx, part));
  const [left, right] = operands;
  if (first.name === 'UnaryOp') return left === undefined || textOf(ctx, first) === '+' ? left : -left;
  if (operands.length === 1) return left;
  if (left === undefined || right === undefined || second === undefined) return undefined;
  if (first.name === 'DurationMinOf') return Math.min(left, right);
  if (first.name === 'DurationMaxOf') return Math.max(left, right);
  return calculate(textOf(ctx, second), left, right);
}

function atom(ctx: Lowering, node: SyntaxNode): Placed | undefined {
  const { from, to } = node;
  const span = ctx.locate(from, to);
  const tree = ((): Expression | undefined => {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { kind: 'number', value: readNumber(textOf(ctx, node)), span };
      case 'StringLiteral':
        return { kind: 'string', value: readString(textOf(ctx, node)), span };
      case 'ParenExpr': {
        const inner = node.children[0];
        const placed = inner && expression(ctx, inner);
        return placed && { kind: 'paren', inner: placed.tree, span };
      }
      case 'VectorSelector':
        return selector(ctx, node);
      case 'FunctionCall':
        return call(ctx, node);
      case 'AggregateExpr':
        return aggregation(ctx, node);
      default:
        return undefined;
    }
  })();
  return tree && { tree, from, to };
}

function call(ctx: Lowering, node: SyntaxNode): Expression | undefined {
  const [name, body] = node.children;
  const args = body && list(ctx, body);
  if (name === undefined || args === undefined) return undefined;
  return {
    kind: 'call',
    name: textOf(ctx, name),
    nameSpan: ctx.locate(name.from, name.to),
    args,
    span: ctx.locate(node.from, node.to),
  };
}

function list(ctx: Lowering, body: SyntaxNode): readonly Expression[] | undefined {
  const args: Expression[] = [];
  for (const child of body.children) {
    const placed = expression(ctx, child);
    if (placed === undefined) return undefined;
    args.push(placed.tree);
  }
  return args;
}

function aggregation(ctx: Lowering, node: SyntaxNode): Aggregation | undefined {
  const parts = node.children;
  const name = parts[0];
  const body = parts.find((part) => part.name === 'FunctionCallBody');
  const modifier = parts.find((part) => part.name === 'AggregateModifier');
  const args = body && list(ctx, body);
  if (name === undefined || args === undefined) return undefined;
  const operator = textOf(ctx, name).toLowerCase();
  const wanted = aggregations.get(operator) === undefined ? 1 : 2;
  if (args.length !== wanted) {
    ctx.refuse(name.from, name.to, fill(argumentCount, { name: operator, wanted: String(wanted), given: args.length }));
  }
  const [keyword, labels] = modifier ? modifier.children : [];
  return {
    kind: 'aggregation',
    operator,
    grouping: keyword === undefined ? undefined : keyword.name === 'By' ? 'by' : 'without',
    labels: labels ? names(ctx, labels) : [],
    parameter: wanted === 2 && args.length === 2 ? args[0] : undefined,
    operand: args.length === wanted ? args[wanted - 1] : undefined,
    span: ctx.locate(node.from, node.to),
  };
}

function names(ctx: Lowering, node: SyntaxNode): readonly NamedSpan[] {
  return node.children.map((label) => ({
    name: label.name === 'QuotedLabelName' ? readString(textOf(ctx, label)) : textOf(ctx, label),
    span: ctx.locate(label.from, label.to),
  }));
}

function binary(ctx: Lowering, piece: Extract<Piece, { kind: 'operator' }>, left: Placed, right: Placed): Binary {
  const parts = piece.node.children;
  const clause = parts.find((part) => part.name === 'MatchingModifierClause');
  const [kind, labels, group, included] = clause ? clause.children : [];
  return {
    kind: 'binary',
    operator: textOf(ctx, piece.operator).toLowerCase(),
    operatorSpan: ctx.locate(piece.operator.from, piece.operator.to),
    bool: parts.some((part) => part.name === 'BoolModifier'),
    matching: kind && { kind: kind.name === 'On' ? 'on' : 'ignoring', labels: labels ? names(ctx, labels) : [] },
    group: group && {
      kind: group.name === 'GroupLeft' ? 'group_left' : 'group_right',
      labels: included ? names(ctx, included) : [],
    },
    left: left.tree,
    right: right.tree,
    span: ctx.locate(left.from, right.to),
  };
}

function selector(ctx: Lowering, node: SyntaxNode): Selector {
  const parts = node.children;
  const identifier = parts.find((part) => part.name === 'Identifier');
  let metric = identifier && { name: textOf(ctx, identifier), span: ctx.locate(identifier.from, identifier.to) };
  const matchers: Matcher[] = [];
  for (const part of parts.filter(({ name }) => name === 'LabelMatchers').flatMap(({ children }) => children)) {
    if (part.name === 'QuotedLabelName') {
      if (metric) ctx.refuse(part.from, part.to, texts.name);
      else metric = { name: readString(textOf(ctx, part)), span: ctx.locate(part.from, part.to) };
      continue;
    }
    const [label, operator, value] = part.children;
    if (label === undefined || operator === undefined || value === undefined) continue;
    const name = label.name === 'QuotedLabelName' ? readString(textOf(ctx, label)) : textOf(ctx, label);
    if (name === '__name__' && metric) ctx.refuse(part.from, part.to, texts.name);
    matchers.push({
      label: name,
      operator: operatorOf(textOf(ctx, operator)),
      value: readString(textOf(ctx, value)),
      span: ctx.locate(part.from, part.to),
    });
  }
  return {
    kind: 'selector',
    metric: metric?.name,
    metricSpan: metric?.span,
    matchers,
    range: undefined,
    rangeSpan: undefined,
    offset: undefined,
    span: ctx.locate(node.from, node.to),
  };
}

function textOf({ text }: Lowering, node: SyntaxNode): string {
  return text.slice(node.from, node.to);
}

function operatorOf(written: string): Matcher['operator'] {
  return written === '!=' || written === '=~' || written === '!~' ? written : '=';
}

function calculate(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
    default:
      return undefined;
  }
}
