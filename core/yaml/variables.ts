import { type Piece, type SourceText, sourceOfPieces, sourceWithin } from '../source.js';
import type { Span } from '../span.js';

/** What interpolation leaves of a text. */
export interface Interpolated {
  /** `literal`: no variable; `default`: every variable has a default; `unknown`: the text depends on the environment. */
  readonly state: 'literal' | 'default' | 'unknown';
  /** The text with `$$` and defaults resolved; unknown variables stand as they are written. */
  readonly text: string;
}

/**
 * Interpolation as Compose does it (Compose specification, "Interpolation"): `$V`, `${V}`, `${V:-default}`,
 * `${V-default}`, `${V:?error}`, `${V:+replacement}`, nested in defaults, and `$$` for a literal dollar. A dollar that
 * begins none of these is an error in Compose and counts as unknown here.
 */
export function interpolate(text: string): Interpolated {
  return text.includes('$') ? read(text, 0, false).result : { state: 'literal', text };
}

/** Name of the variable when the text is one and nothing else: `${ADMIN_PASSWORD:-admin}`. */
export function variableIn(text: string): string | undefined {
  if (!text.startsWith('${') || !text.endsWith('}')) return undefined;
  const name = text.slice(2, endOfName(text, 2));
  return name !== '' && readVariable(text, 0, 0).end === text.length ? name : undefined;
}

/** True when the text holds a variable in any form, `$$` being none. */
export function hasVariable(text: string): boolean {
  return interpolate(text).state !== 'literal';
}

interface Reading {
  readonly result: Interpolated;
  readonly end: number;
}

const deepest = 50;

/** Reads to the end of the text, or, inside a default, to the brace that closes it. */
function read(text: string, from: number, inside: boolean, depth = 0): Reading {
  const parts: string[] = [];
  let state: Interpolated['state'] = 'literal';
  let at = from;
  while (at < text.length && !(inside && text[at] === '}')) {
    if (text[at] !== '$') {
      const next = nextOf(text, at, inside);
      parts.push(text.slice(at, next));
      at = next;
      continue;
    }
    if (text[at + 1] === '$') {
      parts.push('$');
      at += 2;
      continue;
    }
    const variable = readVariable(text, at, depth);
    parts.push(variable.result.text);
    if (variable.result.state === 'unknown') state = 'unknown';
    else if (state === 'literal') state = 'default';
    at = variable.end;
  }
  return { result: { state, text: parts.join('') }, end: at };
}

function nextOf(text: string, from: number, inside: boolean): number {
  const dollar = text.indexOf('$', from);
  const end = dollar === -1 ? text.length : dollar;
  if (!inside) return end;
  const brace = text.slice(from, end).indexOf('}');
  return brace === -1 ? end : from + brace;
}

function endOfName(text: string, from: number): number {
  let end = from;
  while (end < text.length && (end === from ? /[A-Za-z_]/ : /\w/).test(text.charAt(end))) end++;
  return end;
}

/** A variable at a dollar; its state is `default` or `unknown`. */
function readVariable(text: string, dollar: number, depth: number): Reading {
  const braced = text[dollar + 1] === '{';
  const first = dollar + (braced ? 2 : 1);
  const behind = endOfName(text, first);
  if (behind === first) return unknown(text, dollar, dollar + 1);
  if (!braced) return unknown(text, dollar, behind);
  const operator = /^:?[-?+]/.exec(text.slice(behind, behind + 2))?.[0];
  if (operator === undefined || depth >= deepest) {
    const close = text.indexOf('}', behind);
    return unknown(text, dollar, close === -1 ? text.length : close + 1);
  }
  const word = read(text, behind + operator.length, true, depth + 1);
  const closed = text[word.end] === '}';
  const end = closed ? word.end + 1 : word.end;
  if (!closed || !operator.endsWith('-') || word.result.state === 'unknown') return unknown(text, dollar, end);
  return { result: { state: 'default', text: word.result.text }, end };
}

function unknown(text: string, start: number, end: number): Reading {
  return { result: { state: 'unknown', text: text.slice(start, end) }, end };
}

/** A variable with a default: `${NAME:-text}`, `${NAME-text}`. */
export interface VariableDefault {
  readonly name: string;
  /** The default after interpolation. */
  readonly text: string;
  /** The whole expression, in offsets of the text. */
  readonly span: Span;
}

/** Variables whose default is known, each before those inside its default. */
export function defaultsIn(text: string): readonly VariableDefault[] {
  const found: VariableDefault[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    if (text[at + 1] === '$') at += 2;
    else if (text[at + 1] === '{') {
      const behind = endOfName(text, at + 2);
      const { result, end } = readVariable(text, at, 0);
      if (result.state === 'default')
        found.push({ name: text.slice(at + 2, behind), text: result.text, span: { start: at, end } });
      // What stands inside is met on the way on.
      at = behind;
    } else at++;
  }
  return found;
}

/** A scalar's text after interpolation, with a map back to the document. */
export interface InterpolatedSource extends SourceText {
  /** Where variables without a known value stand in the text. */
  readonly unknown: readonly Span[];
}

/** Interpolates like `interpolate` and keeps the place of every character that is written letter by letter. */
export function interpolateSource(source: SourceText): InterpolatedSource {
  const { text } = source;
  if (!text.includes('$')) return { text, locate: (span) => source.locate(span), unknown: [] };
  const pieces: Piece[] = [];
  const unknownParts: Span[] = [];
  let length = 0;
  let at = 0;
  const add = (piece: string, end: number): void => {
    pieces.push({ text: piece, span: { start: at, end } });
    length += piece.length;
    at = end;
  };
  while (at < text.length) {
    if (text[at] !== '$') {
      const next = nextOf(text, at, false);
      add(text.slice(at, next), next);
    } else if (text[at + 1] === '$') {
      add('$', at + 2);
    } else {
      const { result, end } = readVariable(text, at, 0);
      if (result.state === 'unknown') unknownParts.push({ start: length, end: length + result.text.length });
      add(result.text, end);
    }
  }
  return { ...sourceWithin(sourceOfPieces(pieces, 0), source), unknown: unknownParts };
}
