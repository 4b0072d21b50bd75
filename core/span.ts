/** A half-open range of UTF-16 offsets into one text. Which text is said where the span is kept. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the protocol's terms: zero-based line, zero-based UTF-16 character in that line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open range of positions. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A span in another file, by the path under which the workspace knows it. Offsets are those of the whole file. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** The same span, moved by an offset: from a document of a stream to its file, or from a scalar to its document. */
export function shift(span: Span, by: number): Span {
  return by === 0 ? span : { start: span.start + by, end: span.end + by };
}

/** True when every offset of `inner` lies in `outer`; an empty span at either edge counts as inside. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two share an offset, or when one is empty and touches the other. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Answers questions about lines. `\n`, `\r\n` and a lone `\r` each end a line, as in the language server protocol. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line; the text's length for lines past the end. */
  lineStart(line: number): number;
  /** Offset behind the last character of a line, before its line end. */
  lineEnd(line: number): number;
  /** Offsets outside the text are clamped to it. */
  position(offset: number): Position;
  /** Positions outside the text are clamped to it. */
  offset(position: Position): number;
  range(span: Span): Range;
}

/** Indexes the lines of a text once, so that each question is a binary search. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  } else {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  }
  const startOf = (line: number): number => (line < 0 ? 0 : (starts[line] ?? text.length));
  const endOf = (line: number): number => {
    let end = line + 1 < starts.length ? startOf(line + 1) : text.length;
    while (end > startOf(line) && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
    return end;
  };
  const position = (offset: number): Position => {
    const wanted = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: wanted - startOf(low) };
  };
  return {
    lineCount: starts.length,
    lineStart: startOf,
    lineEnd: endOf,
    position,
    offset({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return Math.min(startOf(line) + Math.max(0, character), endOf(line));
    },
    range: (span) => ({ start: position(span.start), end: position(span.end) }),
  };
}
