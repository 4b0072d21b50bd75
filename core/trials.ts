/** Counts what is read to see whether the fixes of a file do what they are meant to do. */
export interface Trials {
  /** Does something whose reading counts. */
  counted<T>(work: () => T): T;
}

/**
 * UTF-16 code units that are read for the fixes of a file: sixteen times the longest file that is read. A long file
 * needs a part of that, for a fix is tried in the lines or brackets it stands in.
 */
const usual = 2 ** 25;

/**
 * Of what is computed at the moment; outside of it nothing is counted. A fix is one call through a rule, a hole and the
 * parser, and none of them has to hand this on.
 */
let current = { left: Number.POSITIVE_INFINITY };

/** The trials of a file. They begin anew with each revision, for its fixes are computed anew. */
export function createTrials(revision: () => number, most = usual): Trials {
  let seen: number | undefined;
  let own = { left: most };
  return {
    counted(work) {
      const now = revision();
      if (now !== seen) own = { left: most };
      seen = now;
      const outer = current;
      current = own;
      try {
        return work();
      } finally {
        current = outer;
      }
    },
  };
}

/** True, and counted, when a text of that length may be read for a trial; false where too much has been read. */
export function mayTry(length: number): boolean {
  if (current.left < length) return false;
  current.left -= length;
  return true;
}
