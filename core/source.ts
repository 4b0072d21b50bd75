import type { Span } from './span.js';

/**
 * Text that was read out of a document and may not stand there letter by letter (a folded scalar, a quoted string,
 * a shell command over several lines). `locate` maps spans of `text` back to the document.
 */
export interface SourceText {
  readonly text: string;
  /** The smallest span of the document that holds all characters of this span of `text`. */
  locate(span: Span): Span;
}

/** Text that stands in the document letter by letter, beginning at `start`. */
export function sourceAt(text: string, start: number): SourceText {
  return { text, locate: (span) => ({ start: span.start + start, end: span.end + start }) };
}

/** A run of characters and where it stands: letter by letter when it is as long as its span, else as one whole. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
}

/** Joins runs of characters into one text, with a map back to each. `start` is where an empty text stands. */
export function sourceOfPieces(pieces: readonly Piece[], start: number): SourceText {
  const offsets: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    offsets.push(length);
    length += piece.text.length;
  }
  /** Index of the piece that holds an offset. */
  const indexOf = (offset: number): number => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const place = (offset: number, edge: 'start' | 'end'): number => {
    const index = indexOf(edge === 'start' ? offset : Math.max(0, offset - 1));
    const piece = pieces[index];
    if (!piece) return start;
    const exact = piece.text.length === piece.span.end - piece.span.start;
    if (!exact) return edge === 'start' ? piece.span.start : piece.span.end;
    return piece.span.start + Math.min(piece.text.length, offset - (offsets[index] ?? 0));
  };
  return {
    text: pieces.map((piece) => piece.text).join(''),
    locate(span) {
      const from = place(span.start, 'start');
      return span.start >= span.end ? { start: from, end: from } : { start: from, end: place(span.end, 'end') };
    },
  };
}

/** A text that was read out of another one (`sh -c '…'` in a command): its spans lead to where the other stands. */
export function sourceWithin(inner: SourceText, outer: SourceText): SourceText {
  return { text: inner.text, locate: (span) => outer.locate(inner.locate(span)) };
}

/** A part of a text, with the same places. */
export function sliceSource(source: SourceText, start: number, end: number = source.text.length): SourceText {
  return {
    text: source.text.slice(start, end),
    locate: (span) => source.locate({ start: span.start + start, end: span.end + start }),
  };
}

/** Several texts one behind the other, each with its own places. */
export function joinSources(sources: readonly SourceText[]): SourceText {
  return {
    text: sources.map(({ text }) => text).join(''),
    locate(span) {
      let offset = 0;
      let start: number | undefined;
      let end = 0;
      for (const { text, locate } of sources) {
        const from = Math.max(0, span.start - offset);
        const to = Math.min(text.length, span.end - offset);
        offset += text.length;
        if (from > text.length || to < 0 || (from === text.length && to === text.length && span.end > offset)) continue;
        const part = locate({ start: from, end: Math.max(from, to) });
        start ??= part.start;
        end = part.end;
        if (span.end <= offset) break;
      }
      return { start: start ?? end, end };
    },
  };
}
