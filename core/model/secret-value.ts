import { buildWords, placeholders, wellKnownPasswords } from '../data/secret-words.js';

/** What stands where a secret would be. `harmless` is a value that no secret has: a switch, a quantity, a path. */
export type Literal = 'literal' | 'empty' | 'reference' | 'placeholder' | 'harmless';

const switches = new Set([
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
  'enabled',
  'disabled',
  'required',
  'optional',
]);

/** Beginnings of texts that a tool replaces by the secret when it starts. */
const references = [
  '/run/secrets/',
  '/var/run/secrets/',
  'vault:',
  'vault://',
  'ref+',
  'op://',
  'awssm://',
  'awsps://',
  'gcpsm://',
  'arn:aws:',
  'sm://',
  'secret://',
  'keyvault:',
  '@microsoft.keyvault(',
  'enc[',
  'projects/',
  'file:',
  'env:',
  'akv://',
  'bws://',
];

/** Reads a value that stands under a telling name. For passwords numbers and quantities count as literal. */
export function readLiteral(value: string, password: boolean): Literal {
  const text = unquoted(value.trim());
  if (text === '') return 'empty';
  // `${NAME:-text}`: without the variable the text after the dash is what runs.
  const fallback = /^\$\{[A-Za-z_]\w*:?-([^${}]*)\}$/.exec(text)?.[1];
  if (fallback !== undefined) return fallback === '' ? 'reference' : readLiteral(fallback, password);
  if (isReference(text)) return 'reference';
  if (isPlaceholder(text)) return 'placeholder';
  return isHarmless(text, password) ? 'harmless' : 'literal';
}

/** True when the final text comes from elsewhere: a variable, a substitution, a template, a secret store, a mounted file. */
export function isReference(text: string): boolean {
  const trimmed = text.trim();
  if (/\$[A-Za-z_{(]|`|\{\{|\{%|<%|%[A-Za-z_]+%|__[A-Z0-9_]+__|#\{/.test(trimmed)) return true;
  const lower = trimmed.toLowerCase();
  return references.some((start) => lower.startsWith(start));
}

/** True for texts that tell a reader to put the secret there. */
export function isPlaceholder(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (/^<[^>]*>$|^\[[^\]]*\]$|^\([^)]*\)$|^\.{3,}$|^…$/.test(lower)) return true;
  // What a program fills in: `{password}`, `%s`, `%(password)s`.
  if (/^\{[\w.]*\}$|^%(?:\(\w+\))?[sdv]$/.test(lower)) return true;
  const plain = lower.replace(/[-_ .]/g, '');
  if (plain === '' || /^(.)\1*$/.test(plain)) return plain.length >= 3 || !/^[a-z0-9]/.test(plain);
  if (placeholders.includes(plain)) return true;
  if (
    /^(?:your|my|the|some|insert|enter|put|add|set|replace|change|fill)[-_ ]/.test(lower) &&
    (lower.includes('your') || /(?:here|in|me|this|it)$/.test(lower))
  )
    return true;
  return /^your[-_ ]|^example[-_ ]?|[-_ ]example$|changeme|change[-_]me|replace[-_ ]?me|x{5,}|placeholder|redacted/.test(
    lower,
  );
}

/** True for values of a build that say so in plain words: `build-only`, `not used`, `dummy_for_collectstatic`. */
export function isForBuild(value: string): boolean {
  const text = unquoted(value.trim()).toLowerCase();
  return /^[a-z]+(?:[-_ ][a-z]+)*$/.test(text) && text.split(/[-_ ]/).some((word) => buildWords.has(word));
}

/** True for passwords that are tried first everywhere: those of manuals, of fresh installations, of dictionaries. */
export function isWellKnown(value: string): boolean {
  return wellKnownPasswords.has(
    unquoted(value.trim())
      .toLowerCase()
      .replace(/[-_ .]/g, ''),
  );
}

/** Values that say something about a secret, or that no secret looks like. */
function isHarmless(text: string, password: boolean): boolean {
  const lower = text.toLowerCase();
  if (switches.has(lower)) return true;
  if (!password && /^[+-]?\d+(?:\.\d+)?\s*[a-z%]{0,3}$/.test(lower)) return true;
  if (/^\d+(?:ms|s|m|h|d)$/.test(lower)) return true;
  // Paths of Unix and Windows, and files beside.
  if (
    /^(?:~|\.{1,2})?\/[\w.@+~/-]*$|^[a-z]:[\\/]|^[\w-]+\.(?:ya?ml|json|pem|crt|cer|key|txt|env|jks|p12|toml|ini)$/i.test(
      text,
    )
  )
    return true;
  // Passwords in URLs are found by their shape; a URL without one is an address.
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//.test(lower)) return true;
  // Qualified names of classes and fields.
  if (/^[A-Za-z]\w*(?:\.[A-Za-z]\w*){2,}$/.test(text)) return true;
  return text.includes('\n') || text.split(/\s+/).length > 4 || /^[[{]/.test(text);
}

function unquoted(text: string): string {
  const quote = text[0];
  return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}
