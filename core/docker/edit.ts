import { applyEdits, type Edit } from '../edit.js';
import { type Span, shift } from '../span.js';
import { findProblem, findProblems } from './check.js';
import type { SyntaxInstruction } from './instruction.js';
import { type DockerfileSyntax, parseDockerfile } from './parse.js';

/** A file that can be written to. */
export interface DockerfileText {
  readonly text: string;
  readonly syntax: DockerfileSyntax;
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
export function verified(file: DockerfileText, edits: readonly Edit[], change: Change): readonly Edit[] | undefined {
  return isExactNearby(file, edits, change) || isExactInAll(file, edits, change) ? edits : undefined;
}

function isExactInAll({ text, syntax }: DockerfileText, edits: readonly Edit[], change: Change): boolean {
  const applied = applyEdits(text, edits);
  if (applied.skipped.length > 0) return false;
  const after = parseDockerfile(applied.text);
  return (
    reads(syntax, after, change) &&
    after.directives.length === syntax.directives.length &&
    after.problems.length <= syntax.problems.length
  );
}

/**
 * The same for the instructions round the edit. Each is read by itself, so when the one in front is not touched and the
 * one behind still reads as before, all others do. False also where only the whole file will do: near its top, where
 * directives stand, and under one that changes how lines are continued.
 */
function isExactNearby({ text, syntax }: DockerfileText, edits: readonly Edit[], change: Change): boolean {
  const { instructions, comments, escapeCharacter } = syntax;
  const { index, removed } = change;
  const behind = index + removed;
  const [front, next] = [instructions[index - 1], instructions[behind]];
  if (front === undefined || escapeCharacter !== '\\') return false;
  const start = front.line.span.start;
  const end = next === undefined ? text.length : next.line.span.end;
  const isBetween = edits.every(
    ({ span }) => span.start >= front.line.span.end && span.end <= (next?.line.span.start ?? end),
  );
  if (!isBetween) return false;
  const inside = edits.map(({ span, text: written }) => ({ span: shift(span, -start), text: written }));
  const applied = applyEdits(text.slice(start, end), inside);
  if (applied.skipped.length > 0) return false;
  const after = parseDockerfile(applied.text);
  const before = {
    instructions: instructions.slice(index - 1, behind + 1),
    comments: comments.filter(({ span }) => start <= span.start && span.start < end),
  };
  if (!reads(before, after, { ...change, index: 1 })) return false;
  // Behind a FROM an instruction is judged by itself, so that those elsewhere need not be looked at for each of many fixes.
  const staged = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  if (staged >= 0 && staged < index) {
    const wrong = (list: readonly SyntaxInstruction[]) =>
      list.filter((one) => findProblem(one, escapeCharacter)).length;
    return wrong(after.instructions) <= wrong(before.instructions);
  }
  const result = [...instructions.slice(0, index - 1), ...after.instructions, ...instructions.slice(behind + 1)];
  return findProblems(result, escapeCharacter).length <= findProblems(instructions, escapeCharacter).length;
}

/** True when `after` holds what was there before, with the change made. */
function reads(
  before: Pick<DockerfileSyntax, 'instructions' | 'comments'>,
  after: DockerfileSyntax,
  { index, removed, added, check = () => true }: Change,
): boolean {
  const old = before.instructions.map(printed);
  const now = after.instructions.map(printed);
  old.splice(index, removed);
  const inserted = after.instructions.slice(index, index + added);
  now.splice(index, added);
  return (
    old.length === now.length &&
    old.every((line, i) => line === now[i]) &&
    after.comments.length === before.comments.length &&
    after.comments.every((comment, i) => comment.text === before.comments[i]?.text) &&
    inserted.length === added &&
    inserted.every(check)
  );
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
