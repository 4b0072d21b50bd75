import { api, chart, database, deployment, type ItemCase, object, withEnv, workflow } from './workspace.js';

const alert = (annotations: string): string =>
  `groups:\n  - name: shop\n    rules:\n      - alert: ErrorsHigh\n        expr: rate(errors_total[5m]) > 1\n        for: 5m\n${annotations}`;
const bare = alert('');
const linked = alert('        annotations:\n          runbook_url: https://wiki.example.com/errors-high\n');
const dashboard = JSON.stringify({ title: 'Shop', panels: [{ type: 'timeseries' }] });

/** Observability and performance: each item with files that show it, and with files that do not. */
export const sightCases: readonly ItemCase[] = [
  { item: 'structured-logging', status: 'met', files: withEnv('LOG_FORMAT', 'json'), at: 'k8s/api.yaml:16' },
  { item: 'structured-logging', status: 'missing', files: withEnv('LOG_FORMAT', 'text'), at: 'k8s/api.yaml:16' },
  { item: 'structured-logging', status: 'unseen', files: api },
  {
    item: 'structured-logging',
    status: 'met',
    files: { 'k8s/api.yaml': deployment('api', { container: ['args: [serve, --log-format=json]'] }) },
    at: 'k8s/api.yaml:15',
  },

  {
    item: 'metrics',
    status: 'met',
    files: {
      ...api,
      'prometheus.yml': 'scrape_configs:\n  - job_name: api\n    kubernetes_sd_configs: [{ role: pod }]\n',
    },
    at: 'prometheus.yml:2',
  },
  {
    item: 'metrics',
    status: 'partly',
    files: {
      ...api,
      'prometheus.yml': 'scrape_configs:\n  - job_name: self\n    static_configs:\n      - targets: [localhost:9090]\n',
    },
  },
  {
    item: 'metrics',
    status: 'met',
    files: {
      ...api,
      'k8s/service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n  labels: { app: api }\nspec:\n  selector: { app: api }\n  ports: [{ name: http, port: 80, targetPort: 8080 }]\n',
      'k8s/monitor.yaml': object(
        'monitoring.coreos.com/v1',
        'ServiceMonitor',
        'api',
        '{ selector: { matchLabels: { app: api } }, endpoints: [{ port: http }] }',
      ),
    },
  },
  {
    item: 'metrics',
    status: 'met',
    files: {
      'k8s/api.yaml': deployment('api').replace(
        'labels: { app: api }',
        'labels: { app: api }\n      annotations: { prometheus.io/scrape: "true" }',
      ),
    },
    at: 'k8s/api.yaml:11',
  },
  { item: 'metrics', status: 'missing', files: api },
  { item: 'metrics', status: 'unseen', files: { Dockerfile: 'FROM alpine:3.22\nUSER 1000\nCMD ["/app"]\n' } },

  {
    item: 'tracing',
    status: 'met',
    files: withEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://otel:4318'),
    at: 'k8s/api.yaml:16',
  },
  { item: 'tracing', status: 'missing', files: withEnv('OTEL_TRACES_EXPORTER', 'none') },
  {
    item: 'tracing',
    status: 'partly',
    files: { ...api, 'compose.yaml': 'services:\n  tempo:\n    image: grafana/tempo:2.8.2\n' },
    at: 'compose.yaml:3',
  },

  { item: 'alert-rules', status: 'met', files: { ...api, 'rules/shop.yml': bare }, at: 'rules/shop.yml:4' },
  { item: 'alert-rules', status: 'missing', files: api },
  {
    item: 'alert-rules',
    status: 'partly',
    files: {
      ...api,
      'rules/shop.yml': bare,
      'prometheus.yml': 'scrape_configs:\n  - job_name: api\n    static_configs:\n      - targets: [api:8080]\n',
    },
    at: 'prometheus.yml:1',
  },
  {
    item: 'alert-rules',
    status: 'met',
    files: {
      ...api,
      'rules/shop.yml': bare,
      'otel-collector.yaml':
        'receivers:\n  prometheus:\n    config:\n      scrape_configs:\n        - job_name: api\n          static_configs: [{ targets: ["api:8080"] }]\nexporters: { debug: {} }\nservice:\n  pipelines:\n    metrics: { receivers: [prometheus], exporters: [debug] }\n',
    },
    at: 'rules/shop.yml:4',
  },
  {
    item: 'alert-rules',
    status: 'met',
    files: {
      ...api,
      'grafana/provisioning/alerting/shop.yaml':
        'apiVersion: 1\ngroups:\n  - name: shop\n    rules:\n      - uid: a1\n        title: Errors\n        condition: C\n        data: [{ refId: A }]\n',
    },
    at: 'grafana/provisioning/alerting/shop.yaml:1',
  },

  {
    item: 'dashboards',
    status: 'met',
    files: { ...api, 'grafana/dashboards/shop.json': dashboard },
    at: 'grafana/dashboards/shop.json:1',
  },
  { item: 'dashboards', status: 'missing', files: { ...api, 'grafana/dashboards/empty.json': '{"panels": []}' } },
  { item: 'dashboards', status: 'missing', files: { ...api, 'grafana/dashboards/broken.json': '{"panels": [' } },
  {
    item: 'dashboards',
    status: 'partly',
    files: { ...api, 'compose.yaml': 'services:\n  grafana:\n    image: grafana/grafana:12.1.1\n' },
  },

  { item: 'runbooks', status: 'met', files: { ...api, 'rules/shop.yml': linked }, at: 'rules/shop.yml:8' },
  { item: 'runbooks', status: 'missing', files: { ...api, 'rules/shop.yml': bare }, at: 'rules/shop.yml:4' },
  { item: 'runbooks', status: 'met', files: { ...api, 'docs/runbooks/errors-high.md': '# Errors high\n' } },
  {
    item: 'runbooks',
    status: 'missing',
    files: { ...api, 'docs/runbooks/README.md': '# Runbooks\n', 'docs/runbooks/todo.md': '\n' },
  },
  {
    item: 'runbooks',
    status: 'partly',
    files: { ...api, 'rules/shop.yml': bare, 'docs/runbooks/errors-high.md': '# Errors high\n' },
  },

  {
    item: 'resource-limits',
    status: 'met',
    files: {
      'k8s/api.yaml': deployment('api', {
        container: ['resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }'],
      }),
    },
    at: 'k8s/api.yaml:15',
  },
  { item: 'resource-limits', status: 'missing', files: api },
  { item: 'resource-limits', status: 'unseen', files: { Dockerfile: 'FROM alpine:3.22\nUSER 1000\nCMD ["/app"]\n' } },
  {
    item: 'resource-limits',
    status: 'partly',
    files: {
      'compose.yaml':
        'services:\n  api:\n    image: registry.example.com/api:1\n    mem_limit: 256m\n  web:\n    image: registry.example.com/web:1\n',
    },
  },

  { item: 'resource-limits', status: 'unseen', files: chart },
  {
    item: 'load-tests',
    status: 'met',
    files: { ...api, '.github/workflows/ci.yml': workflow('      - run: k6 run load.js\n') },
    at: '.github/workflows/ci.yml:6',
  },
  {
    item: 'load-tests',
    status: 'partly',
    files: { ...api, 'tests/k6/checkout.js': "import http from 'k6/http';\n" },
    at: 'tests/k6/checkout.js:1',
  },
  { item: 'load-tests', status: 'partly', files: { ...api, 'perf/shop.jmx': '<jmeterTestPlan version="1.2"/>' } },
  { item: 'load-tests', status: 'partly', files: { ...api, 'perf/locustfile.py': 'from locust import HttpUser\n' } },
  { item: 'load-tests', status: 'missing', files: { ...api, 'tests/load-tests/helpers.js': 'export const a = 1;\n' } },
  {
    item: 'load-tests',
    status: 'met',
    files: { ...api, 'k8s/load.yaml': object('k6.io/v1alpha1', 'TestRun', 'checkout') },
  },

  {
    item: 'performance-baseline',
    status: 'met',
    files: { ...api, 'k8s/slo.yaml': object('pyrra.dev/v1alpha1', 'ServiceLevelObjective', 'checkout') },
    at: 'k8s/slo.yaml:4',
  },
  {
    item: 'performance-baseline',
    status: 'partly',
    files: {
      ...api,
      'rules/shop.yml':
        'groups:\n  - name: shop\n    rules:\n      - record: job:latency:p95\n        expr: histogram_quantile(0.95, sum by (le) (rate(latency_bucket[5m])))\n',
    },
    at: 'rules/shop.yml:5',
  },
  { item: 'performance-baseline', status: 'unseen', files: api },

  {
    item: 'horizontal-scaling',
    status: 'met',
    files: {
      ...api,
      'k8s/hpa.yaml': object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'api',
        '{ scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, minReplicas: 2, maxReplicas: 6 }',
      ),
    },
    at: 'k8s/api.yaml:4',
  },
  { item: 'horizontal-scaling', status: 'missing', files: api, at: 'k8s/api.yaml:4' },
  {
    item: 'horizontal-scaling',
    status: 'partly',
    files: { 'k8s/api.yaml': deployment('api', { spec: ['replicas: 3'] }) },
    at: 'k8s/api.yaml:6',
  },
  { item: 'horizontal-scaling', status: 'missing', files: database },
  {
    item: 'horizontal-scaling',
    status: 'partly',
    files: {
      'k8s/api.yaml': deployment('api', { spec: ['replicas: 3'] }),
      'compose.yaml': 'services:\n  api:\n    image: registry.example.com/api:1\n',
    },
  },

  { item: 'horizontal-scaling', status: 'unseen', files: chart },
  { item: 'caches', status: 'met', files: withEnv('REDIS_URL', 'redis://cache:6379'), at: 'k8s/api.yaml:16' },
  { item: 'caches', status: 'unseen', files: api },
  {
    item: 'caches',
    status: 'partly',
    files: { 'compose.yaml': 'services:\n  cache:\n    image: redis:8.2\n' },
    at: 'compose.yaml:3',
  },

  { item: 'database-optimisation', status: 'met', files: { ...database, ...withEnv('DB_POOL_SIZE', '10') } },
  { item: 'database-optimisation', status: 'missing', files: database },
  { item: 'database-optimisation', status: 'unseen', files: api },
  {
    item: 'database-optimisation',
    status: 'partly',
    files: {
      'compose.yaml': 'services:\n  db:\n    image: postgres:17.5\n    command: ["-c", "shared_buffers=256MB"]\n',
    },
    at: 'compose.yaml:4',
  },
];
