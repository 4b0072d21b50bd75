import type { Span } from '../span.js';
import { type ActionRole, findActions, roleOf, statedIndent } from './actions.js';

/** A masked action. */
export interface TemplateSpan extends Span {
  /** True when nothing but actions stands on its line, so that what it prints is structure, not part of a scalar. */
  readonly wholeLine: boolean;
  readonly role: ActionRole;
  /** The column at which it prints: the one it states, else its own. */
  readonly column: number;
}

export interface Masked {
  /** As long as the original, with the same line ends. */
  readonly text: string;
  readonly spans: readonly TemplateSpan[];
}

/**
 * Replaces template actions by placeholders, so that what stands around them parses as YAML with true offsets.
 * An action inside a line becomes word characters; one that fills its line becomes a comment, or, in a block scalar,
 * a line of that scalar.
 */
export function maskTemplates(text: string): Masked {
  const actions = findActions(text);
  if (actions.length === 0) return { text, spans: [] };
  const lines = readLines(text, actions);
  const scalars = findBlockScalars(lines);
  const out: string[] = [];
  const spans: TemplateSpan[] = [];
  lines.forEach((line, index) => {
    const content = scalars[index];
    out.push(line.actions.length === 0 ? text.slice(line.start, line.next) : maskLine(text, line, content));
    for (const action of line.actions) {
      const source = text.slice(action.start, action.end);
      const wholeLine = line.whole && content === undefined;
      spans.push({ ...action, wholeLine, role: roleOf(source), column: statedIndent(source) ?? line.indent });
    }
  });
  return { text: out.join(''), spans };
}

/** A line; one that an action spans goes on to the line end behind that action. */
interface Line {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly indent: number;
  readonly actions: readonly Span[];
  readonly blank: boolean;
  /** Holds actions and, but for a comment, nothing else. */
  readonly whole: boolean;
  /** The line with its actions reduced to letters. */
  readonly bare: string;
}

function readLines(text: string, actions: readonly Span[]): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let upcoming = 0;
  while (start < text.length) {
    const own: Span[] = [];
    let newline = text.indexOf('\n', start);
    for (
      let action = actions[upcoming];
      action && (newline === -1 || action.start < newline);
      action = actions[upcoming]
    ) {
      own.push(action);
      upcoming++;
      if (newline !== -1 && action.end > newline) newline = text.indexOf('\n', action.end);
    }
    const next = newline === -1 ? text.length : newline + 1;
    lines.push(readLine(text, start, next, own));
    start = next;
  }
  return lines;
}

function readLine(text: string, start: number, next: number, actions: readonly Span[]): Line {
  let end = next;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  const parts: string[] = [];
  let outside = '';
  let at = start;
  for (const action of actions) {
    const between = text.slice(at, action.start);
    parts.push(between, 'x');
    outside += between;
    at = action.end;
  }
  parts.push(text.slice(at, end));
  const tail = (outside + text.slice(at, end)).trim();
  const bare = parts.join('');
  const indent = bare.length - bare.trimStart().length;
  const first = actions[0];
  const whole = first !== undefined && first.start === start + indent && (tail === '' || tail.startsWith('#'));
  return { start, end, next, indent, actions, blank: bare.trim() === '', whole, bare };
}

/** For each line that belongs to a block scalar, the column where that scalar's content begins. */
function findBlockScalars(lines: readonly Line[]): readonly (number | undefined)[] {
  const content: (number | undefined)[] = lines.map(() => undefined);
  const nextReal = nextRealLines(lines);
  let open: { readonly parent: number; indent: number | undefined } | undefined;
  lines.forEach((line, index) => {
    if (open) {
      const following = nextReal[index]?.indent ?? -1;
      if (line.blank) return;
      const goesOn =
        line.indent > open.parent || (line.whole && (following > open.parent || open.indent === undefined));
      if (goesOn) {
        open.indent ??= line.whole && following > open.parent ? following : Math.max(line.indent, open.parent + 1);
        content[index] = open.indent;
        return;
      }
      open = undefined;
    }
    if (!line.whole) open = readHeader(line);
  });
  return content;
}

