import type { Span } from '../span.js';
import type { Text } from '../text.js';
import type { Problem } from './document.js';

/** A problem at a place. */
export function problemAt(span: Span, text: Text): Problem {
  return { span, message: text.en, text };
}
