import { Parser } from 'yaml';
import type { Span } from '../span.js';

/**
 * Cuts a stream into its documents without parsing them; the pieces follow each other and cover the whole text.
 *
 * A `---` at column zero followed by a blank, a line end or the end of the text begins a document even inside a block
 * scalar (YAML 1.2.2, 9.1.2 "Document Markers"), so a line scan is exact. The marker belongs to the piece that follows
 * it. What stands before the first marker is a piece of its own only if it holds more than blanks and comments.
 * Streams with directives (`%`) or document end markers (`...`) need the grammar, and get it.
 */
export function splitStream(text: string): readonly Span[] {
  const scan = scanLines(text);
  if (scan.needsGrammar) return splitByGrammar(text);
  return pieces(text, scan.markers);
}

interface Scan {
  readonly markers: readonly number[];
  readonly needsGrammar: boolean;
}

function scanLines(text: string): Scan {
  const markers: number[] = [];
  let needsGrammar = false;
  let line = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (line < text.length) {
    const first = text[line];
    if (first === '-' && isMarker(text, line, '---')) markers.push(line);
    else if (first === '%' || (first === '.' && isMarker(text, line, '...'))) needsGrammar = true;
    const end = text.indexOf('\n', line);
    if (end === -1) break;
    line = end + 1;
  }
  return { markers, needsGrammar };
}

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const behind = text[at + 3];
  return behind === undefined || behind === ' ' || behind === '\t' || behind === '\n' || behind === '\r';
}

/** Cuts at the given offsets; the first cut is left out when nothing but blanks and comments stands before it. */
function pieces(text: string, cuts: readonly number[]): readonly Span[] {
  const kept = cuts.filter((cut, index) => cut > 0 && !(index === 0 && isPreamble(text.slice(0, cut))));
  const starts = [0, ...kept];
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

function isPreamble(text: string): boolean {
  return text.split('\n').every((line) => /^\uFEFF?[ \t\r]*(#|$)/.test(line));
}

/** The parser's own documents, each with the directives before it; one piece when it cannot say. */
function splitByGrammar(text: string): readonly Span[] {
  try {
    const cuts: number[] = [];
    let directives: number | undefined;
    for (const token of new Parser().parse(text)) {
      if (token.type === 'directive') directives ??= token.offset;
      if (token.type !== 'document') continue;
      cuts.push(directives ?? token.offset);
      directives = undefined;
    }
    // What follows the last document (an end marker, comments) stays with it, so the first cut is the text's start.
    return pieces(text, cuts.slice(1));
  } catch {
    return [{ start: 0, end: text.length }];
  }
}
