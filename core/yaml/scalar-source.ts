import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { ScalarNode } from './tree.js';

/** Letters `text[at … at + length)` that stand at `from … to` in the document: one by one if the lengths agree. */
interface Run {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** The scalar's text with a map back to the document. If the map does not add up, every part maps to the whole. */
export function sourceOfScalar(document: string, scalar: ScalarNode): SourceText {
  // Most readers want the text alone; the map is made when somebody asks for a place.
  let runs: readonly Run[] | undefined;
  return {
    text: scalar.text,
    locate(span) {
      runs ??= checked(document, scalar, runsOf(document, scalar));
      return locate(runs, scalar.span, span);
    },
  };
}

/**
 * Where a part of the document stands in the scalar's text: the way back of `locate`. Undefined for what is not written
 * letter by letter, such as escapes and folded line ends.
 */
export function partOfScalar(document: string, scalar: ScalarNode, { start, end }: Span): Span | undefined {
  const runs = checked(document, scalar, runsOf(document, scalar));
  const run = runs.find(({ from, to }) => from <= start && end <= to);
  if (run === undefined || !isVerbatim(run)) return undefined;
  const part = { start: run.at + start - run.from, end: run.at + end - run.from };
  return document.slice(start, end) === scalar.text.slice(part.start, part.end) ? part : undefined;
}

function runsOf(document: string, scalar: ScalarNode): readonly Run[] {
  const { start, end } = scalar.span;
  switch (scalar.style) {
    case 'plain':
      return flowRuns(document, start, end, '');
    case 'single':
      return flowRuns(document, start + 1, end - 1, "'");
    case 'double':
      return flowRuns(document, start + 1, end - 1, '\\');
    case 'literal':
    case 'folded':
      return blockRuns(document, scalar);
  }
}

function locate(runs: readonly Run[], whole: Span, { start, end }: Span): Span {
  const first = runAt(runs, start);
  if (first === undefined) return whole;
  const from = isVerbatim(first) ? first.from + Math.min(start - first.at, first.length) : first.from;
  if (end <= start) return { start: from, end: from };
  const last = runAt(runs, end - 1) ?? first;
  return { start: from, end: isVerbatim(last) ? last.from + Math.min(end - last.at, last.length) : last.to };
}

function isVerbatim(run: Run): boolean {
  return run.to - run.from === run.length;
}

/** The run that holds an offset of the text; the last one for its end. */
function runAt(runs: readonly Run[], offset: number): Run | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low];
}

/** The runs, if they cover the text and what they call verbatim is; otherwise none. */
function checked(document: string, { text }: ScalarNode, runs: readonly Run[]): readonly Run[] {
  const last = runs[runs.length - 1];
  if ((last ? last.at + last.length : 0) !== text.length) return [];
  const fits = runs.every((run) => {
    if (!isVerbatim(run) || run.length === 1) return true;
    return document.slice(run.from, run.to) === text.slice(run.at, run.at + run.length);
  });
  return fits ? runs : [];
}

/** Collects runs, joining verbatim ones that follow each other. */
function collector(): { readonly runs: Run[]; add(length: number, from: number, to: number): void } {
  const runs: Run[] = [];
  let at = 0;
  return {
    runs,
    add(length, from, to) {
      const last = runs[runs.length - 1];
      if (length === 0) return;
      if (last && last.to === from && isVerbatim(last) && to - from === length) {
        runs[runs.length - 1] = { ...last, length: last.length + length, to };
      } else runs.push({ at, length, from, to });
      at += length;
    },
  };
}

/** Plain and quoted scalars: line folding (YAML 1.2.2, 6.5) and escapes. */
function flowRuns(document: string, start: number, end: number, escapeMark: string): readonly Run[] {
  const written = document.slice(start, end);
  const isPlain = !written.includes('\n') && !(escapeMark !== '' && written.includes(escapeMark));
  if (isPlain && end > start) return [{ at: 0, length: end - start, from: start, to: end }];
  const { runs, add } = collector();
  let at = start;
  while (at < end) {
    const char = document.charAt(at);
    if (/[ \t\r\n]/.test(char)) {
      const behind = endOfBlanks(document, at, end);
      const breaks = document.slice(at, behind).split('\n').length - 1;
      if (breaks === 0) add(behind - at, at, behind);
      else add(Math.max(1, breaks - 1), at, behind);
      at = behind;
    } else if (char === escapeMark) {
      const [taken, given] = escapeMark === "'" ? [2, 1] : escapeLength(document, at, end);
      add(given, at, at + taken);
      at += taken;
    } else {
      add(1, at, at + 1);
      at++;
    }
  }
  return runs;
}

function endOfBlanks(document: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[ \t\r\n]/.test(document.charAt(at))) at++;
  return at;
}

/** How many letters an escape takes in the document and gives to the text (YAML 1.2.2, 5.7). */
function escapeLength(document: string, at: number, end: number): readonly [number, number] {
  const kind = document.charAt(at + 1);
  if (kind === '\n' || kind === '\r') return [endOfBlanks(document, at + 1, end) - at, 0];
  const digits = kind === 'x' ? 2 : kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
  if (digits < 8) return [2 + digits, 1];
  return [10, Number.parseInt(document.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1];
}

interface BlockLine {
  readonly start: number;
  readonly end: number;
  /** Behind its line end. */
  readonly next: number;
  /** Empty, or blanks that do not reach beyond the indentation. */
  readonly empty: boolean;
  /** Begins with a blank of its own, which keeps line ends around it (YAML 1.2.2, 8.1.3). */
  readonly spaced: boolean;
}

function blockRuns(document: string, scalar: ScalarNode): readonly Run[] {
  const { runs, add } = collector();
  const lines = blockLines(document, scalar);
  let previous: BlockLine | undefined;
  let breaks: Span | undefined;
  let count = 0;
  for (const line of lines) {
    if (line.empty) {
      breaks = { start: breaks?.start ?? line.start, end: line.next };
      count++;
      continue;
    }
    if (previous || count > 0) {
      const folds = scalar.style === 'folded' && previous && !previous.spaced && !line.spaced;
      const joins = previous ? 1 + count : count;
      const from = previous?.end ?? breaks?.start ?? line.start;
      add(folds ? Math.max(1, count) : joins, from, line.start);
    }
    add(line.end - line.start, line.start, line.end);
    previous = line;
    breaks = undefined;
    count = 0;
  }
  const rest = scalar.text.length - runs.reduce((sum, run) => sum + run.length, 0);
  if (rest > 0 && /^\n*$/.test(scalar.text.slice(-rest))) add(rest, previous?.end ?? scalar.span.end, scalar.span.end);
  return runs;
}

/** The lines of content. Its indentation is that of its first line that is not blank, or stated in the header. */
function blockLines(document: string, { span, text }: ScalarNode): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  let start = document.indexOf('\n', span.start) + 1;
  const blanks = /^\n*([ \t]*)/.exec(text)?.[1]?.length ?? 0;
  let indent: number | undefined;
  while (start > 0 && start < span.end) {
    const newline = document.indexOf('\n', start);
    const next = newline === -1 ? document.length : newline + 1;
    let end = newline === -1 ? document.length : newline;
    if (document[end - 1] === '\r') end--;
    const line = document.slice(start, end);
    if (indent === undefined && line.trim() !== '') indent = line.length - line.trimStart().length - blanks;
    const own = indent === undefined ? line.length : Math.min(indent, line.length);
    const content = line.slice(own);
    const empty = content === '' || indent === undefined;
    lines.push({ start: start + own, end, next, empty, spaced: /^[ \t]/.test(content) });
    start = next;
  }
  return lines;
}
