import { type Assist, createAssist } from './assist/assist.js';
import { type Checker, type CheckerOptions, checkerOver } from './checker.js';
import { createFiles } from './engine/files.js';
import { hoverMarkdown, narrowest } from './engine/hover.js';
import { type HoverTopics, type HoverWord, wordsAt } from './engine/hover-key.js';
import { type InsightContext, insightPlace, type Lens, type Told } from './engine/insight.js';
import { yamlFormats } from './kinds/yaml-formats.js';
import type { Document } from './model/document.js';
import type { ReadinessItem } from './readiness/item.js';
import { judge } from './readiness/judge.js';
import type { ReadinessReport } from './readiness/report.js';
import { contains, type Span, shift } from './span.js';

/** What a workspace is made from. */
export interface WorkspaceOptions extends Omit<CheckerOptions, 'items' | 'hasEvidence'> {
  readonly topics: readonly Topic[];
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

/** Markdown for a place. `span`, in offsets of the file, is what it explains: a word, a key or a finding around the offset asked about. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** The engine behind the editor: a checker, and what helps while one writes. */
export interface Workspace extends Checker, Assist {
  /** `linkOf` gives the URI of a rule's page or of a topic, by its id; where it gives none, there is no link. */
  hover(path: string, offset: number, linkOf?: (id: string) => string | undefined): HoverText | undefined;
  /** One line about each service and owner of pods of a file. Spans are offsets of the whole file. */
  lenses(path: string): readonly Lens[];
  /** What the checklist makes of all files that are not mere context. Evidence files have to be opened for it, too. */
  readiness(): ReadinessReport;
}

/** The engine over an empty workspace. All state is in the object that is returned. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { locale, hovers, checklist = [] } = options;
  const given = { ...options, items: checklist.map(({ id }) => id), hasEvidence: checklist.length > 0 };
  const files = createFiles(given, () => yamlFormats);
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
    const findings = files.settled(path).filter(({ finding }) => contains(finding.span, at));
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

  return {
    ...checkerOver(files, locale),
    ...createAssist(files, options),
    hover,
    lenses,
    readiness: () => judge(checklist, files.judged()),
    // Not taken over with the others: it changes.
    get paths() {
      return files.paths();
    },
  };
}
