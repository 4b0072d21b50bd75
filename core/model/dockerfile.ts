import type { ShellScript } from '../shell/script.js';
import type { Span } from '../span.js';
import type { Value } from '../value.js';
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
}

/** `# escape=`, `# syntax=`, `# check=` at the top of the file. */
export interface ParserDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}
