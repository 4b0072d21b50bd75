import type { ReadResult } from '../protocol.js';

export interface Listing {
  /** Paths of files that may be ours by their names; of links those alone that are configurations, wherever they lead. */
  readonly paths: readonly string[];
  /** True when there are more than were asked for. */
  readonly truncated: boolean;
}

/** The server's only way out. Paths are those of `uri.ts`. No method rejects. */
export interface Host {
  /** With folders: only a file that lies in one of them or in its repository, wherever links lead; others are absent. */
  read(path: string, within?: readonly string[]): Promise<ReadResult>;
  /** Whether version control leaves a file out; undefined where nobody knows. */
  isLeftOut(path: string): boolean | undefined;
  /** Files of ours below a folder, and those that may be evidence for the readiness checklist. */
  list(folder: string, limit: number): Promise<Listing>;
  /** True for a folder; false for all else, also for what is not there, and where only files are ever told of. */
  isFolder(path: string): Promise<boolean>;
  /** Names of the files in the folder of this file that may be ours. */
  siblings(path: string): Promise<ReadonlySet<string>>;
  /** The configuration file above a workspace folder that holds for it. */
  configAbove(folder: string): Promise<string | undefined>;
  /** Where a link leads, as the files of this folder are named; undefined for what is none, or leads to nothing. */
  targetOf(path: string, folder: string): Promise<string | undefined>;
  /** URI of a rule's page, given its path below `rules/`; undefined when it is not shipped here. */
  pageUri(page: string): string | undefined;
  /** `YYYY-MM-DD`. */
  today(): string;
}
