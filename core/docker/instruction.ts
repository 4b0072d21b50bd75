import type { Word } from '../model/command.js';
import { type SourceText, sliceSource } from '../source.js';
import type { Span } from '../span.js';
import type { Heredoc, LogicalLine } from './lines.js';

/** `--name=value` behind a keyword. */
export interface SyntaxFlag {
  readonly name: string;
  /** Undefined without `=`. */
  readonly value: SourceText | undefined;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** `name=value`, `name value` or a bare `name` of ARG, ENV and LABEL, quotes and all. */
export interface SyntaxPair {
  readonly name: SourceText;
  readonly value: SourceText | undefined;
  readonly span: Span;
}

/** An instruction as it is written: nothing expanded, nothing inherited. */
export interface SyntaxInstruction {
  /** In capitals. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly span: Span;
  readonly flags: readonly SyntaxFlag[];
  /** What follows keyword and flags, lines joined, heredoc bodies left out. */
  readonly rest: SourceText;
  /** The same, as a place; empty behind the keyword when nothing follows. */
  readonly restSpan: Span;
  /** The strings of the exec form; their spans hold the quotes. */
  readonly json: readonly JsonWord[] | undefined;
  readonly pairs: readonly SyntaxPair[];
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD triggers. */
  readonly trigger: SyntaxInstruction | undefined;
  readonly line: LogicalLine;
}

/** A string of a JSON array with the place of each of its characters. */
export interface JsonWord {
  readonly word: Word;
  readonly source: SourceText;
}

/** The rest split at blanks. Not kept: of most instructions nobody asks. */
export function wordsOf({ rest }: Pick<SyntaxInstruction, 'rest'>): readonly SourceText[] {
  const words: SourceText[] = [];
  const word = /\S+/g;
  for (let found = word.exec(rest.text); found !== null; found = word.exec(rest.text)) {
    words.push(sliceSource(rest, found.index, word.lastIndex));
  }
  return words;
}

/** True for `ENV name=value`, false for the older `ENV name value`. */
export function hasEquals({ rest }: Pick<SyntaxInstruction, 'rest'>): boolean {
  return /^[^\s=]*=/.test(rest.text);
}

export const keywords: readonly string[] = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];
