import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { readPrometheus } from '../../../core/kinds/prometheus.js';
import type { Document } from '../../../core/model/document.js';
import type { LabelUse } from '../../../core/model/label.js';
import type { Span } from '../../../core/span.js';
import { known } from '../../../core/value.js';
import { parseYaml } from '../../../core/yaml/parse.js';

function read(text: string, path = '/srv/monitoring/prometheus.yml'): Document {
  return readPrometheus({ path, text, base: 0, partial: undefined, yaml: parseYaml(text) });
}

const cut = ({ text }: Document, span: Span): string => text.slice(span.start, span.end);

/** `place owner name=value`, with `?` for a value that comes from outside. */
const shown = ({ place, owner, name, value }: LabelUse): string => `${place} ${owner} ${name}=${known(value) ?? '?'}`;

const rules = `groups:
  - name: api
    labels:
      team: payments
    rules:
      # The share of failed requests.
      - record: job:http_errors:ratio5m
        expr: |
          sum by (job, user_id) (rate(http_requests_total{code=~"5.."}[5m]))
            /
          sum by (job, user_id) (rate(http_requests_total[5m]))
        labels:
          window: 5m
      - alert: HighErrorRate
        expr: job:http_errors:ratio5m > 0.05
        for: 1h30m
        labels:
          severity: page
          current: "{{ $value }}"
        annotations:
          summary: "{{ $labels.job }} fails"
      - alert: NoWait
        expr: >-
          up{job="node"}
          == 0
`;

test('a rule file gives its alerts and recordings with their groups, durations and labels', () => {
  const document = read(rules, '/srv/rules/api.rules.yml');
  equal(document.variant, 'rules');
  equal(cut(document, document.anchor), 'groups');
  deepEqual(
    document.alert.map(({ name, group, wait, labels, annotations }) => ({
      name,
      group,
      wait: wait.state === 'set' ? wait.value : wait.state,
      labels: labels.map((label) => `${label.name}=${known(label.value)}`).join(' '),
      annotations: annotations.map((label) => known(label.value)).join(' '),
    })),
    [
      {
        name: 'HighErrorRate',
        group: 'api',
        wait: 5400,
        labels: 'severity=page current={{ $value }} team=payments',
        annotations: '{{ $labels.job }} fails',
      },
      { name: 'NoWait', group: 'api', wait: 'unset', labels: 'team=payments', annotations: '' },
    ],
  );
  const [alert] = document.alert;
  ok(alert);
  equal(cut(document, alert.anchor), 'HighErrorRate');
  equal(alert.wait.state === 'set' && cut(document, alert.wait.span), '1h30m');
  equal(document.recording[0]?.name, 'job:http_errors:ratio5m');
});

test('a missing duration points at the name of the alert', () => {
  const document = read(rules);
  const wait = document.alert[1]?.wait;
  equal(wait?.state === 'unset' && cut(document, wait.anchor), 'NoWait');
});

test('places in block and folded queries are those of the document', () => {
  const document = read(rules);
  const [recording, , folded] = document.query;
  ok(recording?.query.tree?.kind === 'binary' && folded?.query.tree?.kind === 'binary');
  const { left, right, operatorSpan } = recording.query.tree;
  equal(cut(document, left.span), 'sum by (job, user_id) (rate(http_requests_total{code=~"5.."}[5m]))');
  equal(cut(document, operatorSpan), '/');
  equal(cut(document, right.span), 'sum by (job, user_id) (rate(http_requests_total[5m]))');
  equal(cut(document, folded.query.tree.left.span), 'up{job="node"}');
  equal(cut(document, folded.query.tree.right.span), '0');
});

test('a problem in a folded query points into the line where it stands', () => {
  const document = read('groups:\n- name: a\n  rules:\n  - alert: X\n    expr: >\n      sum(up)\n      by job > 1\n');
  const problem = document.query[0]?.query.problems[0];
  ok(problem);
  equal(cut(document, problem.span), 'job');
  equal(problem.span.start, document.text.indexOf('job'));
});

