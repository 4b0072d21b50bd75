/** A text with its quotes removed and its variables replaced. */
export interface Expanded {
  /** Variables that are not known stay as they are written. */
  readonly text: string;
  /** True when every variable is known. */
  readonly literal: boolean;
}

/** The value of a variable, undefined in it when surely nobody sets it. Without an answer it cannot be known. */
export type Lookup = (name: string) => { readonly value: string | undefined } | undefined;

/** Deeper `${a:-${b:-…}}` than a person writes. */
const maxDepth = 20;

/** Characters that variables may add to a text. Each of a few may hold the one before it several times over. */
const maxAdded = 4096;

interface Reader {
  readonly text: string;
  readonly escapeCharacter: string;
  readonly lookup: Lookup;
  position: number;
}

/**
 * Removes quotes and escapes and replaces variables as the builder does (frontend/dockerfile/shell/lex.go). It is no
 * shell: there are no substitutions, and a single quote inside double ones means nothing.
 */
export function expand(text: string, escapeCharacter: string, lookup: Lookup): Expanded {
  const isPlain = !/["'$]/.test(text) && !text.includes(escapeCharacter);
  if (isPlain) return { text, literal: true };
  return readUntil({ text, escapeCharacter, lookup, position: 0 }, undefined, 0);
}

function readUntil(reader: Reader, stop: string | undefined, depth: number): Expanded {
  const { text, escapeCharacter } = reader;
  let result = '';
  let literal = true;
  let quoted = false;
  while (reader.position < text.length) {
    const character = text[reader.position] ?? '';
    if (!quoted && character === stop) break;
    reader.position++;
    if (character === '"') quoted = !quoted;
    else if (character === "'" && !quoted) {
      const end = text.indexOf("'", reader.position);
      result += text.slice(reader.position, end < 0 ? undefined : end);
      reader.position = end < 0 ? text.length : end + 1;
    } else if (character === escapeCharacter) {
      const next = text[reader.position] ?? '';
      const kept = quoted && next !== '"' && next !== '$' && next !== escapeCharacter;
      result += kept ? character + next : next;
      reader.position++;
    } else if (character === '$') {
      const begin = reader.position - 1;
      const variable = readVariable(reader, depth);
      const isTooLong = result.length + variable.text.length > text.length + maxAdded;
      result += isTooLong ? text.slice(begin, reader.position) : variable.text;
      literal &&= variable.literal && !isTooLong;
    } else result += character;
  }
  return { text: result, literal };
}

/** Reads what follows a `$`. */
function readVariable(reader: Reader, depth: number): Expanded {
  const begin = reader.position - 1;
  const { text, lookup } = reader;
  const braced = text[reader.position] === '{';
  const name = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(text.slice(reader.position + (braced ? 1 : 0), begin + 200))?.[0];
  if (name === undefined) return { text: '$', literal: true };
  reader.position += name.length + (braced ? 1 : 0);
  const variable = lookup(name);
  if (!braced) return finish(variable?.value ?? '', variable !== undefined);
  const operator = /^(?::?[-+?]|##?|%%?|\/\/?)/.exec(text.slice(reader.position, reader.position + 2))?.[0];
  if (text[reader.position] === '}') {
    reader.position++;
    return finish(variable?.value ?? '', variable !== undefined);
  }
  if (operator === undefined || depth >= maxDepth) return skip();
  reader.position += operator.length;
  const operand = readUntil(reader, '}', depth + 1);
  reader.position++;
  if (!variable || reader.position > text.length) return finish('', false);
  const given = operator.startsWith(':') ? (variable.value ?? '') !== '' : variable.value !== undefined;
  switch (operator.replace(':', '')) {
    case '-':
      return given ? finish(variable.value ?? '', true) : operand;
    case '+':
      return given ? operand : finish('', true);
    case '?':
      return finish(variable.value ?? '', given);
    default:
      return finish('', false);
  }

  function finish(value: string, literal: boolean): Expanded {
    return literal ? { text: value, literal } : { text: text.slice(begin, reader.position), literal };
  }
  function skip(): Expanded {
    const end = text.indexOf('}', reader.position);
    reader.position = end < 0 ? text.length : end + 1;
    return finish('', false);
  }
}

/** Names of the variables a text refers to, each time it does. */
export function variablesIn(text: string, escapeCharacter: string): readonly string[] {
  const names: string[] = [];
  const note: Lookup = (name) => {
    names.push(name);
    return undefined;
  };
  expand(text, escapeCharacter, note);
  return names;
}

/** True when a quote is not closed, which the builder refuses. */
export function hasOpenQuote(text: string, escapeCharacter: string): boolean {
  if (!/["']/.test(text)) return false;
  let open = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === escapeCharacter && open !== "'") i++;
    else if (open === '' && (character === '"' || character === "'")) open = character;
    else if (character === open) open = '';
  }
  return open !== '';
}
