import { typeOf } from './check.js';
import type { Aggregation, Binary, Expression, NamedSpan } from './query.js';
import { unwrap } from './walk.js';

/** A label that the text of a query puts into its result. */
export interface NamedLabel extends NamedSpan {
  /** `by (…)`; the list of `group_left`; the target of `label_replace`, `label_join` and `count_values`. */
  readonly place: 'grouping' | 'join' | 'replace';
}

/**
 * The labels that a query names and that are still there in its result. What an outer aggregation drops is left out,
 * and so is what only a condition (`and`, `unless`) looks at.
 */
export function namedLabels(expression: Expression): readonly NamedLabel[] {
  switch (expression.kind) {
    case 'selector':
    case 'number':
    case 'string':
      return [];
    case 'paren':
    case 'subquery':
      return namedLabels(expression.inner);
    case 'unary':
      return namedLabels(expression.operand);
    case 'aggregation':
      return ofAggregation(expression);
    case 'binary':
      return ofBinary(expression);
    case 'call':
      return ofCall(expression);
  }
}

/** They choose series and leave each as it is. */
const choosers = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

function ofAggregation({ operator, grouping, labels, parameter, operand }: Aggregation): readonly NamedLabel[] {
  if (operand === undefined) return [];
  if (choosers.has(operator)) return namedLabels(operand);
  const counted = operator === 'count_values' ? textOf(parameter) : [];
  if (grouping === 'by')
    return [...labels.map(({ name, span }) => ({ name, span, place: 'grouping' as const })), ...counted];
  if (grouping === undefined) return counted;
  return [...without(namedLabels(operand), labels), ...counted];
}

function ofBinary({ operator, left, right, matching, group }: Binary): readonly NamedLabel[] {
  if (operator === 'or') return [...namedLabels(left), ...namedLabels(right)];
  if (operator === 'and' || operator === 'unless') return namedLabels(left);
  if (typeOf(left) === 'scalar') return namedLabels(right);
  if (typeOf(right) === 'scalar') return namedLabels(left);
  if (group) {
    const joined = group.labels.map((label) => ({ ...label, place: 'join' as const }));
    return [...namedLabels(group.kind === 'group_left' ? left : right), ...joined];
  }
  if (matching?.kind === 'on') return within(namedLabels(left), matching.labels);
  return matching ? without(namedLabels(left), matching.labels) : namedLabels(left);
}

function ofCall({ name, args }: Extract<Expression, { kind: 'call' }>): readonly NamedLabel[] {
  if (name === 'absent' || name === 'absent_over_time' || name === 'scalar' || name === 'vector') return [];
  const vector = args.find((arg) => typeOf(arg) === 'vector' || typeOf(arg) === 'matrix');
  const inner = vector ? namedLabels(vector) : [];
  if (name === 'label_join') return [...inner, ...textOf(args[1])];
  if (name === 'label_replace') return ofReplacement(inner, args);
  return inner;
}

/** A text without a reference to a group is one value; where every series gets it, it takes the place of what was there. */
function ofReplacement(inner: readonly NamedLabel[], args: readonly Expression[]): readonly NamedLabel[] {
  const [target, replacement, , regex] = args.slice(1).map((arg) => textOf(arg)[0]);
  if (target === undefined || replacement === undefined || replacement.name.includes('$')) {
    return [...inner, ...textOf(args[1])];
  }
  const isForAll = regex !== undefined && ['', '.*', '(.*)'].includes(regex.name);
  return isForAll ? without(inner, [target]) : inner;
}

/** The label that a string argument names. */
function textOf(argument: Expression | undefined): readonly NamedLabel[] {
  const text = argument && unwrap(argument);
  return text?.kind === 'string' ? [{ name: text.value, span: text.span, place: 'replace' }] : [];
}

function without(labels: readonly NamedLabel[], dropped: readonly NamedSpan[]): readonly NamedLabel[] {
  return labels.filter(({ name }) => !dropped.some((other) => other.name === name));
}

function within(labels: readonly NamedLabel[], kept: readonly NamedSpan[]): readonly NamedLabel[] {
  return labels.filter(({ name }) => kept.some((other) => other.name === name));
}
