import type { ActiveRule } from './config/active.js';
import type { Edit } from './edit.js';
import type { Budget } from './engine/budget.js';
import type { ExplainedConfig } from './engine/explain-config.js';
import { createFiles, type Files } from './engine/files.js';
import type { SharedFiles } from './engine/shared-files.js';
import type { Index } from './index/index.js';
import type { Detection, Surroundings } from './kinds/detect.js';
import type { YamlFormats } from './kinds/yaml-formats.js';
import type { Document } from './model/document.js';
import type { FileReport, Finding, Unchecked } from './report/report.js';
import type { Rule } from './rule.js';
import { type Span, touches } from './span.js';
import type { Steps } from './steps.js';
import { type Locale, say } from './text.js';
import { visible } from './visible.js';

/** What a checker is made from. It reads nothing by itself: files come in by `open`. */
export interface CheckerOptions {
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`, asked for at each check, so that a long-lived server sees the day change. */
  readonly today: () => string;
  readonly locale: Locale;
  /** Version of the product, for the report. */
  readonly version: string;
  /** How long one rule may take over one document before it is stopped and named. No limit when unset. */
  readonly budget?: Budget;
  /**
   * Where levels come from. `nearest` (when unset): of the opened configuration files the nearest one above each file.
   * `none`: the defaults hold. Otherwise the one opened file of this path for all files, whatever its name; its globs
   * are relative to `folder`.
   */
  readonly config?: 'nearest' | 'none' | { readonly path: string; readonly folder: string };
  /** False: comments and annotations suppress nothing. True when unset. */
  readonly suppressions?: boolean;
  /**
   * True for one run over files that nobody edits meanwhile: what was found in a file is kept as plain data once it is
   * checked, and files may be told to rest (`shared.keepAwake`).
   */
  readonly once?: boolean;
  /** Ids of the readiness checklist, for which a configuration may vouch. None when unset. */
  readonly items?: readonly string[];
  /** True: files that may be evidence for the checklist are kept. */
  readonly hasEvidence?: boolean;
}

/** A fix that can be applied to one file. Spans are offsets of the whole file. */
export interface OfferedFix {
  readonly rule: string;
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

export interface ConfigInUse {
  /** Undefined: the defaults. */
  readonly path: string | undefined;
  readonly ignored: boolean;
  /** Rules that no suppression in a file silences. */
  readonly locked: ReadonlySet<string>;
}

/** How a file is opened. */
export interface OpenOptions {
  /** True: it is known to rules on other files without being reported itself. */
  readonly context?: boolean;
  readonly surroundings?: Surroundings;
}

/**
 * The part of the engine that finds and mends. Paths are absolute, with forward slashes (a URI without
 * percent-encoding serves as well); the same path always names the same file.
 */
export interface Checker {
  /**
   * Adds a file or replaces its text. Files that are none of ours are forgotten again, one that cannot be read is
   * refused.
   */
  open(path: string, text: string, how?: OpenOptions): Detection;
  /**
   * Reads in steps what `open`, called with the same when they are done, then takes over. Until then the file is what it was;
   * the steps may be given up at any time.
   */
  openAhead(path: string, text: string, how?: OpenOptions): Steps<void>;
  /** Runs in steps the rules whose findings `check` then gathers. They may be given up, and others may change meanwhile. */
  checkAhead(path: string): Steps<void>;
  close(path: string): void;
  /** Names a file that exists and cannot be checked, so that the report says so. */
  refuse(path: string, reason: string): void;
  /**
   * Paths that opened files refer to and that were never opened: Dockerfiles of services, files of `extends`. Files that
   * configurations build upon stay on the list until they are there, so nobody asks twice for what is not.
   */
  missing(): readonly string[];
  /** Paths of all files that opened files refer to, whether somebody has read them or not. In order. */
  references(): readonly string[];
  /** Says that a file of `missing()` cannot be read: it is not there, or not within reach. */
  absent(path: string): void;
  /**
   * Paths of files that opened files refer to, that are none of ours and that were never described: env files, files of
   * secrets, the `package.json` with the script that a container starts. They may not exist.
   */
  referred(): readonly string[];
  /**
   * Says what stands in such a file; without a text, that there is none. Of settings only what kind of secrets they
   * hold is kept, and no value. `ignored` tells whether version control leaves the file out; unset where nobody knows.
   */
  describe(path: string, text: string | undefined, how?: { readonly ignored?: boolean }): void;
  /** Findings of one file, in the order of their places. */
  check(path: string): FileReport | undefined;
  /** Findings of all files that are not mere context, in the order of paths. */
  checkAll(): readonly FileReport[];
  unchecked(): readonly Unchecked[];
  /**
   * Fixes of findings that touch the span, or of all findings of the file; of one rule alone where it is named. Computed
   * when asked for.
   */
  fixes(path: string, span?: Span, ofRule?: string): readonly OfferedFix[];
  documents(path: string): readonly Document[];
  /** The text of an opened file of ours. */
  textOf(path: string): string | undefined;
  /** Which configuration holds for a path, opened or not, and whether it says to leave the file alone. */
  configOf(path: string): ConfigInUse;
  /** Rules that are on for a path, of whatever format, with the options they run with. By id. */
  activeRules(path: string): ReadonlyMap<string, ActiveRule>;
  /** What holds for a path and where it is written. */
  explainConfig(path: string): ExplainedConfig;
  /** What several checkers, each in a thread of its own, tell each other about the files of one run. */
  readonly shared: SharedFiles;
  readonly index: Index;
  /** Files open now, context included. */
  readonly paths: readonly string[];
}

const internal = { en: 'internal error: {message}', ru: 'внутренняя ошибка: {message}' };

/**
 * A checker over an empty workspace. All state is in the object that is returned. `yaml` is asked when the first file of
 * YAML is opened: whoever checks Dockerfiles need not have it.
 */
export function createChecker(options: CheckerOptions, yaml: () => YamlFormats): Checker {
  return checkerOver(createFiles(options, yaml), options.locale);
}

/** The checker's questions, put to some files. */
export function checkerOver(files: Files, locale: Locale): Checker {
  const open: Checker['open'] = (path, text, how) => {
    try {
      return files.open(path, text, how);
    } catch (error) {
      files.refuse(path, say(internal, locale, { message: error instanceof Error ? error.message : String(error) }));
      return { format: undefined, partial: undefined };
    }
  };

  return {
    open,
    openAhead: files.openAhead,
    checkAhead: files.checkAhead,
    close: files.close,
    refuse: files.refuse,
    missing: files.missing,
    references: files.references,
    absent: files.absent,
    referred: files.referred,
    describe: files.describe,
    check: (path) => files.check(path)?.report,
    checkAll: () => files.checkAll().map(({ report }) => report),
    unchecked: files.unchecked,
    fixes: (path, span, ofRule) =>
      files.settled(path).flatMap(({ finding, local, edits }) => {
        const { rule } = local.active;
        if (rule.fix === 'none' || (ofRule !== undefined && rule.id !== ofRule)) return [];
        if (span !== undefined && !touches(finding.span, span)) return [];
        const found = edits();
        const title = visible(say(rule.text.fix ?? rule.text.summary, locale, local.report.with));
        return found === undefined ? [] : [{ rule: rule.id, title, safety: rule.fix, finding, edits: found }];
      }),
    documents: (path) => (files.get(path)?.documents ?? []).map(({ document }) => document),
    textOf: (path) => files.get(path)?.text,
    configOf: files.configOf,
    activeRules: files.activeRules,
    explainConfig: files.explainConfig,
    shared: files,
    index: files.index,
    get paths() {
      return files.paths();
    },
  };
}
