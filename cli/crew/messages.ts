import type { FoundInFile } from '../../core/engine/check.js';
import type { ShippedFile } from '../../core/engine/file.js';
import type { Detection } from '../../core/kinds/detect.js';
import type { FileContents } from '../../core/model/file-contents.js';
import type { Outlook } from '../outlook.js';
import type { SharedTexts } from './texts.js';

/** What a thread is started with. */
export interface Start {
  readonly outlook: Outlook;
  /** Configuration files with their texts, in the order in which they were read. */
  readonly configs: readonly (readonly [path: string, text: string])[];
  /** Files that configurations build upon and that are not there. */
  readonly absent: readonly string[];
  /** Characters of text that may be awake in each thread. */
  readonly awake: number;
  readonly texts: SharedTexts;
}

/** A file to be opened. Its text is among the shared ones. */
export interface Listed {
  readonly path: string;
  readonly context: boolean;
  readonly siblings: ReadonlySet<string>;
}

/** A file that another thread has opened. */
export interface Met {
  readonly file: ShippedFile;
  /** Unset: it is among the shared ones. */
  readonly text?: string;
}

/** What a thread is told. */
export type Order =
  | { readonly order: 'open'; readonly files: readonly Listed[] }
  | { readonly order: 'meet'; readonly files: readonly Met[] }
  | {
      readonly order: 'know';
      readonly refused: readonly (readonly [path: string, reason: string])[];
      readonly contents: readonly (readonly [path: string, contents: FileContents | undefined])[];
    }
  | { readonly order: 'check'; readonly paths: readonly string[] };

/** What became of opening a file. */
export interface Opened {
  readonly detection: Detection;
  /** Undefined when it is none of ours, or refused. */
  readonly file: ShippedFile | undefined;
  /** Why it cannot be read. */
  readonly refused: string | undefined;
}

/** What a thread answers, for each file of an order in its turn. */
export type Answer =
  | { readonly answer: 'ready' }
  | { readonly answer: 'opened'; readonly path: string; readonly opened: Opened }
  | { readonly answer: 'judged'; readonly path: string; readonly judged: FoundInFile | undefined };
