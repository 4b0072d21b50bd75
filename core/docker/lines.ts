import { parseShell } from '../shell/parse.js';
import { type Piece, type SourceText, sourceOfPieces } from '../source.js';
import { indexLines, type LineIndex, type Span } from '../span.js';

/**
 * The layer below instructions, as BuildKit's parser has it (frontend/dockerfile/parser/parser.go): continued lines are
 * one, comment lines in them vanish, and heredocs take the lines that follow.
 */
export interface LogicalLine {
  /** From the first letter to the last one of the last line, heredocs included. */
  readonly span: Span;
  /** The joined text without heredocs, line ends and continuation marks. */
  readonly source: SourceText;
  readonly heredocs: readonly Heredoc[];
}

export interface Heredoc {
  readonly name: string;
  /** `<<EOF` with its quotes, without a descriptor number. */
  readonly span: Span;
  /** The lines between, with `\n` as their line ends. */
  readonly body: SourceText;
  /** False when the name is quoted, so that nothing in the body is expanded. */
  readonly expands: boolean;
  /** Undefined when the file ends before the name comes. */
  readonly end: Span | undefined;
}

/** A line that begins with `#` and is neither a directive nor in a heredoc. */
export interface CommentLine {
  readonly span: Span;
  /**
   * Between the lines of a continued instruction: the line of it that comes next, `none` behind the last one. Undefined
   * between instructions.
   */
  readonly inside: Span | 'none' | undefined;
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly CommentLine[];
}

const withHeredocs = /^(?:ONBUILD[ \t]+)*(?:RUN|COPY|ADD)(?![^ \t])/i;

/** Splits a Dockerfile, from `start` on, at the ends of its instructions. `escapeCharacter` continues a line. */
export function splitLines(text: string, escapeCharacter: string, start: number): LogicalLines {
  const index = indexLines(text);
  const lines: LogicalLine[] = [];
  const comments: CommentLine[] = [];
  let number = index.position(start).line;
  let from = start;
  while (number < index.lineCount) {
    const line = trimmed(text, { start: Math.max(from, index.lineStart(number)), end: index.lineEnd(number) });
    from = 0;
    if (line.start === line.end) number++;
    else if (text[line.start] === '#') {
      comments.push({ span: line, inside: undefined });
      number++;
    } else {
      const read = readLine(text, index, escapeCharacter, number, line.start, comments);
      lines.push(read.line);
      number = read.next;
    }
  }
  return { lines, comments };
}

interface ReadLine {
  readonly line: LogicalLine;
  /** The number of the line that follows. */
  readonly next: number;
}

function readLine(
  text: string,
  index: LineIndex,
  escapeCharacter: string,
  first: number,
  start: number,
  comments: CommentLine[],
): ReadLine {
  const pieces: Piece[] = [];
  let waiting: Span[] = [];
  let number = first;
  let end = start;
  for (; number < index.lineCount; number++) {
    const line = { start: number === first ? start : index.lineStart(number), end: index.lineEnd(number) };
    const inner = trimmed(text, line);
    if (number > first && inner.start === inner.end) continue;
    if (number > first && text[inner.start] === '#') {
      waiting.push(inner);
      continue;
    }
    comments.push(...waiting.map((span) => ({ span, inside: inner })));
    waiting = [];
    const mark = inner.end - 1;
    const continued = text[mark] === escapeCharacter && (mark === line.start || text[mark - 1] !== escapeCharacter);
    const stop = continued ? mark : line.end;
    pieces.push({ text: text.slice(line.start, stop), span: { start: line.start, end: stop } });
    end = inner.end;
    if (!continued) {
      number++;
      break;
    }
  }
  comments.push(...waiting.map((span) => ({ span, inside: 'none' as const })));
  const source = sourceOfPieces(pieces, start);
  const heredocs = withHeredocs.test(source.text) && source.text.includes('<<') ? findHeredocs(source) : [];
  const read: Heredoc[] = [];
  for (const heredoc of heredocs) {
    const body = readHeredoc(text, index, heredoc, number);
    read.push(body.heredoc);
    number = body.next;
    end = Math.max(end, body.end);
  }
  return { line: { span: { start, end }, source, heredocs: read }, next: number };
}

interface HeredocStart {
  readonly name: string;
  readonly span: Span;
  readonly tabs: boolean;
  readonly expands: boolean;
}

/** Heredocs are found as a shell finds them, but only at the beginning of a word, as the builder wants it. */
function findHeredocs(source: SourceText): readonly HeredocStart[] {
  const found: HeredocStart[] = [];
  for (const { redirects } of parseShell({ text: source.text, locate: (span) => span }).commands) {
    for (const { operator, target, span } of redirects) {
      if (!operator.startsWith('<<') || operator === '<<<' || !target || target.text === '') continue;
      if (!/^[ \t]*$/.test(source.text[span.start - 1] ?? '')) continue;
      found.push({
        name: target.text,
        span: source.locate({ start: span.start, end: target.span.end }),
        tabs: operator === '<<-',
        expands: source.text.slice(target.span.start, target.span.end) === target.text,
      });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function readHeredoc(
  text: string,
  index: LineIndex,
  { name, span, tabs, expands }: HeredocStart,
  first: number,
): { readonly heredoc: Heredoc; readonly next: number; readonly end: number } {
  const pieces: Piece[] = [];
  const begin = index.lineStart(first);
  for (let number = first; number < index.lineCount; number++) {
    const start = index.lineStart(number);
    const end = index.lineEnd(number);
    const line = text.slice(start, end);
    if ((tabs ? line.replace(/^\t+/, '') : line) === name) {
      const heredoc = {
        name,
        span,
        body: sourceOfPieces(pieces, begin),
        expands,
        end: { start: end - name.length, end },
      };
      return { heredoc, next: number + 1, end };
    }
    const lineEnd = text.startsWith('\r\n', end) ? { start: end + 1, end: end + 2 } : { start: end, end: end + 1 };
    pieces.push({ text: line, span: { start, end } });
    if (lineEnd.end <= text.length) pieces.push({ text: '\n', span: lineEnd });
  }
  const heredoc = { name, span, body: sourceOfPieces(pieces, begin), expands, end: undefined };
  return { heredoc, next: index.lineCount, end: text.length };
}

function trimmed(text: string, { start, end }: Span): Span {
  const line = text.slice(start, end);
  const from = end - line.trimStart().length;
  return { start: from, end: Math.max(from, start + line.trimEnd().length) };
}
