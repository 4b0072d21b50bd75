import { bindFact, type PlainFact } from '../index/facts.js';
import type { ParserDirective } from '../model/dockerfile.js';
import type { Document, PartialReason, Problem, Subjects } from '../model/document.js';
import type { Format } from '../model/format.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
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
  /** See `Document.skimmed`; false when unset. */
  readonly skimmed?: boolean;
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
  readonly directives?: readonly ParserDirective[];
  readonly root?: Cursor;
  readonly following?: Hole<readonly Plain[]>;
  readonly anchor: Span;
}

/** The lists of a document. */
type Lists = Subjects & Pick<Document, 'annotations' | 'comments' | 'repeatedKeys' | 'facts' | 'ahead'>;
type Listed = Exclude<keyof Lists, 'facts' | 'ahead' | 'repeatedKeys'>;

/** What a reader computes when it is asked for. An absent list is empty. */
export interface DocumentParts extends ListParts {
  readonly facts?: () => readonly PlainFact[];
  /** See `Document.ahead`; absent where there is little to compute. */
  readonly ahead?: () => Steps<void>;
}

type ListParts = { readonly [K in Listed]?: () => Lists[K] };

/** Computes once, at the first call. */
export function lazy<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

/** Joins what is known at once and what is computed later into a document. */
export function createDocument(input: DocumentInput | YamlInput, head: DocumentHead, parts: DocumentParts): Document {
  const { path, text, base, skimmed = false } = input;
  const lists = new LazyLists(parts, 'yaml' in input ? input.yaml : undefined);
  return Object.assign(lists, { path, text, base, skimmed, directives: [], reading: {} }, head);
}

/** Lists that are each made when they are first asked for. */
class LazyLists implements Lists {
  readonly #parts: DocumentParts;
  readonly #yaml: YamlDocument | undefined;
  #facts: Lists['facts'] | undefined;
  readonly #made: { -readonly [K in keyof Lists]?: Lists[K] } = {};

  constructor(parts: DocumentParts, yaml: YamlDocument | undefined) {
    this.#parts = parts;
    this.#yaml = yaml;
  }

  get workload() {
    return this.#list('workload');
  }
  get container() {
    return this.#list('container');
  }
  get stage() {
    return this.#list('stage');
  }
  get instruction() {
    return this.#list('instruction');
  }
  get object() {
    return this.#list('object');
  }
  get alert() {
    return this.#list('alert');
  }
  get recording() {
    return this.#list('recording');
  }
  get query() {
    return this.#list('query');
  }
  get scrape() {
    return this.#list('scrape');
  }
  get relabel() {
    return this.#list('relabel');
  }
  get label() {
    return this.#list('label');
  }
  get promotion() {
    return this.#list('promotion');
  }
  get comments() {
    return this.#list('comments');
  }
  get annotations() {
    return this.#list('annotations');
  }
  get repeatedKeys() {
    return this.#yaml?.repeatedKeys ?? none;
  }
  get facts() {
    this.#facts ??= (this.#parts.facts?.() ?? none).map((fact) => bindFact(fact, this));
    return this.#facts;
  }

  *ahead(): Steps<void> {
    if (this.#parts.ahead) yield* this.#parts.ahead();
  }

  #list<K extends Listed>(name: K): Lists[K] {
    const known: Lists[K] | undefined = this.#made[name];
    if (known !== undefined) return known;
    const parts: ListParts = this.#parts;
    const list: Lists[K] = parts[name]?.() ?? none;
    this.#made[name] = list;
    return list;
  }
}

const none: never[] = [];

/**
 * Moves a document to another offset of its file, in place: all its spans are its own, so that whoever holds it need not
 * hear of it. The one thing of a document that ever changes.
 */
export function move(document: Document, base: number): void {
  Object.assign(document, { base });
}
