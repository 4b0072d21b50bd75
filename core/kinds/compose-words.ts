import type { Word } from '../model/command.js';
import { type Piece, type SourceText, sourceOfPieces, sourceWithin } from '../source.js';
import type { Span } from '../span.js';
import type { InterpolatedSource } from '../yaml/variables.js';

/** A word with the text it was written as. */
export interface SplitWord {
  readonly word: Word;
  readonly source: SourceText;
}

/**
 * Splits the string form of `command` and `entrypoint` into words: blanks, quotes and backslashes as in a shell, and
 * nothing else, for no shell reads it. Operators such as `&&` come out as words. A quote that is never closed runs to
 * the end. Source: https://github.com/mattn/go-shellwords, which Compose uses.
 */
export function splitWords(source: InterpolatedSource): readonly SplitWord[] {
  const { text } = source;
  const unknownAt = new Map(source.unknown.map((span) => [span.start, span.end]));
  const words: SplitWord[] = [];
  let pieces: Piece[] = [];
  let start: number | undefined;
  let quote: string | undefined;
  let literal = true;
  const add = (from: number, to: number): void => {
    start ??= from;
    pieces.push({ text: text.slice(from, to), span: { start: from, end: to } });
  };
  const finish = (end: number): void => {
    if (start === undefined) return;
    words.push(createWord(pieces, { start, end }, literal, source));
    pieces = [];
    start = undefined;
    literal = true;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const variableEnd = unknownAt.get(at);
    if (variableEnd !== undefined) {
      add(at, variableEnd);
      literal = false;
      at = variableEnd - 1;
    } else if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      start ??= at;
      at++;
      add(at, at + 1);
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      start ??= at;
    } else if (quote === undefined && /\s/.test(character)) {
      finish(at);
    } else {
      add(at, at + 1);
    }
  }
  finish(text.length);
  return words;
}

function createWord(pieces: readonly Piece[], span: Span, literal: boolean, outer: SourceText): SplitWord {
  const source = sourceWithin(sourceOfPieces(pieces, span.start), outer);
  return { word: { text: source.text, span: outer.locate(span), literal }, source };
}
