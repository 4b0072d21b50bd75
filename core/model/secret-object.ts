import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import { decodeBase64 } from './base64.js';
import type { KubernetesObject } from './kubernetes.js';
import { findSecretsInEntry } from './secret-config.js';

/** An entry of a Secret whose value anybody can read where it stands. */
export interface ReadableEntry {
  readonly key: string;
  readonly keySpan: Span;
}

/** Types that others write and renew, so that a manifest with one was taken from a cluster. */
const written = new Set(['helm.sh/release.v1']);

/**
 * Entries of a Secret that hold something secret and are not encrypted: base64 is a spelling. References, placeholders,
 * passwords that everybody knows, public halves of keys, and names such as `username` are passed over. Tokens in plain text
 * are known by their shape wherever they stand, and left out.
 */
export function readableEntries({ group, kind, cursor }: KubernetesObject): readonly ReadableEntry[] {
  if (group !== '' || kind !== 'Secret' || isEncrypted(cursor)) return [];
  const type = cursor.at('type').text();
  if (type.state === 'set' && written.has(type.value)) return [];
  return ['stringData', 'data'].flatMap((field) =>
    cursor
      .at(field)
      .entries()
      .filter(({ name, cursor: value }) => isReadable(name, value, field === 'data'))
      .map(({ name, nameSpan }) => ({ key: name, keySpan: nameSpan })),
  );
}

/** https://getsops.io/docs/: the metadata stands beside what was encrypted. */
function isEncrypted(object: Cursor): boolean {
  return object.at('sops').kind === 'map';
}

function isReadable(key: string, value: Cursor, encoded: boolean): boolean {
  const source = value.source();
  if (source === undefined) return false;
  const text = encoded ? decodeBase64(source.text) : source.text;
  if (text === undefined) return false;
  if (key === '.dockerconfigjson' || key === '.dockercfg') return holdsLogin(text);
  const plain: SourceText = { text: text.replace(/\n$/, ''), locate: () => value.span };
  return findSecretsInEntry(key, plain).some(
    ({ verdict, guessable }) => guessable !== true && (encoded || verdict !== 'token'),
  );
}

/** `{"auths": {"registry.example.com": {"auth": "…"}}}`, or the same without `auths` in the old form. */
function holdsLogin(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    const logins = isRecord(parsed) && isRecord(parsed.auths) ? parsed.auths : parsed;
    return (
      isRecord(logins) &&
      Object.values(logins).some((login) => isRecord(login) && (isFilled(login.auth) || isFilled(login.password)))
    );
  } catch {
    return false;
  }
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
