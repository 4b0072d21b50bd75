/** What an expression gives: a number, a text, one value a series (`vector`), or a range of them (`matrix`). */
export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** How a function is called. */
export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the arguments may be left out at the end. */
  readonly optional: number;
  /** The last argument may come again. */
  readonly repeats: boolean;
  readonly gives: ValueType;
  /** False when versions disagree about the arguments, so that no call can be called wrong. */
  readonly settled: boolean;
}

function signature(gives: ValueType, args: readonly ValueType[], rest: Partial<Signature> = {}): Signature {
  return { args, optional: 0, repeats: false, gives, settled: true, ...rest };
}

function table(names: string, of: Signature): readonly (readonly [string, Signature])[] {
  return names.split(' ').map((name) => [name, of]);
}

/**
 * All functions of Prometheus 2.0 to 3.x, experimental ones included: whether a server has them depends on its version
 * and flags. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const functions: ReadonlyMap<string, Signature> = new Map([
  ...table(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count ' +
      'histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh ' +
      'timestamp start_timestamp',
    signature('vector', ['vector']),
  ),
  ...table(
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate ' +
      'last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time ' +
      'stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ' +
      'ts_of_min_over_time',
    signature('vector', ['matrix']),
  ),
  ...table(
    'day_of_month day_of_week day_of_year days_in_month hour minute month year',
    signature('vector', ['vector'], { optional: 1 }),
  ),
  ...table('clamp_max clamp_min', signature('vector', ['vector', 'scalar'])),
  ...table('double_exponential_smoothing holt_winters', signature('vector', ['matrix', 'scalar', 'scalar'])),
  ...table(
    'sort_by_label sort_by_label_desc',
    signature('vector', ['vector', 'string'], { optional: 1, repeats: true }),
  ),
  ...table('pi time', signature('scalar', [])),
  ...table('start end range step', signature('scalar', [], { settled: false })),
  ['clamp', signature('vector', ['vector', 'scalar', 'scalar'])],
  ['histogram_fraction', signature('vector', ['scalar', 'scalar', 'vector'])],
  ['histogram_quantile', signature('vector', ['scalar', 'vector'])],
  ['histogram_quantiles', signature('vector', ['vector', 'string', 'scalar'], { settled: false })],
  ['info', signature('vector', ['vector', 'vector'], { optional: 1 })],
  ['label_join', signature('vector', ['vector', 'string', 'string', 'string'], { optional: 1, repeats: true })],
  ['label_replace', signature('vector', ['vector', 'string', 'string', 'string', 'string'])],
  ['predict_linear', signature('vector', ['matrix', 'scalar'])],
  ['quantile_over_time', signature('vector', ['scalar', 'matrix'])],
  ['round', signature('vector', ['vector', 'scalar'], { optional: 1 })],
  ['scalar', signature('scalar', ['vector'])],
  ['vector', signature('vector', ['scalar'])],
]);

/** The type of the parameter before the operand, for aggregations that take one. */
export const aggregations: ReadonlyMap<string, ValueType | undefined> = new Map([
  ...['avg', 'count', 'group', 'max', 'min', 'stddev', 'stdvar', 'sum'].map((name) => [name, undefined] as const),
  ...(['bottomk', 'limit_ratio', 'limitk', 'quantile', 'topk'] as const).map((name) => [name, 'scalar'] as const),
  ['count_values', 'string'] as const,
]);

/** The known function or aggregation whose name is at most two letters away. */
export function nearestFunction(name: string): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, name.length - 1);
  for (const known of [...functions.keys(), ...aggregations.keys()]) {
    const distance = editDistance(name.toLowerCase(), known, least);
    if (distance < least) {
      least = distance;
      best = known;
    }
  }
  return best;
}

/** Edits that lead from one word to the other, a swap of neighbours counted as one; given up at the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? limit) + 1 : limit;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
}
