import type { Span } from '../span.js';
import { isPlaceholder, isReference } from './secret-value.js';

/** A URL with a literal password in it. */
export interface UrlCredentials {
  readonly scheme: string;
  /** The password alone, in offsets of the text. */
  readonly password: Span;
  /** `scheme://user:password@host`, without path. */
  readonly span: Span;
}

const end = /[\s/?#"'`<>\\,;|()]/;

/** Pairs that documentation and defaults use, so that nobody is given away. */
const known = new Set(['user:pass', 'user:password', 'username:password', 'user:secret', 'guest:guest', 'foo:bar']);

/**
 * `scheme://user:password@host` anywhere in a text. References, placeholders, the pairs of documentation, and hosts
 * that are examples by definition (RFC 2606) are passed over.
 */
export function findCredentialsInUrl(text: string): readonly UrlCredentials[] {
  const found: UrlCredentials[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    let start = at;
    while (start > 0 && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) start--;
    const scheme = text.slice(start, at);
    const from = at + 3;
    let stop = from;
    while (stop < text.length && !end.test(text[stop] ?? '')) stop++;
    const authority = text.slice(from, stop);
    const sign = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (!/^[A-Za-z]/.test(scheme) || sign === -1 || colon === -1 || colon > sign) continue;
    const user = authority.slice(0, colon);
    const password = authority.slice(colon + 1, sign);
    const host = authority.slice(sign + 1);
    if (!givesAway(user, password, host)) continue;
    found.push({
      scheme: scheme.toLowerCase(),
      password: { start: from + colon + 1, end: from + sign },
      span: { start, end: stop },
    });
  }
  return found;
}

function givesAway(user: string, password: string, host: string): boolean {
  if (password === '' || host === '') return false;
  if (isReference(password) || isPlaceholder(password) || /^[*x]+$/i.test(password)) return false;
  if (known.has(`${user}:${password}`.toLowerCase())) return false;
  const name = host.toLowerCase().split(':')[0] ?? '';
  return !/(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid)$/.test(name);
}

const passwordKeys = new Set(['password', 'pwd', 'accountkey', 'sharedaccesskey', 'clientsecret']);

/** Passwords of `Server=…;User Id=…;Password=…;`, the form of .NET and of Azure. */
export function findPasswordInConnectionString(text: string): readonly Span[] {
  if (!text.includes(';') || !text.includes('=')) return [];
  const found: Span[] = [];
  let at = 0;
  let pairs = 0;
  for (const part of text.split(';')) {
    const equals = part.indexOf('=');
    const key = equals === -1 ? '' : part.slice(0, equals).replace(/\s/g, '').toLowerCase();
    const value = part.slice(equals + 1).trim();
    if (/^[a-z]{2,40}$/.test(key)) pairs++;
    if (passwordKeys.has(key) && value !== '' && !/\s/.test(value) && !isReference(value) && !isPlaceholder(value)) {
      const start = at + part.indexOf(value, equals + 1);
      found.push({ start, end: start + value.length });
    }
    at += part.length + 1;
  }
  return pairs >= 2 ? found : [];
}