/** For each line, the next one (itself included) that is neither blank nor made of actions alone. */
function nextRealLines(lines: readonly Line[]): readonly (Line | undefined)[] {
  const next: (Line | undefined)[] = [];
  let last: Line | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line && !line.blank && !line.whole) last = line;
    next[index] = last;
  }
  return next;
}

/** A line that ends in a block scalar's header: the indentation of its parent and, when stated, of its content. */
function readHeader(line: Line): { readonly parent: number; indent: number | undefined } | undefined {
  const comment = line.bare.indexOf(' #');
  const head = (comment === -1 ? line.bare : line.bare.slice(0, comment)).trimEnd();
  const header = head.slice(Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t')) + 1);
  if (!/^[|>][-+0-9]{0,2}$/.test(header)) return undefined;
  const headerAt = head.length - header.length;
  let parent = line.indent;
  if (head.startsWith('---')) parent = -1;
  while (head[parent] === '-' && head[parent + 1] === ' ') {
    let after = parent + 1;
    while (head[after] === ' ') after++;
    if (after === headerAt) break;
    parent = after;
  }
  const stated = /[0-9]/.exec(header)?.[0];
  return { parent, indent: stated === undefined ? undefined : Math.max(parent, 0) + Number(stated) };
}

function maskLine(text: string, line: Line, content: number | undefined): string {
  if (content !== undefined) return maskInScalar(text, line, content);
  const parts: string[] = [];
  let at = line.start;
  line.actions.forEach((action, index) => {
    parts.push(text.slice(at, action.start));
    const source = text.slice(action.start, action.end);
    const followed = text.slice(action.end, line.end).trim() !== '';
    parts.push(line.whole ? asComment(source, index === 0) : asWord(source, followed));
    at = action.end;
  });
  parts.push(text.slice(at, line.next));
  return parts.join('');
}

function asComment(action: string, first: boolean): string {
  const lines = action.split('\n');
  return lines
    .map((line, index) => (index === 0 ? fill(line, first ? '#' : 'x', 'x') : fill(line, ' ', ' ')))
    .join('\n');
}

/** Later lines of a long action become blank, but for the last when text goes on behind the action. */
function asWord(action: string, followed: boolean): string {
  const lines = action.split('\n');
  return lines
    .map((line, index) => {
      if (index === 0 || (followed && index === lines.length - 1)) return fill(line, 'x', 'x');
      return fill(line, ' ', ' ');
    })
    .join('\n');
}

function fill(line: string, first: string, rest: string): string {
  const body = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (body === '') return line;
  return first + rest.repeat(body.length - 1) + line.slice(body.length);
}

/** In a block scalar the placeholder must not stand before the column where its content begins. */
function maskInScalar(text: string, line: Line, content: number): string {
  const out: string[] = [];
  const inAction = (at: number): boolean => line.actions.some((action) => action.start <= at && at < action.end);
  let column = 0;
  for (let at = line.start; at < line.next; at++) {
    const char = text.charAt(at);
    const masked = line.whole ? at < line.end : inAction(at);
    if (char === '\n' || char === '\r' || !masked) out.push(char);
    else out.push(column < content ? ' ' : 'x');
    column = char === '\n' ? 0 : column + 1;
  }
  return out.join('');
}

/** True when an action lies in the span or covers its start. The actions are in the order of their places. */
export function isTemplated(actions: readonly Span[], span: Span): boolean {
  const first = actions[indexBehind(actions, span.start)];
  return first !== undefined && first.start < Math.max(span.end, span.start + 1);
}

/** The index of the first action that ends behind the offset. */
export function indexBehind(actions: readonly Span[], offset: number): number {
  let low = 0;
  let high = actions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((actions[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
