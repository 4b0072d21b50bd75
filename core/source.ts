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
