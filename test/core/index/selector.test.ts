import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { LabelSelector } from '../../../core/index/facts.js';
import { chooses, isControllerLabel } from '../../../core/index/selector.js';

const labels = new Map([
  ['app', 'shop'],
  ['tier', 'web'],
  ['release', undefined],
]);

function equals(pairs: Readonly<Record<string, string>>): LabelSelector {
  return { equals: new Map(Object.entries(pairs)), expressions: [] };
}

function expression(
  key: string,
  operator: LabelSelector['expressions'][number]['operator'],
  ...values: readonly string[]
): LabelSelector {
  return { equals: new Map(), expressions: [{ key, operator, values }] };
}

test('every pair must be there with its value', () => {
  equal(chooses(equals({ app: 'shop', tier: 'web' }), labels), 'yes');
  equal(chooses(equals({ app: 'shop', tier: 'db' }), labels), 'no');
  equal(chooses(equals({ app: 'shop', zone: 'a' }), labels), 'no');
});

test('an empty selector chooses everything', () => {
  equal(chooses(equals({}), new Map()), 'yes');
});

test('set expressions hold as the API has them, absent labels included', () => {
  deepEqual(
    [
      chooses(expression('tier', 'In', 'web', 'api'), labels),
      chooses(expression('tier', 'NotIn', 'db'), labels),
      chooses(expression('zone', 'NotIn', 'a'), labels),
      chooses(expression('zone', 'In', 'a'), labels),
      chooses(expression('tier', 'Exists'), labels),
      chooses(expression('tier', 'DoesNotExist'), labels),
    ],
    ['yes', 'yes', 'yes', 'no', 'yes', 'no'],
  );
});

test('a label that is not literal leaves it open, unless another requirement fails', () => {
  equal(chooses(equals({ release: 'blue' }), labels), 'unknown');
  equal(chooses(equals({ release: 'blue', app: 'blog' }), labels), 'no');
  equal(chooses(expression('release', 'Exists'), labels), 'yes');
});

test('labels of controllers are known', () => {
  deepEqual(['pod-template-hash', 'batch.kubernetes.io/job-name', 'app'].map(isControllerLabel), [true, true, false]);
});
