import { deepEqual, equal, ok } from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { readinessPillars } from '../../core/readiness/item.js';
import { checklist, topics } from '../../rules/index.js';
import { root } from '../harness/root.js';
import { safetyCases } from './items-safety.js';
import { sightCases } from './items-sight.js';
import { itemOf, places, readinessOf } from './workspace.js';

const cases = [...sightCases, ...safetyCases];

for (const { item, status, files, at } of cases) {
  test(`${item} is ${status} with ${Object.keys(files).join(', ')}`, () => {
    const checked = itemOf(readinessOf(files), item);
    const seen = places(checked);
    equal(checked.status, status, seen.join('\n'));
    if (status === 'unseen') deepEqual(seen, []);
    if (at !== undefined) equal(seen[0]?.split(' ')[1], at, seen.join('\n'));
  });
}

test('every item has cases, and one where it is met unless no file can show it', () => {
  const never = ['compliance'];
  for (const { id } of checklist) {
    const own = cases.filter(({ item }) => item === id).map(({ status }) => status);
    ok(own.includes('met') || never.includes(id), `${id} is never met`);
    ok(own.includes('missing') || own.includes('unseen'), `${id} is never open`);
  }
});

test('there are 24 items, six in each pillar, numbered in its order and named like their files', () => {
  deepEqual(
    globSync('rules/readiness/*.ts', { cwd: root })
      .map((file) => basename(file, '.ts'))
      .sort(),
    checklist.map(({ id }) => id),
  );
  for (const pillar of readinessPillars) {
    const own = checklist.filter((item) => item.pillar === pillar);
    deepEqual(own.map(({ number }) => number).sort(), [1, 2, 3, 4, 5, 6]);
  }
});

test('items keep the house style in both languages, and their topics exist', () => {
  const known = new Set(topics.map(({ id }) => id));
  for (const { id, title, next, topic, findings } of checklist) {
    for (const text of [title, next]) {
      ok(/[а-яё]/i.test(text.ru) && !/[а-яё]/i.test(text.en), id);
      for (const one of [text.en, text.ru]) ok(!/\bshould\b|!|\.$/.test(one), `${id}: ${one}`);
    }
    for (const name of [topic, ...findings]) ok(known.has(name), `${id}: ${name}`);
  }
});

test('an empty workspace shows nothing, and nothing is missing in it', () => {
  const { items, next, workloads } = readinessOf({});
  deepEqual(new Set(items.map(({ status }) => status)), new Set(['unseen']));
  deepEqual(workloads, []);
  equal(next.length, 3);
});
