import { type Piece, type SourceText, sourceOfPieces, sourceWithin } from '../source.js';
import type { JsonWord } from './instruction.js';

/**
 * The strings of an exec form. Undefined when the text is no JSON array of strings: then it is shell form, as the
 * builder decides it (frontend/dockerfile/parser/line_parsers.go, `parseJSON`).
 */
export function readJsonWords(source: SourceText): readonly JsonWord[] | undefined {
  const values = readArray(source.text);
  if (!values?.every((value) => typeof value === 'string')) return undefined;
  const words: JsonWord[] = [];
  // The text is known to be valid JSON, so that every string in it begins and ends where this says.
  for (const match of source.text.matchAll(/[^"]*("(?:[^"\\]|\\.)*")/gy)) {
    const string = match[1] ?? '';
    const end = match.index + match[0].length;
    const start = end - string.length;
    const span = source.locate({ start, end });
    const inner = readString(string, start);
    words.push({ word: { text: inner.text, span, literal: true }, source: sourceWithin(inner, source) });
  }
  return words;
}

/** True for a JSON array that holds something else than strings, which the builder refuses. */
export function isWrongArray(text: string): boolean {
  const values = readArray(text);
  return values !== undefined && !values.every((value) => typeof value === 'string');
}

function readArray(text: string): readonly unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A string with its quotes; each escape is one place. */
function readString(raw: string, at: number): SourceText {
  const pieces: Piece[] = [];
  for (const match of raw.slice(1, -1).matchAll(/[^\\]+|\\u[0-9a-fA-F]{4}|\\./g)) {
    const [text] = match;
    const start = at + 1 + match.index;
    const value: unknown = text.startsWith('\\') ? JSON.parse(`"${text}"`) : text;
    pieces.push({ text: String(value), span: { start, end: start + text.length } });
  }
  return sourceOfPieces(pieces, at + 1);
}

/** The exec form of an argument vector, as people write it. */
export function printJsonWords(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
