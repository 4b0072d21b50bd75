import type { Document } from '../model/document.js';
import type { FileContents } from '../model/file-contents.js';
import type { Steps } from '../steps.js';
import { createAnswers, type Reads, type Source, type Told, type Watched } from './answers.js';
import type { Fact, FactOf, FactType } from './facts.js';

/** A fact with the document it came from. */
export interface Entry<F extends Fact = Fact> {
  readonly fact: F;
  readonly document: Document;
}

/**
 * All facts of the workspace, by type. Order: by path, then by place. What is read from it is noted, so that findings are
 * kept until something they were made from has changed; an entry stays the same one as long as its document does.
 */
export interface Index {
  entries<Type extends FactType>(type: Type): readonly Entry<FactOf<Type>>[];
  /** Facts of one file. */
  of<Type extends FactType>(path: string, type: Type): readonly Entry<FactOf<Type>>[];
  /** What is known of a file that is none of ours and that others refer to; undefined when nobody has read it. */
  contents(path: string): FileContents | undefined;
  /** True when some file of the workspace could not be read or parsed, so that "nobody has it" is not certain. */
  readonly incomplete: boolean;
  /** What a function makes of the whole index, computed once until what it has read changes. Give it a named function. */
  derive<T>(compute: (index: Index) => T): T;
  /**
   * What a function says about one thing of the model, computed once until what it has read changes. Give it a named
   * function. Who asks so depends on the answer alone, and not on everything the answer was found in. The thing is a name,
   * or lasts while its document rests: it leads to no model.
   */
  ask<About extends object | string, T>(question: (index: Index, about: About) => T, about: About): T;
}

/** An index that files are added to and taken from. */
export interface MutableIndex extends Index {
  /** Replaces what is known of a file. */
  patch(path: string, documents: readonly Document[]): void;
  remove(path: string): void;
  /** Replaces what is known of a file that is none of ours. */
  describe(path: string, contents: FileContents | undefined): void;
  /** Notes a file that exists and cannot be read, until it is patched or removed. */
  refuse(path: string): void;
  /** Computes in steps and notes what they read of the index. Holds for the index as it is only if it stays as it was. */
  watch<T>(steps: Steps<T>): Steps<Watched<T>>;
  /** True when everything still reads as it did. */
  hold(reads: Reads): boolean;
  /**
   * An index over some of the files, as they are now. Of files that cannot be read and of those that are none of ours it
   * knows what the whole knows.
   */
  part(paths: Iterable<string>): MutableIndex;
  /** True when the whole says what a part of it has said. */
  confirm(told: Told): boolean;
  /** Changes when anything in it does. */
  readonly revision: number;
}

type FactTable = ReadonlyMap<FactType, readonly Entry[]>;

const none: readonly Entry[] = [];

/** What is known of files, by path. */
interface Known {
  readonly files: Map<string, FactTable>;
  readonly broken: Set<string>;
  readonly refused: Set<string>;
  readonly described: Map<string, FileContents>;
}

/** An empty index. */
export function createIndex(): MutableIndex {
  return indexOf({ files: new Map(), broken: new Set(), refused: new Set(), described: new Map() });
}

