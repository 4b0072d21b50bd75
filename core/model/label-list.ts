import type { SourceText } from '../source.js';
import { type Hole, opaque, set, type Value } from '../value.js';
import type { LabelEntry } from './label.js';

/**
 * The labels of a list with commas, as logging drivers, agents and SDKs write it in one scalar: `names` is `team,tier`,
 * `pairs` is `team=storefront,tier=web`. A name alone has a value from elsewhere. A hole removes one item and leaves the
 * others, and with the last one the scalar goes. `source` is the text of `list` as it is written.
 */
export function labelsInList(source: SourceText, list: Value<string>, form: 'names' | 'pairs'): readonly LabelEntry[] {
  return itemsOf(source.text).map(({ start, end }, index, all) => {
    const rest = all.filter((_, other) => other !== index).map((part) => source.text.slice(part.start, part.end));
    const hole = withoutItem(list, rest);
    const equals = form === 'names' ? -1 : source.text.slice(start, end).indexOf('=');
    const nameEnd = equals < 0 ? end : start + equals;
    const nameSpan = source.locate({ start, end: nameEnd });
    return {
      name: source.text.slice(start, nameEnd).trimEnd(),
      nameSpan,
      value:
        equals < 0
          ? opaque(nameSpan, hole)
          : set(source.text.slice(nameEnd + 1, end), source.locate({ start: Math.min(nameEnd + 1, end), end }), {
              hole,
            }),
    };
  });
}

/** Removes one item by writing the others, and the scalar with its last item. */
function withoutItem(list: Value<string>, rest: readonly string[]): Hole<string> {
  return {
    put: () => undefined,
    drop: () => (rest.length === 0 ? list.hole.drop() : list.hole.put(rest.join(','))),
    append: () => undefined,
  };
}

/** The parts between commas, without the blanks around them. */
function itemsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
