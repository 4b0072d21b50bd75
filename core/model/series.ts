import { boundedSizes, unboundedSizes } from '../data/label-sizes.js';
import { judgeLabel } from './cardinality.js';
import type { LabelConventions } from './conventions.js';
import type { LabelClass, LabelPlace } from './label.js';

/** A label with the number of values it is assumed to have. */
export interface LabelSize {
  readonly name: string;
  /** Undefined for a name that says nothing. */
  readonly values: number | undefined;
  /** Set for labels whose values have no bound. */
  readonly unbounded: LabelClass | undefined;
}

export function sizeOfLabel(
  name: string,
  value: string | undefined,
  place: LabelPlace,
  said?: LabelConventions,
): LabelSize {
  const judged = judgeLabel(name, value, place, said);
  if (judged !== undefined) return { name, values: unboundedSizes[judged.class], unbounded: judged.class };
  const values = boundedSizes.find(([pattern]) => pattern.test(name))?.[1];
  return { name, values, unbounded: undefined };
}

/** How many series labels make together; labels of unknown size are left out of account. */
export function seriesOf(sizes: readonly LabelSize[]): number {
  return sizes.reduce((product, { values = 1 }) => product * values, 1);
}
