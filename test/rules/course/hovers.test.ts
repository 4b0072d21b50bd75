import { deepEqual, equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createWorkspace } from '../../../core/workspace.js';
import { hovers, topics } from '../../../rules/index.js';

/** What the hover on the second letter of `word` shows: the id of its topic and the letters it is about. */
function shown(path: string, text: string, word: string): readonly [string | undefined, string | undefined] {
  const workspace = createWorkspace({
    rules: [],
    topics,
    hovers,
    today: () => '2026-09-01',
    locale: 'en',
    version: '0.0.0',
  });
  workspace.open(path, text);
  equal(text.split(word).length, 2, `"${word}" stands once in the example`);
  const hover = workspace.hover(path, text.indexOf(word) + 1);
  const topic = topics.find(({ title }) => hover?.markdown.includes(`**${title.en}**`));
  return [topic?.id, hover && text.slice(hover.span.start, hover.span.end)];
}

type Expected = readonly [word: string, topic: string | undefined, span?: string];

const dockerfile = `FROM node:24 AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM eclipse-temurin:21-jre
COPY --from=builder /app/dist /srv/dist
ENV JAVA_TOOL_OPTIONS="-Xmx400m -XX:+UseG1GC" PYTHONUNBUFFERED=1
ENV NODE_OPTIONS=--max-old-space-size=400
ENV OTEL_SERVICE_NAME=shop HOME_PAGE=https://example.org
USER 1000
HEALTHCHECK --interval=30s CMD ["wget", "-q", "http://127.0.0.1:8080/health"]
CMD ["java", "-agentlib:jdwp=transport=dt_socket,address=*:5005", "-jar", "app.jar"]
`;

const compose = `services:
  db:
    image: postgres:17
    command: postgres -c max_connections=300
    networks: [backend]
    volumes:
      - db-data:/var/lib/postgresql/data
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db
  web:
    image: example/web:1.4
    network_mode: host
    environment:
      - LOG_FORMAT=json
      - DB_POOL_SIZE=20
      - GREETING=hello
    labels:
      image: blue
    logging:
      driver: fluentd
      options:
        max-size: 10m
        tag: web
    deploy:
      replicas: 3
    blkio_config:
      weight: 300
  cadvisor:
    image: gcr.io/cadvisor/cadvisor:v0.49.1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
  logstash:
    image: docker.elastic.co/logstash/logstash:8.15.0
volumes:
  db-data: {}
`;

const kubernetes = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: shop
  labels:
    resources: shared
spec:
  replicas: 2
  template:
    metadata:
      annotations:
        prometheus.io/scrape: "true"
    spec:
      hostNetwork: true
      terminationGracePeriodSeconds: 60
      containers:
        - name: app
          image: python:3.13-slim
          args: ["gunicorn", "app:app"]
          env:
            - name: MALLOC_ARENA_MAX
              value: "2"
            - name: API_URL
              valueFrom:
                secretKeyRef: { name: shop, key: url }
          resources:
            limits: { memory: 512Mi, cpu: "1" }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        storageClassName: fast
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;

const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 65 } }
`;

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny }
spec:
  podSelector: {}
  policyTypes: [Ingress]
`;

const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
`;

const externalSecret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db }
spec:
  refreshInterval: 1h
  secretStoreRef: { name: vault, kind: ClusterSecretStore }
`;

const config = `global:
  scrape_interval: 30s
rule_files: [rules.yml]
scrape_configs:
  - job_name: app
    static_configs:
      - targets: [app:8080]
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - action: labelmap
        regex: __meta_kubernetes_pod_label_(.+)
`;

const ruleFile = `groups:
  - name: containers
    rules:
      - alert: HighMemory
        expr: sum by (service) (container_memory_working_set_bytes) > 4e9
        annotations:
          runbook_url: https://example.org/memory
      - alert: Throttled
        expr: rate(container_cpu_cfs_throttled_periods_total[5m]) > 1
      - alert: Slow
        expr: histogram_quantile(0.99, avg by (le) (request_duration_seconds_bucket)) > 1
      - alert: Busy
        expr: container_cpu_user_seconds_total + container_network_receive_packets_dropped_total > 5
`;

const namedLikeKeys = `services:
  secrets:
    ports: ["8080:80"]
    tmpfs: [/tmp:size=64m]
  worker:
    build: { context: ., target: tests }
volumes:
  networks:
    driver: local
`;

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec:
  resources: { requests: { storage: 10Gi } }
`;

const promtail = `positions: { filename: /tmp/positions.yaml }
clients: [{ url: "http://loki:3100/loki/api/v1/push" }]
scrape_configs:
  - job_name: containers
    pipeline_stages: [{ docker: {} }]
