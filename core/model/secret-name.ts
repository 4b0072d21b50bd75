import {
  gluedEndings,
  innocentEndings,
  innocentNames,
  innocentWords,
  keyWords,
  objectWords,
  pagePrefixes,
  passwordWords,
  secretNames,
  secretWords,
  trailingWords,
} from '../data/secret-words.js';
import { remember } from '../kept.js';

/** Names of variables, files and folders that are remembered: a few dozen rules ask about each, and files share most. */
const mostNames = 2_000;

/** Words of a name in lower case: `DB_PASSWORD`, `db.password` and `dbPassword` are all `db password`. */
export const wordsOf: (name: string) => readonly string[] = remember(mostNames, (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase()),
);

/** What every name holds that says its value is a credential. Nearly all names are done with this one look. */
const telling = new RegExp([...secretNames, ...secretWords, ...passwordWords, ...gluedEndings, 'key'].join('|'));

/**
 * True when a name says that its value is a credential. Whole words are compared, never parts of them, and a last word
 * such as FILE, ID or TTL says that the value is only about one.
 */
export const isSecretName: (name: string) => boolean = remember(mostNames, tellsSecret);

function tellsSecret(name: string): boolean {
  const lower = name.toLowerCase().replace(/[-.]/g, '_');
  if (!telling.test(lower)) return false;
  if (secretNames.includes(lower)) return true;
  if (innocentNames.includes(lower)) return false;
  const words = wordsOf(name);
  if (words.some((word) => innocentWords.has(word))) return false;
  const last = words[words.length - 1];
  if (last === undefined || innocentEndings.has(last)) return false;
  // `TLS_SECRET` and `IMAGE_PULL_SECRET` name an object of the cluster.
  if (last === 'secret' && words.some((word) => objectWords.includes(word))) return false;
  // Keys and tokens of a page are meant for everybody; a secret or a password has no business there.
  if (isPageName(words) && !words.some((word) => word.endsWith('secret') || isPasswordWord(word))) return false;
  return words.some((_, index) => isSecretWord(words, index) && words.slice(index + 1).every(isTrailing));
}

function isTrailing(word: string): boolean {
  return (
    trailingWords.includes(word) || /^v?\d+$/.test(word) || secretWords.includes(word) || passwordWords.includes(word)
  );
}

function isPageName(words: readonly string[]): boolean {
  return pagePrefixes.some((prefix) => prefix.every((word, index) => words[index] === word));
}

function isSecretWord(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (secretWords.includes(word) || passwordWords.includes(word)) return true;
  if (gluedEndings.some((ending) => word.length > ending.length && word.endsWith(ending))) return true;
  return word === 'key' && index > 0 && keyWords.includes(words[index - 1] ?? '');
}

/** True when the value is a password that people choose, so that a number or a common word is one too. */
export function isPasswordName(name: string): boolean {
  return wordsOf(name).some(isPasswordWord);
}

function isPasswordWord(word: string): boolean {
  return passwordWords.includes(word) || word.endsWith('password') || word === 'requirepass';
}

/** True when the name says that everybody may see the value. */
export function isPublicName(name: string): boolean {
  return wordsOf(name).some((word) => ['public', 'pub', 'publishable', 'anon'].includes(word));
}

/** True when a build tool puts the value into the page, or when it belongs to a service that pages talk to. */
export function isBrowserName(name: string): boolean {
  const words = wordsOf(name);
  return isPageName(words) || words.includes('firebase');
}

/** True for secrets that we choose ourselves, so that any text works: passwords, and what sessions are signed with. */
export function isOwnSecretName(name: string): boolean {
  const words = wordsOf(name);
  const isIssued = words.some((word) => ['client', 'api', 'access', 'aws', 'oauth', 'webhook'].includes(word));
  return isPasswordName(name) || (words.includes('secret') && !isIssued);
}
