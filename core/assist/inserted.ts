import type { Edit } from '../edit.js';
import type { YamlPlace } from './yaml-place.js';

/** A key with what stands under it, ready to stand where the stand-in is. */
export interface InsertedKey {
  readonly key: string;
  /** The further lines bring their indentation. */
  readonly text: string;
}

/**
 * What a hole would add to the mapping that the stand-in is a key of. A hole adds behind the last key, on a line in the
 * same column, so what it adds can stand in the place of the stand-in as well. Undefined when it writes elsewhere: into
 * another mapping, on the same line, or in several places.
 */
export function insertedKey(
  { cursor, tried, mark }: YamlPlace,
  edits: readonly Edit[] | undefined,
): InsertedKey | undefined {
  const [edit, ...others] = edits ?? [];
  if (edit === undefined || others.length > 0 || edit.span.start !== edit.span.end) {
    return undefined;
  }
  const lead = /^\r?\n( *)/.exec(edit.text);
  const lineStart = tried.text.lastIndexOf('\n', mark.start - 1) + 1;
  const column = mark.start - lineStart;
  const ownerEnd = tried.text.indexOf('\n', cursor.span.end);
  const isWithin =
    edit.span.start >= cursor.span.start && edit.span.start <= (ownerEnd < 0 ? tried.text.length : ownerEnd);
  if (lead === null || lead[1]?.length !== column || !isWithin) return undefined;
  const text = edit.text.slice(lead[0].length);
  const key = /^[\w.-]+(?=:)/.exec(text)?.[0];
  return key === undefined ? undefined : { key, text };
}