test('places in quoted queries with escapes are those of the document', () => {
  const document = read(
    'groups:\n- name: a\n  rules:\n  - alert: X\n    expr: "up{job=\\"node\\"} == 0 and vecto(1)"\n',
  );
  const problem = document.query[0]?.query.problems[0];
  ok(problem);
  equal(cut(document, problem.span), 'vecto');
});

test('labels of rules come out with the place that decides their cost', () => {
  const document = read(rules);
  deepEqual(document.label.map(shown), [
    'recording api team=payments',
    'recording job:http_errors:ratio5m window=5m',
    'grouping job:http_errors:ratio5m job=?',
    'grouping job:http_errors:ratio5m user_id=?',
    'alert HighErrorRate severity=page',
    'alert HighErrorRate current={{ $value }}',
  ]);
  const grouped = document.label[3];
  ok(grouped);
  equal(grouped.nameSpan.start, rules.indexOf('user_id'));
});

test('rules for Loki and vmalert are only judged where they are valid PromQL', () => {
  const loki = 'groups:\n- name: a\n  rules:\n  - alert: X\n    expr: rate(requests) > 1\n';
  equal(read(loki, '/srv/loki/rules/a.yml').query[0]?.query.dialect, 'unknown');
  equal(read(loki.replace('rules:', 'concurrency: 2\n  rules:')).query[0]?.query.dialect, 'unknown');
  equal(read(loki).query[0]?.query.problems.length, 1);
});

const server = `global:
  scrape_interval: 15s
  external_labels:
    cluster: eu-1
    request_id: abc
rule_files:
  - rules/*.yml
scrape_configs:
  - job_name: api
    scrape_timeout: 5s
    static_configs:
      - targets: ['api:8080', 'https://example.com/health', '[::1]:9100']
        labels:
          env: prod
          __path: /x
    relabel_configs:
      - source_labels: [__meta_user]
        target_label: user_id
      - action: labelmap
        regex: __meta_(.+)
      - target_label: dc
        replacement: fra
    metric_relabel_configs:
      - source_labels: [path, code]
        action: Drop
        regex: /health;2..
      - source_labels: [q]
        target_label: query
  - job_name: pods
    scrape_interval: 1m
    kubernetes_sd_configs:
      - role: pod
remote_write:
  - url: https://metrics.example.com/push
    write_relabel_configs:
      - action: labeldrop
        regex: pod
alerting:
  alert_relabel_configs:
    - target_label: tier
      replacement: gold
`;

test('a server configuration gives its jobs with targets, discovery and times', () => {
  const document = read(server);
  equal(document.variant, 'scrape');
  equal(cut(document, document.anchor), 'scrape_configs');
  deepEqual(
    document.scrape.map(({ name, targets, discovery, interval, timeout }) => ({
      name,
      targets: targets.map(({ host, port }) => `${host} ${port}`),
      discovery,
      interval: known(interval),
      timeout: known(timeout),
    })),
    [
      {
        name: 'api',
        targets: ['api 8080', 'example.com undefined', '[::1] 9100'],
        discovery: [],
        interval: undefined,
        timeout: 5,
      },
      { name: 'pods', targets: [], discovery: ['kubernetes_sd_configs'], interval: 60, timeout: undefined },
    ],
  );
  equal(cut(document, document.scrape[0]?.targets[0]?.span ?? { start: 0, end: 0 }), "'api:8080'");
});

test('relabelling steps hold the defaults of the server and know what comes after them', () => {
  const document = read(server);
  deepEqual(
    document.relabel.map(({ phase, owner, action, sourceLabels, regex, replacement, later }) =>
      [
        phase,
        owner,
        known(action),
        known(sourceLabels)?.join(','),
        known(regex),
        known(replacement),
        later.length,
      ].join(' '),
    ),
    [
      'target api replace __meta_user (.*) $1 2',
      'target api labelmap  __meta_(.+) $1 1',
      'target api replace  (.*) fra 0',
      'sample api drop path,code /health;2.. $1 1',
      'sample api replace q (.*) $1 0',
      'remote https://metrics.example.com/push labeldrop  pod $1 0',
      'alert alerting replace  (.*) gold 0',
    ],
  );
  const [step] = document.relabel;
  ok(step);
  equal(step.regex.state === 'set' && step.regex.via, 'default');
  equal(step.targetLabel.state === 'set' && cut(document, step.targetLabel.span), 'user_id');
});

