import type { CST, ParsedNode } from 'yaml';
import { lazy } from '../kinds/document.js';
import type { Problem } from '../model/document.js';
import { problemAt } from '../model/problem.js';
import type { Span } from '../span.js';
import { finish, type Steps } from '../steps.js';
import type { Text } from '../text.js';
import { describeComments, findComments } from './comments.js';
import { composeTokens, readTokens } from './compose.js';
import { createRoot } from './cursor-yaml.js';
import type { AliasUse, YamlDocument } from './document.js';
import { describeErrors } from './errors.js';
import { findRepeatedKeys } from './fields.js';
import { appendDocuments } from './hole/append-document.js';
import { walk } from './hole/place.js';
import { describeAlias } from './problems.js';
import { isTemplated, maskTemplates, type TemplateSpan } from './templates.js';
import { buildTree, type TreeNode } from './tree.js';

export interface YamlOptions {
  /** True: mask template actions before parsing. Else they are masked only if the text does not parse with them. */
  readonly templates?: boolean;
  /** True: nothing is written, for a text that several owners share. */
  readonly locked?: boolean;
  /** True for a text that only readers of YAML 1.2 see: words such as `off` are written plain. */
  readonly modern?: boolean;
  /** True for lines out of a document: their aliases may lead out of them. */
  readonly part?: boolean;
}

/** Levels of nesting that are read. Deeper ones exhaust the parser's stack, and no honest file has them. */
const deepest = 200;
const mostProblems = 100;

const tooDeep: Text = {
  en: `Nested more than ${deepest} levels deep`,
  ru: `Глубина вложенности больше ${deepest}`,
};
const furtherDocument: Text = { en: 'A further document, which is not read', ru: 'Ещё один документ, он не читается' };

/** What the parser made of one text. Internal to core/yaml. */
export interface Parsed {
  /** The document's text as it was given. */
  readonly text: string;
  readonly top: TreeNode | undefined;
  readonly problems: readonly Problem[];
  /** Spans of comments, those inside templates left out. */
  readonly comments: readonly Span[];
  readonly templates: readonly TemplateSpan[];
  /** True when nothing of the text could be read. */
  readonly unreadable: boolean;
}

/** Parses one document of a stream. Bad input gives problems, never an exception. */
export function parseYaml(text: string, options: YamlOptions = {}): YamlDocument {
  return finish(parseInSteps(text, options));
}

/** The same in steps. */
export function* parseInSteps(text: string, options: YamlOptions = {}): Steps<YamlDocument> {
  const parsed = yield* treeInSteps(text, options);
  const comments = lazy(() => describeComments(text, parsed.comments, parsed.top));
  const aliases = lazy(() => (parsed.top === undefined ? [] : findAliases(parsed.top)));
  const repeatedKeys = lazy(() => (parsed.templates.length > 0 ? [] : findRepeatedKeys(parsed.top)));
  return {
    text,
    problems: parsed.problems,
    get comments() {
      return comments();
    },
    get repeatedKeys() {
      return repeatedKeys();
    },
    get aliases() {
      return aliases();
    },
    templates: parsed.templates,
    empty: !parsed.unreadable && isNothing(parsed.top),
    root: createRoot(parsed, options),
    following: {
      put: (documents) => appendDocuments(parsed, documents),
      drop: () => undefined,
      append: () => undefined,
    },
  };
}

function findAliases(top: TreeNode): readonly AliasUse[] {
  const found: AliasUse[] = [];
  walk(top, (node) => {
    if (node.kind === 'alias' && node.target) found.push({ span: node.span, target: node.target.span });
  });
  return found;
}

/** True for no node, and for the null that the parser finds behind a lone marker. */
function isNothing(top: TreeNode | undefined): boolean {
  return top === undefined || (top.kind === 'scalar' && top.isNull && top.text === '');
}

/** The tree under a document; holes parse their results with it. */
export function parseTree(text: string, options: YamlOptions = {}): Parsed {
  return finish(treeInSteps(text, options));
}

function* treeInSteps(text: string, options: YamlOptions): Steps<Parsed> {
  const { templates = false, part = false } = options;
  if (templates) return yield* parseMasked(text, part);
  const plain = yield* parseReadable(text, text, [], part);
  if (plain.problems.length === 0 || !/\{\{|\{%/.test(text)) return plain;
  const masked = yield* parseMasked(text, part);
  return masked.problems.length < plain.problems.length ? masked : plain;
}

function parseMasked(text: string, part: boolean): Steps<Parsed> {
  const masked = maskTemplates(text);
  return parseReadable(text, masked.text, masked.spans, part);
}

function* parseReadable(
  text: string,
  readable: string,
  templates: readonly TemplateSpan[],
  part: boolean,
): Steps<Parsed> {
  const unread = (why: Text, span = firstLine(text)): Parsed => {
    const problems = [problemAt(span, why)];
    return { text, top: undefined, problems, comments: [], templates, unreadable: true };
  };
  try {
    // As a line end the mark leaves the first line its column; the parser would indent the first item of a list by it.
    const tokens = yield* readTokens(readable.replace(/^\ufeff/, '\n'));
    const buried = firstBelow(tokens, deepest);
    if (buried !== undefined) return unread(tooDeep, { start: buried, end: Math.min(buried + 1, text.length) });
    const documents = yield* composeTokens(tokens, readable.length);
    const document = documents.find((each) => each.contents !== null) ?? documents[0];
    const errors = documents.flatMap((each) => each.errors);
    const problems = [...describeErrors(errors, readable, tokens)];
    for (const other of documents) {
      if (other === document || other.contents === null) continue;
      problems.push(problemAt(clamp(other.range, readable.length), furtherDocument));
    }
    yield;
    const top = yield* buildTree(readable, asParsed(document?.contents), (alias) => {
      if (!part) problems.push(describeAlias(alias));
    });
    problems.sort((a, b) => a.span.start - b.span.start);
    yield;
    const comments = findComments(readable, tokens).filter((span) => !isTemplated(templates, span));
    yield;
    return { text, top, problems: problems.slice(0, mostProblems), comments, templates, unreadable: false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unread({ en: `Cannot be read: ${reason}`, ru: `Файл не читается: ${reason}` });
  }
}

/** The composer's types say "unknown" for what it always makes of parsed tokens. */
function asParsed(contents: unknown): ParsedNode | null {
  return (contents ?? null) as ParsedNode | null;
}

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: end === -1 ? text.length : end };
}

function clamp([start, end]: readonly [number, number, ...unknown[]], length: number): Span {
  const from = Math.max(0, Math.min(start, length));
  return { start: from, end: Math.max(from, Math.min(end, length)) };
}

/** Offset of the first collection that lies below more than `most` others, found without recursion. */
function firstBelow(tokens: readonly CST.Token[], most: number): number | undefined {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; depth <= most; depth++) {
    const below: CST.Token[] = [];
    for (const token of level) {
      if (token.type === 'document') collectNesting(token.value, below);
      if (!isNesting(token)) continue;
      for (const { key, value } of token.items) {
        collectNesting(key, below);
        collectNesting(value, below);
      }
    }
    if (below.length === 0) return undefined;
    level = below;
  }
  return level[0]?.offset;
}

function collectNesting(token: CST.Token | null | undefined, found: CST.Token[]): void {
  if (token && isNesting(token)) found.push(token);
}

function isNesting(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
}
