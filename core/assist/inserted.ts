import type { Edit } from '../edit.js';
import type { YamlPlace } from './yaml-place.js';

/** A key with what stands under it, ready to stand where the stand-in is. */
export interface InsertedKey {
  readonly key: string;
  /** The further lines bring their indentation. */
  readonly text: string;
}

/**
 * What a hole would add to the mapping that the stand-in is a key of. A hole adds behind the last key, in block style on a
 * line in the same column, in flow style behind a comma, so what it adds can stand in the place of the stand-in as well.
 * Undefined when it writes elsewhere: into another mapping, in another way, or in several places.
 */
export function insertedKey(
  { cursor, tried, mark }: YamlPlace,
  edits: readonly Edit[] | undefined,
): InsertedKey | undefined {
  const [edit, ...others] = edits ?? [];
  if (edit === undefined || others.length > 0 || edit.span.start !== edit.span.end) return undefined;
  const isFlow = tried.text[cursor.span.start] === '{';
  // Behind the brace that closes it, the mapping around it goes on.
  const ownerEnd = isFlow ? cursor.span.end - 1 : lineEndAt(tried.text, cursor.span.end);
  if (edit.span.start < cursor.span.start || edit.span.start > ownerEnd) return undefined;
  // In block style the column tells mappings in it apart.
  const isDeeper = cursor
    .entries()
    .some(({ cursor: { span } }) => span.start < edit.span.start && edit.span.start < span.end);
  if (isFlow && isDeeper) return undefined;
  const lead = isFlow ? /^,(?: |\r?\n *)/.exec(edit.text) : /^\r?\n( *)/.exec(edit.text);
  if (lead === null || (!isFlow && lead[1]?.length !== columnAt(tried.text, mark.start))) return undefined;
  const text = edit.text.slice(lead[0].length);
  const key = /^[\w.-]+(?=:)/.exec(text)?.[0];
  return key === undefined ? undefined : { key, text };
}

function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
