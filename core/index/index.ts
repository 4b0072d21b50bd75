import type { Document } from '../model/document.js';
import type { Place } from '../span.js';
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
  /** True when some file of the workspace could not be read or parsed, so that "nobody has it" is not certain. */
  readonly incomplete: boolean;
}

/** The place of a fact in its file, for a related place in a finding. */
export function placeOfFact({ fact, document }: Entry): Place {
  return {
    path: document.path,
    span: { start: fact.span.start + document.base, end: fact.span.end + document.base },
  };
}

/** An index that files are added to and taken from. */
export interface MutableIndex extends Index {
  /** Replaces what is known of a file. */
  patch(path: string, documents: readonly Document[]): void;
  remove(path: string): void;
  /** Notes a file that exists and cannot be read, until it is patched or removed. */
  refuse(path: string): void;
}

/** An empty index. */
export function createIndex(): MutableIndex {
  const files = new Map<string, readonly Document[]>();
  const refused = new Set<string>();
  let sorted: readonly string[] | undefined;
  let byType: Map<FactType, Entry[]> | undefined;
  const forget = (): void => {
    sorted = undefined;
    byType = undefined;
  };
  const collect = (): Map<FactType, Entry[]> => {
    sorted ??= [...files.keys()].sort();
    const all = new Map<FactType, Entry[]>();
    for (const path of sorted) {
      for (const document of files.get(path) ?? []) {
        for (const fact of document.facts) {
          const list = all.get(fact.type);
          if (list) list.push({ fact, document });
          else all.set(fact.type, [{ fact, document }]);
        }
      }
    }
    return all;
  };
  const entries = <Type extends FactType>(type: Type): readonly Entry<FactOf<Type>>[] => {
    byType ??= collect();
    return (byType.get(type) ?? []) as unknown as readonly Entry<FactOf<Type>>[];
  };
  return {
    entries,
    of: (path, type) => entries(type).filter((entry) => entry.document.path === path),
    get incomplete() {
      if (refused.size > 0) return true;
      for (const documents of files.values()) {
        if (documents.some((document) => document.problems.length > 0)) return true;
      }
      return false;
    },
    patch(path, documents) {
      files.set(path, documents);
      refused.delete(path);
      forget();
    },
    remove(path) {
      files.delete(path);
      refused.delete(path);
      forget();
    },
    refuse(path) {
      files.delete(path);
      refused.add(path);
      forget();
    },
  };
}
