import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A value to be written, with comments. */
export type Written =
  | { readonly kind: 'value'; readonly value: string | number | boolean; readonly note?: string }
  | { readonly kind: 'map'; readonly entries: readonly WrittenEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Written[] };

export interface WrittenEntry {
  readonly name: string;
  readonly value: Written;
  /** Lines above it. */
  readonly above?: string;
}

/** A YAML file with comments at its top and its end. Comments are text; each of their lines gets its `#`. */
export function writeYaml(root: Written, comments: { readonly head?: string; readonly tail?: string } = {}): string {
  const document = new Document(null);
  document.contents = nodeOf(root);
  if (comments.head !== undefined) document.commentBefore = asComment(comments.head);
  if (comments.tail !== undefined) document.comment = asComment(comments.tail);
  return document.toString({ lineWidth: 0 });
}

function nodeOf(written: Written): Scalar | YAMLMap | YAMLSeq {
  switch (written.kind) {
    case 'map': {
      const map = new YAMLMap();
      for (const { name, value, above } of written.entries) {
        const key = new Scalar(name);
        if (above !== undefined) key.commentBefore = asComment(above);
        map.items.push(new Pair(key, nodeOf(value)));
      }
      return map;
    }
    case 'list': {
      const list = new YAMLSeq();
      for (const item of written.items) list.items.push(nodeOf(item));
      return list;
    }
    case 'value': {
      const scalar = new Scalar(written.value);
      // Behind a value there is no second line.
      if (written.note !== undefined) scalar.comment = asComment(written.note).replace(/\n/g, ' ');
      return scalar;
    }
  }
}

/** What stands behind each `#`: a blank, and no line end that would leave the comment. */
function asComment(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
}
