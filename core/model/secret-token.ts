import { type Alphabet, type TokenFormat, tokenFormats, tokenShapes } from '../data/secret-tokens.js';
import type { Span } from '../span.js';
import type { FoundSecret } from './secret.js';

const alphabets: Readonly<Record<Alphabet, RegExp>> = {
  upper: /[A-Z0-9]/,
  base62: /[A-Za-z0-9]/,
  hex: /[a-f0-9]/,
  word: /\w/,
  dotted: /[\w.-]/,
  base64: /[\w+/=-]/,
};

/** Tokens of known providers, private keys and JSON Web Tokens. */
export function findTokens(text: string): readonly FoundSecret[] {
  if (text.length < 20) return [];
  return [
    ...tokenFormats.flatMap((format) => ofFormat(text, format)),
    ...ofShapes(text),
    ...privateKeys(text),
    ...webTokens(text),
  ];
}

function ofFormat(text: string, { provider, prefixes, alphabet, min, max }: TokenFormat): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const prefix of prefixes) {
    for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + prefix.length)) {
      if (at > 0 && /[A-Za-z0-9_]/.test(text[at - 1] ?? '')) continue;
      const from = at + prefix.length;
      let stop = from;
      while (stop < text.length && stop - from <= max && alphabets[alphabet].test(text[stop] ?? '')) stop++;
      const length = stop - from;
      if (length < min || length > max || (stop < text.length && /\w/.test(text[stop] ?? ''))) continue;
      if (isMadeUp(text.slice(from, stop))) continue;
      found.push({ verdict: 'token', why: 'provider-token', provider, span: { start: at, end: stop } });
    }
  }
  return found;
}

function ofShapes(text: string): readonly FoundSecret[] {
  return tokenShapes.flatMap(({ provider, pattern }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isMadeUp(match[0].slice(-20)))
      .map((match) => ({
        verdict: 'token' as const,
        why: 'provider-token' as const,
        provider,
        span: spanOf(match),
      })),
  );
}

/** The header alone is what scripts look for; a key has a body. */
function privateKeys(text: string): readonly FoundSecret[] {
  if (!text.includes('-----BEGIN ')) return [];
  const header = /-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r){0,8}[A-Za-z0-9+/=]{24}/g;
  return [...text.matchAll(header)].map((match) => ({ verdict: 'token', why: 'private-key', span: spanOf(match) }));
}

/** https://www.rfc-editor.org/rfc/rfc7519: three parts, the first two of which are objects. */
function webTokens(text: string): readonly FoundSecret[] {
  if (!text.includes('eyJ')) return [];
  const shape = /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,1000}/g;
  return [...text.matchAll(shape)].map((match) => ({ verdict: 'token', why: 'json-web-token', span: spanOf(match) }));
}

function spanOf(match: RegExpMatchArray): Span {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

/** Bodies of documentation: one character over and over, or the word itself. */
function isMadeUp(body: string): boolean {
  return new Set(body).size < 6 || /example|x{6}|0{8}|1234567890abcdef|your|placeholder/i.test(body);
}
