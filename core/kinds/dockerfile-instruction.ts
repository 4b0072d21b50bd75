import type { DockerfileText } from '../docker/edit.js';
import { argumentsHole, beforeHole, flagHole } from '../docker/hole.js';
import { type SyntaxFlag, type SyntaxInstruction, type SyntaxPair, wordsOf } from '../docker/instruction.js';
import { healthCommand } from '../docker/parse.js';
import type { Expanded } from '../docker/shlex.js';
import { once } from '../kept.js';
import { commandOfText, commandOfWords } from '../model/argv.js';
import type { Command, Word } from '../model/command.js';
import type { Instruction, Stage } from '../model/dockerfile.js';
import { isShell } from '../shell/invocation.js';
import { parseShell } from '../shell/parse.js';
import type { ShellScript } from '../shell/script.js';
import { unwrap } from '../shell/wrapper.js';
import { joinSources, type SourceText, sourceAt } from '../source.js';
import type { Span } from '../span.js';
import { type Hole, opaque, set, unset, type Value } from '../value.js';
import { expandIn, type Scope } from './dockerfile-scope.js';

/** What an instruction is read in. */
export interface Surrounding {
  readonly file: DockerfileText;
  /** The variables before it. */
  readonly scope: Scope;
  /** The words of the SHELL in force. */
  readonly shell: readonly string[];
  /** Asked for late: a stage knows its instructions and they know it. */
  readonly stage: () => Stage | undefined;
}

/** `name=value` of ARG, ENV or LABEL, expanded. */
export interface ReadPair {
  readonly syntax: SyntaxPair;
  readonly name: Expanded;
  readonly nameSpan: Span;
  /** Undefined for a bare name. */
  readonly value: Expanded | undefined;
  readonly valueSpan: Span | undefined;
}

/** An instruction with what it is made of. */
export interface ReadInstruction {
  readonly model: Instruction;
  readonly syntax: SyntaxInstruction;
  readonly pairs: readonly ReadPair[];
}

