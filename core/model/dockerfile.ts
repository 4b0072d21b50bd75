import type { ShellScript } from '../shell/script.js';
import type { SourceText } from '../source.js';
import type { Span } from '../span.js';
import type { Hole, Value } from '../value.js';
import type { Command, Word } from './command.js';
import type { Container } from './container.js';
import type { ImageReference } from './image.js';

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly format: 'dockerfile';
  /** In capitals. For ONBUILD the triggered instruction is in `trigger`. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last character of the last line, heredoc bodies included. */
  readonly span: Span;
  /** `--from=…`, `--mount=…`: name without dashes. */
  readonly flags: readonly {
    readonly name: string;
    readonly value: string;
    readonly span: Span;
    readonly valueSpan: Span;
  }[];
  /** Words after the flags; variables with a known default are expanded in `text`, and then `literal` is true. */
  readonly words: readonly Word[];
  /** What the shell gets from a RUN; undefined for the exec form, for another interpreter, and elsewhere. */
  readonly script: ShellScript | undefined;
  /** CMD, ENTRYPOINT, and the command of a HEALTHCHECK. */
  readonly command: Command | undefined;
  readonly trigger: Instruction | undefined;
  readonly stage: Stage | undefined;
  /** What follows keyword and flags, heredoc bodies left out; empty when nothing does. */
  readonly argumentsSpan: Span;
  /** True when RUN, CMD, ENTRYPOINT, SHELL, COPY, ADD or VOLUME is written as a JSON array. */
  readonly exec: boolean;
  readonly heredocs: readonly HeredocBody[];
  /** `put` writes what follows keyword and flags, `drop` removes the instruction with its lines. */
  readonly hole: Hole<string>;
  /** `put` writes a whole instruction on a line before this one. */
  readonly before: Hole<string>;
  /** The flag of this name, as written; `put` adds it where it is missing. */
  flag(name: string): Value<string>;
}

/** Lines that an instruction takes from below it. */
export interface HeredocBody {
  readonly name: string;
  /** `<<EOF`. */
  readonly span: Span;
  readonly body: SourceText;
  /** False when the name is quoted: nothing in it is expanded. */
  readonly expands: boolean;
}

/** What a stage starts from. */
export interface StageBase {
  /** The stage it is built on, when it is one of this file. */
  readonly stage: Stage | undefined;
  /** The image, when it is none of the stages. Opaque for variables without a default. */
  readonly image: Value<ImageReference>;
}

/** One FROM and what follows. Effective values (inherited ones included) are on `container`. */
export interface Stage {
  readonly format: 'dockerfile';
  readonly index: number;
  /** In lower case; undefined without AS. */
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly base: StageBase;
  /** The image at the bottom of the chain of stages. Opaque when unknown. */
  readonly rootImage: Value<ImageReference>;
  readonly instructions: readonly Instruction[];
  /** True for the last stage and for those that a build target in the workspace selects. */
  readonly shipped: boolean;
  /** True for a stage that a shipped one is built FROM (what lands in it lands in the image). */
  readonly underShipped: boolean;
  readonly container: Container;
  /** `linux` unless the base image, SHELL or the escape directive say otherwise. */
  readonly platform: 'linux' | 'windows';
  /** Programs the stage and its parents install or copy, as far as RUN and COPY show; lower case. */
  readonly installed: ReadonlySet<string>;
  /** The last WORKDIR, joined to those before it; opaque when part of it is unknown. */
  readonly workdir: Value<string>;
  /** The words of the SHELL that RUN and the shell forms use; the platform's default has `via: 'default'`. */
  readonly shell: Value<readonly string[]>;
  /** `put` writes a whole instruction (`USER app`) at the end of the stage, before its CMD and ENTRYPOINT. */
  readonly hole: Hole<string>;
  /** An environment variable of the image; `put` on one that nobody sets writes an ENV at the end of the stage. */
  variable(name: string): Value<string>;
}

/** `# escape=`, `# syntax=`, `# check=` at the top of the file. */
export interface ParserDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}
