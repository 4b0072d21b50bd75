import { contains, type Span } from '../span.js';
import type { Cursor, Step } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';
import { parseYaml, type YamlOptions } from '../yaml/parse.js';
import { wordAround } from './suggestion.js';

/** Where in a document, perhaps half-typed, a word is being written. Offsets are those of the document. */
export interface YamlPlace {
  /** `key` of a mapping; a `value`, or a part of one. */
  readonly as: 'key' | 'value';
  /** The steps to the mapping that holds the key, or to the value. */
  readonly path: readonly Step[];
  /** The other keys of the mapping; empty for a value. */
  readonly siblings: readonly string[];
  /** The mapping, or the value itself, with the stand-in in it. */
  readonly cursor: Cursor;
  /** What is replaced. */
  readonly word: Span;
  /** True when a colon already follows the word. */
  readonly hasColon: boolean;
  /** The document with a stand-in for the word: the key has no value yet. */
  readonly tried: YamlDocument;
  /** Where the stand-in is in it. */
  readonly mark: Span;
}

/** No file holds such a word. */
const standIn = 'seaworthy0stand0in';

/**
 * Finds the place by writing a stand-in for the word under the cursor and asking the parser where it landed: as a key
 * first, for that is what an empty line waits for, then as a value. Undefined inside a comment and where neither reads.
 */
export function yamlPlaceAt(text: string, offset: number, options: YamlOptions): YamlPlace | undefined {
  const word = wordAround(text, offset, /[\w$./-]/);
  const behind = text.slice(word.end);
  const hasColon = /^["']?[ \t]*:(?:\s|$)/.test(behind);
  const isLast = /^[ \t]*(?:#|\r?\n|\r|$|[},])/.test(behind);
  const asKey = hasColon || !isLast ? undefined : tryAt(text, word, `${standIn}:`, options);
  if (asKey !== undefined && asKey.problems.length === 0) return find(asKey, word, hasColon);
  const asValue = tryAt(text, word, standIn, options);
  const better = asKey !== undefined && asKey.problems.length <= asValue.problems.length ? asKey : asValue;
  return find(better, word, hasColon);
}

function tryAt(text: string, word: Span, written: string, options: YamlOptions): YamlDocument {
  return parseYaml(text.slice(0, word.start) + written + text.slice(word.end), options);
}

function find(tried: YamlDocument, word: Span, hasColon: boolean): YamlPlace | undefined {
  const mark = { start: word.start, end: word.start + standIn.length };
  const look = (cursor: Cursor, path: readonly Step[]): YamlPlace | undefined => {
    const base = { word, hasColon, tried, mark };
    if (cursor.kind === 'scalar') return { ...base, as: 'value', path, siblings: [], cursor };
    const entries = cursor.entries();
    for (const { name, nameSpan, cursor: value } of entries) {
      if (contains(nameSpan, mark)) {
        // Before more of a key a new word would only make it longer; what is below may not become its value.
        if (name !== standIn || (value.kind !== 'null' && !hasColon)) return undefined;
        const siblings = entries.map((entry) => entry.name).filter((other) => other !== name);
        return { ...base, as: 'key', path, siblings, cursor };
      }
      if (!value.shared && contains(value.span, mark)) return look(value, [...path, name]);
    }
    const index = cursor.items().findIndex((item) => !item.shared && contains(item.span, mark));
    const item = index < 0 ? undefined : cursor.items()[index];
    return item && look(item, [...path, index]);
  };
  return look(tried.root({ open: false }), []);
}
