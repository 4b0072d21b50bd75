import type { FileContents } from '../model/file-contents.js';
import type { FoundInFile } from './check.js';
import type { ShippedFile } from './file.js';

/** What workspaces that share the work of one run tell each other. All of it is plain data. */
export interface SharedFiles {
  /** A file for another workspace; undefined when it is not open. */
  ship(path: string): ShippedFile | undefined;
  /** All files that are no configuration, as they are once each has heard of the others. */
  shipAll(): readonly ShippedFile[];
  /** Files that cannot be read, with the reason. */
  refusals(): readonly (readonly [path: string, reason: string])[];
  /** Opens a file that another workspace has read. It is read here only when a rule asks for more than its facts. */
  adopt(file: ShippedFile, textOf: () => string): void;
  /** How many characters of text may be awake between two steps; without it, all of them. For a workspace of one run. */
  keepAwake(most: number): void;
  /** Takes over what another workspace found in a file. */
  accept(path: string, found: FoundInFile): void;
  /** What is found in a file, as plain data. */
  judge(path: string): FoundInFile | undefined;
  /** What is known of a file that is none of ours and that others refer to. */
  acquaint(path: string, contents: FileContents | undefined): void;
}
