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
  return new Verbatim(text, start);
}

// Classes, as there are many of them: a closure for each would cost memory, and calling it would cost time.
class Verbatim implements SourceText {
  readonly text: string;
  readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  locate({ start, end }: Span): Span {
    return { start: start + this.start, end: end + this.start };
  }
}

/** A run of characters and where it stands: letter by letter when it is as long as its span, else as one whole. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
}

const isExact = ({ text, span }: Piece): boolean => text.length === span.end - span.start;

/** Joins runs of characters into one text, with a map back to each. `start` is where an empty text stands. */
export function sourceOfPieces(pieces: readonly Piece[], start: number): SourceText {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1 && isExact(only)) return new Verbatim(only.text, only.span.start);
  return new Pieces(pieces, start);
}

class Pieces implements SourceText {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  /** Where each piece begins in the text. */
  readonly #offsets: readonly number[];
  readonly #start: number;

  constructor(pieces: readonly Piece[], start: number) {
    const offsets: number[] = [];
    let text = '';
    for (const piece of pieces) {
      offsets.push(text.length);
      text += piece.text;
    }
    this.text = text;
    this.#pieces = pieces;
    this.#offsets = offsets;
    this.#start = start;
  }

  locate({ start, end }: Span): Span {
    const from = this.#place(start, 'start');
    return start >= end ? { start: from, end: from } : { start: from, end: this.#place(end, 'end') };
  }

  #place(offset: number, edge: 'start' | 'end'): number {
    const index = this.#indexOf(edge === 'start' ? offset : Math.max(0, offset - 1));
    const piece = this.#pieces[index];
    if (!piece) return this.#start;
    if (!isExact(piece)) return edge === 'start' ? piece.span.start : piece.span.end;
    return piece.span.start + Math.min(piece.text.length, offset - (this.#offsets[index] ?? 0));
  }

  /** Index of the piece that holds an offset. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A text that was read out of another one (`sh -c '…'` in a command): its spans lead to where the other stands. */
export function sourceWithin(inner: SourceText, outer: SourceText): SourceText {
  return { text: inner.text, locate: (span) => outer.locate(inner.locate(span)) };
}

/** A part of a text, with the same places. */
export function sliceSource(source: SourceText, start: number, end: number = source.text.length): SourceText {
  const text = source.text.slice(start, end);
  if (source instanceof Verbatim) return new Verbatim(text, source.start + start);
  return source instanceof Slice ? new Slice(text, source.whole, source.start + start) : new Slice(text, source, start);
}

class Slice implements SourceText {
  readonly text: string;
  readonly whole: SourceText;
  /** Where it begins in the whole. */
  readonly start: number;

  constructor(text: string, whole: SourceText, start: number) {
    this.text = text;
    this.whole = whole;
    this.start = start;
  }

  locate({ start, end }: Span): Span {
    return this.whole.locate({ start: start + this.start, end: end + this.start });
  }
}

/** Several texts one behind the other, each with its own places. */
export function joinSources(sources: readonly SourceText[]): SourceText {
  return {
    text: sources.map(({ text }) => text).join(''),
    locate(span) {
      let offset = 0;
      let start: number | undefined;
      let end = 0;
      for (const source of sources) {
        const { length } = source.text;
        const from = Math.max(0, span.start - offset);
        const to = Math.min(length, span.end - offset);
        offset += length;
        if (from > length || to < 0 || (from === length && to === length && span.end > offset)) continue;
        const part = source.locate({ start: from, end: Math.max(from, to) });
        start ??= part.start;
        end = part.end;
        if (span.end <= offset) break;
      }
      return { start: start ?? end, end };
    },
  };
}
