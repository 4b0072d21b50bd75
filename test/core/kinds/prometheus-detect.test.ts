import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { prometheusVariant } from '../../../core/kinds/prometheus-detect.js';
import { parseYaml } from '../../../core/yaml/parse.js';

function variant(text: string, name = 'config.yml'): string | undefined {
  return prometheusVariant(parseYaml(text).root({ open: false }), name);
}

test('each kind of file is known by its content, whatever its name', () => {
  equal(variant('groups:\n- name: a\n  rules:\n  - alert: X\n    expr: up == 0\n'), 'rules');
  equal(variant('groups:\n- name: a\n  rules:\n  - record: a:b\n    expr: up\n'), 'rules');
  equal(variant('namespace: team\ngroups:\n- name: a\n  rules:\n  - record: a:b\n    expr: up\n'), 'rules');
  equal(variant('scrape_configs:\n- job_name: a\n  static_configs:\n  - targets: [a:1]\n'), 'scrape');
  equal(variant('global:\n  scrape_interval: 15s\n'), 'scrape');
  equal(variant('remote_write:\n- url: http://x\n'), 'scrape');
  equal(variant('alerting:\n  alertmanagers:\n  - static_configs: []\n'), 'scrape');
  equal(variant('route:\n  receiver: a\nreceivers:\n- name: a\n'), 'alertmanager');
  equal(variant('positions: {filename: /p}\nscrape_configs:\n- job_name: a\n'), 'promtail');
  equal(variant('scrape_configs:\n- job_name: a\n  pipeline_stages:\n  - docker: {}\n'), 'promtail');
  equal(variant('server: {http_listen_port: 9080}\nclients:\n- url: x\nscrape_configs:\n- job_name: a\n'), 'promtail');
  equal(variant('- targets: [a:1]\n  labels: {x: y}\n- targets: [b:1]\n'), 'targets');
  equal(
    variant(
      'receivers:\n  prometheus:\n    config:\n      scrape_configs:\n      - job_name: a\nservice: {pipelines: {}}\n',
    ),
    'scrape',
  );
});

test('telemetry agents are known by their pipelines', () => {
  equal(variant('receivers:\n  otlp: {}\nservice:\n  pipelines: {}\n'), 'collector');
  equal(variant('mappings:\n- match: a.*\n  name: a\n'), 'exporter');
  equal(variant('lowercaseOutputName: true\nrules:\n- pattern: a\n  name: b\n'), 'exporter');
  equal(variant('collector_name: a\nmetrics:\n- metric_name: a\n  type: gauge\n  query: q\n'), 'exporter');
  equal(variant('pipeline:\n  outputs:\n  - name: loki\n    labels: job=a\n'), 'fluent-bit');
});

test('a rule that lacks its expression is still a rule where the name says so', () => {
  const text = 'groups:\n- name: a\n  rules:\n  - alert: X\n';
  equal(variant(text, 'node-alerts.yml'), 'rules');
  equal(variant(text), undefined);
});

test('files that share our keys and mean something else are none of ours', () => {
  const others: readonly (readonly [string, string])[] = [
    ['a unit test of promtool', 'rule_files:\n- a.yml\nevaluation_interval: 1m\ntests:\n- interval: 1m\n'],
    [
      'alert provisioning of Grafana',
      'apiVersion: 1\ngroups:\n- name: a\n  folder: b\n  rules:\n  - uid: x\n    title: X\n    data: []\n',
    ],
    ['contact points of Grafana', 'apiVersion: 1\ncontactPoints:\n- name: a\n  receivers: []\n'],
    ['rules of Semgrep', 'rules:\n- id: a\n  pattern: x\n  languages: [python]\n'],
    ['rules of Falco', '- rule: shell\n  condition: spawned_process\n- list: a\n  items: []\n'],
    ['values of a chart', 'server:\n  retention: 15d\nrule_files:\n- a\nalertmanager: {enabled: true}\n'],
    ['a service beside pipelines of its own', 'service: api\npipelines:\n  a: {}\n'],
    ['steps of a pipeline', 'pipeline:\n  build:\n    image: node\n    outputs: [a]\n'],
    ['a blackbox exporter', 'modules:\n  http_2xx:\n    prober: http\n'],
    ['an agent', 'server: {log_level: info}\nmetrics:\n  global:\n    scrape_interval: 1m\n'],
    ['a Kubernetes object', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\ngroups: []\n'],
    ['groups of something else', 'groups:\n- name: admins\n  members: [a]\n'],
    ['a workflow', 'on: push\njobs: {}\n'],
    ['a list', '- a\n- b\n'],
  ];
  for (const [what, text] of others) equal(variant(text, 'prometheus.rules.yml'), undefined, what);
});
