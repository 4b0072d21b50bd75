import { CST, Lexer } from 'yaml';

/** What the lexer says about what is to come; it stands for no character. */
const signs: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/**
 * Where a key of the outermost mapping begins, read by the lexer up to there and no further: what stands above it can be
 * parsed for itself. Undefined when the key does not come within the first `most` characters, or when the document is no
 * mapping in block style.
 */
export function offsetOfKey(text: string, key: string, most: number): number | undefined {
  let offset = 0;
  let before = '\n';
  for (const lexeme of new Lexer().lex(text.slice(0, most))) {
    if (signs.has(lexeme)) continue;
    if (lexeme === key && /[\r\n]$/.test(before)) return offset;
    offset += lexeme.length;
    before = lexeme;
  }
  return undefined;
}
