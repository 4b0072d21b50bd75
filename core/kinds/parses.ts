import { createKept } from '../kept.js';
import type { QuerySyntax } from '../promql/syntax.js';

/**
 * What the parser made of the queries of a file. One changed letter leaves all others as they were, so that only their
 * places are worked out again.
 */
export interface Parses {
  query(text: string): QuerySyntax;
  /** Ends a round: what nobody asked for since the last call is forgotten. */
  nextRound(): void;
}

/** One for each open file. */
export function createParses(readQuery: (text: string) => QuerySyntax): Parses {
  const queries = createKept(readQuery);
  return { query: queries.get, nextRound: queries.nextRound };
}
