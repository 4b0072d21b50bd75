import type { Document } from '../model/document.js';
import type { FileContents } from '../model/file-contents.js';
import type { Fact, FactOf, FactType } from './facts.js';

/** A fact with the document it came from. */
export interface Entry<F extends Fact = Fact> {
  readonly fact: F;
  readonly document: Document;
}

/** All facts of the workspace, by type. Order: by path, then by place. */
export interface Index {
  entries<Type extends FactType>(type: Type): readonly Entry<FactOf<Type>>[];
  /** Facts of one file. */
  of<Type extends FactType>(path: string, type: Type): readonly Entry<FactOf<Type>>[];
  /** What is known of a file that is none of ours and that others refer to; undefined when nobody has read it. */
  contents(path: string): FileContents | undefined;
  /** True when some file of the workspace could not be read or parsed, so that "nobody has it" is not certain. */
  readonly incomplete: boolean;
  /** What a function makes of the whole index, computed once until the index changes. Give it a named function. */
  derive<T>(compute: (index: Index) => T): T;
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
}

/** An empty index. */
export function createIndex(): MutableIndex {
  const files = new Map<string, readonly Document[]>();
  const refused = new Set<string>();
  const described = new Map<string, FileContents>();
  let sorted: readonly string[] | undefined;
  let byType: Map<FactType, Entry[]> | undefined;
  let incomplete: boolean | undefined;
  const ofFile = new Map<string, Map<FactType, Entry[]>>();
  const derived = new Map<(index: Index) => unknown, unknown>();
  const forget = (path: string): void => {
    sorted = undefined;
    byType = undefined;
    incomplete = undefined;
    ofFile.delete(path);
    derived.clear();
  };
  const entriesOf = (path: string): ReadonlyMap<FactType, readonly Entry[]> => {
    const known = ofFile.get(path);
    if (known) return known;
    const own = new Map<FactType, Entry[]>();
    for (const document of files.get(path) ?? []) {
      for (const fact of document.facts) {
        const list = own.get(fact.type);
        if (list) list.push({ fact, document });
        else own.set(fact.type, [{ fact, document }]);
      }
    }
    ofFile.set(path, own);
    return own;
  };
  const collect = (): Map<FactType, Entry[]> => {
    sorted ??= [...files.keys()].sort();
    const all = new Map<FactType, Entry[]>();
    for (const path of sorted) {
      for (const [type, entries] of entriesOf(path)) {
        const list = all.get(type);
        if (list) for (const entry of entries) list.push(entry);
        else all.set(type, [...entries]);
      }
    }
    return all;
  };
  const entries = <Type extends FactType>(type: Type): readonly Entry<FactOf<Type>>[] => {
    byType ??= collect();
    return (byType.get(type) ?? []) as unknown as readonly Entry<FactOf<Type>>[];
  };
  const isBroken = (documents: readonly Document[]): boolean => documents.some(({ problems }) => problems.length > 0);
  const of = <Type extends FactType>(path: string, type: Type): readonly Entry<FactOf<Type>>[] =>
    (entriesOf(path).get(type) ?? []) as unknown as readonly Entry<FactOf<Type>>[];
  const derive = <T>(compute: (index: Index) => T): T => {
    if (!derived.has(compute)) derived.set(compute, compute(index));
    return derived.get(compute) as T;
  };
  const index: MutableIndex = {
    entries,
    of,
    contents: (path) => described.get(path),
    derive,
    get incomplete() {
      incomplete ??= refused.size > 0 || [...files.values()].some(isBroken);
      return incomplete;
    },
    patch(path, documents) {
      files.set(path, documents);
      refused.delete(path);
      forget(path);
    },
    describe(path, contents) {
      if (contents === undefined) described.delete(path);
      else described.set(path, contents);
      derived.clear();
    },
    remove(path) {
      files.delete(path);
      refused.delete(path);
      forget(path);
    },
    refuse(path) {
      files.delete(path);
      refused.add(path);
      forget(path);
    },
  };
  return index;
}
