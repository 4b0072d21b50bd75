import { onceRead } from '../kept.js';
import type { Comment, Document } from '../model/document.js';
import type { SuppressionFault } from '../model/suppression.js';
import type { Span } from '../span.js';

/** One of our own directives, with what it covers. Spans are the document's own. */
export interface Directive {
  readonly ids: readonly { readonly id: string; readonly span: Span }[];
  /** Undefined: it covers nothing, for `fault`. `file` is the whole file, in every document of it. */
  readonly covers: Span | 'file' | undefined;
  readonly fault: SuppressionFault | undefined;
  readonly reason: string | undefined;
  readonly span: Span;
  /** The comment it stands in; an annotation is none. */
  readonly comment: Comment | undefined;
}

export const directiveNames = [
  'seaworthy-ignore',
  'seaworthy-ignore-file',
  'seaworthy-ignore-stage',
  'seaworthy-ignore-begin',
  'seaworthy-ignore-end',
] as const;

const annotationPrefix = 'seaworthy.dev/';
export const annotationName = `${annotationPrefix}ignore`;

/** All directives of a document, in the order of their places, comments before annotations. */
export const findDirectives: (document: Document) => readonly Directive[] = onceRead(readDirectives);

function readDirectives(document: Document): readonly Directive[] {
  const found = document.comments
    .map((comment) => readComment(comment, document))
    .filter((directive) => directive !== undefined);
  return [...closeRanges(found, document), ...annotationDirectives(document)];
}

/** What other tools would have one write: in other letters, or with a colon for the hyphen. It hides nothing, and is told. */
const likeOurs = /^#[ \t]*(seaworthy[-:][ \t]*(?:ignore|disable|skip|off)[\w-]*)(?=[\s:,=]|$):?/i;

/** A directive whose range may still have to be closed. */
interface Open extends Directive {
  readonly name: string;
}

function readComment(comment: Comment, document: Document): Open | undefined {
  const { start, end } = comment.span;
  const raw = document.text.slice(start, end);
  const head = /^#[ \t]*(seaworthy-[\w-]*)(?=[\s:,]|$):?/.exec(raw) ?? likeOurs.exec(raw);
  const name = head?.[1];
  if (head === null || name === undefined) return undefined;
  const { ids, reason } = readIds(raw.slice(head[0].length), start + head[0].length);
  const open = { name, ids, reason, span: comment.span, comment };
  const fail = (fault: SuppressionFault): Open => ({ ...open, covers: undefined, fault });
  const cover = (covers: Span | 'file' | undefined, fault: SuppressionFault): Open =>
    covers === undefined ? fail(fault) : { ...open, covers, fault: undefined };

  if (!directiveNames.some((known) => known === name)) return fail('directive');
  if (ids.length === 0 && name !== 'seaworthy-ignore-end') return fail('no-rules');
  switch (name) {
    case 'seaworthy-ignore':
      return cover(comment.ownLine ? comment.next : lineOf(document.text, start), 'no-target');
    case 'seaworthy-ignore-file':
      return cover('file', 'no-target');
    case 'seaworthy-ignore-stage':
      return cover(comment.nextStage, 'no-stage');
    default:
      return { ...open, covers: undefined, fault: undefined };
  }
}

/** Where in one of our directives an offset stands: in the name that is being written, or among the ids. */
export interface DirectivePlace {
  readonly at: 'name' | 'ids';
  /** The word under the offset. */
  readonly word: Span;
  /** The name as far as it is written. */
  readonly name: string;
  /** The other ids. */
  readonly ids: readonly string[];
}

