import { remember } from '../kept.js';

/**
 * What stands at the top of one document, found without parsing it. A pre-filter only: whoever needs to be right asks
 * the parsed root.
 */
export interface TopLevel {
  /** Top-level keys with the raw text of their values. */
  readonly keys: ReadonlyMap<string, string>;
  /** True when the document is a list; `body` is its text. */
  readonly list: boolean;
  readonly body: string;
}

const keyPattern = /^(?:"([^"]+)"|'([^']+)'|([\w.$/-]+))[ \t]*:(?=[ \t]|$)/;

/**
 * The top-level keys of each document of a YAML or JSON text, in one pass over its lines. The last text is remembered, for
 * a server asks before it reads ahead and again when it has read.
 */
export const scanTopLevel: (text: string) => readonly TopLevel[] = remember(1, scan);

function scan(text: string): readonly TopLevel[] {
  const documents: TopLevel[] = [];
  for (const body of splitRoughly(text)) {
    const first = firstContent(body);
    if (first === undefined) continue;
    const character = body[first];
    if (character === '{') documents.push({ keys: scanFlow(body, first), list: false, body });
    else if (character === '[') documents.push({ keys: new Map(), list: true, body });
    else documents.push(scanBlock(body, first));
  }
  return documents;
}

/** Cuts at `---` lines. */
function splitRoughly(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = start; line < text.length; line = nextLine(text, line)) {
    if (!text.startsWith('---', line) || !/^\s?$/.test(text.charAt(line + 3))) continue;
    pieces.push(text.slice(start, line));
    start = line + 3;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Offset of the first character that is neither blank nor in a comment, a directive or a line of a template. */
function firstContent(text: string): number | undefined {
  for (let line = 0; line < text.length; line = nextLine(text, line)) {
    const column = indentOf(text, line);
    if (!/^(?:$|[#\r\n%]|\{[{%])/.test(text.slice(line + column, line + column + 2))) return line + column;
  }
  return undefined;
}

function scanBlock(text: string, first: number): TopLevel {
  const keys = new Map<string, string>();
  const base = first - (text.lastIndexOf('\n', first - 1) + 1);
  let key: string | undefined;
  let valueStart = 0;
  for (let line = first - base; line < text.length; line = nextLine(text, line)) {
    if (indentOf(text, line) !== base) continue;
    const start = line + base;
    const match = keyPattern.exec(text.slice(start, Math.min(nextLine(text, line), start + 200)).trimEnd());
    const name = match?.[1] ?? match?.[2] ?? match?.[3];
    if (!match || name === undefined) continue;
    if (key !== undefined) keys.set(key, text.slice(valueStart, line));
    key = name;
    valueStart = start + match[0].length;
  }
  if (key !== undefined) keys.set(key, text.slice(valueStart));
  return { keys, list: keys.size === 0 && text[first] === '-', body: text };
}

/** Keys of the outermost braces. */
function scanFlow(text: string, first: number): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let depth = 0;
  let word: string | undefined;
  let key: string | undefined;
  let valueStart = 0;
  for (let i = first; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "'") {
      const end = closingQuote(text, i);
      if (depth === 1) word = text.slice(i + 1, end);
      i = end;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) break;
    } else if (depth === 1 && character === ':' && key === undefined && word !== undefined) {
      key = word;
      valueStart = i + 1;
    } else if (depth === 1 && character === ',') {
      if (key !== undefined) keys.set(key, text.slice(valueStart, i));
      key = undefined;
      word = undefined;
    } else if (depth === 1 && key === undefined && character !== undefined && /\w/.test(character)) {
      const bare = /^[\w.-]+/.exec(text.slice(i, i + 100))?.[0] ?? character;
      word = bare;
      i += bare.length - 1;
    }
  }
  if (key !== undefined) keys.set(key, text.slice(valueStart));
  return keys;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

function nextLine(text: string, line: number): number {
  const end = text.indexOf('\n', line);
  return end < 0 ? text.length : end + 1;
}

function indentOf(text: string, line: number): number {
  let column = 0;
  while (text[line + column] === ' ') column++;
  return column;
}
