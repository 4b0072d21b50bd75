import { deepEqual } from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { rules, topics } from '../../../rules/index.js';
import { insights } from '../../../rules/insights/index.js';
import { root } from '../../harness/root.js';

test('every insight is a file of its name, and none is left out', () => {
  const helpers = ['index', 'lens', 'write'];
  const files = globSync('rules/insights/*.ts', { cwd: root }).map((file) => basename(file, '.ts'));
  deepEqual(insights.map(({ id }) => id).sort(), files.filter((file) => !helpers.includes(file)).sort());
});

test('the topics of an insight exist', () => {
  const ids = topics.map(({ id }) => id);
  deepEqual(
    insights.flatMap((insight) => insight.topics).filter((id) => !ids.includes(id)),
    [],
  );
});

test('a rule and a topic are opened by one command, so none bears the name of the other', () => {
  const ids = new Set(rules.map(({ id }) => id));
  deepEqual(
    topics.map(({ id }) => id).filter((id) => ids.has(id)),
    [],
  );
});

test('topics near a topic exist, are others, and are few enough for a hover', () => {
  const ids = topics.map(({ id }) => id);
  const wrong = topics.filter(({ id, near }) => {
    return near.length === 0 || near.length > 2 || near.includes(id) || near.some((other) => !ids.includes(other));
  });
  deepEqual(
    wrong.map(({ id }) => id),
    [],
  );
});
