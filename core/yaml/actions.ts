import type { Span } from '../span.js';

/** What an action can bring into the document beside the text that is seen. */
export type ActionRole =
  /** Nothing: a comment, `end`, a definition, an assignment. */
  | 'silent'
  /** It decides whether what is seen counts: `if`, `range`, `with`, `else`. */
  | 'branch'
  /** It prints something that is not seen: `include`, `toYaml`, a value. */
  | 'emit';

/** Finds `{{ … }}` (Go templates, Jinja), `{% … %}` and `{# … #}`, over several lines too. Unclosed ones are none. */
export function findActions(text: string): readonly Span[] {
  const found: Span[] = [];
  const missing = new Set<string>();
  let at = text.indexOf('{');
  while (at !== -1) {
    const end = endOfAction(text, at, missing);
    if (end !== undefined) found.push({ start: at, end });
    at = text.indexOf('{', end ?? at + 1);
  }
  return found;
}

/** `missing` remembers closing marks that do not occur any more, so that the whole search stays linear. */
function endOfAction(text: string, start: number, missing: Set<string>): number | undefined {
  const second = text[start + 1];
  if (second === '{') return endOfPrinting(text, start + 2, missing);
  // `${#name}` is the length of a shell variable, not the beginning of a Jinja comment.
  if ((second === '%' || second === '#') && text[start - 1] !== '$')
    return closing(text, start + 2, `${second}}`, missing);
  return undefined;
}

function closing(text: string, from: number, mark: string, missing: Set<string>): number | undefined {
  if (missing.has(mark)) return undefined;
  const at = text.indexOf(mark, from);
  if (at !== -1) return at + mark.length;
  missing.add(mark);
  return undefined;
}

/** The end of `{{ … }}`. Braces inside its strings and comments do not count. */
function endOfPrinting(text: string, from: number, missing: Set<string>): number | undefined {
  const comment = /^-?\s*\/\*/.test(text.slice(from, from + 8)) ? text.indexOf('/*', from) : -1;
  const plain = closing(text, from, '}}', missing);
  if (plain === undefined) return undefined;
  if (comment !== -1) {
    const close = closing(text, comment + 2, '*/', missing);
    return close === undefined ? plain : (closing(text, close, '}}', missing) ?? plain);
  }
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '}' && text[at + 1] === '}') return at + 2;
    if (char === '"' || char === "'") at = endOfString(text, at) ?? at + 1;
    else if (char === '`') at = closing(text, at + 1, '`', missing) ?? at + 1;
    else at++;
  }
  return plain;
}

/** The end of a string on its line; undefined when the quote is a mere apostrophe. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start]) return at + 1;
    else if (text[at] === '\n') return undefined;
  }
  return undefined;
}

/** The role of an action, by its first word. */
export function roleOf(action: string): ActionRole {
  if (action.startsWith('{#')) return 'silent';
  const inner = action
    .slice(2, -2)
    .replace(/^[-+~]/, '')
    .trimStart();
  const word = /^[A-Za-z]+/.exec(inner)?.[0] ?? '';
  if (/^(?:if|elif|else|with|range|for|block)$/.test(word)) return 'branch';
  if (action.startsWith('{%')) return word === 'include' || word === 'import' ? 'emit' : 'silent';
  if (inner.startsWith('/*') || /^(?:end|define|break|continue)$/.test(word)) return 'silent';
  return /^\$\w*\s*:?=/.test(inner) ? 'silent' : 'emit';
}

/** The indentation an action says that it prints with (`nindent 8`), if it says so. */
export function statedIndent(action: string): number | undefined {
  const stated = /\bn?indent\s+\(?(\d{1,3})\b/.exec(action)?.[1];
  return stated === undefined ? undefined : Number(stated);
}
