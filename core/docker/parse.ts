import { DockerfileParser } from 'dockerfile-ast';
import { remember } from '../kept.js';
import type { ParserDirective } from '../model/dockerfile.js';
import type { Comment, Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import { type SourceText, sliceSource } from '../source.js';
import { indexLines, type Span, shift } from '../span.js';
import { findProblems } from './check.js';
import type { SyntaxFlag, SyntaxInstruction, SyntaxPair } from './instruction.js';
import { readJsonWords } from './json.js';
import { type LineSyntax, type Part, readLineSyntax } from './line-syntax.js';
import { type CommentLine, type LogicalLine, splitLines } from './lines.js';

/** A Dockerfile as it is written. Spans are offsets of its text. */
export interface DockerfileSyntax {
  readonly directives: readonly ParserDirective[];
  /** The character that continues a line: a backslash, or a backtick by directive. */
  readonly escapeCharacter: string;
  readonly instructions: readonly SyntaxInstruction[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Reads a Dockerfile. Never throws: an instruction that cannot be read is a problem, and the others are read. */
export function parseDockerfile(text: string): DockerfileSyntax {
  const { directives, problems, end } = readDirectives(text);
  const escapeCharacter = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  if (text.includes('\0')) {
    const problem = problemAt(at(0), { en: 'The file is not text', ru: 'Файл не текстовый' });
    return { directives, escapeCharacter, instructions: [], comments: [], problems: [problem] };
  }
  const { lines, comments } = splitLines(text, escapeCharacter, end);
  const instructions = lines.flatMap((line) => readInstruction(line.source, { line, escapeCharacter }) ?? []);
  return {
    directives,
    escapeCharacter,
    instructions,
    comments: readComments(text, comments, instructions),
    problems: [...problems, ...findProblems(instructions, escapeCharacter)].sort((a, b) => a.span.start - b.span.start),
  };
}

const at = (offset: number): Span => ({ start: offset, end: offset });

interface Directives {
  readonly directives: readonly ParserDirective[];
  readonly problems: readonly Problem[];
  /** Where the lines begin that are no directives. */
  readonly end: number;
}

const known: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** Directives stand at the very top, one of each name; the first line that is none ends them. */
function readDirectives(text: string): Directives {
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  // A line end of its own kind or a directive far down would only cost time: the head is what the parser needs.
  const head = /^(?:[ \t]*#[^\n]*\n?)*/.exec(text.slice(begin))?.[0] ?? '';
  const directives: ParserDirective[] = [];
  const problems: Problem[] = [];
  let end = begin;
  for (const { name, value, place, below } of directivesIn(head)) {
    if (!known.has(name)) break;
    const span = shift(place, begin);
    if (directives.some((other) => other.name === name)) {
      problems.push(problemAt(span, { en: `Second directive "${name}"`, ru: `Вторая директива «${name}»` }));
    } else directives.push({ name, value, span });
    end = begin + below;
  }
  return { directives, problems, end };
}

/** What the parser takes for directives at the top of a file, and where the line below each begins. Files share their tops. */
const directivesIn = remember(100, (head) => {
  const index = indexLines(head);
  return DockerfileParser.parse(head)
    .getDirectives()
    .map((directive) => {
      const { start, end } = directive.getRange();
      return {
        name: directive.getName().toLowerCase(),
        value: directive.getValue(),
        place: { start: index.offset(start), end: index.offset(end) },
        below: index.lineStart(start.line + 1),
      };
    });
});

interface LineContext {
  /** True for what an ONBUILD triggers. */
  readonly isTrigger?: true;
  readonly line: LogicalLine;
  readonly escapeCharacter: string;
}

/**
 * The library reads one joined line at a time. So its places are those of the joined text, which `source` leads back
 * to the file, and continued lines, comments in them and heredocs cannot disturb it.
 */
function readInstruction(source: SourceText, context: LineContext): SyntaxInstruction | undefined {
  const { line, escapeCharacter } = context;
  // Only the shell knows a heredoc from a shift, and the lines below it have been read already.
  const text = withSpaces(source.text).replaceAll('<<', '__');
  const syntax = readLineSyntax(headOf(escapeCharacter) + text);
  if (!syntax) return undefined;
  const [start, end] = syntax.keyword;
  const part = ([from, to]: Part): SourceText => sliceSource(source, from, to);
  const flags: SyntaxFlag[] = [];
  let read = end;
  for (const { name, whole, value } of syntax.flags) {
    if (text.slice(read, whole[0]).trim() !== '') break;
    read = whole[1];
    const span = placeOf(part(whole));
    flags.push({
      name,
      value: value && part(value),
      span,
      valueSpan: value ? placeOf(part(value)) : at(span.end),
    });
  }
  const from = read + (text.length - read - text.slice(read).trimStart().length);
  const rest = sliceSource(source, from, Math.max(from, text.trimEnd().length));
  const keyword = source.text.slice(start, end).toUpperCase();
  const keywordSpan = source.locate({ start, end });
  // The builder refuses a trigger in a trigger, so there is no need to read further.
  const hasTrigger = keyword === 'ONBUILD' && rest.text !== '' && context.isTrigger !== true;
  const trigger = hasTrigger ? readInstruction(rest, { ...context, isTrigger: true }) : undefined;
  return {
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end: line.span.end },
    flags,
    rest,
    restSpan: rest.text === '' ? at(flags[flags.length - 1]?.span.end ?? keywordSpan.end) : placeOf(rest),
    json: readJsonWords(keyword === 'HEALTHCHECK' ? healthCommand(rest) : rest),
    pairs: keyword === 'ARG' ? readArguments(rest, context) : readPairs(syntax, part),
    heredocs: trigger ? [] : line.heredocs,
    trigger,
    line,
  };
}

/** The library knows fewer blanks than we do. */
const withSpaces = (text: string): string => (/[^\S ]/.test(text) ? text.replace(/\s/g, ' ') : text);

/** What stands behind `CMD` in a HEALTHCHECK. */
export function healthCommand(rest: SourceText): SourceText {
  const keyword = /^cmd(?!\S)\s*/i.exec(rest.text);
  return sliceSource(rest, keyword ? keyword[0].length : rest.text.length);
}

/** The library takes `ARG a b=c` for one name and its value, as it is right for ENV; a pair in front prevents that. */
function readArguments(rest: SourceText, { escapeCharacter }: LineContext): readonly SyntaxPair[] {
  const front = 'ARG _=_ ';
  const syntax = readLineSyntax(headOf(escapeCharacter) + front + withSpaces(rest.text));
  if (!syntax) return [];
  const pairs = readPairs(syntax, ([start, end]) => {
    const from = Math.max(0, start - front.length);
    return sliceSource(rest, from, Math.max(from, end - front.length));
  });
  return pairs.slice(1);
}

/** The library learns the escape character from a line of its own; characters count from the line behind it. */
function headOf(escapeCharacter: string): string {
  return escapeCharacter === '\\' ? '' : `# escape=${escapeCharacter}\n`;
}

function readPairs(syntax: LineSyntax, part: (range: Part) => SourceText): readonly SyntaxPair[] {
  return syntax.pairs.map(({ name, value, whole }) => ({
    name: part(name),
    value: value && part(value),
    span: placeOf(part(whole)),
  }));
}

const placeOf = (source: SourceText): Span => source.locate({ start: 0, end: source.text.length });

/** Both lists are in the order of their places, so that one walk finds what stands below each comment. */
function readComments(
  text: string,
  lines: readonly CommentLine[],
  instructions: readonly SyntaxInstruction[],
): readonly Comment[] {
  const ends = stageEnds(instructions);
  let index = 0;
  return lines.map(({ span, inside }) => {
    while ((instructions[index]?.span.start ?? Number.POSITIVE_INFINITY) < span.end) index++;
    const next = inside === undefined ? instructions[index] : undefined;
    const end = ends[index];
    return {
      text: text.slice(span.start + 1, span.end).trim(),
      span,
      ownLine: true,
      next: typeof inside === 'object' ? inside : next?.span,
      nextStage: next?.keyword === 'FROM' && end !== undefined ? { start: next.span.start, end } : undefined,
    };
  });
}

/** For each instruction, where the last one before the next FROM ends. */
function stageEnds(instructions: readonly SyntaxInstruction[]): readonly number[] {
  const ends: number[] = [];
  let end: number | undefined;
  for (const { keyword, span } of [...instructions].reverse()) {
    end ??= span.end;
    ends.push(end);
    if (keyword === 'FROM') end = undefined;
  }
  return ends.reverse();
}
