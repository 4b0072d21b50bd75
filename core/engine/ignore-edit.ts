import type { Edit } from '../edit.js';
import type { Document } from '../model/document.js';
import { contains, type Span, shift } from '../span.js';
import { findContinuedScalar } from '../yaml/continued.js';
import { type Directive, findDirectives, lineOf } from './directives.js';

/**
 * Edit that makes a rule ignore what is at a span of a file: the rule's id in a comment above the YAML node or the
 * instruction that begins there. Undefined where no comment can stand.
 */
export function ignoreHereEdit(text: string, documents: readonly Document[], at: Span, rule: string): Edit | undefined {
  const document = documents.find(({ base, text }) => contains({ start: base, end: base + text.length }, at));
  if (!document) return undefined;
  const start = nodeStart(document, at.start - document.base);
  if (start === undefined) return undefined;
  const line = lineOf(document.text, start);
  const above = directiveAbove(document, line);
  if (above) return shiftEdit(withId(document, above, rule), document.base);
  const indent = /^[ \t]*/.exec(document.text.slice(line.start, line.end))?.[0] ?? '';
  return insertLine(text, document.base + line.start, `${indent}# seaworthy-ignore ${rule}`);
}

/**
 * Edit that makes a rule ignore the stage around a span of a Dockerfile: the rule's id in a comment above its FROM.
 * Undefined where there is one stage only, for that is the file.
 */
export function ignoreStageEdit(
  text: string,
  documents: readonly Document[],
  at: Span,
  rule: string,
): Edit | undefined {
  const [document] = documents;
  if (document?.format !== 'dockerfile' || document.stage.length < 2) return undefined;
  const stage = document.stage.findLast(({ from }) => from.span.start <= at.start);
  if (stage === undefined) return undefined;
  const { start } = stage.from.span;
  const known = findDirectives(document).find(
    ({ comment, covers }) =>
      covers !== undefined && covers !== 'file' && comment?.nextStage === covers && covers.start === start,
  );
  if (known) return withId(document, known, rule);
  const line = lineOf(text, start);
  return insertLine(text, line.start, `${text.slice(line.start, start)}# seaworthy-ignore-stage ${rule}`);
}

/** Edit that makes a rule ignore a whole file: the rule's id in a comment at its top. */
export function ignoreFileEdit(text: string, documents: readonly Document[], rule: string): Edit | undefined {
  const first = documents[0];
  if (!first) return undefined;
  const known = findDirectives(first).find(({ covers, comment }) => covers === 'file' && comment);
  if (known) return shiftEdit(withId(first, known, rule), first.base);
  // Parser directives of a Dockerfile count only at its very top.
  const last = first.directives.at(-1);
  const at = last ? nextLine(text, first.base + last.span.end) : 0;
  return at === undefined ? undefined : insertLine(text, at, `# seaworthy-ignore-file ${rule}`);
}

/** Where the node or instruction begins that a comment must stand above to cover an offset of the document. */
function nodeStart(document: Document, offset: number): number | undefined {
  if (document.comments.some(({ span }) => span.start <= offset && offset < span.end)) return undefined;
  if (document.format === 'dockerfile') {
    return document.instruction.find(({ span }) => span.start <= offset && offset <= span.end)?.span.start;
  }
  const line = lineOf(document.text, offset);
  if (document.text.slice(line.start, line.end).startsWith('---')) return undefined;
  return findContinuedScalar(document.text, line.start)?.start ?? offset;
}

/** Our own directive on the line before, to which an id can be added. */
function directiveAbove(document: Document, line: Span): Directive | undefined {
  if (line.start === 0) return undefined;
  const previous = lineOf(document.text, line.start - (document.text.startsWith('\r\n', line.start - 2) ? 2 : 1));
  return findDirectives(document).find(
    ({ comment, covers, ids }) =>
      comment?.ownLine === true && covers !== 'file' && ids.length > 0 && contains(previous, comment.span),
  );
}

function withId(document: Document, { ids, span }: Directive, rule: string): Edit | undefined {
  const last = ids.at(-1);
  if (!last || !contains(span, last.span) || !document.text.startsWith('#', span.start)) return undefined;
  return { span: { start: last.span.end, end: last.span.end }, text: `, ${rule}` };
}

function shiftEdit(edit: Edit | undefined, by: number): Edit | undefined {
  return edit && { ...edit, span: shift(edit.span, by) };
}

/** A whole line before the one that begins at the offset, with the line end the file uses. */
function insertLine(text: string, at: number, line: string): Edit {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return { span: { start: at, end: at }, text: line + lineEnd };
}

/** Where the line behind an offset begins; undefined when it is the last. */
function nextLine(text: string, offset: number): number | undefined {
  const { end } = lineOf(text, offset);
  if (end >= text.length) return undefined;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}
