import { CST, Parser } from 'yaml';
import type { Span } from '../span.js';

/**
 * The scalar of several lines that the line beginning at this offset continues; undefined when the line continues
 * none. Its span begins at the opening quote, the first letter, or the `|` or `>` of a block scalar. No comment can
 * stand inside.
 */
export function findContinuedScalar(text: string, lineStart: number): Span | undefined {
  let found: Span | undefined;
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') continue;
    CST.visit(token, ({ key, value }) => {
      for (const part of [key, value]) {
        const span = part ? spanOfScalar(part) : undefined;
        if (span && span.start < lineStart && lineStart < span.end) found = span;
      }
      return found ? CST.visit.BREAK : undefined;
    });
  }
  return found;
}

function spanOfScalar(token: CST.Token): Span | undefined {
  if (CST.isScalar(token)) {
    const props = 'props' in token ? token.props : [];
    const last = props.at(-1);
    const body = last && 'source' in last ? last.offset + last.source.length : token.offset;
    return { start: token.offset, end: body + token.source.length };
  }
  return undefined;
}