`;

const cases: readonly (readonly [path: string, text: string, expected: readonly Expected[]])[] = [
  [
    '/app/Dockerfile',
    dockerfile,
    [
      ['node:24', 'node-tuning', 'node:24'],
      ['AS builder', 'multi-stage', 'AS builder'],
      ['--omit=dev', 'multi-stage', '--omit=dev'],
      ['eclipse-temurin', 'jvm-tuning', 'eclipse-temurin:21-jre'],
      ['--from=builder', 'multi-stage', '--from=builder'],
      ['JAVA_TOOL_OPTIONS', 'jvm-tuning', 'JAVA_TOOL_OPTIONS'],
      ['-Xmx400m', 'memory-layout', '-Xmx400m'],
      ['-XX:+UseG1GC', 'jvm-tuning', '-XX:+UseG1GC'],
      ['PYTHONUNBUFFERED', 'python-tuning'],
      ['NODE_OPTIONS', 'node-tuning'],
      ['--max-old-space-size', 'memory-layout', '--max-old-space-size=400'],
      ['OTEL_SERVICE_NAME', 'observability-pillars'],
      ['HOME_PAGE', undefined],
      ['USER', 'security-pipeline'],
      ['--interval', 'health-checks'],
      ['-agentlib', 'profiling'],
      ['app.jar', undefined],
    ],
  ],
  [
    '/app/compose.yaml',
    compose,
    [
      ['postgres:17', 'backup', 'postgres:17'],
      ['max_connections', 'connection-pooling', 'max_connections=300'],
      ['networks', 'network-modes'],
      ['db-data:/var', 'backup'],
      ['POSTGRES_PASSWORD_FILE', 'secrets'],
      ['example/web', 'base-images'],
      ['network_mode', 'network-modes'],
      ['LOG_FORMAT', 'structured-logging'],
      ['DB_POOL_SIZE', 'connection-pooling'],
      ['GREETING', undefined],
      ['image: blue', 'label-practice'],
      ['driver', 'log-pipeline'],
      ['max-size', 'logging-strategies'],
      ['tag: web', 'structured-logging'],
      ['replicas', 'disaster-recovery'],
      ['weight', 'io-patterns'],
      ['gcr.io/cadvisor', 'container-monitoring'],
      ['/var/run/docker.sock:ro', 'security-pipeline'],
      ['docker.elastic.co', 'log-pipeline'],
      ['services', undefined],
      ['db-data: {}', 'backup'],
    ],
  ],
  [
    '/app/shop.yaml',
    kubernetes,
    [
      ['resources: shared', 'label-practice'],
      ['replicas', 'disaster-recovery'],
      ['prometheus.io/scrape', 'service-discovery'],
      ['hostNetwork', 'network-modes'],
      ['terminationGracePeriodSeconds', 'graceful-shutdown'],
      ['python:3.13', 'python-tuning'],
      ['gunicorn', 'python-tuning', '"gunicorn"'],
      ['MALLOC_ARENA_MAX', 'python-tuning'],
      ['secretKeyRef', 'secret-rotation'],
      ['memory', 'memory-limits'],
      ['cpu', 'cpu-limits'],
      ['volumeClaimTemplates', 'backup'],
      ['storageClassName', 'io-patterns'],
    ],
  ],
  [
    '/app/hpa.yaml',
    autoscaler,
    [
      ['averageUtilization', 'cpu-patterns'],
      ['minReplicas', 'disaster-recovery'],
      ['kind: Deployment', undefined],
    ],
  ],
  [
    '/app/policy.yaml',
    policy,
    [
      ['kind', 'security-pipeline'],
      ['policyTypes', 'security-pipeline'],
    ],
  ],
  [
    '/app/namespace.yaml',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n',
    [['pod-security.kubernetes.io/enforce', 'security-pipeline']],
  ],
  ['/app/role.yaml', role, [['resources', 'security-pipeline']]],
  ['/app/external.yaml', externalSecret, [['refreshInterval', 'secret-rotation']]],
  [
    '/app/prometheus.yml',
    config,
    [
      ['global', 'prometheus-architecture'],
      ['scrape_interval', 'prometheus-architecture'],
      ['static_configs', 'service-discovery'],
      ['kubernetes_sd_configs', 'service-discovery'],
      ['relabel_configs', 'label-practice'],
    ],
  ],
  [
    '/app/rules.yml',
    ruleFile,
    [
      ['alert: HighMemory', 'prometheus-architecture'],
      ['service', 'label-practice', 'service'],
      ['container_memory_working_set_bytes', 'container-metrics', 'container_memory_working_set_bytes'],
      ['runbook_url', 'production-wisdom'],
      ['annotations', undefined],
      ['container_cpu_cfs', 'cpu-patterns'],
      ['histogram_quantile', 'metric-types', 'histogram_quantile'],
      ['le)', 'metric-types', 'le'],
      ['container_cpu_user_seconds_total', 'container-metrics'],
      ['container_network_receive', 'container-metrics'],
    ],
  ],
  [
    '/app/compose.yml',
    namedLikeKeys,
    [
      ['secrets', undefined],
      ['ports', undefined],
      ['/tmp:size', 'io-patterns'],
      ['target', 'multi-stage'],
      ['networks', 'backup'],
    ],
  ],
  [
    '/app/claim.yaml',
    claim,
    [
      ['kind', 'backup'],
      ['resources', 'volume-types'],
    ],
  ],
  [
    '/app/promtail.yaml',
    promtail,
    [
      ['clients', 'log-pipeline'],
      ['scrape_configs', 'logging-strategies'],
      ['pipeline_stages', 'structured-logging'],
    ],
  ],
  ['/app/.seaworthy.yaml', 'extends: strict\nrules:\n  cpu-limit-missing: off\n', [['extends', 'readiness-checklist']]],
];

for (const [path, text, expected] of cases) {
  describe(path, () => {
    for (const [word, topic, span] of expected) {
      test(`a hover on ${word} shows ${topic ?? 'nothing'}`, () => {
        const [foundTopic, foundSpan] = shown(path, text, word);
        equal(foundTopic, topic);
        if (span !== undefined) deepEqual(foundSpan, span);
      });
    }
  });
}
