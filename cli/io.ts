import type { ReadinessItem } from '../core/readiness/item.js';
import type { Rule } from '../core/rule.js';
import type { Topic } from '../core/workspace.js';
import type { StartThread } from './crew/crew.js';

/** What the command line is given from outside, so that tests can run it in their own process. */
export interface Io {
  /** The working folder; reported paths are relative to it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: () => Promise<Uint8Array>;
  /** Standard output: reports only. */
  readonly out: (text: string) => void;
  /** Standard error: notices for people. */
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  /** Whether a person sees standard error as it comes. False when unset. */
  readonly isErrorTerminal?: boolean;
  /** Milliseconds from some moment on; without it, nobody is told how far a run is. */
  readonly now?: () => number;
  /** Calls back once when the user, or the system, wants this to end; returns how to take that back. */
  readonly onInterrupt?: (stop: () => void) => () => void;
  /** Cores of the machine. One when unset. */
  readonly cores?: number;
  /** Loads what starts threads that share the work of a run. When unset, there is only this one. */
  readonly loadThreads?: () => Promise<StartThread>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Starts the language server on standard input and output. */
  readonly startServer: () => Promise<void>;
}

/** What the product is made of. */
export interface Product {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** Ids of the readiness checklist. */
  readonly items?: readonly string[];
  readonly checklist?: () => Promise<readonly ReadinessItem[]>;
  readonly topics: () => Promise<readonly Topic[]>;
}

/** Exit codes, by what they tell a build. */
export const exit = {
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Wrong arguments, or a broken configuration. */
  usage: 2,
  /** Some input could not be checked; it is named on standard error. */
  unchecked: 3,
} as const;

/** Wrong use of the command line. */
export class UsageError extends Error {
  /** `path`: the message is a path that does not exist. Otherwise it is for people. */
  readonly about: 'path' | 'use';

  constructor(message: string, about: 'path' | 'use' = 'use') {
    super(message);
    this.about = about;
  }
}
