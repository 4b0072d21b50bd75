import { applyEdits, type Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { SyntaxInstruction } from './instruction.js';
import { type DockerfileSyntax, parseDockerfile, type SyntaxOfLine } from './parse.js';

/** A file that can be written to. */
export interface DockerfileText {
  readonly text: string;
  readonly syntax: DockerfileSyntax;
  /** As in `parseDockerfile`: trying an edit parses again only the lines it changes. */
  readonly syntaxOf?: SyntaxOfLine | undefined;
}

/** What an edit is meant to do to the list of instructions; everything else must stay as it is. */
export interface Change {
  /** The first instruction it is about. */
  readonly index: number;
  /** How many go, and how many stand there afterwards. */
  readonly removed: number;
  readonly added: number;
  /** Looks at what was added. */
  readonly check?: (added: SyntaxInstruction) => boolean;
}

/** The edits, if the file reads afterwards exactly as it was meant to; otherwise undefined. */
export function verified(
  { text, syntax, syntaxOf }: DockerfileText,
  edits: readonly Edit[],
  { index, removed, added, check = () => true }: Change,
): readonly Edit[] | undefined {
  const applied = applyEdits(text, edits);
  if (applied.skipped.length > 0) return undefined;
  const after = parseDockerfile(applied.text, syntaxOf);
  const before = syntax.instructions.map(printed);
  const now = after.instructions.map(printed);
  before.splice(index, removed);
  const inserted = after.instructions.slice(index, index + added);
  now.splice(index, added);
  const same = before.length === now.length && before.every((line, i) => line === now[i]);
  const sameComments =
    after.comments.length === syntax.comments.length &&
    after.comments.every((comment, i) => comment.text === syntax.comments[i]?.text);
  const isRight =
    same &&
    sameComments &&
    inserted.length === added &&
    inserted.every(check) &&
    after.directives.length === syntax.directives.length &&
    after.problems.length <= syntax.problems.length;
  return isRight ? edits : undefined;
}

/** All that an instruction says, without its layout. */
function printed({ keyword, flags, rest, heredocs }: SyntaxInstruction): string {
  const options = flags.map(({ name, value }) => `--${name}=${value?.text ?? ''}`);
  return JSON.stringify([keyword, options, rest.text, heredocs.map(({ name, body }) => [name, body.text])]);
}

/** Index in the file of an instruction, or of the ONBUILD around it. */
export function indexOf({ syntax }: DockerfileText, { line }: SyntaxInstruction): number {
  return syntax.instructions.findIndex((other) => other.line === line);
}

/** Writes a text over a part of an instruction. */
export function replaceIn(
  file: DockerfileText,
  instruction: SyntaxInstruction,
  span: Span,
  text: string,
  check: (changed: SyntaxInstruction) => boolean,
): readonly Edit[] | undefined {
  if (/[\r\n]/.test(text)) return undefined;
  const change = { index: indexOf(file, instruction), removed: 1, added: 1 };
  return verified(file, [{ span, text }], {
    ...change,
    check: (changed) => check(instruction.keyword !== 'ONBUILD' && changed.trigger ? changed.trigger : changed),
  });
}

/** Removes an instruction with its lines; comments above it stay. */
export function removeInstruction(file: DockerfileText, instruction: SyntaxInstruction): readonly Edit[] | undefined {
  const { text } = file;
  const { start, end } = instruction.line.span;
  const lineEnd = text.indexOf('\n', end);
  const span = { start: lineStart(text, start), end: lineEnd < 0 ? text.length : lineEnd + 1 };
  return verified(file, [{ span, text: '' }], { index: indexOf(file, instruction), removed: 1, added: 0 });
}

/** Writes an instruction on a line of its own before another, above the comments that belong to that one. */
export function insertBefore(
  file: DockerfileText,
  next: SyntaxInstruction,
  written: string,
  check: (added: SyntaxInstruction) => boolean,
): readonly Edit[] | undefined {
  if (/[\r\n]/.test(written)) return undefined;
  const { text, syntax } = file;
  const lowest = syntax.directives[syntax.directives.length - 1]?.span.end ?? 0;
  const own = lineStart(text, next.span.start);
  let start = own;
  const comments = new Set(syntax.comments.map(({ span }) => lineStart(text, span.start)));
  for (let above = lineStart(text, start - 1); start > 0 && comments.has(above) && above >= lowest; ) {
    start = above;
    above = lineStart(text, start - 1);
  }
  const indentation = text.slice(own, next.span.start).replace('\uFEFF', '');
  const at = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const edit = { span: { start: at, end: at }, text: `${indentation}${written}${lineEndOf(text)}` };
  return verified(file, [edit], { index: indexOf(file, next), removed: 0, added: 1, check });
}

/** Writes an instruction on a line of its own after another. */
export function insertAfter(
  file: DockerfileText,
  previous: SyntaxInstruction,
  written: string,
  check: (added: SyntaxInstruction) => boolean,
): readonly Edit[] | undefined {
  if (/[\r\n]/.test(written)) return undefined;
  const { text } = file;
  const { start, end } = previous.line.span;
  const newline = text.indexOf('\n', end);
  const at = newline < 0 ? text.length : text[newline - 1] === '\r' ? newline - 1 : newline;
  const indentation = text.slice(lineStart(text, start), start).replace('\uFEFF', '');
  const edit = { span: { start: at, end: at }, text: `${lineEndOf(text)}${indentation}${written}` };
  return verified(file, [edit], { index: indexOf(file, previous) + 1, removed: 0, added: 1, check });
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line end that the file uses. */
function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
