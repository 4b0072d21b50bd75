import { shortKeys } from '../kinds/compose-resources.js';
import type { Span } from '../span.js';
import type { Cursor, CursorEntry } from '../yaml/cursor.js';
import type { YamlDocument } from '../yaml/document.js';

/**
 * A Compose file with everything blanked out but the service that an offset lies in, and one that shows how the file
 * writes limits: it is parsed in a part of the time, and all offsets stay true. Undefined outside of the services, where
 * the service stands for more than is written in it, and where nothing would be gained.
 */
export function focused(yaml: YamlDocument, offset: number): string | undefined {
  const { text } = yaml;
  const section = entryAt(text, yaml.root({ open: false }), { start: 0, end: text.length }, offset);
  if (section?.entry.name !== 'services') return undefined;
  const service = entryAt(text, section.entry.cursor, section.span, offset);
  const [first] = service?.all ?? [];
  if (service === undefined || first === undefined) return undefined;
  const style = service.all.find(({ entry }) => usesShortStyle(entry.cursor)) ?? service;
  const kept: readonly Span[] = [
    { start: section.span.start, end: first.span.start },
    ...[...new Set([style.span, service.span])].sort((a, b) => a.start - b.start),
  ];
  const written = kept.map(({ start, end }) => text.slice(start, end)).join('');
  // An anchor, or a service that this one is built upon, may stand in what would be left out.
  if (written.length * 2 > text.length || /[*]|\bextends\b/.test(written)) return undefined;
  let result = '';
  for (const { start, end } of kept) result += blank(text.slice(result.length, start)) + text.slice(start, end);
  return result + blank(text.slice(result.length));
}

/** An entry of a mapping with its lines, up to those of the next one. */
interface Lines {
  readonly entry: CursorEntry;
  readonly span: Span;
}

/**
 * The entry whose lines hold an offset, and all of them. Undefined where lines say nothing: in flow style, with merged
 * keys, and where a half-typed word has the parser take a key for one of another level.
 */
function entryAt(
  text: string,
  cursor: Cursor,
  within: Span,
  offset: number,
): (Lines & { readonly all: readonly Lines[] }) | undefined {
  const entries = cursor.kind === 'map' ? cursor.entries() : [];
  const starts = entries.map(({ nameSpan }) => lineStartAt(text, nameSpan.start));
  const columns = new Set(entries.map(({ nameSpan }, at) => nameSpan.start - (starts[at] ?? 0)));
  const isInOrder = starts.every((start, at) => start >= (at === 0 ? within.start : Number(starts[at - 1]) + 1));
  if (columns.size > 1 || !isInOrder) return undefined;
  const all = entries.map((entry, at): Lines => {
    return { entry, span: { start: starts[at] ?? within.start, end: starts[at + 1] ?? within.end } };
  });
  const found = all.findLast(({ span }) => span.start <= offset);
  return found && { ...found, all };
}

function usesShortStyle(service: Cursor): boolean {
  return service.kind === 'map' && shortKeys.some((key) => service.at(key).kind !== 'missing');
}

/** As long as the text, and one empty line: lines cost the parser more than blanks. */
function blank(text: string): string {
  const end = /\r?\n$/.exec(text)?.[0] ?? '';
  return ' '.repeat(text.length - end.length) + end;
}

function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
