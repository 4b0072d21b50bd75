import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';
import { pages, rules, topics } from '../rules/index.js';
import { root } from './harness/root.js';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('a rule is named like its file, once', () => {
  deepEqual(
    rules.map((rule) => rule.id),
    Object.values(pages).map((page) => basename(page, '.md')),
  );
  deepEqual(new Set(rules.map((rule) => rule.id)).size, rules.length);
});

test('both languages have the same placeholders, and the Russian text is Russian', () => {
  const wrong: string[] = [];
  for (const rule of rules) {
    for (const [key, text] of Object.entries(rule.text)) {
      if (text === undefined) continue;
      if (placeholders(text.en).join() !== placeholders(text.ru).join())
        wrong.push(`${rule.id}.${key}: placeholders differ`);
      if (!/[а-яё]/i.test(text.ru)) wrong.push(`${rule.id}.${key}: no Russian`);
      if (/[а-яё]/i.test(text.en)) wrong.push(`${rule.id}.${key}: Russian in English`);
    }
  }
  deepEqual(wrong, []);
});

test('messages keep the house style: no "should", no full stop at the end, no exclamation mark', () => {
  const wrong: string[] = [];
  for (const rule of rules) {
    for (const [key, text] of Object.entries(rule.text)) {
      if (text === undefined || key === 'why') continue;
      for (const language of [text.en, text.ru]) {
        if (/\bshould\b|!|\.$/.test(language)) wrong.push(`${rule.id}.${key}: ${language}`);
      }
    }
  }
  deepEqual(wrong, []);
});

test('a rule has the title of its fix if and only if it has a fix', () => {
  deepEqual(
    rules.filter((rule) => (rule.text.fix !== undefined) !== (rule.fix !== 'none')).map((rule) => rule.id),
    [],
  );
});

test('every topic a rule names exists', () => {
  const known = new Set(topics.map((topic) => topic.id));
  deepEqual(
    rules
      .filter((rule) => rule.topic !== undefined && !known.has(rule.topic))
      .map((rule) => `${rule.id}: ${rule.topic}`),
    [],
  );
});

test('an id of another tool stands once in a rule and has a tool before its colon', () => {
  const wrong: string[] = [];
  for (const rule of rules) {
    if (new Set(rule.same).size !== rule.same.length) wrong.push(`${rule.id}: twice`);
    for (const id of rule.same) if (!/^[a-z-]+:\S+$/.test(id)) wrong.push(`${rule.id}: ${id}`);
  }
  deepEqual(wrong, []);
});

test('the headings of a page come in their order', () => {
  const order = [
    'Why',
    'Dockerfile',
    'Compose',
    'Kubernetes',
    'Prometheus',
    'Seaworthy',
    'Options',
    'When to ignore it',
    'References',
  ];
  const wrong: string[] = [];
  for (const file of globSync('rules/{workload,dockerfile,compose,kubernetes,prometheus,seaworthy}/*.md', {
    cwd: root,
  })) {
    const headings = marked
      .lexer(readFileSync(join(root, file), 'utf8'))
      .flatMap((token) => (token.type === 'heading' && token.depth === 2 ? [String(token.text)] : []));
    const places = headings.map((heading) => order.indexOf(heading));
    if (places.includes(-1)) wrong.push(`${file}: unknown heading in ${headings.join(', ')}`);
    if (places.some((place, index) => index > 0 && place <= (places[index - 1] ?? -1))) wrong.push(`${file}: order`);
    for (const needed of ['Why', 'When to ignore it', 'References']) {
      if (!headings.includes(needed)) wrong.push(`${file}: no "${needed}"`);
    }
  }
  deepEqual(wrong, []);
});
