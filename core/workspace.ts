import { type Assist, createAssist } from './assist/assist.js';
import type { ActiveRule } from './config/resolve.js';
import type { Edit } from './edit.js';
import type { Budget } from './engine/budget.js';
import type { ExplainedConfig } from './engine/explain-config.js';
import { createFiles } from './engine/files.js';
import { hoverMarkdown, narrowest } from './engine/hover.js';
import { type HoverTopics, type HoverWord, wordsAt } from './engine/hover-key.js';
import { type InsightContext, insightPlace, type Lens, type Told } from './engine/insight.js';
import type { Index } from './index/index.js';
import type { Detection, Surroundings } from './kinds/detect.js';
import type { Document } from './model/document.js';
import type { ReadinessItem } from './readiness/item.js';
import type { ReadinessReport } from './readiness/report.js';
import type { FileReport, Finding, Unchecked } from './report/report.js';
import type { Rule } from './rule.js';
import { contains, type Span, shift, touches } from './span.js';
import { type Locale, say } from './text.js';

/** What a workspace is made from. It reads nothing by itself: files come in by `open`. */
export interface WorkspaceOptions {
  readonly rules: readonly Rule[];
  readonly topics: readonly Topic[];
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
  /** Which topic explains what stands under the cursor; without it, only findings have hovers. */
  readonly hovers?: HoverTopics;
  /** The items of the readiness checklist. Without them, no evidence is kept and every attestation is unknown. */
  readonly checklist?: readonly ReadinessItem[];
}

