import { onceRead } from '../kept.js';
import type { Word } from '../model/command.js';
import type { Mount } from '../model/container.js';
import type { Document } from '../model/document.js';
import type { Format } from '../model/format.js';
import { canonicalName } from '../model/image-name.js';
import type { Workload } from '../model/workload.js';
import type { Expression, NamedSpan } from '../promql/query.js';
import { childrenOf } from '../promql/walk.js';
import { contains, type Span } from '../span.js';
import type { SetValue, Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';
import type { InsightContext, InsightPlace, Lens, Told } from './insight.js';

/** What stands under the cursor, in the terms in which topics are assigned. */
export type HoverKey =
  /**
   * A key of YAML, or its scalar value. List indexes are left out: `['spec', 'containers', 'resources']`. A scalar in a
   * list has an empty name behind that of the list.
   */
  | { readonly kind: 'key'; readonly format: Format; readonly variant: string; readonly path: readonly string[] }
  /** A keyword of a Dockerfile, in capitals; `AS` for the name a FROM gives its stage. */
  | { readonly kind: 'instruction'; readonly keyword: string }
  /** A flag of an instruction, without its dashes. */
  | { readonly kind: 'flag'; readonly keyword: string; readonly name: string }
  /** An environment variable or build argument of a container, in any format. */
  | { readonly kind: 'variable'; readonly name: string }
  /** An image that a container or stage runs on, by its canonical name: `postgres`, `prom/prometheus`. */
  | { readonly kind: 'image'; readonly name: string }
  /** A word of a command, or a flag inside the value of a variable: `-Xmx400m`, `pg_dump`. */
  | { readonly kind: 'argument'; readonly text: string }
  /** An entry of a list of mounts. Paths are as written; undefined when unknown. */
  | {
      readonly kind: 'mount';
      readonly type: Mount['kind'];
      readonly source: string | undefined;
      readonly target: string | undefined;
    }
  /** A metric, a function or an aggregation in a query. */
  | { readonly kind: 'query'; readonly name: string }
  /** A label by which a query groups or matches, or that a Dockerfile gives its image. */
  | { readonly kind: 'label'; readonly name: string };

/** A word with the span of what is under the cursor, the key or its value, in the document's own offsets. */
export interface HoverWord {
  readonly key: HoverKey;
  readonly span: Span;
}

/** What explains a place; the table is data of the rules, so the engine is handed it. */
export interface HoverTopics {
  /** Id of the topic that explains it; undefined: nothing is shown. */
  topicOf(key: HoverKey): string | undefined;
  /**
   * What the numbers of the files say about the place. At a finding, which is no word, `topic` is that of its rule.
   */
  insights?(place: InsightPlace, topic: string | undefined): readonly Told[];
  /** What a workload comes to, in one line; undefined when nothing is known. */
  lens?(workload: Workload, document: Document, context: InsightContext): Lens | undefined;
}

/** The words at an offset, the most special first: a variable says more than the key it stands in. */
export function wordsAt(document: Document, yaml: YamlDocument | undefined, offset: number): readonly HoverWord[] {
  const at: Span = { start: offset, end: offset };
  const words = [
    flagOfVariableAt(document, at),
    variableAt(document, at),
    queryWordAt(document, at),
    imageAt(document, at),
    argumentAt(document, at),
    mountAt(document, at),
  ];
  if (document.format === 'dockerfile') words.push(labelAt(document, at), instructionWordAt(document, at));
  else if (yaml !== undefined) words.push(keyAt(document, yaml.root({ open: false }), at));
  return words.filter((word) => word !== undefined);
}

function variableAt(document: Document, at: Span): HoverWord | undefined {
  for (const { variables } of document.container) {
    for (const { name, nameSpan, value } of variables) {
      const key: HoverKey = { kind: 'variable', name };
      if (contains(nameSpan, at)) return { key, span: nameSpan };
      if (isWritten(value) && contains(value.span, at)) return { key, span: value.span };
    }
  }
  return undefined;
}

/** True for a value whose span is a place of this document: what is inherited may stand in another file. */
function isWritten<T>(value: Value<T>): value is SetValue<T> {
  return value.state === 'set' && (value.via === undefined || value.via === 'anchor');
}

/** A flag in a value such as that of `JAVA_TOOL_OPTIONS`, where the value is written letter by letter. */
function flagOfVariableAt(document: Document, at: Span): HoverWord | undefined {
  for (const { variables } of document.container) {
    for (const { value } of variables) {
      if (!isWritten(value) || !contains(value.span, at)) continue;
      const room = value.span.end - value.span.start - value.value.length;
      if (room !== 0 && room !== 2) continue;
      for (const { 0: text, index } of value.value.matchAll(/\S+/g)) {
        const start = value.span.start + room / 2 + index;
        const span = { start, end: start + text.length };
        if (text.startsWith('-') && contains(span, at)) return { key: { kind: 'argument', text }, span };
      }
    }
  }
  return undefined;
}

function imageAt(document: Document, at: Span): HoverWord | undefined {
  const image = document.container
    .map((container) => container.image)
    .filter(isWritten)
    .find(({ span }) => contains(span, at));
  return image && { key: { kind: 'image', name: canonicalName(image.value) }, span: image.span };
}

function argumentAt(document: Document, at: Span): HoverWord | undefined {
  const word = commandWords(document).find(({ span }) => contains(span, at));
  return word && { key: { kind: 'argument', text: word.text }, span: word.span };
}

/** Every word of the commands of a document, the innermost first. A long document has thousands, and every hover asks for one. */
const commandWords = onceRead((document: Document): readonly Word[] => {
  const written = document.container
    .flatMap(({ entrypoint, command }) => [entrypoint, command])
    .filter(isWritten)
    .map(({ value }) => value);
  const instructed = document.instruction.flatMap(({ command }) => command ?? []);
  const commands = [...written, ...instructed];
  // What a shell runs lies inside a word of the command that starts the shell.
  const scripts = [...commands, ...document.instruction].flatMap(({ script }) => script?.commands ?? []);
  return [...scripts, ...commands].flatMap(({ words }) => words);
});

function mountAt(document: Document, at: Span): HoverWord | undefined {
  for (const { mounts } of document.container) {
    const mount = isWritten(mounts) ? mounts.value.find(({ span }) => contains(span, at)) : undefined;
    if (mount === undefined) continue;
    const { kind: type, source, target, span } = mount;
    return { key: { kind: 'mount', type, source, target }, span };
  }
  return undefined;
}

function labelAt({ label }: Document, at: Span): HoverWord | undefined {
  for (const { name, nameSpan, value } of label) {
    const key: HoverKey = { kind: 'label', name };
    if (contains(nameSpan, at)) return { key, span: nameSpan };
    if (isWritten(value) && contains(value.span, at)) return { key, span: value.span };
  }
  return undefined;
}

function instructionWordAt(document: Document, at: Span): HoverWord | undefined {
  const instruction = document.instruction.find(({ span }) => contains(span, at));
  if (instruction === undefined) return undefined;
  const { keyword, keywordSpan, flags } = instruction;
  if (contains(keywordSpan, at)) return { key: { kind: 'instruction', keyword }, span: keywordSpan };
  const [, as, name] = instruction.words;
  if (keyword === 'FROM' && as !== undefined && name !== undefined) {
    const span = { start: as.span.start, end: name.span.end };
    if (contains(span, at)) return { key: { kind: 'instruction', keyword: 'AS' }, span };
  }
  const flag = flags.find(({ span }) => contains(span, at));
  return flag && { key: { kind: 'flag', keyword, name: flag.name }, span: flag.span };
}

function keyAt({ format, variant }: Document, root: Cursor, at: Span): HoverWord | undefined {
  const find = (cursor: Cursor, path: readonly string[]): HoverWord | undefined => {
    for (const item of cursor.items()) {
      if (item.shared || !contains(item.span, at)) continue;
      if (item.kind !== 'scalar') return find(item, path);
      return { key: { kind: 'key', format, variant, path: [...path, ''] }, span: item.span };
    }
    for (const { name, nameSpan, cursor: value } of cursor.entries()) {
      const below = [...path, name];
      const word: HoverWord = { key: { kind: 'key', format, variant, path: below }, span: nameSpan };
      if (contains(nameSpan, at)) return word;
      if (value.shared || !contains(value.span, at)) continue;
      return value.kind === 'scalar' ? { ...word, span: value.span } : find(value, below);
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
  const label = labelsOf(expression).find(({ span }) => contains(span, at));
  return label && { key: { kind: 'label', name: label.name }, span: label.span };
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

function labelsOf(expression: Expression): readonly NamedSpan[] {
  if (expression.kind === 'aggregation') return expression.labels;
  if (expression.kind !== 'binary') return [];
  return [...(expression.matching?.labels ?? []), ...(expression.group?.labels ?? [])];
}
