import {
  Composer,
  type CST,
  type Document,
  isMap,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Steps } from '../steps.js';

/** Lexemes that are read in one step. */
const handful = 512;

/** In UTF-16 code units: how much is composed in one step. */
const usualPortion = 8192;

/** The concrete syntax of a stream. */
export function* readTokens(text: string): Steps<readonly CST.Token[]> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (++count % handful === 0) yield;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/**
 * The parser's documents; at least one, which may be empty. `length` is that of the text. One long document is composed in
 * portions, for the composer takes whole documents only; where there is an error in it, which may be placed by what stands
 * around it, it is composed as it stands.
 */
export function* composeTokens(
  tokens: readonly CST.Token[],
  length: number,
  portion = usualPortion,
): Steps<readonly Document.Parsed[]> {
  const document = length > portion ? onlyDocument(tokens) : undefined;
  const composed = document && (yield* composeInPortions(tokens, document, length, portion));
  return composed ?? compose(tokens, length);
}

function compose(tokens: Iterable<CST.Token>, length: number): readonly Document.Parsed[] {
  // Scalars stay text (`failsafe`), so that `1.10` and `0644` can be read as they are written; unknown tags are no
  // error, and neither `<<` nor repeated keys are the parser's business.
  const composer = new Composer({
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: true,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  return [...composer.compose(tokens, true, length)];
}

/** Directives hold for what is composed with them. */
function onlyDocument(tokens: readonly CST.Token[]): CST.Document | undefined {
  const documents = tokens.filter((token) => token.type === 'document');
  const isPlain = documents.length === 1 && tokens.every(({ type }) => type !== 'directive');
  return isPlain ? documents[0] : undefined;
}

type Block = CST.BlockMap | CST.BlockSequence;

const isBlock = (token: CST.Token | undefined): token is Block =>
  token?.type === 'block-map' || token?.type === 'block-seq';

/** Undefined where something is wrong. */
function* composeInPortions(
  tokens: readonly CST.Token[],
  document: CST.Document,
  length: number,
  portion: number,
): Steps<readonly Document.Parsed[] | undefined> {
  if (!isBlock(document.value)) return undefined;
  const hollow: CST.Document = { ...document, value: { ...document.value, items: [] } };
  const composed = compose(
    tokens.map((token) => (token === document ? hollow : token)),
    length,
  );
  const [top] = composed;
  if (top === undefined || top.errors.length > 0) return undefined;
  return (yield* fill(top.contents, document.value, length, portion)) ? composed : undefined;
}

/**
 * Composes the items of a collection, each portion as a document of its own, and puts them into the node that was made of
 * the collection without them. `end` is its offset in the text. False where something is wrong.
 */
function* fill(node: ParsedNode | null, block: Block, end: number, portion: number): Steps<boolean> {
  if (!isMap(node) && !isSeq(node)) return false;
  // Where the dashes of a list are is read from it.
  node.srcToken = block;
  const { items } = block;
  const startOf = (at: number): number => offsetOf(items[at]) ?? end;
  for (let from = 0, to = 0; from < items.length; from = to) {
    do to++;
    while (to < items.length && startOf(to + 1) - startOf(from) <= portion);
    const last = items[to - 1]?.value;
    // What is larger by itself is filled in its turn.
    const large = to === from + 1 && startOf(to) - startOf(from) > portion && isBlock(last) ? last : undefined;
    const some = items
      .slice(from, to)
      .map((item) => (large === undefined ? item : { ...item, value: { ...large, items: [] } }));
    const value = { ...block, offset: startOf(from), items: some } as Block;
    const [part] = compose([{ type: 'document', offset: value.offset, start: [], value }], end);
    if (part === undefined || part.errors.length > 0 || !takeItems(node, part.contents)) return false;
    if (large && !(yield* fill(lastOf(node), large, startOf(to), portion))) return false;
    yield;
  }
  const last = lastOf(node);
  if (last) node.range = [node.range[0], last.range[1], last.range[2]];
  return true;
}

function takeItems(node: YAMLMap.Parsed | YAMLSeq.Parsed, part: ParsedNode | null): boolean {
  if (isMap(node) && isMap(part)) node.items.push(...part.items);
  else if (isSeq(node) && isSeq(part)) node.items.push(...part.items);
  else return false;
  return true;
}

function lastOf(node: YAMLMap.Parsed | YAMLSeq.Parsed): ParsedNode | null {
  return (isMap(node) ? node.items.at(-1)?.value : node.items.at(-1)) ?? null;
}

/** Where an item begins; undefined behind the last one. */
function offsetOf(item: Block['items'][number] | undefined): number | undefined {
  return (item?.start[0] ?? item?.key ?? item?.sep?.[0] ?? item?.value)?.offset;
}
