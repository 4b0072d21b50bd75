import type { Steps } from '../steps.js';
import type { Index } from './index.js';

/** Something that was read, and what it read as. */
export interface Source {
  /** What it reads as now. */
  read(): unknown;
  /** Asks the same of any index. Holds nothing of the one that it was read from. */
  readonly of: (index: Index) => unknown;
}

/** What a computation has read, in order. Empty: it holds for ever. */
export type Reads = ReadonlyMap<Source, unknown>;

/** What was computed, and from what. */
export interface Watched<T> {
  readonly value: T;
  readonly reads: Reads;
}

/** What a part of an index was asked and said, to be compared with what the whole of it says. */
export type Told = readonly (readonly [of: Source['of'], value: unknown])[];

/**
 * Computes answers that remember what they were made from, and makes them anew only when that has changed. An answer that
 * comes out as it was keeps its identity, so that what was made from it is not made again either.
 */
export interface Answers {
  /** Computes and notes what is read meanwhile. */
  watch<T>(compute: () => T): Watched<T>;
  /** The same in steps. What is read between them by others is not noted. */
  watchSteps<T>(steps: Steps<T>): Steps<Watched<T>>;
  /** Notes a reading for whoever is watching. */
  note<T>(source: Source, value: T): T;
  /** True when everything still reads as it did. */
  hold(reads: Reads): boolean;
  /** True when an index says what a part of it has said. Nothing is kept of what it is asked. */
  confirm(told: Told, index: Index): boolean;
  /** An answer that is computed when it is first asked for, and again when what it has read is no more. */
  answer<T>(compute: () => T): { read(): T };
}

/** `revision` counts the changes of whatever can be read: answers are looked over at most once between two of them. */
export function createAnswers(revision: () => number): Answers {
  let watching: Map<Source, unknown> | undefined;

  const noting = <T>(reads: Map<Source, unknown>, compute: () => T): T => {
    const outer = watching;
    watching = reads;
    try {
      return compute();
    } finally {
      watching = outer;
    }
  };

  const watch: Answers['watch'] = (compute) => {
    const reads = new Map<Source, unknown>();
    return { value: noting(reads, compute), reads };
  };

  const looking = (isSo: () => boolean): boolean => {
    const outer = watching;
    // Looking again is no reading.
    watching = undefined;
    try {
      return isSo();
    } catch {
      // It is computed again, where the error is caught and told.
      return false;
    } finally {
      watching = outer;
    }
  };

  const hold = (reads: Reads): boolean =>
    looking(() => {
      for (const [source, value] of reads) if (source.read() !== value) return false;
      return true;
    });

  return {
    watch,
    *watchSteps(steps) {
      const reads = new Map<Source, unknown>();
      for (;;) {
        const { done, value } = noting(reads, () => steps.next());
        if (done === true) return { value, reads };
        yield;
      }
    },
    hold,
    confirm: (told, index) => looking(() => told.every(([of, value]) => isSame(of(index), value, depth))),
    note(source, value) {
      watching?.set(source, value);
      return value;
    },
    answer(compute) {
      let kept: ReturnType<typeof watch<ReturnType<typeof compute>>> | undefined;
      let seen = -1;
      return {
        read() {
          if (kept !== undefined && (seen === revision() || hold(kept.reads))) {
            seen = revision();
            return kept.value;
          }
          const now = watch(compute);
          kept = kept !== undefined && isSame(kept.value, now.value, depth) ? { ...now, value: kept.value } : now;
          seen = revision();
          return kept.value;
        },
      };
    },
  };
}

/** How far answers are compared: a map of lists of entries. Below that, only identity counts. */
const depth = 3;

/** True when two answers are built alike from the same things. What has getters is the same only as itself. */
function isSame(a: unknown, b: unknown, levels: number): boolean {
  if (Object.is(a, b)) return true;
  if (levels === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i], levels - 1));
  }
  if (a instanceof Set) return b instanceof Set && a.size === b.size && isSame([...a], [...b], levels);
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    const others = b.entries();
    for (const [key, value] of a) {
      // In the same order: whoever goes over a map meets its entries so.
      const [otherKey, other]: [unknown, unknown] = others.next().value ?? [undefined, undefined];
      if (!Object.is(key, otherKey) || !isSame(value, other, levels - 1)) return false;
    }
    return true;
  }
  return isPlain(a) && isPlain(b) && isSameRecord(a, b, levels);
}

function isPlain(value: object): value is Record<string, unknown> {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function isSameRecord(a: Record<string, unknown>, b: Record<string, unknown>, levels: number): boolean {
  const own = Object.getOwnPropertyDescriptors(a);
  const others = Object.getOwnPropertyDescriptors(b);
  const names = Object.keys(own);
  return (
    names.length === Object.keys(others).length &&
    names.every((name) => {
      const [one, other] = [own[name], others[name]];
      return (
        one?.get === undefined && other !== undefined && 'value' in other && isSame(one?.value, other.value, levels - 1)
      );
    })
  );
}
