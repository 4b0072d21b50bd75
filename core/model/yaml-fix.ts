import type { Edit } from '../edit.js';
import type { Cursor, Plain } from '../yaml/cursor.js';

/** Writes any YAML at a place. */
export function writeAt(cursor: Cursor, value: Plain): readonly Edit[] | undefined {
  return holeOf(cursor).put(value);
}

/** Removes what stands at a place, with its key or dash. */
export function dropAt(cursor: Cursor): readonly Edit[] | undefined {
  return holeOf(cursor).drop();
}

function holeOf(cursor: Cursor) {
  return cursor.read<Plain>(
    () => undefined,
    (plain) => plain,
  ).hole;
}

/** Adds an item to a list, which comes into being with it. */
export function appendTo(list: Cursor, item: Plain): readonly Edit[] | undefined {
  return list
    .read<readonly Plain[]>(
      () => [],
      (items) => items,
    )
    .hole.append(item);
}

/**
 * Edits of which one inserts lines where another takes lines away, in a form that can be applied together: the new lines
 * take the place of the old ones. Undefined when edits overlap in any other way.
 */
export function joinEdits(
  text: string,
  ...parts: readonly (readonly Edit[] | undefined)[]
): readonly Edit[] | undefined {
  if (parts.some((part) => part === undefined)) return undefined;
  const joined: Edit[] = [];
  for (const edit of parts
    .flatMap((part) => part ?? [])
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const before = joined[joined.length - 1];
    if (before === undefined || edit.span.start >= before.span.end) {
      joined.push(edit);
      continue;
    }
    const lineEnd = /^\r?\n/.exec(edit.text)?.[0];
    const isInsertion = edit.span.start === edit.span.end && lineEnd !== undefined;
    const removesLines = /^$|\n$/.test(before.text) && text[before.span.end - 1] === '\n';
    if (!isInsertion || !removesLines) return undefined;
    joined[joined.length - 1] = {
      span: before.span,
      text: `${before.text}${edit.text.slice(lineEnd.length)}${lineEnd}`,
    };
  }
  return joined;
}
