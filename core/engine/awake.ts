/** Which files are awake: read, and not at rest since. */
export interface Awake {
  /** How many characters of text may be awake at each settling from now on. */
  keep(most: number): void;
  /** Notes that a file has been read, with the length of its text. */
  woke(path: string, size: number): void;
  /** Forgets a file that is closed. */
  forget(path: string): void;
  /** True when more is awake than may be. */
  isFull(): boolean;
  /** Those that are awake, in the order in which they were read. */
  paths(): readonly string[];
  /** Lets all of them rest if there are too many. To be called where nobody holds anything of them. */
  settle(): void;
}

/** All may be awake until `keep` says otherwise. `rest` puts a file at rest. */
export function createAwake(rest: (path: string) => void): Awake {
  const sizes = new Map<string, number>();
  let limit = Number.POSITIVE_INFINITY;
  let total = 0;
  const forget = (path: string): void => {
    total -= sizes.get(path) ?? 0;
    sizes.delete(path);
  };
  return {
    woke(path, size) {
      forget(path);
      sizes.set(path, size);
      total += size;
    },
    keep(most) {
      limit = most;
    },
    forget,
    isFull: () => total > limit,
    paths: () => [...sizes.keys()],
    settle() {
      if (total <= limit) return;
      for (const path of sizes.keys()) rest(path);
      sizes.clear();
      total = 0;
    },
  };
}
