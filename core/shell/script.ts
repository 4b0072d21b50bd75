import type { Word } from '../model/command.js';
import type { Span } from '../span.js';

/** A shell text, lowered to what rules ask: which programs it runs, with which words, and how they are joined. */
export interface ShellScript {
  readonly text: string;
  readonly span: Span;
  /** All simple commands in the order of their places, nested ones included. */
  readonly commands: readonly ShellCommand[];
  /** True when the whole text is one simple command, so that a shell may replace itself by it. */
  readonly simple: boolean;
  /** True when the text sets a trap. */
  readonly traps: boolean;
  /** Parts that are no shell, with the parser's words. */
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

/** A simple command. `sh -c '...'` is followed: the inner commands are in the script's list too. */
export interface ShellCommand {
  /** The program without its folders (`curl` for `/usr/bin/curl`); undefined for bare assignments. */
  readonly name: string | undefined;
  /** All words, the program first, wrappers (`exec`, `env X=y`, `nice`, `time`, `sudo`) removed. */
  readonly words: readonly Word[];
  /** The programs that were removed in front of it, outermost first: `sudo`, `env`, `exec`, `timeout`, `xargs`. */
  readonly wrappers: readonly Word[];
  /** `> file`, `2>&1`, `<< EOF`: where its input comes from and its output goes. */
  readonly redirects: readonly Redirect[];
  readonly assignments: readonly { readonly name: string; readonly value: Word | undefined; readonly span: Span }[];
  readonly span: Span;
  /** True when it is started with `exec`, so that it takes the shell's place. */
  readonly exec: boolean;
  /** Where it stands: last of the top-level list, left side of a pipe, in the background, in `$(…)`, in a condition. */
  readonly position: CommandPosition;
}

/** A redirection: `target` is the file, the descriptor after `&`, or the delimiter of a heredoc. */
export interface Redirect {
  readonly operator: string;
  /** The number in front, as in `2>`; undefined when none is written. */
  readonly descriptor: number | undefined;
  readonly target: Word | undefined;
  readonly span: Span;
}

export interface CommandPosition {
  /** True for the command whose status is the status of the script. */
  readonly last: boolean;
  readonly piped: boolean;
  readonly background: boolean;
  /** Inside `$(…)` or backticks. */
  readonly substitution: boolean;
  /** Its failure is expected: the test of `if`, `while` and `until`, after `!`, or left of `||`. */
  readonly condition: boolean;
  /** In the test or the body of a loop, so that it may run more than once. */
  readonly repeated: boolean;
  /** The operator that joins it to the command before: `&&`, `||`, `;`, `|`, or undefined for the first. */
  readonly after: '&&' | '||' | ';' | '|' | undefined;
}
