import type { Index } from '../index/index.js';
import type { Document } from '../model/document.js';
import type { Format } from '../model/format.js';
import type { Expression } from '../promql/query.js';
import { childrenOf } from '../promql/walk.js';
import { contains, type Span } from '../span.js';
import type { Locale } from '../text.js';
import type { Cursor } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';

/** What stands under the cursor, in the terms in which topics are assigned. */
export type HoverKey =
  /** A key of YAML, or its scalar value. List indexes are left out: `['spec', 'containers', 'resources']`. */
  | { readonly kind: 'key'; readonly format: Format; readonly variant: string; readonly path: readonly string[] }
  /** A keyword of a Dockerfile, in capitals. */
  | { readonly kind: 'instruction'; readonly keyword: string }
  /** A flag of an instruction, without its dashes. */
  | { readonly kind: 'flag'; readonly keyword: string; readonly name: string }
  /** An environment variable or build argument of a container, in any format. */
  | { readonly kind: 'variable'; readonly name: string }
  /** A metric, a function or an aggregation in a query. */
  | { readonly kind: 'query'; readonly name: string };

/** A word with its span in the document's own offsets. */
export interface HoverWord {
  readonly key: HoverKey;
  readonly span: Span;
}

/** What explains a place; the table is data of the rules, so the engine is handed it. */
export interface HoverTopics {
  /** Id of the topic that explains it; undefined: nothing is shown. */
  topicOf(key: HoverKey): string | undefined;
  /** What this file's own numbers say about the place, as Markdown. */
  insight?(word: HoverWord, document: Document, index: Index, locale: Locale): string | undefined;
}

/** The words at an offset, the most special first: a variable says more than the key it stands in. */
export function wordsAt(document: Document, yaml: YamlDocument | undefined, offset: number): readonly HoverWord[] {
  const at: Span = { start: offset, end: offset };
  const words = [variableAt(document, at), queryWordAt(document, at)];
  if (document.format === 'dockerfile') words.push(instructionWordAt(document, at));
  else if (yaml !== undefined) words.push(keyAt(document, yaml.root({ open: false }), at));
  return words.filter((word) => word !== undefined);
}

function variableAt(document: Document, at: Span): HoverWord | undefined {
  for (const { variables } of document.container) {
    for (const { name, nameSpan, value } of variables) {
      const isHere = contains(nameSpan, at) || (value.state === 'set' && contains(value.span, at));
      if (isHere) return { key: { kind: 'variable', name }, span: nameSpan };
    }
  }
  return undefined;
}

function instructionWordAt(document: Document, at: Span): HoverWord | undefined {
  const instruction = document.instruction.find(({ span }) => contains(span, at));
  if (instruction === undefined) return undefined;
  const { keyword, keywordSpan, flags } = instruction;
  if (contains(keywordSpan, at)) return { key: { kind: 'instruction', keyword }, span: keywordSpan };
  const flag = flags.find(({ span }) => contains(span, at));
  return flag && { key: { kind: 'flag', keyword, name: flag.name }, span: flag.span };
}

function keyAt({ format, variant }: Document, root: Cursor, at: Span): HoverWord | undefined {
  const find = (cursor: Cursor, path: readonly string[]): HoverWord | undefined => {
    for (const item of cursor.items()) {
      if (!item.shared && contains(item.span, at)) return find(item, path);
    }
    for (const { name, nameSpan, cursor: value } of cursor.entries()) {
      const below = [...path, name];
      const word: HoverWord = { key: { kind: 'key', format, variant, path: below }, span: nameSpan };
      if (contains(nameSpan, at)) return word;
      if (value.shared || !contains(value.span, at)) continue;
      return value.kind === 'scalar' ? word : find(value, below);
    }
    return undefined;
  };
  return find(root, []);
}

function queryWordAt(document: Document, at: Span): HoverWord | undefined {
  const query = document.query.find((use) => contains(use.query.span, at))?.query;
  return query?.tree && wordIn(query.tree, at);
}

function wordIn(expression: Expression, at: Span): HoverWord | undefined {
  if (!contains(expression.span, at)) return undefined;
  const named = nameOf(expression);
  if (named !== undefined && contains(named.span, at))
    return { key: { kind: 'query', name: named.name }, span: named.span };
  for (const child of childrenOf(expression)) {
    const word = wordIn(child, at);
    if (word !== undefined) return word;
  }
  return undefined;
}

function nameOf(expression: Expression): { readonly name: string; readonly span: Span } | undefined {
  switch (expression.kind) {
    case 'selector': {
      const { metric, metricSpan } = expression;
      return metric === undefined || metricSpan === undefined ? undefined : { name: metric, span: metricSpan };
    }
    case 'call':
      return { name: expression.name, span: expression.nameSpan };
    case 'aggregation': {
      const { operator, span } = expression;
      return { name: operator, span: { start: span.start, end: span.start + operator.length } };
    }
    default:
      return undefined;
  }
}
