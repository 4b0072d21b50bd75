import type { Index } from '../index/index.js';
import type { Container } from '../model/container.js';
import type { Conventions } from '../model/conventions.js';
import type { Document } from '../model/document.js';
import type { Workload } from '../model/workload.js';
import { contains, type Span } from '../span.js';
import type { Locale } from '../text.js';
import type { HoverKey } from './hover-key.js';

/** What an insight may look at: all of the workspace, and how to name a line in it. */
export interface InsightContext {
  readonly index: Index;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly locale: Locale;
  /** What the project says about the images and labels of a document. */
  conventionsOf(document: Document): Conventions;
  /** Number of the line, from 1, at an offset of a document; undefined for a file that is not open any more. */
  lineOf(document: Document, offset: number): number | undefined;
}

/** A place for which numbers are reckoned: a word under the cursor, or a finding. */
export interface InsightPlace extends InsightContext {
  readonly document: Document;
  /** In offsets of the document. */
  readonly span: Span;
  /** What the word is; undefined for a finding, which is no word. */
  readonly key: HoverKey | undefined;
  /** The container, service or stage that is described there. */
  readonly container: Container | undefined;
  /** The service or owner of pods that is described there. */
  readonly workload: Workload | undefined;
}

/** What the numbers of the files say about a place. */
export interface Told {
  /** Id of the topic that explains it, for a place that has no topic of its own. */
  readonly topic: string | undefined;
  /** A block of Markdown. */
  readonly markdown: string;
}

/** One line about a service or an owner of pods, to stand over it. */
export interface Lens {
  /** The name it stands over, in offsets of the document. */
  readonly span: Span;
  readonly text: string;
  /** Id of the topic that explains it. */
  readonly topic: string;
}

/** A place with what is described there, looked up when it is asked for. */
export function insightPlace(
  document: Document,
  span: Span,
  key: HoverKey | undefined,
  context: InsightContext,
): InsightPlace {
  return {
    ...context,
    document,
    span,
    key,
    get container() {
      return containerAt(document, span);
    },
    get workload() {
      return workloadAt(document, span);
    },
  };
}

/** The innermost container whose description holds the span. */
function containerAt(document: Document, span: Span): Container | undefined {
  if (document.format === 'dockerfile') {
    return document.stage.findLast(({ from }) => from.span.start <= span.start)?.container;
  }
  return document.container.find(({ anchor, cursor, workload }) => {
    const body = cursor ?? workload?.cursor;
    return contains(anchor, span) || (body !== undefined && contains(body.span, span));
  });
}

/** Of several pods in one object, the one that is described there. */
function workloadAt(document: Document, span: Span): Workload | undefined {
  const around = document.workload.filter(
    ({ anchor, cursor }) => contains(anchor, span) || contains(cursor.span, span),
  );
  return around.find(({ spec }) => contains(spec.span, span)) ?? around[0];
}
