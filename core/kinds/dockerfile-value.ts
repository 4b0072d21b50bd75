import type { DockerfileText } from '../docker/edit.js';
import { pairHole } from '../docker/hole.js';
import type { Stage } from '../model/dockerfile.js';
import type { Span } from '../span.js';
import { type Hole, opaque, type SetValue, set, type Value } from '../value.js';
import type { ReadInstruction, ReadPair } from './dockerfile-instruction.js';
import type { Scope } from './dockerfile-scope.js';

/** A stage with what it is made of. */
export interface ReadStage {
  readonly stage: Stage;
  readonly file: DockerfileText;
  readonly from: ReadInstruction;
  /** Those after FROM. */
  readonly own: readonly ReadInstruction[];
  readonly parent: ReadStage | undefined;
  /** The variables and the words of the SHELL at its end. */
  readonly scope: Scope;
  readonly shell: readonly string[];
  /** A value that nobody wrote: unset, or opaque where absence means nothing. */
  absent<T>(anchor: Span, hole: Hole<T>): Value<T>;
}

/** The same value, known from a stage or place below. Writing it is a matter of the one who has it. */
export function inherited<T>(value: Value<T>, hole?: Hole<T>): Value<T> {
  if (value.state !== 'set') return hole && value.state === 'opaque' ? { ...value, hole } : value;
  const copy: SetValue<T> = { ...value, via: 'inherited' };
  return hole ? { ...copy, hole } : copy;
}

/** The value of a pair, at its place. */
export function valueOfPair(read: ReadStage, owner: ReadInstruction, pair: ReadPair): Value<string> {
  const hole = pairHole(read.file, owner.syntax, pair.syntax);
  const { value, valueSpan } = pair;
  if (!value || !valueSpan) return read.absent(pair.nameSpan, hole);
  return value.literal ? set(value.text, valueSpan, { key: pair.nameSpan, hole }) : opaque(valueSpan, hole);
}
