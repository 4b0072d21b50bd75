import type { Cursor } from '../yaml/cursor.js';
import type { Container } from './container.js';

/** A scalar of a command, and the list it is an item of; undefined for the string form. */
export interface CommandScalar {
  readonly scalar: Cursor;
  readonly list: Cursor | undefined;
}

/** The scalars of the fields that hold what a container starts: `entrypoint` and `command`, or `command` and `args`. */
export function startScalars({ format, cursor: own, workload }: Container): readonly CommandScalar[] {
  const cursor = own ?? workload?.spec;
  if (cursor === undefined) return [];
  return scalarsOf(format === 'compose' ? ['entrypoint', 'command'] : ['command', 'args'], cursor);
}

/** The scalars in fields that are a list of words or one text. */
export function scalarsOf(fields: readonly string[], cursor: Cursor): readonly CommandScalar[] {
  return fields
    .map((path) => cursor.at(path))
    .flatMap((field): readonly CommandScalar[] =>
      field.kind === 'list'
        ? field.items().map((scalar) => ({ scalar, list: field }))
        : [{ scalar: field, list: undefined }],
    );
}
