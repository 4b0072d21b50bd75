import type { Word as ShellWord, SyntaxNode } from 'unbash';
import { forEachChild } from 'unbash';
import type { Word } from '../model/command.js';
import { type Piece, type SourceText, sourceOfPieces, sourceWithin } from '../source.js';

/** A word of the parser as the model knows it: quotes removed, variables and substitutions as they are written. */
export function readWord(node: ShellWord, source: SourceText): Word {
  return {
    text: node.value,
    span: source.locate({ start: node.pos, end: node.end }),
    literal: !isTemplate(node.value) && !hasExpansion(node),
  };
}

/** Text that some other program fills in before a shell sees it: Helm, Jinja, Ansible. */
function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** False for a text without any of the signs that expansions begin with, so that there is no need to look for one. */
export function mayExpand(text: string): boolean {
  return /[$`<>]/.test(text);
}

/** True when a part of the word is only known at run time. Globs and braces are written out, so they are not. */
export function hasExpansion(node: ShellWord): boolean {
  if (!mayExpand(node.text)) return false;
  let found = false;
  const visit = (child: SyntaxNode): void => {
    switch (child.type) {
      case 'SimpleExpansion':
      case 'ParameterExpansion':
      case 'CommandExpansion':
      case 'ArithmeticExpansion':
      case 'ProcessSubstitution':
        found = true;
        return;
      default:
        if (!found) forEachChild(child, visit);
    }
  };
  forEachChild(node, visit);
  return found;
}

/** The text of a word without its quotes, with a map to where each character stands: the script of `sh -c '…'`. */
export function sourceOfWord(node: ShellWord, source: SourceText): SourceText {
  const pieces: Piece[] = [];
  const add = (part: SyntaxNode): void => {
    switch (part.type) {
      case 'DoubleQuoted':
      case 'LocaleString':
        part.parts.forEach(add);
        return;
      case 'SingleQuoted':
        pieces.push({ text: part.value, span: { start: part.pos + 1, end: part.pos + 1 + part.value.length } });
        return;
      case 'Literal':
        pieces.push(...unescaped(part.text, part.value, part.pos));
        return;
      default:
        pieces.push({ text: source.text.slice(part.pos, part.end), span: { start: part.pos, end: part.end } });
    }
  };
  if (node.parts) node.parts.forEach(add);
  else pieces.push(...unescaped(node.text, node.value, node.pos));
  return sourceWithin(sourceOfPieces(pieces, node.pos), source);
}

/** Splits a literal at its backslashes, so that the characters between them keep their exact places. */
function unescaped(text: string, value: string, at: number): readonly Piece[] {
  if (text === value) return [{ text, span: { start: at, end: at + text.length } }];
  const pieces: Piece[] = [];
  let read = 0;
  let from = 0;
  const flush = (end: number): void => {
    if (end > from) pieces.push({ text: text.slice(from, end), span: { start: at + from, end: at + end } });
  };
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && (text[i] !== value[read] || text[i + 1] === '\\')) {
      flush(i);
      const removed = text[i + 1] === '\n';
      from = removed ? i + 2 : i + 1;
      i++;
      if (removed) continue;
    }
    read++;
  }
  flush(text.length);
  const whole = { text: value, span: { start: at, end: at + text.length } };
  return pieces.map((piece) => piece.text).join('') === value ? pieces : [whole];
}
