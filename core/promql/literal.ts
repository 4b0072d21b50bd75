import { parseDuration } from './duration.js';

/**
 * The value of a number or duration as PromQL writes it: `0x1f`, `1_000`, `1e3`, `5m`, `Inf`, `-1`. A duration is its
 * seconds, as in Prometheus 3.
 */
export function readNumber(written: string): number {
  const text = written.replace(/\s/g, '');
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const value = /^inf$/i.test(digits) ? Number.POSITIVE_INFINITY : (parseDuration(digits) ?? Number(digits));
  return negative ? -value : value;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** True when a string literal ends with the quote it began with. The grammar lets an open string pass. */
export function isClosedString(written: string): boolean {
  const quote = written.charAt(0);
  if (written.length < 2 || !written.endsWith(quote)) return false;
  if (quote === '`') return true;
  let slashes = 0;
  while (written.charAt(written.length - 2 - slashes) === '\\') slashes++;
  return slashes % 2 === 0;
}

/** The text a string literal stands for: Go's escapes in double and single quotes, none in backticks. */
export function readString(written: string): string {
  const body = written.slice(1, isClosedString(written) ? -1 : undefined);
  if (written.startsWith('`')) return body;
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (whole, hex?: string, short?: string, long?: string, octal?: string, letter?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return letter === undefined ? whole : (escapes[letter] ?? letter);
    },
  );
}
