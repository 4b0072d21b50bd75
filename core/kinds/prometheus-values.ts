import type { LabelEntry } from '../model/label.js';
import { formatDuration, parseDuration } from '../promql/duration.js';
import { set, type Value } from '../value.js';
import type { Cursor } from '../yaml/cursor.js';
import type { Parses } from './parses.js';

/** What all readers of this format need to know about the document they read. */
export interface Surface {
  /** The whole text of the document. */
  readonly text: string;
  readonly path: string;
  /** What the file keeps of its queries; unset: they are parsed. */
  readonly parses?: Parses | undefined;
}

/** Seconds of a Prometheus duration. */
export function durationOf(cursor: Cursor): Value<number> {
  return cursor.read((node) => {
    const text = node.scalar;
    return text === undefined ? undefined : parseDuration(text);
  }, formatDuration);
}

/** The text of a scalar, or else what stands there, for a name that is only shown. */
export function shownText(cursor: Cursor, { text }: Surface): string {
  const value = cursor.text();
  if (value.state === 'set') return value.value;
  return value.state === 'opaque' ? text.slice(value.span.start, value.span.end) : '';
}

/**
 * The text of a label or annotation of a rule. Prometheus fills in templates there when the rule fires, so they are
 * part of the value, unless they are a chart's own, which nobody can know.
 */
export function templatedText(cursor: Cursor, { text }: Surface): Value<string> {
  const value = cursor.text();
  if (value.state !== 'opaque') return value;
  const raw = text.slice(value.span.start, value.span.end);
  if (!raw.includes('{{') || isChartTemplate(raw)) return value;
  return set(withoutStyle(raw), value.span, cursor.key ? { key: cursor.key, hole: value.hole } : { hole: value.hole });
}

/** Templates of Helm: values and helpers of a chart, and the escapes that leave a template for Prometheus. */
function isChartTemplate(raw: string): boolean {
  return (
    /\{\{-?\s*(?:["'`(]|include\b|tpl\b|template\b|toYaml\b)/.test(raw) ||
    /\.(?:Values|Release|Chart|Capabilities|Files)\b/.test(raw)
  );
}

/** The content of a scalar without its quotes or block header; the indentation of a block goes. */
function withoutStyle(raw: string): string {
  if (/^[|>]/.test(raw)) {
    const [, ...lines] = raw.split(/\r?\n/);
    return lines.map((line) => line.trimStart()).join('\n');
  }
  if (/^'.*'$/s.test(raw)) return raw.slice(1, -1).replaceAll("''", "'");
  return /^".*"$/s.test(raw) ? raw.slice(1, -1).replace(/\\(["\\/])/g, '$1') : raw;
}

/** The entries of a mapping of labels or annotations. */
export function labelEntries(cursor: Cursor, surface: Surface): readonly LabelEntry[] {
  return cursor
    .entries()
    .map(({ name, nameSpan, cursor: value }) => ({ name, nameSpan, value: templatedText(value, surface) }));
}
