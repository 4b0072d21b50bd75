import type { Span } from '../span.js';

/** The part of the old text that the new one has in another way; what stands before and behind it is the same in both. */
export function changeBetween(old: string, text: string): Span {
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let behind = 0;
  while (
    behind < most - start &&
    old.charCodeAt(old.length - 1 - behind) === text.charCodeAt(text.length - 1 - behind)
  ) {
    behind++;
  }
  return { start, end: old.length - behind };
}
