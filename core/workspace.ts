import type { Edit } from './edit.js';
import type { Index } from './index/index.js';
import type { Detection, Surroundings } from './kinds/detect.js';
import type { Document } from './model/document.js';
import type { FileReport, Finding, Unchecked } from './report/report.js';
import type { Rule } from './rule.js';
import type { Span } from './span.js';
import type { Locale } from './text.js';

/** What a workspace is made from. It reads nothing by itself: files come in by `open`. */
export interface WorkspaceOptions {
  readonly rules: readonly Rule[];
  readonly topics: readonly Topic[];
  /** `YYYY-MM-DD`, asked for at each check, so that a long-lived server sees the day change. */
  readonly today: () => string;
  readonly locale: Locale;
  /** Version of the product, for the report. */
  readonly version: string;
}

/** A topic of the course, in both languages, as Markdown. */
export interface Topic {
  readonly id: string;
  readonly title: { readonly en: string; readonly ru: string };
  readonly short: { readonly en: string; readonly ru: string };
  readonly full: { readonly en: string; readonly ru: string };
}

/** A fix that can be applied to one file. Spans are offsets of the whole file. */
export interface OfferedFix {
  readonly rule: string;
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** Markdown for a place; `span` is the word or key it explains. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/**
 * The engine behind the editor and the command line. Paths are absolute, with forward slashes (a URI without
 * percent-encoding serves as well); the same path always names the same file.
 */
export interface Workspace {
  /**
   * Adds a file or replaces its text. Files that are none of ours are forgotten again. `context: true` makes a file
   * known to rules on other files without being reported itself.
   */
  open(
    path: string,
    text: string,
    how?: { readonly context?: boolean; readonly surroundings?: Surroundings },
  ): Detection;
  close(path: string): void;
  /** Names a file that exists and cannot be checked, so that the report says so. */
  refuse(path: string, reason: string): void;
  /** Paths that opened files refer to and that were never opened: Dockerfiles of services, files of `extends`. */
  missing(): readonly string[];
  /** Findings of one file, in the order of their places. */
  check(path: string): FileReport | undefined;
  /** Findings of all files that are not mere context, in the order of paths. */
  checkAll(): readonly FileReport[];
  unchecked(): readonly Unchecked[];
  /** Fixes of findings that touch the span, or of all findings of the file. Computed when asked for. */
  fixes(path: string, span?: Span): readonly OfferedFix[];
  hover(path: string, offset: number): HoverText | undefined;
  documents(path: string): readonly Document[];
  readonly index: Index;
  /** Files open now, context included. */
  readonly paths: readonly string[];
}
