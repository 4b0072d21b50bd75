import { matchesEmpty, typeOf } from './check.js';
import type { Aggregation, Binary, Expression, Selector } from './query.js';
import { unwrap } from './walk.js';

/** What is known of the labels of the series that an expression gives. The metric's name is none of them. */
export interface LabelSet {
  /** Every series has them. */
  readonly certain: ReadonlySet<string>;
  /** Some series may have them; includes the certain ones. */
  readonly possible: ReadonlySet<string>;
  /** No series has them. */
  readonly excluded: ReadonlySet<string>;
  /** True when series may have labels beside these. */
  readonly open: boolean;
}

/** Labels of a recorded series, as far as the rule that records it is known. */
export type Recorded = (metric: string) => LabelSet | undefined;

/** Whether the series carry a label. `maybe` also when nothing is known, and then nothing may be reported. */
export function carries({ certain, possible, excluded, open }: LabelSet, label: string): 'yes' | 'no' | 'maybe' {
  if (certain.has(label)) return 'yes';
  if (excluded.has(label)) return 'no';
  return open || possible.has(label) ? 'maybe' : 'no';
}

const none: LabelSet = { certain: new Set(), possible: new Set(), excluded: new Set(), open: false };
const anything: LabelSet = { ...none, open: true };

/**
 * The labels of a query's result, worked out from the selectors upwards.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/operators/ (vector matching, aggregation).
 */
export function labelsOf(expression: Expression, recorded: Recorded = () => undefined): LabelSet {
  switch (expression.kind) {
    case 'number':
    case 'string':
      return none;
    case 'selector':
      return ofSelector(expression, recorded);
    case 'paren':
    case 'subquery':
      return labelsOf(expression.inner, recorded);
    case 'unary':
      return labelsOf(expression.operand, recorded);
    case 'aggregation':
      return ofAggregation(expression, recorded);
    case 'binary':
      return ofBinary(expression, recorded);
    case 'call':
      return ofCall(expression, recorded);
  }
}

function ofSelector({ metric, matchers }: Selector, recorded: Recorded): LabelSet {
  const known = (metric === undefined ? undefined : recorded(metric)) ?? anything;
  const labels = matchers.filter(({ label }) => label !== '__name__');
  const excluded = labels.filter(({ operator, value }) => operator === '=' && value === '').map(({ label }) => label);
  const present = labels.filter((matcher) => !matchesEmpty(matcher)).map(({ label }) => label);
  return add(drop(known, excluded), present, true);
}

