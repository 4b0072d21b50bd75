import type { TokenReach } from '../data/secret-tokens.js';
import type { Span } from '../span.js';
import { isBrowserName, isPasswordName, isPublicName, isSecretName } from './secret-name.js';
import { findTokens, shortestToken } from './secret-token.js';
import { findCredentialsInUrl, findPasswordInConnectionString } from './secret-url.js';
import { isWellKnown, readLiteral } from './secret-value.js';

export { isSecretName } from './secret-name.js';
export { findCredentialsInUrl } from './secret-url.js';

/**
 * `token`: the value has a shape that only a credential has, under whatever name. `secret`: the name says it is one and
 * a literal value stands there. `suspect`: the name says so, yet nothing is given away here (no value, an empty one, a
 * reference, a placeholder); worth a word only where even the name is a mistake, as in build arguments.
 */
export type SecretVerdict = 'token' | 'secret' | 'suspect';

export type SecretReason =
  /** Shapes of values. */
  | 'provider-token'
  | 'private-key'
  | 'json-web-token'
  | 'url-credentials'
  | 'connection-string'
  /** A telling name with a literal value. */
  | 'name'
  /** A telling name without one. */
  | 'unset'
  | 'empty'
  | 'reference'
  | 'placeholder';

/** What was found. The value itself is never part of it. */
export interface SecretJudgement {
  readonly verdict: SecretVerdict;
  readonly why: SecretReason;
  /** Who issued the token, as people write it. */
  readonly provider?: string;
  /** What a token opens, when that is little. */
  readonly reach?: TokenReach;
  /** True for a password that everybody tries first, so that nothing is given away that was a secret. */
  readonly guessable?: boolean;
}

/** A credential inside a text. */
export interface FoundSecret extends SecretJudgement {
  readonly verdict: 'token' | 'secret';
  /** The credential alone, in offsets of the text. */
  readonly span: Span;
}

/**
 * Judges a name together with its value: a variable, a build argument, a key of a ConfigMap, an option of a command.
 * `undefined` as value means that only the name is written. Answers `undefined` when there is nothing to say.
 */
export function judgeSecret(name: string, value: string | undefined): SecretJudgement | undefined {
  return judgeNamed(name, value, value === undefined ? [] : judgeText(value));
}

/** The same where it is known what credentials the value holds by their shape. */
export function judgeNamed(
  name: string,
  value: string | undefined,
  shapes: readonly FoundSecret[],
): SecretJudgement | undefined {
  const found = shapes.find((secret) => tells(secret, name));
  if (found !== undefined) {
    const { span: _, ...judged } = found;
    return judged;
  }
  if (!isSecretName(name)) return undefined;
  if (value === undefined) return { verdict: 'suspect', why: 'unset' };
  const literal = readLiteral(value, isPasswordName(name));
  switch (literal) {
    case 'literal':
      return { verdict: 'secret', why: 'name', ...(isWellKnown(value) && { guessable: true }) };
    case 'empty':
    case 'reference':
    case 'placeholder':
      return { verdict: 'suspect', why: literal };
    case 'harmless':
      return undefined;
  }
}

/** False for a token under a name that says everybody may see it: keys of web pages have the same shapes. */
export function tells({ why, reach }: FoundSecret, name: string): boolean {
  if (why !== 'json-web-token' && why !== 'provider-token') return true;
  return !isPublicName(name) && !(reach === 'browser' && isBrowserName(name));
}

/**
 * Credentials that are known by their shape alone, in the order of their places: tokens of known providers, private
 * keys, JSON Web Tokens, URLs and connection strings with a password.
 */
export function judgeText(text: string): readonly FoundSecret[] {
  // A token is long, and a password stands behind a sign: what has none of this is most of what is asked about.
  if (text.length < shortestToken && !/[=@]/.test(text)) return [];
  return inOrder([
    ...findTokens(text),
    ...urlCredentials(text),
    ...findPasswordInConnectionString(text).map(({ password, guessable }) => ({
      verdict: 'secret' as const,
      why: 'connection-string' as const,
      ...(guessable && { guessable }),
      span: password,
    })),
  ]);
}

/**
 * The same for a whole file: a connection string is the value of a setting in it, and semicolons between them are the
 * file's own.
 */
export function judgeFile(text: string): readonly FoundSecret[] {
  return inOrder([...findTokens(text), ...urlCredentials(text)]);
}

function urlCredentials(text: string): readonly FoundSecret[] {
  return findCredentialsInUrl(text).map(({ password, guessable }) => ({
    verdict: 'secret' as const,
    why: 'url-credentials' as const,
    ...(guessable && { guessable }),
    span: password,
  }));
}

/** By their places, without what a token lies over: as the password of a URL it is one finding, and its provider says more. */
function inOrder(found: FoundSecret[]): readonly FoundSecret[] {
  if (found.length < 2) return found;
  found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const tokens = found.filter(({ verdict }) => verdict === 'token');
  /** How many tokens begin in front of the secret at hand, and how far they reach. */
  let passed = 0;
  let reach = 0;
  return found.filter(({ verdict, span }) => {
    if (verdict === 'token') return true;
    for (let token = tokens[passed]; token && token.span.start < span.start; token = tokens[++passed])
      reach = Math.max(reach, token.span.end);
    const next = tokens[passed]?.span.start ?? span.end;
    return reach <= span.start && next >= span.end;
  });
}
