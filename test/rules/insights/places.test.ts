import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locale } from '../../../core/text.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { hovers, topics } from '../../../rules/index.js';
import type { Place } from './place.js';
import { clusterPlaces } from './places-cluster.js';
import { imagePlaces } from './places-images.js';
import { shop } from './shop.js';

const places = { ...imagePlaces, ...clusterPlaces };

const locales: readonly Locale[] = ['en', 'ru'];

function openShop(locale: Locale): Workspace {
  const today = (): string => '2026-09-01';
  const workspace = createWorkspace({ rules: [], topics, hovers, today, locale, version: '0.0.0' });
  for (const [path, text] of Object.entries(shop)) workspace.open(path, text);
  return workspace;
}

const workspaces = { en: openShop('en'), ru: openShop('ru') };

/** Offset of the letter behind the bar; the piece without its bar stands once in the text. */
function offsetOf(text: string, at: string): number {
  const [before = '', after = ''] = at.split('|');
  equal(text.split(before + after).length, 2, `"${before + after}" stands once`);
  return text.indexOf(before + after) + before.length;
}

function shown(path: string, { at }: Place, locale: Locale) {
  const markdown =
    workspaces[locale].hover(path, offsetOf(shop[path] ?? '', at))?.markdown.replaceAll('\u00a0', ' ') ?? '';
  const topic = topics.find(({ title }) => markdown.includes(`**${title[locale]}**`));
  const short = topic?.short[locale].trim().replaceAll('\u00a0', ' ') ?? '';
  const numbers = markdown.replace(`**${topic?.title[locale]}**`, '').replace(short, '').trim();
  return { topic: topic?.id, numbers };
}

for (const [path, expected] of Object.entries(places)) {
  describe(path, () => {
    for (const place of expected) {
      test(`${place.at.trim()} shows ${place.topic ?? 'no topic'}${place.en.length > 0 ? ' and its numbers' : ' alone'}`, () => {
        for (const locale of locales) {
          const { topic, numbers } = shown(path, place, locale);
          equal(topic, place.topic, locale);
          const missing = place[locale].filter((part) => !numbers.includes(part));
          deepEqual(missing, [], numbers);
          if (place[locale].length === 0) equal(numbers, '');
        }
      });
    }
  });
}

test('the table is large, and says the same in both languages', () => {
  const all = Object.values(places).flat();
  ok(all.length >= 150, String(all.length));
  deepEqual(
    all.filter(({ en, ru }) => (en.length === 0) !== (ru.length === 0)),
    [],
  );
});
