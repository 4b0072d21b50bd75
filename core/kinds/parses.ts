import { type LineSyntax, readLineSyntax } from '../docker/line-syntax.js';
import { createKept } from '../kept.js';
import type { QuerySyntax } from '../promql/parse.js';

/**
 * What the parsers made of the small texts of a file. One changed letter leaves all other lines and queries as they
 * were, so that only their places are worked out again.
 */
export interface Parses {
  query(text: string): QuerySyntax;
  line(text: string): LineSyntax | undefined;
  /** Ends a round: what nobody asked for since the last call is forgotten. */
  nextRound(): void;
}

/** One for each open file. */
export function createParses(readQuery: (text: string) => QuerySyntax): Parses {
  const queries = createKept(readQuery);
  const lines = createKept(readLineSyntax);
  return {
    query: queries.get,
    line: lines.get,
    nextRound() {
      queries.nextRound();
      lines.nextRound();
    },
  };
}
