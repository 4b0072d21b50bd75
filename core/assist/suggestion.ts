import type { Span } from '../span.js';

/** Something that may be written at a place. Spans are offsets of the whole file. */
export interface Suggestion {
  /** The word a person chooses by. */
  readonly label: string;
  readonly kind: 'directive' | 'rule' | 'key' | 'value' | 'snippet';
  /** Beside the word, on one line. */
  readonly detail: string | undefined;
  /** Markdown. */
  readonly documentation: string | undefined;
  /** What is replaced: the word under the cursor. */
  readonly span: Span;
  /** What stands there instead. Further lines bring their own indentation. */
  readonly text: string;
  /** Smaller ones come first; equal ones by their words. */
  readonly rank: number;
}

/** The word around an offset, of the letters that a name may have. */
export function wordAround(text: string, offset: number, letter: RegExp): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && letter.test(text.charAt(start - 1))) start--;
  while (end < text.length && letter.test(text.charAt(end))) end++;
  return { start, end };
}
