import type { Span } from './span.js';

/** Replaces the text of a span. An empty span inserts; an empty text deletes. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** What applying edits gave. `skipped` are those that overlapped an earlier one; another pass takes them up. */
export interface Applied {
  readonly text: string;
  readonly skipped: readonly Edit[];
}

/**
 * Applies edits whose spans are offsets of `text`, in the order of their places. Two insertions at one place both
 * happen, in the order given. An edit that overlaps an earlier one is left out and returned.
 */
export function applyEdits(text: string, edits: readonly Edit[]): Applied {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.order - b.order);
  const skipped: Edit[] = [];
  const pieces: string[] = [];
  let done = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < done) {
      skipped.push(edit);
      continue;
    }
    pieces.push(text.slice(done, edit.span.start), edit.text);
    done = edit.span.end;
  }
  pieces.push(text.slice(done));
  return { text: pieces.join(''), skipped };
}

/** True when edits change the same text, so that they cannot all be applied at once. */
export function overlap(edits: readonly Edit[]): boolean {
  const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start || a.end - b.end);
  return spans.some((span, index) => span.start < (spans[index - 1]?.end ?? 0));
}