/** Undefined where no directive is, and in its reason. A comment that holds one word may become a directive. */
export function directivePlaceAt(document: Document, offset: number): DirectivePlace | undefined {
  // Blanks at the end of a line are no part of its comment, but an id is about to follow them.
  const comment = document.comments.find(
    ({ span }) => span.start < offset && /^[ \t]*$/.test(document.text.slice(span.end, Math.max(span.end, offset))),
  );
  if (comment === undefined) return undefined;
  const { start } = comment.span;
  const end = Math.max(comment.span.end, offset);
  const raw = document.text.slice(start, end);
  const [, blanks = '', name = ''] = /^#([ \t]*)([\w-]*)/.exec(raw) ?? [];
  const nameStart = start + 1 + blanks.length;
  const nameEnd = nameStart + name.length;
  if (nameStart <= offset && offset <= nameEnd) {
    const isAlone = document.text.slice(nameEnd, end).trim() === '' || name.startsWith('seaworthy-');
    return isAlone ? { at: 'name', word: { start: nameStart, end: nameEnd }, name, ids: [] } : undefined;
  }
  if (!directiveNames.some((known) => known === name)) return undefined;
  const { ids, end: idsEnd } = readIds(document.text.slice(nameEnd, end).replace(/^:/, ' '), nameEnd);
  if (offset <= nameEnd || offset > idsEnd) return undefined;
  const own = ids.find(({ span }) => span.start <= offset && offset <= span.end);
  const others = ids.filter((each) => each !== own).map(({ id }) => id);
  return { at: 'ids', word: own?.span ?? { start: offset, end: offset }, name, ids: others };
}

/** `a, b -- why`: ids separated by commas or blanks, then the reason. `end`: where the ids end. */
export function readIds(text: string, base: number): Pick<Directive, 'ids' | 'reason'> & { readonly end: number } {
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(text);
  const list = dashes === null ? text : text.slice(0, dashes.index);
  const reason = dashes === null ? '' : text.slice(dashes.index + dashes[0].length).trim();
  const ids = [...list.matchAll(/[^\s,]+/g)].map((match) => {
    const start = base + match.index;
    return { id: match[0], span: { start, end: start + match[0].length } };
  });
  return { ids, reason: reason === '' ? undefined : reason, end: base + list.length };
}

/** Joins each begin with its end. An end closes the latest begin with the same ids, or with no ids of its own, the latest. */
function closeRanges(found: readonly Open[], document: Document): readonly Directive[] {
  const closed = new Map<Open, Directive>();
  const open: Open[] = [];
  for (const directive of found) {
    if (directive.fault !== undefined) continue;
    if (directive.name === 'seaworthy-ignore-begin') open.push(directive);
    if (directive.name !== 'seaworthy-ignore-end') continue;
    const begin = open.filter((one) => closes(directive, one)).at(-1);
    if (begin === undefined) closed.set(directive, { ...directive, fault: 'no-begin' });
    else {
      open.splice(open.indexOf(begin), 1);
      closed.set(begin, { ...begin, covers: { start: begin.span.start, end: directive.span.end } });
    }
  }
  for (const begin of open) {
    const covers = { start: begin.span.start, end: document.text.length };
    closed.set(begin, { ...begin, covers, fault: 'no-end' });
  }
  return found
    .map((directive) => closed.get(directive) ?? directive)
    .filter(({ covers, fault }) => covers !== undefined || fault !== undefined);
}

function closes(end: Open, begin: Open): boolean {
  const ids = begin.ids.map(({ id }) => id);
  return end.ids.length === 0 || (end.ids.length === ids.length && end.ids.every(({ id }) => ids.includes(id)));
}

function annotationDirectives(document: Document): readonly Directive[] {
  // Labels are only looked at where there may be one of ours, for they have to be read for it.
  if (!document.text.includes(annotationPrefix)) return [];
  const labels = document.label
    .filter(({ name }) => name.startsWith(annotationPrefix))
    .map(
      ({ nameSpan: span }) =>
        ({ ids: [], covers: undefined, fault: 'label', reason: undefined, span, comment: undefined }) as const,
    );
  return [
    ...labels,
    ...document.annotations
      .filter(({ name }) => name.startsWith(annotationPrefix))
      .map(({ name, value, span, owner }): Directive => {
        if (name !== annotationName)
          return { ids: [], covers: undefined, fault: 'annotation', reason: undefined, span, comment: undefined };
        // A quoted value may stand elsewhere than it reads, so every id points at the whole annotation.
        const { ids, reason } = readIds(value, 0);
        const fault = ids.length === 0 ? 'no-rules' : undefined;
        const covers = fault === undefined ? owner : undefined;
        return { ids: ids.map(({ id }) => ({ id, span })), covers, fault, reason, span, comment: undefined };
      }),
  ];
}

/** The line an offset stands on, without its line end. */
export function lineOf(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && !isLineEnd(text, start - 1)) start--;
  while (end < text.length && !isLineEnd(text, end)) end++;
  return { start, end };
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}