/** A topic of the course, in both languages, as Markdown. */
export interface Topic {
  readonly id: string;
  readonly title: { readonly en: string; readonly ru: string };
  readonly short: { readonly en: string; readonly ru: string };
  readonly full: { readonly en: string; readonly ru: string };
  /** Ids of topics that a reader of this one may want next, the nearest first. */
  readonly near: readonly string[];
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

export interface ConfigInUse {
  /** Undefined: the defaults. */
  readonly path: string | undefined;
  readonly ignored: boolean;
  /** Rules that no suppression in a file silences. */
  readonly locked: ReadonlySet<string>;
}

/**
 * The engine behind the editor and the command line. Paths are absolute, with forward slashes (a URI without
 * percent-encoding serves as well); the same path always names the same file.
 */
export interface Workspace extends Assist {
  /**
   * Adds a file or replaces its text. Files that are none of ours are forgotten again, one that cannot be read is
   * refused. `context: true` makes a file known to rules on other files without being reported itself.
   */
  open(
    path: string,
    text: string,
    how?: { readonly context?: boolean; readonly surroundings?: Surroundings },
  ): Detection;
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
  /** `linkOf` gives the URI of a rule's page or of a topic, by its id; where it gives none, there is no link. */
  hover(path: string, offset: number, linkOf?: (id: string) => string | undefined): HoverText | undefined;
  /** One line about each service and owner of pods of a file. Spans are offsets of the whole file. */
  lenses(path: string): readonly Lens[];
  documents(path: string): readonly Document[];
  /** The text of an opened file of ours. */
  textOf(path: string): string | undefined;
  /** Which configuration holds for a path, opened or not, and whether it says to leave the file alone. */
  configOf(path: string): ConfigInUse;
  /** Rules that are on for a path, of whatever format, with the options they run with. By id. */
  activeRules(path: string): ReadonlyMap<string, ActiveRule>;
  /** What holds for a path and where it is written. */
  explainConfig(path: string): ExplainedConfig;
  /** What the checklist makes of all files that are not mere context. Evidence files have to be opened for it, too. */
  readiness(): ReadinessReport;
  readonly index: Index;
  /** Files open now, context included. */
  readonly paths: readonly string[];
}

const internal = { en: 'internal error: {message}', ru: 'внутренняя ошибка: {message}' };

/** The engine over an empty workspace. All state is in the object that is returned. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const files = createFiles(options);
  const { locale, hovers } = options;
  const topics = new Map(options.topics.map((topic) => [topic.id, topic]));

  const context = (): InsightContext => ({
    index: files.index,
    today: options.today(),
    locale,
    conventionsOf: ({ path }) => files.conventionsOf(path),
    lineOf: (document, offset) => {
      const lines = files.get(document.path)?.lines();
      return lines && lines.position(document.base + offset).line + 1;
    },
  });

  const insightsAt = (document: Document, span: Span, word: HoverWord | undefined, topic?: string): readonly Told[] =>
    hovers?.insights?.(insightPlace(document, span, word?.key, context()), topic) ?? [];

  const hover: Workspace['hover'] = (path, offset, linkOf = () => undefined) => {
    const file = files.get(path);
    const here = file?.documents.find(({ document: { base, text } }) => base <= offset && offset <= base + text.length);
    if (here === undefined) return undefined;
    const { document, yaml } = here;
    const at = { start: offset, end: offset };
    const findings = (files.check(path)?.settled ?? []).filter(({ finding }) => contains(finding.span, at));
    const words = hovers === undefined ? [] : wordsAt(document, yaml, offset - document.base);
    const explained = words
      .map((word) => ({ word, topic: topics.get(hovers?.topicOf(word.key) ?? '') }))
      .find(({ topic }) => topic !== undefined);
    // What stands around the word that is explained is another matter.
    const asked = explained === undefined ? words : words.slice(0, words.indexOf(explained.word) + 1);
    const told = asked
      .map((word) => ({ word, insights: insightsAt(document, word.span, word) }))
      .find(({ insights }) => insights.length > 0);
    // At a finding that is no word, the topic of its rule says what is reckoned.
    const ofFindings = findings.flatMap(({ local: { report, active } }) =>
      insightsAt(document, report.at, undefined, active.rule.topic),
    );
    const insights =
      told?.insights ??
      ofFindings.filter((one, at) => {
        return ofFindings.findIndex(({ markdown }) => markdown === one.markdown) === at;
      });
    const word = explained?.word ?? told?.word;
    const span = narrowest(findings.map(({ finding }) => finding.span)) ?? (word && shift(word.span, document.base));
    if (span === undefined) return undefined;
    const parts = {
      findings,
      topic: explained?.topic ?? topics.get(insights[0]?.topic ?? ''),
      insights: insights.map(({ markdown }) => markdown),
      linkOf,
    };
    return { span, markdown: hoverMarkdown(parts, topics, locale) };
  };

  const lenses: Workspace['lenses'] = (path) =>
    (files.get(path)?.documents ?? []).flatMap(({ document }) =>
      document.workload.flatMap((workload) => {
        const lens = hovers?.lens?.(workload, document, context());
        return lens === undefined ? [] : [{ ...lens, span: shift(lens.span, document.base) }];
      }),
    );

  const open: Workspace['open'] = (path, text, how) => {
    try {
      return files.open(path, text, how);
    } catch (error) {
      files.refuse(path, say(internal, locale, { message: error instanceof Error ? error.message : String(error) }));
      return { format: undefined, partial: undefined };
    }
  };

  return {
    ...createAssist(files, options),
    open,
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
      (files.check(path)?.settled ?? []).flatMap(({ finding, local, edits }) => {
        const { rule } = local.active;
        if (rule.fix === 'none' || (ofRule !== undefined && rule.id !== ofRule)) return [];
        if (span !== undefined && !touches(finding.span, span)) return [];
        const found = edits();
        const title = say(rule.text.fix ?? rule.text.summary, locale, local.report.with);
        return found === undefined ? [] : [{ rule: rule.id, title, safety: rule.fix, finding, edits: found }];
      }),
    hover,
    lenses,
    documents: (path) => (files.get(path)?.documents ?? []).map(({ document }) => document),
    textOf: (path) => files.get(path)?.text,
    configOf: files.configOf,
    activeRules: files.activeRules,
    explainConfig: files.explainConfig,
    readiness: files.readiness,
    index: files.index,
    get paths() {
      return files.paths();
    },
  };
}
