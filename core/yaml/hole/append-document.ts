import type { Edit } from '../../edit.js';
import type { Plain } from '../cursor.js';
import { type Parsed, parseTree } from '../parse.js';
import { splitStream } from '../split.js';
import { indented, writeDocument } from './format.js';
import { findWay } from './place.js';
import { isWritten } from './verify.js';

/**
 * Edits that write further documents behind this one, in its style. Undefined where the stream would not read as before
 * with exactly these documents in it, and behind documents in brackets, with templates or with errors.
 */
export function appendDocuments(parsed: Parsed, documents: readonly Plain[]): readonly Edit[] | undefined {
  const { text, top, templates } = parsed;
  const style = findWay(parsed, [])?.style;
  if (style === undefined || top?.kind !== 'map' || top.flow || templates.length > 0) return undefined;
  const { lineEnd } = style;
  const written = documents.map((value) => `---${indented(writeDocument(value, style), 0, lineEnd)}${lineEnd}`);
  const added = `${text.endsWith('\n') ? '' : lineEnd}${written.join('')}`;
  const result = text + added;
  const before = splitStream(text);
  const after = splitStream(result);
  const isRight =
    after.length === before.length + documents.length &&
    documents.every((value, index) => {
      const piece = after[before.length + index];
      const tree = piece && parseTree(result.slice(piece.start, piece.end)).top;
      return tree !== undefined && isWritten(tree, value);
    });
  return isRight ? [{ span: { start: text.length, end: text.length }, text: added }] : undefined;
}
