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
  return new Resting(note, read, begin);
}

// A class, as there are many of them: an object with a getter of its own takes half a kilobyte.
class Resting implements RestingDocument {
  readonly document: Document;
  readonly #read: () => Reading;
  #reading: Reading | undefined;

  constructor(note: DocumentNote, read: () => Reading, begin: Reading | Known) {
    this.#read = read;
    this.#reading = 'document' in begin ? begin : undefined;
    this.document = new Rested(note, begin, this);
  }

  wake(): Reading {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  get yaml() {
    return this.wake().yaml;
  }

  rest() {
    this.#reading = undefined;
  }
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
  readonly #resting: Resting;
  #text: string | (() => string);
  #facts: readonly Fact[] | undefined;

  constructor(note: DocumentNote, begin: Reading | Known, resting: Resting) {
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
    this.#resting = resting;
  }

  get #read() {
    return this.#resting.wake().document;
  }
  get text() {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }
  get facts() {
    this.#facts ??= this.#read.facts.map((fact) => bindFact(fact, this));
    return this.#facts;
  }
  ahead(): Steps<void> {
    return this.#read.ahead();
  }
  get reading() {
    return this.#read.reading;
  }
  get comments() {
    return this.#read.comments;
  }
  get annotations() {
    return this.#read.annotations;
  }
  get repeatedKeys() {
    return this.#read.repeatedKeys;
  }
  get directives() {
    return this.#read.directives;
  }
  get root() {
    return this.#read.root;
  }
  get following() {
    return this.#read.following;
  }
  get workload() {
    return this.#read.workload;
  }
  get container() {
    return this.#read.container;
  }
  get stage() {
    return this.#read.stage;
  }
  get instruction() {
    return this.#read.instruction;
  }
  get object() {
    return this.#read.object;
  }
  get alert() {
    return this.#read.alert;
  }
  get recording() {
    return this.#read.recording;
  }
  get query() {
    return this.#read.query;
  }
  get scrape() {
    return this.#read.scrape;
  }
  get relabel() {
    return this.#read.relabel;
  }
  get label() {
    return this.#read.label;
  }
  get promotion() {
    return this.#read.promotion;
  }
}
