import type { ShellScript } from '../shell/script.js';
import type { Span } from '../span.js';

/** One word of a command line. */
export interface Word {
  /** The text after quotes are removed. Variables and substitutions stay as they are written. */
  readonly text: string;
  readonly span: Span;
  /** False when part of it is a variable, a substitution or a template, so that the final text is unknown. */
  readonly literal: boolean;
}

/** What a container runs: an entry point, a command, a hook, an exec probe or a health check. */
export interface Command {
  /** `exec`: the kernel gets the words. `shell`: a shell gets the text. */
  readonly form: 'exec' | 'shell';
  /** The argument vector of the exec form; empty in the shell form. */
  readonly words: readonly Word[];
  /** The script a shell runs: the text of the shell form, or the argument of `sh -c` in the exec form. */
  readonly script: ShellScript | undefined;
  /** The program that reads the script, as it is written (`/bin/sh`, `bash`, `powershell`). */
  readonly shell: string | undefined;
  readonly span: Span;
}
