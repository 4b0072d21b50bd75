import type { Expression } from './query.js';

/** The expressions directly inside an expression, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'selector':
    case 'number':
    case 'string':
      return [];
    case 'call':
      return expression.args;
    case 'aggregation':
      return [expression.parameter, expression.operand].filter((child) => child !== undefined);
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'paren':
    case 'subquery':
      return [expression.inner];
  }
}

/**
 * Visits an expression and everything in it, outer ones first. `parents` are the expressions around, nearest first.
 * A visit that returns `false` keeps the walk out of that expression.
 */
export function walk(
  expression: Expression,
  visit: (expression: Expression, parents: readonly Expression[]) => unknown,
  parents: readonly Expression[] = [],
): void {
  if (visit(expression, parents) === false) return;
  const inner = [expression, ...parents];
  for (const child of childrenOf(expression)) walk(child, visit, inner);
}

/** The expression without the parentheses around it. */
export function unwrap(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}
