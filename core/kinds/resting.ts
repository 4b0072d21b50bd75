import { bindFact, type Fact, type PlainFact, plainFact } from '../index/facts.js';
import type { Document, PartialReason, Problem } from '../model/document.js';
import type { Format } from '../model/format.js';
import type { Span } from '../span.js';
import type { Steps } from '../steps.js';
import type { YamlDocument } from '../yaml/document.js';

/** A document as its text was read, with the tree behind it; a Dockerfile has none. */
export interface Reading {
  readonly document: Document;
  readonly yaml: YamlDocument | undefined;
}

/** What of a document stays while it rests: plain data. */
export type DocumentNote = Pick<
  Document,
  'path' | 'base' | 'format' | 'variant' | 'partial' | 'skimmed' | 'problems' | 'anchor'
>;

/**
 * A document that may rest: it forgets its tree and its subjects, and reads its text again when somebody asks for them.
 * They are then others than before and alike in everything. Its facts and what is noted of it stay.
 */
export interface RestingDocument {
  readonly document: Document;
  readonly yaml: YamlDocument | undefined;
  /** Only to be called where nobody holds anything of it: what was made of it before would not be known again. */
  rest(): void;
}

/** A document as it is handed to another thread: plain data. Its text is that of the file from `base` on. */
export interface ShippedDocument extends DocumentNote {
  readonly length: number;
  readonly facts: readonly PlainFact[];
}

/** What a document is made from when it does not begin awake. */
interface Known {
  readonly text: () => string;
  readonly facts: readonly PlainFact[];
}

/** `read` is called at each waking, and says the same each time. `begin`: what it said already, or what is known without. */
export function createResting(note: DocumentNote, read: () => Reading, begin: Reading | Known): RestingDocument {
  let reading = 'document' in begin ? begin : undefined;
  const wake = (): Reading => {
    reading ??= read();
    return reading;
  };
  return {
    document: new Rested(note, begin, () => wake().document),
    get yaml() {
      return wake().yaml;
    },
    rest() {
      reading = undefined;
    },
  };
}

/** A document with its place in its file, for another thread. Nothing is read for it. */
export function ship({ document }: RestingDocument): ShippedDocument {
  const { path, text, base, format, variant, partial, skimmed, problems, anchor, facts } = document;
  const note: DocumentNote = { path, base, format, variant, partial, skimmed, problems, anchor };
  return { ...note, length: text.length, facts: facts.map(plainFact) };
}

/** What stays is its own; all else is the reading's. */
class Rested implements Document {
  readonly path: string;
  readonly base: number;
  readonly format: Format;
  readonly variant: string;
  readonly partial: PartialReason | undefined;
  readonly skimmed: boolean;
  readonly problems: readonly Problem[];
  readonly anchor: Span;
  readonly #wake: () => Document;
  #text: string | (() => string);
  #facts: readonly Fact[] | undefined;

  constructor(note: DocumentNote, begin: Reading | Known, wake: () => Document) {
    const { path, base, format, variant, partial, skimmed, problems, anchor } = note;
    this.path = path;
    if ('document' in begin) {
      this.#text = begin.document.text;
    } else {
      this.#text = begin.text;
      this.#facts = begin.facts.map((fact) => bindFact(fact, this));
    }
    this.base = base;
    this.format = format;
    this.variant = variant;
    this.partial = partial;
    this.skimmed = skimmed;
    this.problems = problems;
    this.anchor = anchor;
    this.#wake = wake;
  }

  get text() {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }
  get facts() {
    this.#facts ??= this.#wake().facts.map((fact) => bindFact(fact, this));
    return this.#facts;
  }
  ahead(): Steps<void> {
    return this.#wake().ahead();
  }
  get reading() {
    return this.#wake().reading;
  }
  get comments() {
    return this.#wake().comments;
  }
  get annotations() {
    return this.#wake().annotations;
  }
  get repeatedKeys() {
    return this.#wake().repeatedKeys;
  }
  get directives() {
    return this.#wake().directives;
  }
  get root() {
    return this.#wake().root;
  }
  get following() {
    return this.#wake().following;
  }
  get workload() {
    return this.#wake().workload;
  }
  get container() {
    return this.#wake().container;
  }
  get stage() {
    return this.#wake().stage;
  }
  get instruction() {
    return this.#wake().instruction;
  }
  get object() {
    return this.#wake().object;
  }
  get alert() {
    return this.#wake().alert;
  }
  get recording() {
    return this.#wake().recording;
  }
  get query() {
    return this.#wake().query;
  }
  get scrape() {
    return this.#wake().scrape;
  }
  get relabel() {
    return this.#wake().relabel;
  }
  get label() {
    return this.#wake().label;
  }
  get promotion() {
    return this.#wake().promotion;
  }
}