test('labels of a server configuration come out, those that are not stored do not', () => {
  deepEqual(read(server).label.map(shown), [
    'external global cluster=eu-1',
    'external global request_id=abc',
    'target api env=prod',
    'target api user_id=?',
    'target api dc=fra',
    'sample api query=?',
    'alert alerting tier=gold',
  ]);
});

test('targets and rule files are facts, with paths as seen from the configuration', () => {
  deepEqual(
    read(server).facts.map((fact) =>
      fact.type === 'target'
        ? `${fact.job} ${fact.target.address}`
        : fact.type === 'file'
          ? `${fact.role} ${fact.path}`
          : '',
    ),
    ['api api:8080', 'api https://example.com/health', 'api [::1]:9100', 'rules /srv/monitoring/rules/*.yml'],
  );
});

test('the scrape jobs inside a collector are jobs like others', () => {
  const document = read(`receivers:
  prometheus/own:
    config:
      scrape_configs:
        - job_name: collector
          static_configs:
            - targets: [localhost:8888]
exporters:
  debug: {}
service:
  pipelines:
    metrics: { receivers: [prometheus/own], exporters: [debug] }
`);
  deepEqual(
    document.scrape.map(({ name, targets }) => `${name} ${targets[0]?.port}`),
    ['collector 8888'],
  );
});

test('labels of log streams are found in stages, static labels and relabelling', () => {
  const document = read(
    `clients:
  - url: http://loki:3100/loki/api/v1/push
scrape_configs:
  - job_name: containers
    static_configs:
      - targets: [localhost]
        labels: { job: logs, __path__: /var/log/*.log }
    relabel_configs:
      - source_labels: [__meta_docker_container_id]
        target_label: container_id
    pipeline_stages:
      - json: { expressions: { trace: trace_id } }
      - match:
          selector: '{job="logs"}'
          stages:
            - labels:
                trace_id: trace
                level:
      - static_labels: { env: prod }
`,
    '/srv/promtail.yml',
  );
  equal(document.variant, 'promtail');
  deepEqual(document.label.map(shown), [
    'log-stream containers container_id=?',
    'log-stream containers job=logs',
    'log-stream containers trace_id=?',
    'log-stream containers level=?',
    'log-stream containers env=prod',
  ]);
  equal(document.scrape.length, 0);
});

test('a target list gives targets and labels', () => {
  const document = read('- targets: [db:9187]\n  labels:\n    shard: "3"\n', '/srv/targets/db.yml');
  equal(document.variant, 'targets');
  deepEqual(document.label.map(shown), ['target db.yml shard=3']);
  deepEqual(
    document.facts.map((fact) => (fact.type === 'target' ? fact.target.port : fact.type)),
    [9187],
  );
});

test('broken text gives its problem and no missing values', () => {
  const document = read('groups:\n- name: a\n  rules:\n  - alert: X\n    expr: up == 0\n   bad: [\n');
  ok(document.problems.length > 0);
  equal(document.partial, 'broken');
  ok(document.alert.every(({ wait }) => wait.state !== 'unset'));
});

test('odd shapes are read without a throw', () => {
  for (const text of [
    'groups:\n- name: [a]\n  rules:\n  - alert: {x: 1}\n    expr: [up]\n    labels: 5\n  - 3\n  - alert: A\n    expr: up\n',
    'scrape_configs:\n- 1\n- job_name: {}\n  static_configs: {a: 1}\n  relabel_configs: [1, {action: [x]}]\nglobal: 3\n',
    'scrape_configs: []\nrule_files: [[1], {a: b}]\n',
  ]) {
    const document = read(text);
    const all = [document.alert, document.recording, document.query, document.scrape, document.relabel, document.label];
    ok(all.every(Array.isArray));
    ok(Array.isArray(document.facts));
  }
});
