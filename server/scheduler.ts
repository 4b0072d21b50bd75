/** Runs one thing per key: some time after it was last asked for, or at once. */
export interface Scheduler {
  /** Runs when nothing was asked for this key during the delay. */
  later(key: string): void;
  /** Runs before this call returns, instead of what was put off. */
  now(key: string): void;
  /** Gives up what was put off. */
  forget(key: string): void;
  /** True when a run was put off and has not happened yet. */
  isDue(key: string): boolean;
  dispose(): void;
}

/** `delay` is in milliseconds. */
export function createScheduler(delay: number, run: (key: string) => void): Scheduler {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const forget = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const now = (key: string): void => {
    forget(key);
    run(key);
  };
  return {
    now,
    forget,
    later(key) {
      forget(key);
      timers.set(
        key,
        setTimeout(() => now(key), delay),
      );
    },
    isDue: (key) => timers.has(key),
    dispose() {
      for (const key of [...timers.keys()]) forget(key);
    },
  };
}

/** How long a slice of background work may hold up messages, in milliseconds. */
const slice = 12;

/**
 * Goes over many items in slices and lets messages through between them. Ends early, with `false`, as soon as
 * `isCancelled` says so.
 */
export async function inSlices<T>(
  items: readonly T[],
  isCancelled: () => boolean,
  step: (item: T) => void,
): Promise<boolean> {
  let began = performance.now();
  for (const item of items) {
    if (performance.now() - began > slice) {
      await breathe();
      began = performance.now();
    }
    if (isCancelled()) return false;
    step(item);
  }
  return !isCancelled();
}

/** Lets waiting messages be handled first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
