import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Cursor } from '../yaml/cursor.js';
import { readComposeDuration } from './quantity.js';

/** What is wrong with the list form of a health check in Compose. */
export interface TestFault {
  /** `kind`: its first item is none of `CMD`, `CMD-SHELL`, `NONE`. `rest`: `CMD-SHELL` has more than one script. */
  readonly fault: 'kind' | 'rest';
  readonly span: Span;
  /** The item in question, as written. */
  readonly text: string;
  fix(): readonly Edit[] | undefined;
}

const kinds: readonly string[] = ['CMD', 'CMD-SHELL', 'NONE'];

/**
 * The fault of a `healthcheck.test`; undefined for a text, an empty list and what cannot be read.
 * Source: https://docs.docker.com/reference/compose-file/services/#healthcheck
 */
export function findTestFault(test: Cursor): TestFault | undefined {
  if (test.kind !== 'list' || test.isOpen) return undefined;
  const items = test.items();
  const texts = items.map((item) => item.scalar);
  const [first, second] = items;
  const [text] = texts;
  if (first === undefined || text === undefined || text.includes('$')) return undefined;
  if (kinds.includes(text)) {
    const third = items[2];
    const last = items[items.length - 1];
    if (text !== 'CMD-SHELL' || second === undefined || third === undefined || last === undefined) return undefined;
    // A script that reads its arguments wants them.
    if (/\$[\d@*]/.test(texts[1] ?? '')) return undefined;
    const span = { start: second.span.start, end: last.span.end };
    return { fault: 'rest', span, text: texts[2] ?? '', fix: () => undefined };
  }
  return { fault: 'kind', span: first.span, text, fix: () => withKind(test, texts) };
}

/** The list with the kind that is meant: in its right spelling, or in front of what is there. */
function withKind(test: Cursor, texts: readonly (string | undefined)[]): readonly Edit[] | undefined {
  const known = texts.filter((text) => text !== undefined);
  const [first = '', ...rest] = known;
  if (known.length < texts.length) return undefined;
  const spelled = first.toUpperCase().replace('_', '-');
  const meant = spelled === 'CMDSHELL' ? 'CMD-SHELL' : spelled;
  // A single text with blanks is a script; the first of several is a program.
  const isScript = rest.length === 0 && /\s/.test(first);
  const list = kinds.includes(meant) ? [meant, ...rest] : [isScript ? 'CMD-SHELL' : 'CMD', ...known];
  return test
    .read(
      () => list,
      (value) => value,
    )
    .hole.put(list);
}

/** A time or a count of a health check in Compose that is none. */
export interface TimeTextFault {
  readonly fault: 'duration' | 'count';
  readonly span: Span;
  readonly text: string;
}

/** Durations without a unit or with one that Compose does not know, and retries that are no number. */
export function timeFaults(check: Cursor): readonly TimeTextFault[] {
  const read = (field: string, fault: TimeTextFault['fault'], isRight: (text: string) => boolean) => {
    const cursor = check.at(field);
    const text = cursor.scalar;
    // Variables are filled in later, and an empty value is the default.
    if (text === undefined || text.trim() === '' || text.includes('$') || isRight(text)) return [];
    return [{ fault, span: cursor.span, text }];
  };
  return [
    ...['interval', 'timeout', 'start_period', 'start_interval'].flatMap((field) =>
      read(field, 'duration', (text) => readComposeDuration(text) !== undefined),
    ),
    ...read('retries', 'count', (text) => /^\+?\d+$/.test(text.trim())),
  ];
}
