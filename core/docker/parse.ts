import { DockerfileParser, type ModifiableInstruction, type PropertyInstruction } from 'dockerfile-ast';
import type { ParserDirective } from '../model/dockerfile.js';
import type { Comment, Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import { type SourceText, sliceSource } from '../source.js';
import { indexLines, type Span } from '../span.js';
import { findProblems } from './check.js';
import type { SyntaxFlag, SyntaxInstruction, SyntaxPair } from './instruction.js';
import { readJsonWords } from './json.js';
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
  const instructions = lines.flatMap((line) => readInstruction(line.source, line, escapeCharacter) ?? []);
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
  const index = indexLines(head);
  const directives: ParserDirective[] = [];
  const problems: Problem[] = [];
  let end = begin;
  for (const directive of DockerfileParser.parse(head).getDirectives()) {
    const name = directive.getName().toLowerCase();
    if (!known.has(name)) break;
    const range = directive.getRange();
    const span = { start: begin + index.offset(range.start), end: begin + index.offset(range.end) };
    if (directives.some((other) => other.name === name)) {
      problems.push(problemAt(span, { en: `Second directive "${name}"`, ru: `Вторая директива «${name}»` }));
    } else directives.push({ name, value: directive.getValue(), span });
    end = begin + index.lineStart(range.start.line + 1);
  }
  return { directives, problems, end };
}

/**
 * The library reads one joined line at a time. So its places are those of the joined text, which `source` leads back
 * to the file, and continued lines, comments in them and heredocs cannot disturb it.
 */
function readInstruction(
  source: SourceText,
  line: LogicalLine,
  escapeCharacter: string,
): SyntaxInstruction | undefined {
  // Only the shell knows a heredoc from a shift, and the lines below it have been read already.
  const text = source.text.replace(/<</g, '__').replace(/\s/g, ' ');
  const head = escapeCharacter === '\\' ? '' : `# escape=${escapeCharacter}\n`;
  const syntax = DockerfileParser.parse(head + text).getInstructions()[0];
  if (!syntax) return undefined;
  const { start, end } = syntax.getInstructionRange();
  const part = (range: { start: { character: number }; end: { character: number } }): SourceText =>
    sliceSource(source, range.start.character, range.end.character);
  const flags: SyntaxFlag[] = [];
  let read = end.character;
  for (const flag of isModifiable(syntax) ? syntax.getFlags() : []) {
    const range = flag.getRange();
    if (text.slice(read, range.start.character).trim() !== '') break;
    read = range.end.character;
    const value = flag.getValueRange();
    flags.push({
      name: flag.getName(),
      value: value ? part(value) : undefined,
      span: placeOf(part(range)),
      valueSpan: value ? placeOf(part(value)) : at(placeOf(part(range)).end),
    });
  }
  const from = read + (text.length - read - text.slice(read).trimStart().length);
  const rest = sliceSource(source, from, Math.max(from, text.trimEnd().length));
  const keyword = source.text.slice(start.character, end.character).toUpperCase();
  const keywordSpan = source.locate({ start: start.character, end: end.character });
  const trigger = keyword === 'ONBUILD' && rest.text !== '' ? readInstruction(rest, line, escapeCharacter) : undefined;
  return {
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end: line.span.end },
    flags,
    rest,
    restSpan: rest.text === '' ? at(flags[flags.length - 1]?.span.end ?? keywordSpan.end) : placeOf(rest),
    words: [...rest.text.matchAll(/[^\s]+/g)].map((word) => sliceSource(rest, word.index, word.index + word[0].length)),
    json: readJsonWords(keyword === 'HEALTHCHECK' ? healthCommand(rest) : rest),
    pairs: keyword === 'ARG' ? readArguments(rest, escapeCharacter) : isProperty(syntax) ? readPairs(syntax, part) : [],
    heredocs: trigger ? [] : line.heredocs,
    trigger,
    line,
  };
}

/** What stands behind `CMD` in a HEALTHCHECK. */
export function healthCommand(rest: SourceText): SourceText {
  const keyword = /^cmd(?!\S)\s*/i.exec(rest.text);
  return sliceSource(rest, keyword ? keyword[0].length : rest.text.length);
}

/** The library takes `ARG a b=c` for one name and its value, as it is right for ENV; a pair in front prevents that. */
function readArguments(rest: SourceText, escapeCharacter: string): readonly SyntaxPair[] {
  const front = 'ARG _=_ ';
  const text = front + rest.text.replace(/\s/g, ' ');
  const head = escapeCharacter === '\\' ? '' : `# escape=${escapeCharacter}\n`;
  const syntax = DockerfileParser.parse(head + text).getInstructions()[0];
  if (!syntax || !isProperty(syntax)) return [];
  const pairs = readPairs(syntax, ({ start, end }) => {
    const from = Math.max(0, start.character - front.length);
    return sliceSource(rest, from, Math.max(from, end.character - front.length));
  });
  return pairs.slice(1);
}

function readPairs(
  syntax: PropertyInstruction,
  part: (range: { start: { character: number }; end: { character: number } }) => SourceText,
): readonly SyntaxPair[] {
  return syntax.getProperties().map((property) => {
    const value = property.getValueRange();
    return {
      name: part(property.getNameRange()),
      value: value ? part(value) : undefined,
      span: placeOf(part(property.getRange())),
    };
  });
}

const placeOf = (source: SourceText): Span => source.locate({ start: 0, end: source.text.length });

// The library exports these classes as types only.
type Syntax = ReturnType<ReturnType<typeof DockerfileParser.parse>['getInstructions']>[number];
const isModifiable = (syntax: Syntax): syntax is ModifiableInstruction => 'getFlags' in syntax;
const isProperty = (syntax: Syntax): syntax is PropertyInstruction => 'getProperties' in syntax;

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
    const next = inside ? undefined : instructions[index];
    const end = ends[index];
    return {
      text: text.slice(span.start + 1, span.end).trim(),
      span,
      ownLine: true,
      next: next?.span,
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