function ofAggregation(aggregation: Aggregation, recorded: Recorded): LabelSet {
  const { operator, grouping, operand, parameter } = aggregation;
  if (operand === undefined) return anything;
  const inner = labelsOf(operand, recorded);
  if (['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(operator)) return inner;
  const labels = aggregation.labels.map(({ name }) => name);
  const grouped = grouping === 'by' ? keep(inner, labels) : grouping === 'without' ? drop(inner, labels) : none;
  const counted = operator === 'count_values' ? textOf(parameter) : undefined;
  return counted === undefined ? grouped : add(grouped, [counted], true);
}

function ofBinary({ operator, left, right, matching, group }: Binary, recorded: Recorded): LabelSet {
  if (typeOf(left) === 'scalar') return labelsOf(right, recorded);
  if (typeOf(right) === 'scalar') return labelsOf(left, recorded);
  const a = labelsOf(left, recorded);
  const b = labelsOf(right, recorded);
  if (operator === 'and' || operator === 'unless') return a;
  if (operator === 'or') return either(a, b);
  if (group) {
    const [many, one] = group.kind === 'group_left' ? [a, b] : [b, a];
    let joined = many;
    for (const { name } of group.labels) {
      const found = carries(one, name);
      // What the one side lacks is taken away from the many side.
      joined = found === 'no' ? drop(joined, [name]) : add(drop(joined, [name]), [name], found === 'yes');
    }
    return joined;
  }
  const labels = matching?.labels.map(({ name }) => name) ?? [];
  if (matching?.kind === 'on') return keep(both(a, b), labels);
  return matching ? drop(a, labels) : both(a, b);
}

function ofCall({ name, args }: Extract<Expression, { kind: 'call' }>, recorded: Recorded): LabelSet {
  switch (name) {
    case 'absent':
    case 'absent_over_time': {
      const argument = args[0] && unwrap(args[0]);
      if (argument?.kind !== 'selector') return none;
      const equal = argument.matchers.filter(
        ({ operator, value, label }) => operator === '=' && value !== '' && label !== '__name__',
      );
      return add(
        none,
        equal.map(({ label }) => label),
        true,
      );
    }
    case 'vector':
    case 'scalar':
    case 'time':
    case 'pi':
      return none;
    case 'info':
      return { ...innerOf(args, recorded), open: true };
    case 'histogram_quantile':
    case 'histogram_fraction':
      return drop(innerOf(args, recorded), ['le']);
    case 'label_replace':
    case 'label_join': {
      const target = textOf(args[1]);
      const inner = innerOf(args, recorded);
      // The new text may be empty, which takes the label away.
      return target === undefined ? anything : add(drop(inner, [target]), [target], false);
    }
    default:
      return args.length === 0 ? none : innerOf(args, recorded);
  }
}

/** The labels of the vector among the arguments; anything when there is none to follow. */
function innerOf(args: readonly Expression[], recorded: Recorded): LabelSet {
  const vector = args.find((arg) => typeOf(arg) === 'vector' || typeOf(arg) === 'matrix');
  return vector ? labelsOf(vector, recorded) : anything;
}

function textOf(argument: Expression | undefined): string | undefined {
  const text = argument && unwrap(argument);
  return text?.kind === 'string' ? text.value : undefined;
}

function add(set: LabelSet, labels: readonly string[], certain: boolean): LabelSet {
  return {
    certain: certain ? new Set([...set.certain, ...labels]) : set.certain,
    possible: new Set([...set.possible, ...labels]),
    excluded: new Set([...set.excluded].filter((label) => !labels.includes(label))),
    open: set.open,
  };
}

function drop(set: LabelSet, labels: readonly string[]): LabelSet {
  const stays = (label: string): boolean => !labels.includes(label);
  return {
    certain: new Set([...set.certain].filter(stays)),
    possible: new Set([...set.possible].filter(stays)),
    excluded: new Set([...set.excluded, ...labels]),
    open: set.open,
  };
}

/** Only these labels, as far as the series had them. */
function keep(set: LabelSet, labels: readonly string[]): LabelSet {
  return {
    certain: new Set(labels.filter((label) => carries(set, label) === 'yes')),
    possible: new Set(labels.filter((label) => carries(set, label) !== 'no')),
    excluded: new Set(),
    open: false,
  };
}

/** Series of one or of the other. */
function either(a: LabelSet, b: LabelSet): LabelSet {
  return {
    certain: new Set([...a.certain].filter((label) => b.certain.has(label))),
    possible: new Set([...a.possible, ...b.possible]),
    excluded: new Set(
      [...a.excluded, ...b.excluded].filter((label) => carries(a, label) === 'no' && carries(b, label) === 'no'),
    ),
    open: a.open || b.open,
  };
}

/** Series whose labels are the same on both sides, so that what is known of one holds for the other. */
function both(a: LabelSet, b: LabelSet): LabelSet {
  const labels = new Set([...a.possible, ...b.possible, ...a.excluded, ...b.excluded]);
  const excluded = [...labels].filter((label) => carries(a, label) === 'no' || carries(b, label) === 'no');
  return {
    certain: new Set([...a.certain, ...b.certain].filter((label) => !excluded.includes(label))),
    possible: new Set([...a.possible, ...b.possible].filter((label) => !excluded.includes(label))),
    excluded: new Set(excluded),
    open: a.open && b.open,
  };
}
