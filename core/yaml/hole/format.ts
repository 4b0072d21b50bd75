import { Document, isScalar, type Scalar, stringify, type ToStringOptions, visit } from 'yaml';
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

function options(
  style: Style,
  quoting: Quoting,
): ToStringOptions & { compat: 'yaml-1.1' | null; aliasDuplicateObjects: false } {
  return {
    indent: style.step,
    indentSeq: style.listsIndented,
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    // What YAML 1.1 would read as something else (`yes`, `22:22`, `0644`) is quoted, for Compose and kubectl read it.
    compat: style.modern === true ? null : 'yaml-1.1',
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
  if (typeof value === 'string') return value.includes('\n');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLines);
}

/** Block style, but for argument vectors below the top: `- -h` under each other is hard to read. */
function print(value: Plain, settings: ReturnType<typeof options>): string {
  const document = new Document(value, null, settings);
  visit(document, {
    Seq(_, list, ancestors) {
      const { items } = list;
      if (ancestors.length < 4 || !items.every(isText) || !items.some((item) => item.value.startsWith('-'))) return;
      list.flow = true;
      for (const item of items) item.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ ...settings, flowCollectionPadding: false });
}

function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && !node.value.includes('\n');
}

/** A value as it stands behind a key in block style. */
export function writeValue(value: Plain, style: Style, quoting: Quoting): Written {
  // A key without a value, as `volumes:` of Compose has them, stays empty.
  return split(print({ k: value }, { ...options(style, fitting(value, quoting)), nullStr: '' }), 2);
}

/** The lines of a value that is a document of its own. */
export function writeDocument(value: Plain, style: Style): readonly string[] {
  return print(value, options(style, fitting(value, 'plain')))
    .replace(/\n$/, '')
    .split('\n');
}

/** A value as it stands behind a dash in block style. */
export function writeItem(value: Plain, style: Style, quoting: Quoting): Written {
  return split(print([value], { ...options(style, fitting(value, quoting)), indent: 2 }), 1);
}

/** A key for block style, with quotes where it needs them. */
export function writeKey(key: string, style: Style): string {
  const written = stringify({ [key]: 0 }, options(style, 'plain'));
  return written.slice(0, written.lastIndexOf(':'));
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

function split(written: string, skip: number): Written {
  const [head = '', ...lines] = written.replace(/\n$/, '').split('\n');
  const first = head.slice(skip);
  return { first: first.trim() === '' ? '' : first, lines };
}

/** Lines as they stand below a column; empty lines stay empty. */
export function indented(lines: readonly string[], column: number, lineEnd: string): string {
  return lines.map((line) => lineEnd + (line === '' ? '' : ' '.repeat(column) + line)).join('');
}
