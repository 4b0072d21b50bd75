import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { type PrometheusParts, prometheusParts } from '../../../core/kinds/prometheus-objects.js';
import { finish } from '../../../core/steps.js';
import { known } from '../../../core/value.js';
import { parseYaml } from '../../../core/yaml/parse.js';

function read(kind: string, spec: string): { readonly parts: PrometheusParts; readonly text: string } {
  const text = `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata:\n  name: api\nspec:\n${spec}`;
  const head = { kind, name: 'api', text, path: '/srv/api.yaml' };
  return { parts: finish(prometheusParts(parseYaml(text).root({ open: false }), head)), text };
}

test('a PrometheusRule gives alerts and queries with true places', () => {
  const { parts, text } = read(
    'PrometheusRule',
    '  groups:\n  - name: g\n    rules:\n    - alert: Down\n      expr: |\n        up{job="api"} == 0\n      for: 5m\n',
  );
  deepEqual(
    parts.alert.map(({ name, wait }) => [name, known(wait)]),
    [['Down', 300]],
  );
  const tree = parts.query[0]?.query.tree;
  ok(tree);
  equal(text.slice(tree.span.start, tree.span.end), 'up{job="api"} == 0');
});

test('endpoints of monitors are scrape jobs with steps in camel case', () => {
  const { parts } = read(
    'ServiceMonitor',
    `  endpoints:
  - port: web
    interval: 30s
    relabelings:
    - sourceLabels: [__meta_kubernetes_pod_node_name]
      targetLabel: node
    metricRelabelings:
    - sourceLabels: [id]
      targetLabel: request_id
  - port: admin
`,
  );
  deepEqual(
    parts.scrape.map(({ name, interval, discovery }) => [name, known(interval), discovery]),
    [
      ['api', 30, ['kubernetes_sd_configs']],
      ['api', undefined, ['kubernetes_sd_configs']],
    ],
  );
  deepEqual(
    parts.relabel.map(({ phase, sourceLabels, targetLabel }) => [phase, known(sourceLabels), known(targetLabel)]),
    [
      ['target', ['__meta_kubernetes_pod_node_name'], 'node'],
      ['sample', ['id'], 'request_id'],
    ],
  );
  deepEqual(
    parts.label.map(({ place, name }) => `${place} ${name}`),
    ['target node', 'sample request_id'],
  );
});

test('probes, scrape configurations and servers are read too', () => {
  const probe = read(
    'Probe',
    '  targets:\n    staticConfig:\n      static: [https://example.com]\n      labels: {user_id: "5"}\n',
  );
  deepEqual(
    [probe.parts.scrape[0]?.targets[0]?.host, probe.parts.label[0]?.name, probe.parts.facts.length],
    ['example.com', 'user_id', 1],
  );
  const config = read(
    'ScrapeConfig',
    '  scrapeInterval: 15s\n  staticConfigs:\n  - targets: [a:1]\n    labels: {env: prod}\n',
  );
  const [job] = config.parts.scrape;
  ok(job);
  deepEqual(
    [
      known(job.interval),
      job.targets[0]?.port,
      config.parts.label[0]?.place,
      config.text.slice(job.anchor.start, job.anchor.end),
    ],
    [15, 1, 'target', 'api'],
  );
  deepEqual(
    read('Prometheus', '  externalLabels: {cluster: eu}\n').parts.label.map(({ place, name }) => `${place} ${name}`),
    ['external cluster'],
  );
  equal(read('Alertmanager', '  replicas: 3\n').parts.label.length, 0);
});
