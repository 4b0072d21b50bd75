import type { Edit } from '../../edit.js';
import type { Span } from '../../span.js';
import { lineEndAt, lineStartAt, type Way } from './place.js';
import { replacements } from './write.js';

/** What a removal takes away. */
export interface Removal {
  readonly edits: readonly Edit[];
  /** Comments in here go with the value. */
  readonly taken: Span;
}

/**
 * Removes what the last link holds. The last entry of a collection leaves an empty one (`{}`, `[]`) behind, for the
 * collection itself was not asked for.
 */
export function removalOf(way: Way): Removal | undefined {
  const { text, links } = way;
  const link = links[links.length - 1];
  if (link === undefined || way.rest.length > 0 || way.used) return undefined;
  const siblings: readonly { readonly span: Span }[] = link.kind === 'pair' ? link.owner.pairs : link.owner.items;
  const { span } = link.child;
  const next = siblings[link.index + 1]?.span;
  const previous = siblings[link.index - 1]?.span;
  if (next === undefined && previous === undefined) return emptied(way);
  if (link.owner.flow) {
    const taken = next ? { start: span.start, end: next.start } : { start: previous?.end ?? span.start, end: span.end };
    return { edits: [{ span: taken, text: '' }], taken };
  }
  const lineStart = lineStartAt(text, span.start);
  const lineEnd = lineEndAt(text, span.end);
  if (text.slice(lineStart, span.start).trim() !== '') {
    // It shares its line with the dash of an item; the next entry moves up to it.
    if (next === undefined) return undefined;
    return {
      edits: [{ span: { start: span.start, end: next.start }, text: '' }],
      taken: { start: span.start, end: lineEnd },
    };
  }
  return {
    edits: [{ span: wholeLines(text, lineStart, lineEnd), text: '' }],
    taken: { start: lineStart, end: lineEnd },
  };
}

/**
 * The lines with one line end: the one before them, so that the same fix may write something behind them, or, at the
 * start of the text, the one behind.
 */
function wholeLines(text: string, start: number, end: number): Span {
  if (start === 0) return { start, end: end < text.length ? text.indexOf('\n', end) + 1 : end };
  const before = start - 1;
  return { start: text[before - 1] === '\r' ? before - 1 : before, end };
}

function emptied(way: Way): Removal | undefined {
  const link = way.links[way.links.length - 1];
  const links = way.links.slice(0, -1);
  if (link === undefined || links.length === 0) return undefined;
  const { owner } = link;
  if (owner.anchor !== undefined || owner.tag !== undefined) return undefined;
  const empty = link.kind === 'pair' ? {} : [];
  const [edits] = replacements({ ...way, links, node: owner }, empty);
  return edits && { edits, taken: link.child.span };
}
