import { nearest } from '../engine/nearest.js';
import type { SupportDate } from '../model/conventions.js';
import { parseImage } from '../model/image.js';
import { canonicalName } from '../model/image-name.js';
import type { Cursor, CursorEntry } from '../yaml/cursor.js';
import type { Attestation, Config } from './config.js';
import { isRegistry } from './glob.js';
import { expected, type Reader } from './reader.js';

const imageKeys = ['trusted', 'support'];
const supportKeys = ['image', 'cycle', 'until'];
const labelKeys = ['allowed', 'unbounded'];
const attestKeys = ['who', 'when', 'link', 'note'];
const neededKeys = ['who', 'when'] as const;

/** `images`: where they may come from, and how long their release lines are supported. */
export function readImages(reader: Reader, cursor: Cursor | undefined): Config['images'] {
  const keys = reader.mapOf(cursor, imageKeys);
  return {
    trusted: (reader.globs(keys.get('trusted'), { fits: isRegistry, expected: expected.registry }) ?? []).map((entry) =>
      entry.toLowerCase(),
    ),
    support: readSupport(reader, keys.get('support')),
  };
}

function readSupport(reader: Reader, cursor: Cursor | undefined): readonly SupportDate[] {
  if (cursor === undefined || cursor.kind === 'null') return [];
  if (cursor.kind !== 'list') reader.wrong(cursor, '', expected.list);
  return cursor.items().flatMap((item): readonly SupportDate[] => {
    if (item.kind !== 'map') {
      reader.wrong(item, '', expected.support);
      return [];
    }
    const keys = reader.mapOf(item, supportKeys);
    const read = <T>(name: 'image' | 'cycle' | 'until', decode: (text: string) => T | undefined): T | undefined => {
      const place = keys.get(name);
      // A version may be written as a number, a day as a date: what stands there counts.
      const value = decode(place?.scalar?.trim() ?? '');
      if (value === undefined) reader.wrong(place ?? item, name, expected[name]);
      return value;
    };
    const image = read('image', (text) => {
      const found = parseImage(text);
      return found && found.tag === undefined && found.digest === undefined ? canonicalName(found) : undefined;
    });
    const cycle = read('cycle', (text) => (text === '' ? undefined : text.toLowerCase()));
    const until = read('until', (text) => (isDay(text) ? text : undefined));
    return image === undefined || cycle === undefined || until === undefined ? [] : [{ image, cycle, until }];
  });
}

/** True for a day of the calendar. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** `labels`: what is known of the values of labels by their names. */
export function readLabels(reader: Reader, cursor: Cursor | undefined): Config['labels'] {
  const keys = reader.mapOf(cursor, labelKeys);
  return {
    allowed: reader.globs(keys.get('allowed')) ?? [],
    unbounded: reader.globs(keys.get('unbounded')) ?? [],
  };
}

/** `attest`: items of the readiness checklist, of which `items` are the ids. */
export function readAttestations(
  reader: Reader,
  path: string,
  cursor: Cursor | undefined,
  items: readonly string[],
): readonly Attestation[] {
  if (cursor === undefined || cursor.kind === 'null') return [];
  const { report, wrong } = reader;
  if (cursor.kind !== 'map') wrong(cursor, '', expected.map);
  return cursor.entries().flatMap(({ name, nameSpan, cursor: value }): readonly Attestation[] => {
    if (!items.includes(name)) {
      report('item', nameSpan, name, { nearest: nearest(name, items) });
      return [];
    }
    if (value.kind !== 'map') {
      report('value', value.kind === 'null' ? nameSpan : value.span, name, { expected: expected.attestation });
      return [];
    }
    const words = new Map(
      reader.keysOf(value, attestKeys).map((entry) => [entry.name, readWords(reader, entry)] as const),
    );
    for (const key of neededKeys) {
      if (!words.has(key)) report('value', nameSpan, key, { expected: expected[key] });
    }
    const [who, when] = [words.get('who'), words.get('when')];
    if (who === undefined || when === undefined) return [];
    return [
      { item: name, words: { who, when, link: words.get('link'), note: words.get('note') }, path, span: nameSpan },
    ];
  });
}

/** Free text; a number or a date is text as well. */
function readWords(reader: Reader, { name, cursor }: CursorEntry): string | undefined {
  const text = cursor.scalar?.trim();
  if (text !== undefined && text !== '' && cursor.kind !== 'null') return text;
  reader.wrong(cursor, name, name === 'who' || name === 'when' ? expected[name] : expected.words);
  return undefined;
}
