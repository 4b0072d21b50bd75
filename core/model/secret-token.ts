import { type Alphabet, type TokenFormat, tokenFormats, tokenShapes } from '../data/secret-tokens.js';
import { grouped } from '../grouped.js';
import type { Span } from '../span.js';
import { decodeBase64 } from './base64.js';
import type { FoundSecret } from './secret.js';

const alphabets: Readonly<Record<Alphabet, RegExp>> = {
  upper: /[A-Z0-9]/,
  base62: /[A-Za-z0-9]/,
  hex: /[a-f0-9]/,
  word: /\w/,
  dotted: /[\w.-]/,
  base64: /[\w+/=-]/,
};

/** Characters of the shortest one. */
export const shortestToken = 20;

/** Tokens of known providers, private keys and JSON Web Tokens. */
export function findTokens(text: string): readonly FoundSecret[] {
  if (text.length < shortestToken) return [];
  // Each look is several times as fast by itself as both are in one expression.
  const begun = beginning.test(text) ? ofFormats(text) : [];
  return hinted.test(text) ? [...begun, ...ofShapes(text), ...privateKeys(text), ...webTokens(text)] : begun;
}

interface Prefix {
  readonly prefix: string;
  readonly format: TokenFormat;
  /** In the order of the formats. */
  readonly number: number;
}

const prefixes: readonly Prefix[] = tokenFormats
  .flatMap((format) => format.prefixes.map((prefix) => ({ prefix, format })))
  .map((each, number): Prefix => ({ ...each, number }));

const byFirstLetter = grouped(prefixes, ({ prefix }) => prefix[0]);

const anyOf = (texts: readonly string[]): string => texts.map((text) => text.replaceAll('.', '\\.')).join('|');

/** They hold letters, digits, `_`, `-` and `.`, and begin with a letter. */
const anyPrefix = anyOf(prefixes.map(({ prefix }) => prefix));

/** What every token begins with, or holds. Nearly all texts are done with these two looks. */
const beginning = new RegExp(`\\b(?:${anyPrefix})`);
const hinted = new RegExp(
  [/-----BEGIN |eyJ/, ...tokenShapes.map(({ hint }) => hint)].map(({ source }) => source).join('|'),
);

/** The places at which one of the prefixes stands. */
const beginnings = new RegExp(`\\b(?=${anyPrefix})`, 'g');

/** One way through the text: whole files are looked through, and so is each word of each command. */
function ofFormats(text: string): readonly FoundSecret[] {
  const found: (readonly [number, FoundSecret])[] = [];
  for (const { index: at } of text.matchAll(beginnings)) {
    for (const { prefix, format, number } of byFirstLetter.get(text[at]) ?? []) {
      if (!text.startsWith(prefix, at)) continue;
      for (const secret of ofFormat(text, at, prefix, format)) found.push([number, secret]);
    }
  }
  return found.sort(([a], [b]) => a - b).map(([, secret]) => secret);
}

function ofFormat(text: string, at: number, prefix: string, format: TokenFormat): readonly FoundSecret[] {
  const { provider, alphabet, min, max, reach } = format;
  const from = at + prefix.length;
  let stop = from;
  while (stop < text.length && stop - from <= max && alphabets[alphabet].test(text[stop] ?? '')) stop++;
  const length = stop - from;
  if (length < min || length > max || (stop < text.length && /\w/.test(text[stop] ?? ''))) return [];
  if (isMadeUp(text.slice(from, stop))) return [];
  const span = { start: at, end: stop };
  return [{ verdict: 'token', why: 'provider-token', provider, ...(reach && { reach }), span }];
}

function ofShapes(text: string): readonly FoundSecret[] {
  return tokenShapes.flatMap(({ provider, hint, pattern }) =>
    hint.test(text)
      ? [...text.matchAll(pattern)]
          .filter((match) => !isMadeUp(match[0].slice(-20)))
          .map((match) => ({
            verdict: 'token' as const,
            why: 'provider-token' as const,
            provider,
            span: spanOf(match),
          }))
      : [],
  );
}

/** The header alone is what scripts look for; a key has a body. */
function privateKeys(text: string): readonly FoundSecret[] {
  if (!text.includes('-----BEGIN ')) return [];
  const header =
    /-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r){0,80}[A-Za-z0-9+/=]{24}/g;
  return [...text.matchAll(header)].map((match) => ({ verdict: 'token', why: 'private-key', span: spanOf(match) }));
}

/** https://www.rfc-editor.org/rfc/rfc7519: three parts, the first two of which are objects. */
function webTokens(text: string): readonly FoundSecret[] {
  if (!text.includes('eyJ')) return [];
  const shape = /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,1000}/g;
  return [...text.matchAll(shape)]
    .filter((match) => !isMeantToBeSeen(match[0]))
    .map((match) => ({ verdict: 'token', why: 'json-web-token', span: spanOf(match) }));
}

/** The token of https://www.jwt.io, and the ones that Supabase gives to browsers or ships with its examples. */
function isMeantToBeSeen(token: string): boolean {
  const claims = decodeBase64(token.split('.')[1] ?? '') ?? '';
  return /"sub":\s?"1234567890"|"role":\s?"anon"|"iss":\s?"supabase-demo"/.test(claims);
}

function spanOf(match: RegExpMatchArray): Span {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

/** Bodies of documentation: one character over and over, or the word itself. */
function isMadeUp(body: string): boolean {
  return new Set(body).size < 6 || /example|x{6}|0{8}|1234567890abcdef|your|placeholder/i.test(body);
}
