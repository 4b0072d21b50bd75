/**
 * Work that may rest: between two steps whoever drives it may do something else, or give it up. What it makes is not seen
 * by anybody before it is done, so that giving it up leaves nothing behind. Each step takes a few milliseconds.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does the work in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Something that is computed once: when somebody asks, or ahead of that in steps. */
export interface Gradual<T> {
  (): T;
  ahead(): Steps<void>;
}

export function gradual<T>(steps: () => Steps<T>): Gradual<T> {
  let kept: { readonly value: T } | undefined;
  function* ahead(): Steps<void> {
    if (kept !== undefined) return;
    const value = yield* steps();
    // Somebody may have asked in between, and hold what was made then.
    kept ??= { value };
  }
  const now = (): T => {
    kept ??= { value: finish(steps()) };
    return kept.value;
  };
  return Object.assign(now, { ahead });
}

/** The list of what is made of each item. */
export function gradually<Item, T>(items: () => readonly Item[], make: (item: Item) => T): Gradual<readonly T[]> {
  return gradual(function* () {
    const made: T[] = [];
    for (const item of items()) {
      made.push(make(item));
      yield;
    }
    return made;
  });
}
