import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { flags, instructions } from '../../../rules/course/keys.js';
import * as names from '../../../rules/course/keys-names.js';
import * as yaml from '../../../rules/course/keys-yaml.js';
import { rules, topics } from '../../../rules/index.js';
import { corrections, courseFacts } from './facts.js';

const ids = topics.map(({ id }) => id);

test('every topic has its facts, and every fact is in both languages', () => {
  deepEqual(Object.keys(courseFacts).sort(), [...ids].sort());
  const lost: string[] = [];
  for (const { id, title, short, full } of topics) {
    const { both, en, ru } = courseFacts[id] ?? { both: [], en: [], ru: [] };
    for (const [locale, wanted] of [
      ['en', [...both, ...en]],
      ['ru', [...both, ...ru]],
    ] as const) {
      const text = `${title[locale]}\n${short[locale]}\n${full[locale]}`;
      for (const fact of wanted) {
        if (!text.toLowerCase().includes(fact.toLowerCase())) lost.push(`${id}.${locale}: ${fact}`);
      }
    }
  }
  deepEqual(lost, []);
});

test('what the course has wrong is put right in the topic, in a paragraph that says so', () => {
  const wrong: string[] = [];
  for (const [id, course, { both, en, ru }] of corrections) {
    const topic = topics.find((one) => one.id === id);
    for (const [locale, mark, wanted] of [
      ['en', '**Corrected here.**', [course, ...both, ...en]],
      ['ru', '**Исправлено.**', [course, ...both, ...ru]],
    ] as const) {
      const marked = topic?.full[locale].split('\n\n').filter((paragraph) => paragraph.startsWith(mark)) ?? [];
      const missing = wanted.filter((part) => !marked.some((text) => text.includes(part)));
      if (missing.length > 0) wrong.push(`${id}.${locale}: ${missing.join('; ')}`);
    }
  }
  deepEqual(wrong, []);
});

test('a short part fits a hover: at most six lines, of at most 600 letters in all', () => {
  const long = topics.flatMap(({ id, short }) =>
    [short.en, short.ru]
      .filter((text) => text.split('\n').length > 6 || text.length > 600)
      .map((text) => `${id}: ${text.length}`),
  );
  deepEqual(long, []);
});

test('the languages are told apart, and both have the same tables, corrections and links', () => {
  const wrong: string[] = [];
  const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
  for (const { id, title, short, full } of topics) {
    if (/[а-яё]/i.test(title.en + short.en + full.en)) wrong.push(`${id}: Russian in English`);
    if (!/[а-яё]/i.test(short.ru) || !/[а-яё]/i.test(full.ru)) wrong.push(`${id}: no Russian`);
    for (const [what, pattern] of [
      ['table rows', /^\|/gm],
      ['paragraphs', /\n\n/g],
      ['links', /\]\(https:/g],
    ] as const) {
      if (count(full.en, pattern) !== count(full.ru, pattern)) wrong.push(`${id}: ${what} differ`);
    }
    if (count(full.en, /\*\*Corrected here\.\*\*/g) !== count(full.ru, /\*\*Исправлено\.\*\*/g)) {
      wrong.push(`${id}: corrections differ`);
    }
  }
  deepEqual(wrong, []);
});

test('every topic is reached from a place or a rule, and no place names a topic that does not exist', () => {
  const ofKeys = [
    ...[instructions, flags, yaml.compose, yaml.kubernetes, yaml.prometheus, yaml.seaworthy],
    ...[...Object.values(yaml.kinds), ...Object.values(yaml.prometheusFiles)],
  ].flatMap((table) => Object.values(table).filter((topic) => topic !== undefined));
  const { variables, images, argumentNames, mountSources, mountTargets, metrics } = names;
  const ofNames = [variables, images, argumentNames, mountSources, mountTargets, metrics].flatMap((table) =>
    table.map(([, topic]) => topic),
  );
  const reached = new Set([...ofKeys, ...ofNames]);
  deepEqual(
    [...reached].filter((id) => !ids.includes(id)),
    [],
  );
  for (const { topic } of rules) if (topic !== undefined) reached.add(topic);
  deepEqual(
    ids.filter((id) => !reached.has(id)),
    [],
  );
});