function indexOf({ files, broken, refused, described }: Known): MutableIndex {
  const all = new Map<FactType, readonly Entry[]>();
  const sources = new Map<string, Source>();
  const derived = new Map<(index: Index) => unknown, Source>();
  const asked = new WeakMap<object, Map<unknown, Source>>();
  const askedOfNames = new Map<string, Map<unknown, Source>>();
  let sorted: readonly string[] | undefined;
  let revision = 0;
  const answers = createAnswers(() => revision);

  /** What is read under a name, as something to look at again. */
  const noted = <T>(name: string, read: () => T, of: Source['of']): T => {
    let source = sources.get(name);
    if (source === undefined) {
      source = { read, of };
      sources.set(name, source);
    }
    return answers.note(source, read());
  };

  const collect = (type: FactType): readonly Entry[] => {
    const known = all.get(type);
    if (known) return known;
    sorted ??= [...files.keys()].sort();
    const found: Entry[] = [];
    for (const path of sorted) for (const entry of files.get(path)?.get(type) ?? none) found.push(entry);
    all.set(type, found);
    return found;
  };

  const place = (path: string, table: FactTable | undefined): void => {
    const before = files.get(path);
    if (table === undefined) files.delete(path);
    else files.set(path, table);
    if ((before === undefined) !== (table === undefined)) sorted = undefined;
    let isNews = false;
    for (const type of new Set([...(before?.keys() ?? []), ...(table?.keys() ?? [])])) {
      if (before?.get(type) === table?.get(type)) continue;
      all.delete(type);
      isNews = true;
    }
    if (isNews) revision++;
  };

  const mark = (set: Set<string>, path: string, isIn: boolean): void => {
    if (set.has(path) === isIn) return;
    if (isIn) set.add(path);
    else set.delete(path);
    revision++;
  };

  const index: MutableIndex = {
    entries: <Type extends FactType>(type: Type) =>
      noted(type, () => collect(type), entriesIn(type)) as unknown as readonly Entry<FactOf<Type>>[],
    of: <Type extends FactType>(path: string, type: Type) =>
      noted(
        `${type} ${path}`,
        () => files.get(path)?.get(type) ?? none,
        factsIn(path, type),
      ) as unknown as readonly Entry<FactOf<Type>>[],
    contents: (path) => noted(`: ${path}`, () => described.get(path), contentsIn(path)),
    get incomplete() {
      return noted('?', () => refused.size + broken.size > 0, isIncomplete);
    },
    derive<T>(compute: (index: Index) => T): T {
      let source = derived.get(compute);
      if (source === undefined) {
        source = { read: answers.answer(() => compute(index)).read, of: derivedIn(compute) };
        derived.set(compute, source);
      }
      return answers.note(source, source.read() as T);
    },
    ask<About extends object | string, T>(question: (index: Index, about: About) => T, about: About): T {
      let questions = typeof about === 'string' ? askedOfNames.get(about) : asked.get(about);
      if (questions === undefined) {
        questions = new Map();
        if (typeof about === 'string') askedOfNames.set(about, questions);
        else asked.set(about, questions);
      }
      let source = questions.get(question);
      if (source === undefined) {
        source = { read: answers.answer(() => question(index, about)).read, of: answeredIn(question, about) };
        questions.set(question, source);
      }
      return answers.note(source, source.read() as T);
    },
    patch(path, documents) {
      mark(refused, path, false);
      mark(
        broken,
        path,
        documents.some(({ problems }) => problems.length > 0),
      );
      place(path, tableOf(documents, files.get(path)));
    },
    describe(path, contents) {
      if (contents === undefined) described.delete(path);
      else described.set(path, contents);
      revision++;
    },
    remove(path) {
      mark(refused, path, false);
      mark(broken, path, false);
      place(path, undefined);
    },
    refuse(path) {
      mark(refused, path, true);
      mark(broken, path, false);
      place(path, undefined);
    },
    watch: answers.watchSteps,
    hold: answers.hold,
    part(paths) {
      const own = new Map<string, FactTable>();
      for (const path of paths) {
        const table = files.get(path);
        if (table !== undefined) own.set(path, table);
      }
      return indexOf({ files: own, broken, refused, described });
    },
    confirm: (told) => answers.confirm(told, index),
    get revision() {
      return revision;
    },
  };
  return index;
}

/** What was read, without the index that it was read from. */
export function toldIn(reads: Reads): Told {
  return [...reads].map(([{ of }, value]) => [of, value]);
}

// Made here, so that they hold nothing but what they are given.
const entriesIn =
  (type: FactType): Source['of'] =>
  (index) =>
    index.entries(type);
const factsIn =
  (path: string, type: FactType): Source['of'] =>
  (index) =>
    index.of(path, type);
const contentsIn =
  (path: string): Source['of'] =>
  (index) =>
    index.contents(path);
const isIncomplete: Source['of'] = (index) => index.incomplete;
const derivedIn =
  (compute: (index: Index) => unknown): Source['of'] =>
  (index) =>
    index.derive(compute);
const answeredIn =
  <About>(question: (index: Index, about: About) => unknown, about: About): Source['of'] =>
  (index) =>
    question(index, about);

/** The facts of a file by type. Entries of documents that are the same are the same, and so are lists of such entries. */
function tableOf(documents: readonly Document[], before: FactTable | undefined): FactTable {
  const known = new Map<Fact, Entry>();
  for (const entries of before?.values() ?? []) for (const entry of entries) known.set(entry.fact, entry);
  const table = new Map<FactType, Entry[]>();
  for (const document of documents) {
    for (const fact of document.facts) {
      const last = known.get(fact);
      const entry = last?.document === document ? last : { fact, document };
      const list = table.get(fact.type);
      if (list) list.push(entry);
      else table.set(fact.type, [entry]);
    }
  }
  const kept = new Map<FactType, readonly Entry[]>(table);
  for (const [type, entries] of table) {
    const old = before?.get(type);
    if (old?.length === entries.length && entries.every((entry, i) => entry === old[i])) kept.set(type, old);
  }
  return kept;
}
