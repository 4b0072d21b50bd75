import type { Fact } from '../index/facts.js';
import type { ParserDirective } from '../model/dockerfile.js';
import type {
  AnnotationEntry,
  Comment,
  Document,
  ListedSubject,
  PartialReason,
  Problem,
  Subjects,
  SubjectTypes,
} from '../model/document.js';
import type { Format } from '../model/format.js';
import type { Span } from '../span.js';
import type { Hole } from '../value.js';
import type { Cursor, Plain } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';
import type { Parses } from './parses.js';

/** What the reader of any format is given. */
export interface DocumentInput {
  readonly path: string;
  readonly text: string;
  /** Offset of the document in its file. */
  readonly base: number;
  /** What is known from outside about its being partial; the reader may find a reason of its own. */
  readonly partial: PartialReason | undefined;
  /** What the file keeps of its parts; unset: everything is parsed. */
  readonly parses?: Parses | undefined;
}

/** Input of the YAML formats. */
export interface YamlInput extends DocumentInput {
  readonly yaml: YamlDocument;
}

/** Input of the Dockerfile reader. */
export interface DockerfileInput extends DocumentInput {
  /** Names (lower case) and numbers of the stages that a build in the workspace selects. */
  readonly targets: ReadonlySet<string>;
}

/** What a reader knows at once. */
export interface DocumentHead {
  readonly format: Format;
  readonly variant: string;
  readonly partial: PartialReason | undefined;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  readonly directives?: readonly ParserDirective[];
  readonly root?: Cursor;
  readonly following?: Hole<readonly Plain[]>;
  readonly anchor: Span;
}

/** What a reader computes when it is asked for. An absent list is empty. */
export type DocumentParts = {
  readonly [K in ListedSubject]?: () => readonly SubjectTypes[K][];
} & {
  readonly annotations?: () => readonly AnnotationEntry[];
  readonly facts?: () => readonly Fact[];
};

/** Computes once, at the first call. */
export function lazy<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

/** Joins what is known at once and what is computed later into a document. */
export function createDocument(input: DocumentInput, head: DocumentHead, parts: DocumentParts): Document {
  const list = <T>(compute: (() => readonly T[]) | undefined): (() => readonly T[]) => lazy(compute ?? (() => []));
  const workload = list(parts.workload);
  const container = list(parts.container);
  const stage = list(parts.stage);
  const instruction = list(parts.instruction);
  const object = list(parts.object);
  const alert = list(parts.alert);
  const recording = list(parts.recording);
  const query = list(parts.query);
  const scrape = list(parts.scrape);
  const relabel = list(parts.relabel);
  const label = list(parts.label);
  const promotion = list(parts.promotion);
  const annotations = list(parts.annotations);
  const facts = list(parts.facts);
  const subjects: Subjects = {
    get workload() {
      return workload();
    },
    get container() {
      return container();
    },
    get stage() {
      return stage();
    },
    get instruction() {
      return instruction();
    },
    get object() {
      return object();
    },
    get alert() {
      return alert();
    },
    get recording() {
      return recording();
    },
    get query() {
      return query();
    },
    get scrape() {
      return scrape();
    },
    get relabel() {
      return relabel();
    },
    get label() {
      return label();
    },
    get promotion() {
      return promotion();
    },
  };
  const own = {
    path: input.path,
    text: input.text,
    base: input.base,
    directives: [],
    ...head,
    get annotations() {
      return annotations();
    },
    get facts() {
      return facts();
    },
  };
  return Object.defineProperties(own, Object.getOwnPropertyDescriptors(subjects)) as typeof own & Subjects;
}

/**
 * Moves a document to another offset of its file, in place: all its spans are its own, so that whoever holds it need not
 * hear of it. The one thing of a document that ever changes.
 */
export function move(document: Document, base: number): void {
  Object.assign(document, { base });
}