/** Keywords whose whole rest is one value, blanks and all. */
const oneValue: ReadonlySet<string> = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);
/** Keywords whose words the builder expands. Source: "Environment replacement", Dockerfile reference. */
const expanding: ReadonlySet<string> = new Set([
  ...['ADD', 'COPY', 'EXPOSE', 'FROM', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
]);
const commands: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

export function placeOf(source: SourceText): Span {
  return source.locate({ start: 0, end: source.text.length });
}

export function readInstruction(syntax: SyntaxInstruction, around: Surrounding): ReadInstruction {
  const pairs = syntax.pairs.map((pair) => readPair(pair, around));
  return { model: new InstructionModel(syntax, pairs, around), syntax, pairs };
}

/** A class, for there are many: of a literal with a getter each has a shape of its own, which is slow to ask. */
class InstructionModel implements Instruction {
  readonly format = 'dockerfile';
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly span: Span;
  readonly flags: Instruction['flags'];
  readonly script: ShellScript | undefined;
  readonly command: Command | undefined;
  readonly trigger: Instruction | undefined;
  readonly argumentsSpan: Span;
  readonly exec: boolean;
  readonly heredocs: Instruction['heredocs'];
  readonly #syntax: SyntaxInstruction;
  readonly #pairs: readonly ReadPair[];
  readonly #around: Surrounding;
  #words: readonly Word[] | undefined;

  constructor(syntax: SyntaxInstruction, pairs: readonly ReadPair[], around: Surrounding) {
    const { keyword } = syntax;
    this.keyword = keyword;
    this.keywordSpan = syntax.keywordSpan;
    this.span = syntax.span;
    this.flags = syntax.flags.map((flag) => readFlag(flag, around));
    this.script = keyword === 'RUN' ? readScript(syntax, around.shell) : undefined;
    this.command = commands.has(keyword) ? readCommand(syntax, around.shell) : undefined;
    this.trigger = syntax.trigger && readInstruction(syntax.trigger, around).model;
    this.argumentsSpan = syntax.restSpan;
    this.exec = syntax.json !== undefined;
    this.heredocs = syntax.heredocs;
    this.#syntax = syntax;
    this.#pairs = pairs;
    this.#around = around;
  }

  /** Made when it is asked for: of a RUN there are many, and its script says the same better. */
  get words(): readonly Word[] {
    this.#words ??= readWords(this.#syntax, this.#pairs, this.#around);
    return this.#words;
  }

  get stage(): Stage | undefined {
    return this.#around.stage();
  }

  get hole(): Hole<string> {
    return argumentsHole(this.#around.file, this.#syntax, (text: string) => text);
  }

  get before(): Hole<string> {
    return beforeHole(this.#around.file, this.#syntax);
  }

  flag(name: string): Value<string> {
    const syntax = this.#syntax;
    const flag = syntax.flags.find((each) => each.name === name);
    const hole = flagHole(this.#around.file, syntax, name, (text: string) => text);
    if (!flag) return unset(syntax.keywordSpan, hole);
    const text = flag.value?.text ?? '';
    return text.includes('$') ? opaque(flag.valueSpan, hole) : set(text, flag.valueSpan, { key: flag.span, hole });
  }
}

function readFlag(
  { name, value, span, valueSpan }: SyntaxFlag,
  { file, scope }: Surrounding,
): Instruction['flags'][number] {
  const text = value?.text ?? '';
  // A stage or image after `--from` is taken as it is written.
  const isWritten = name === 'from';
  return { name, value: isWritten ? text : expandIn(scope, text, file.syntax.escapeCharacter).text, span, valueSpan };
}

function readPair(syntax: SyntaxPair, { file, scope }: Surrounding): ReadPair {
  const { escapeCharacter } = file.syntax;
  return {
    syntax,
    name: expandIn(scope, syntax.name.text, escapeCharacter),
    nameSpan: placeOf(syntax.name),
    value: syntax.value && expandIn(scope, syntax.value.text, escapeCharacter),
    valueSpan: syntax.value && placeOf(syntax.value),
  };
}

function readWords(
  syntax: SyntaxInstruction,
  pairs: readonly ReadPair[],
  { file, scope }: Surrounding,
): readonly Word[] {
  const { keyword, json, rest } = syntax;
  const isExpanding = expanding.has(keyword);
  const read = ({ text }: { readonly text: string }, span: Span): Word => {
    if (isExpanding) {
      const expanded = expandIn(scope, text, file.syntax.escapeCharacter);
      return { text: expanded.text, span, literal: expanded.literal };
    }
    return { text, span, literal: json !== undefined || !/[$`]/.test(text) };
  };
  if (json && keyword !== 'HEALTHCHECK') return json.map(({ word }) => read(word, word.span));
  if (pairs.length > 0) {
    return pairs.map(({ name, value, syntax: { span } }) => ({
      text: value ? `${name.text}=${value.text}` : name.text,
      span,
      literal: name.literal && (value?.literal ?? true),
    }));
  }
  if (oneValue.has(keyword)) return rest.text === '' ? [] : [read(rest, placeOf(rest))];
  return wordsOf(syntax).map((word) => read(word, placeOf(word)));
}

/** What the builder puts in front of a shell form, as a program: `/bin/sh`, `powershell`. */
const shellProgram = once((shell: readonly string[]): string => {
  const words = shell.map((text) => ({ text, span: { start: 0, end: 0 }, literal: true }));
  return unwrap(words).words[0]?.text ?? shell[0] ?? '/bin/sh';
});

function readCommand(syntax: SyntaxInstruction, shell: readonly string[]): Command | undefined {
  const text = syntax.keyword === 'HEALTHCHECK' ? healthCommand(syntax.rest) : syntax.rest;
  if (syntax.json) {
    const { json } = syntax;
    const sourceOf = (wanted: Word) => json.find(({ word }) => word === wanted)?.source;
    return commandOfWords(
      json.map(({ word }) => word),
      sourceOf,
      placeOf(text),
    );
  }
  return text.text === '' ? undefined : commandOfText(text, shellProgram(shell));
}

/** The script that a RUN hands to its shell, its heredocs included. */
function readScript(syntax: SyntaxInstruction, shell: readonly string[]): ShellScript | undefined {
  const { json, rest, heredocs } = syntax;
  if (json) return readCommand(syntax, shell)?.script;
  if (rest.text === '') return undefined;
  const program = shellProgram(shell);
  const [only] = heredocs;
  if (only && heredocs.length === 1 && /^\d*<<-?[ \t]*\S+$/.test(rest.text)) {
    const interpreter = /^[ \t]*#![ \t]*(?:\S*\/env[ \t]+(?:-S[ \t]+)?)?(\S+)/.exec(only.body.text)?.[1];
    return isShell(interpreter ?? program) ? parseShell(only.body) : undefined;
  }
  if (!isShell(program)) return undefined;
  const below = heredocs.flatMap(({ body, name, end }) => {
    const delimiter = end ? [sourceAt(name, end.start), newline(end.end)] : [];
    return [body, ...delimiter];
  });
  return parseShell(below.length === 0 ? rest : joinSources([rest, newline(placeOf(rest).end), ...below]));
}

/** A line end that stands at a place without being one of its characters. */
function newline(at: number): SourceText {
  return { text: '\n', locate: () => ({ start: at, end: at }) };
}
