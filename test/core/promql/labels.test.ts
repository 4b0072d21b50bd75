import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { carries, type LabelSet, labelsOf, type Recorded } from '../../../core/promql/labels.js';
import { namedLabels } from '../../../core/promql/named-labels.js';
import { parseQuery } from '../../../core/promql/parse.js';
import type { Expression } from '../../../core/promql/query.js';
import { sourceAt } from '../../../core/source.js';

function tree(text: string): Expression {
  const { tree: found } = parseQuery(sourceAt(text, 0));
  ok(found, text);
  return found;
}

/** `certain +possible -excluded …` */
function write({ certain, possible, excluded, open }: LabelSet): string {
  const parts = [
    ...certain,
    ...[...possible].filter((label) => !certain.has(label)).map((label) => `+${label}`),
    ...[...excluded].map((label) => `-${label}`),
    ...(open ? ['…'] : []),
  ];
  return parts.join(' ');
}

const flow = (text: string, recorded?: Recorded): string => write(labelsOf(tree(text), recorded));

test('a selector is sure of what it matches and open for the rest', () => {
  equal(flow('up{job="node", instance=~"db-.+", zone!="", mode=~".*", team=""}'), 'job instance zone -team …');
});

test('an aggregation keeps exactly what it groups by, or drops what it is without', () => {
  equal(flow('sum by (job, pod) (up{job="x", pod=""})'), 'job');
  equal(flow('sum by (job, pod) (up{job="x"})'), 'job +pod');
  equal(flow('sum(up{job="x"})'), '');
  equal(flow('sum without (pod) (up{job="x", pod="y"})'), 'job -pod …');
  equal(flow('topk by (job) (3, up{pod="y"})'), 'pod …');
  equal(flow('count_values by (job) ("version", build_info{job="x"})'), 'job version');
});

test('a join keeps the labels that its matching leaves', () => {
  equal(flow('a{job="x"} / on(job, pod) b'), 'job +pod');
  equal(flow('a{job="x", code="5"} / ignoring(code) b'), 'job -code …');
  equal(flow('a{pod="x"} * on(pod) group_left(node) kube_pod_info{node="n"}'), 'pod node …');
  equal(flow('sum by (pod) (a{pod="x"}) * on(pod) group_left(node) sum by (pod) (b)'), 'pod -node');
  equal(flow('sum by (job) (a{job="x"}) / sum by (job) (b)'), 'job');
  equal(flow('a{job="x"} > 5'), 'job …');
});

test('set operators take sides as the server does', () => {
  equal(flow('a{x="1"} and b{y="1"}'), 'x …');
  equal(flow('sum by (x) (a{x="1"}) unless b'), 'x');
  equal(flow('sum by (x) (a{x="1"}) or sum by (y) (b{y="1"})'), '+x +y');
});

test('functions that change labels are followed', () => {
  equal(flow('absent(up{job="node", instance=~"a|b"})'), 'job');
  equal(flow('absent(sum(up{job="node"}))'), '');
  equal(flow('vector(1)'), '');
  equal(flow('histogram_quantile(0.9, sum by (le, job) (rate(x_bucket{job="a"}[5m])))'), 'job -le');
  equal(flow('label_replace(sum by (a) (x{a="1"}), "b", "$1", "a", "(.*)")'), 'a +b');
  equal(flow('sum(up) + time()'), '');
});

test('a recorded name has the labels of its rule', () => {
  const rule = labelsOf(tree('sum by (job) (up{job="x"})'));
  equal(
    flow('job:up:sum{job="x"} > 3', (metric) => (metric === 'job:up:sum' ? rule : undefined)),
    'job',
  );
});

test('what is not known is said to be possible', () => {
  const labels = labelsOf(tree('a{job="x", team=""}'));
  deepEqual(
    ['job', 'team', 'pod'].map((label) => carries(labels, label)),
    ['yes', 'no', 'maybe'],
  );
  equal(carries(labelsOf(tree('sum(a)')), 'pod'), 'no');
});

test('named labels are those that reach the result', () => {
  const named = (text: string): string =>
    namedLabels(tree(text))
      .map(({ name, place, span }) => `${place}:${name}@${text.slice(span.start, span.end)}`)
      .join(' ');
  equal(named('sum by (job, user_id) (x)'), 'grouping:job@job grouping:user_id@user_id');
  equal(named('max(sum by (user_id) (x))'), '');
  equal(named('max by (job) (sum by (user_id, job) (x))'), 'grouping:job@job');
  equal(named('max without (user_id) (sum by (user_id, job) (x))'), 'grouping:job@job');
  equal(named('a * on(pod) group_left(node) b'), 'join:node@node');
  equal(named('a and on(user_id) sum by (user_id) (b)'), '');
  equal(named('label_replace(x, "user", "$1", "id", "(.*)") > 1'), 'replace:user@"user"');
  equal(named('count_values("version", x)'), 'replace:version@"version"');
  equal(named('sum by (a) (x) / on(b) sum by (b) (y)'), '');
});
