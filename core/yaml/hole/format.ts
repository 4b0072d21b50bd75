import { Document, isScalar, type Scalar, Schema, stringify, type ToStringOptions, visit, type YAMLSeq } from 'yaml';
import { remember } from '../../kept.js';
import type { Plain } from '../cursor.js';
import type { TreeNode } from '../tree.js';
import type { Style } from './place.js';

/** Written YAML: what stands behind the colon or dash, and the lines below it, indented as under column zero. */
export interface Written {
  readonly first: string;
  readonly lines: readonly string[];
}

/** How a neighbour is quoted, which new strings follow. */
export type Quoting = 'plain' | 'single' | 'double';

export function quotingOf(node: TreeNode | undefined): Quoting {
  return node?.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : 'plain';
}

const types = { plain: 'PLAIN', single: 'QUOTE_SINGLE', double: 'QUOTE_DOUBLE' } as const;

// What YAML 1.1 would read as something else (`yes`, `22:22`, `0644`) is quoted, for Compose and kubectl read it. Made
// once, for a schema costs as much as the text of a value.
const schemas = {
  cautious: new Schema({ schema: 'core', resolveKnownTags: true, compat: 'yaml-1.1' }),
  modern: new Schema({ schema: 'core', resolveKnownTags: true, compat: null }),
};

/** What of a style shows in a value; lines are ended by whoever puts them into the text. */
type Habits = Omit<Style, 'lineEnd'>;

function options(
  style: Habits,
  quoting: Quoting,
): ToStringOptions & { readonly schema: Schema; readonly aliasDuplicateObjects: false } {
  return {
    directives: false,
    indent: style.step,
    indentSeq: style.listsIndented,
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    schema: style.modern === true ? schemas.modern : schemas.cautious,
    aliasDuplicateObjects: false,
    singleQuote: (quoting === 'plain' ? style.quotes : quoting) === 'single',
    defaultStringType: types[quoting],
    defaultKeyType: 'PLAIN',
  };
}

/** Text of several lines has no place in single quotes: it becomes a block scalar. */
function fitting(value: Plain, quoting: Quoting): Quoting {
  return quoting === 'single' && hasLines(value) ? 'plain' : quoting;
}

/** True when some string in the value holds a line end, which plain and single-quoted scalars would spread. */
function hasLines(value: Plain): boolean {
  return holds(value, (text) => text.includes('\n'));
}

function holds(value: Plain, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => holds(inner, test));
}

/** Block style, but for argument vectors below the top: `- -h` under each other is hard to read. */
function print(value: Plain, settings: ReturnType<typeof options>): string {
  const document = new Document(value, null, settings);
  if (holds(value, (text) => text.startsWith('-'))) visit(document, { Seq: besideEachOther });
  return document.toString({ ...settings, flowCollectionPadding: false });
}

function besideEachOther(_: unknown, list: YAMLSeq, ancestors: readonly unknown[]): void {
  const { items } = list;
  if (ancestors.length < 4 || !items.every(isText) || !items.some((item) => item.value.startsWith('-'))) return;
  list.flow = true;
  for (const item of items) item.type = 'QUOTE_DOUBLE';
}

function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && !node.value.includes('\n');
}

/** A value as it stands behind a key in block style. */
export function writeValue(value: Plain, style: Style, quoting: Quoting): Written {
  return split(print({ k: value }, inBlock(value, style, quoting)), 2);
}

/** An entry of a block mapping. */
export function writePair(
  key: string,
  value: Plain,
  { step, listsIndented, quotes, modern }: Style,
): readonly string[] {
  const entry: Entry = { style: { step, listsIndented, quotes, ...(modern === true && { modern }) }, key, value };
  return entryLines(JSON.stringify(entry));
}

interface Entry {
  readonly style: Habits;
  readonly key: string;
  readonly value: Plain;
}

/** A fix writes one entry into all services of a file, and the same rule writes it into other files. */
const entryLines = remember(200, (json): readonly string[] => {
  const { style, key, value }: Entry = JSON.parse(json);
  const [first = '', ...below] = linesOf(print({ [key]: value }, inBlock(value, style, 'plain')));
  return [first.trimEnd(), ...below];
});

/** A key without a value, as `volumes:` of Compose has them, stays empty. */
function inBlock(value: Plain, style: Habits, quoting: Quoting): ReturnType<typeof options> {
  return { ...options(style, fitting(value, quoting)), nullStr: '' };
}

/** The lines of a value that is a document of its own. */
export function writeDocument(value: Plain, style: Style): readonly string[] {
  return linesOf(print(value, options(style, fitting(value, 'plain'))));
}

/** A value as it stands behind a dash in block style. */
export function writeItem(value: Plain, style: Style, quoting: Quoting): Written {
  return split(print([value], { ...options(style, fitting(value, quoting)), indent: 2 }), 1);
}

/** A value on one line, for flow style. */
export function writeFlow(value: Plain, style: Style, quoting: Quoting, padded: boolean): string {
  const written = stringify([value], {
    ...options(style, hasLines(value) ? 'double' : quoting),
    collectionStyle: 'flow',
    blockQuote: false,
    flowCollectionPadding: padded,
    ...(quoting === 'double' && { defaultKeyType: 'QUOTE_DOUBLE' as const }),
  });
  return written.trim().slice(1, -1).trim();
}

/** An entry of a flow mapping. */
export function writeFlowPair(key: string, value: Plain, style: Style, quoting: Quoting, padded: boolean): string {
  return writeFlow({ [key]: value }, style, quoting, padded)
    .slice(1, -1)
    .trim();
}

function linesOf(printed: string): readonly string[] {
  return printed.replace(/\n$/, '').split('\n');
}

function split(written: string, skip: number): Written {
  const [head = '', ...lines] = linesOf(written);
  const first = head.slice(skip);
  return { first: first.trim() === '' ? '' : first, lines };
}

/** Lines as they stand below a column; empty lines stay empty. */
export function indented(lines: readonly string[], column: number, lineEnd: string): string {
  return lines.map((line) => lineEnd + (line === '' ? '' : ' '.repeat(column) + line)).join('');
}
