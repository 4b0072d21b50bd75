import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../core/promql/parse.js';
import type { Expression } from '../../../core/promql/query.js';
import { walk } from '../../../core/promql/walk.js';
import { sourceAt } from '../../../core/source.js';

const name = (expression: Expression): string =>
  expression.kind === 'selector' ? (expression.metric ?? '') : expression.kind;

test('a walk meets everything from outside in, with the nearest parent first', () => {
  const { tree } = parseQuery(sourceAt('sum(rate(a[5m])) / (b > 1)', 0));
  const met: string[] = [];
  if (tree) walk(tree, (expression, parents) => met.push([expression, ...parents].map(name).join(' < ')));
  deepEqual(met, [
    'binary',
    'aggregation < binary',
    'call < aggregation < binary',
    'a < call < aggregation < binary',
    'paren < binary',
    'binary < paren < binary',
    'b < binary < paren < binary',
    'number < binary < paren < binary',
  ]);
});

test('a visit that says false keeps the walk out', () => {
  const { tree } = parseQuery(sourceAt('sum(a) + b', 0));
  const met: string[] = [];
  if (tree) {
    walk(tree, (expression) => {
      met.push(name(expression));
      return expression.kind !== 'aggregation';
    });
  }
  deepEqual(met, ['binary', 'aggregation', 'b']);
});
