import type { Span } from '../span.js';
import { isPlaceholder, isReference, isWellKnown } from './secret-value.js';

/** A URL with a literal password in it. */
export interface UrlCredentials {
  readonly scheme: string;
  /** The password alone, in offsets of the text. */
  readonly password: Span;
  /** `scheme://user:password@host`, without path. */
  readonly span: Span;
  /** True when the password is the user's name, or one that everybody tries first. */
  readonly guessable: boolean;
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
  if (!text.includes('@')) return found;
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    let start = at;
    while (start > 0 && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) start--;
    // `${DATABASE_URL:-postgres://…}`: a scheme begins with a letter.
    while (start < at && !/[A-Za-z]/.test(text[start] ?? '')) start++;
    const scheme = text.slice(start, at);
    const from = at + 3;
    let stop = from;
    while (stop < text.length && !end.test(text[stop] ?? '')) stop++;
    const authority = text.slice(from, stop);
    const sign = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (scheme === '' || sign === -1 || colon === -1 || colon > sign) continue;
    const user = authority.slice(0, colon);
    const password = authority.slice(colon + 1, sign);
    const host = authority.slice(sign + 1);
    if (!givesAway(user, password, host)) continue;
    found.push({
      scheme: scheme.toLowerCase(),
      password: { start: from + colon + 1, end: from + sign },
      span: { start, end: stop },
      guessable: password === user || isWellKnown(password),
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

/** A password in a connection string, in offsets of the text. */
export interface ConnectionPassword {
  readonly password: Span;
  readonly guessable: boolean;
}

const passwordKeys = new Set(['password', 'pwd', 'accountkey', 'sharedaccesskey', 'clientsecret']);
/** One of these beside `password=` makes a list of words a connection string of libpq. */
const libpqKeys = new Set(['host', 'hostaddr', 'dbname', 'user', 'port', 'sslmode']);

/**
 * Passwords in connection strings: `Server=…;Password=…;` (.NET, Azure, ODBC), `host=… password=…` (libpq),
 * `jdbc:…?user=…&password=…`, and `user:password@tcp(host)/` (MySQL in Go).
 */
export function findPasswordInConnectionString(text: string): readonly ConnectionPassword[] {
  if (!/[=@]/.test(text)) return [];
  const dsn = /^(\s{0,20}["']?)([\w.-]{1,80}):([^@:\s/]{1,200})@(?:tcp|unix)\(/.exec(text);
  if (dsn !== null) {
    const [, before = '', user = '', password = ''] = dsn;
    if (!givesAway(user, password, 'db')) return [];
    const start = before.length + user.length + 1;
    const guessable = user === password || isWellKnown(password);
    return [{ password: { start, end: start + password.length }, guessable }];
  }
  if (!text.includes('=')) return [];
  if (/^["']?(?:jdbc|r2dbc):/.test(text) && text.includes('?')) {
    const query = text.indexOf('?') + 1;
    return passwordsAmong(text.slice(query), '&', query).passwords;
  }
  if (text.includes(';')) {
    const { passwords, keys } = passwordsAmong(text, ';', 0);
    return keys.length >= 2 ? passwords : [];
  }
  const { passwords, keys } = passwordsAmong(text, ' ', 0);
  return keys.some((key) => libpqKeys.has(key)) ? passwords : [];
}

/** Passwords in a list of `key=value`, and its keys in lower case without blanks. */
function passwordsAmong(
  text: string,
  separator: string,
  offset: number,
): { readonly passwords: readonly ConnectionPassword[]; readonly keys: readonly string[] } {
  const passwords: ConnectionPassword[] = [];
  const keys: string[] = [];
  let at = offset;
  for (const part of text.split(separator)) {
    const equals = part.indexOf('=');
    const key =
      equals === -1
        ? ''
        : part
            .slice(0, equals)
            .replace(/[\s"']/g, '')
            .toLowerCase();
    const value = part
      .slice(equals + 1)
      .replace(/["']$/, '')
      .trim();
    if (/^[a-z]{2,40}$/.test(key)) keys.push(key);
    if (passwordKeys.has(key) && value !== '' && !/\s/.test(value) && !isReference(value) && !isPlaceholder(value)) {
      const start = at + part.indexOf(value, equals + 1);
      passwords.push({ password: { start, end: start + value.length }, guessable: isWellKnown(value) });
    }
    at += part.length + 1;
  }
  return { passwords, keys };
}
