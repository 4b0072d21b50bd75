import type { Steps } from '../core/steps.js';

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

/** How long a slice of work may hold up messages, in milliseconds; it ends with the step that goes beyond. */
const slice = 8;

/**
 * Does work in slices and lets messages through between them. Gives it up, with `false`, as soon as `isCancelled` says so.
 * `spent` is told how many milliseconds of work each slice took.
 */
export async function inSlices(
  steps: Steps<unknown>,
  isCancelled: () => boolean,
  spent: (milliseconds: number) => void = () => {},
): Promise<boolean> {
  for (;;) {
    const began = performance.now();
    let taken = 0;
    let isDone = false;
    while (!isDone && taken <= slice) {
      if (isCancelled()) return false;
      isDone = steps.next().done === true;
      taken = performance.now() - began;
    }
    spent(taken);
    if (isDone) return !isCancelled();
    await breathe();
  }
}

/** Lets waiting messages be handled first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
