/** A workspace that a team would have: what one file says decides what a hover in another one shows. */

const api = `FROM maven:3.9-eclipse-temurin-21 AS build
COPY pom.xml src ./
RUN mvn -q package

FROM eclipse-temurin:21-jre
LABEL com.example.team=orders com.example.build-timestamp=2026-08-01T10:00:00Z
ENV JAVA_TOOL_OPTIONS="-XX:+UseG1GC -Xmx400m" DB_POOL_SIZE=10
ENV API_TOKEN=s3cr3t-for-all-calls
COPY --from=build /target/app.jar /app.jar
VOLUME /var/log/app
STOPSIGNAL SIGTERM
USER 1000
HEALTHCHECK --interval=20s --timeout=4s --start-period=60s --retries=4 CMD ["java", "Check"]
ENTRYPOINT ["java", "-agentlib:jdwp=transport=dt_socket,address=5005", "-jar", "/app.jar"]
`;

const web = `FROM node:16-bullseye AS assets
ARG NPM_TOKEN
RUN npm ci --omit=dev
FROM nginx:1.27-alpine
COPY --from=assets /app/dist /usr/share/nginx/html
FROM gcr.io/distroless/nodejs22-debian12
ENV NODE_OPTIONS="--max-old-space-size=300 --inspect=0.0.0.0:9229"
ENV NODE_ENV=production
CMD ["server.js"]
`;

const jobs = `FROM python:3.13
ENV PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2 PYTHONOPTIMIZE=1 PYTHONDONTWRITEBYTECODE=1
CMD ["gunicorn", "--workers", "4", "--graceful-timeout", "25", "app:app"]
`;

const compose = `name: shop
services:
  api:
    build: ./api
    image: registry.example.com/shop/api:1.4.0
    mem_limit: 512m
    mem_reservation: 256m
    cpus: 0.5
    cpu_shares: 1024
    stop_grace_period: 30s
    environment:
      DB_PASSWORD_FILE: /run/secrets/db_password
      SHUTDOWN_TIMEOUT: "20"
      LOG_FORMAT: json
      OTEL_EXPORTER_OTLP_ENDPOINT: http://collector:4317
    secrets: [db_password]
    depends_on:
      db:
        condition: service_healthy
    labels:
      com.example.tier: backend
    deploy:
      replicas: 4
      update_config:
        parallelism: 2
        order: stop-first
    logging:
      driver: json-file
      options:
        max-size: 10m
        tag: "{{.Name}}"
  jobs:
    build: ./jobs
    cpu_shares: 512
    network_mode: host
    deploy:
      resources:
        limits: { memory: 512M, cpus: "2" }
        reservations: { memory: 448M }
    tmpfs:
      - /scratch:size=64m
  db:
    image: postgres:17
    command: postgres -c shared_buffers=256MB -c max_connections=200
    mem_limit: 1g
    stop_grace_period: 2m
    environment:
      POSTGRES_PASSWORD: sh0p-2024
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U shop"]
      interval: 5s
      timeout: 3s
      start_period: 30s
      retries: 6
    volumes:
      - db-data:/var/lib/postgresql/data
  db-backup:
    image: prodrigestivill/postgres-backup-local:17
    environment:
      SCHEDULE: "0 */6 * * *"
  cache:
    image: redis:7.4
    command: redis-server --maxmemory 96mb
    mem_limit: 128m
    stop_signal: SIGKILL
  logstash:
    image: docker.elastic.co/logstash/logstash:8.15.0
    mem_limit: 2g
    environment:
      LS_JAVA_OPTS: -Xmx1900m
    networks: [backend]
  exporter:
    image: prom/node-exporter:v1.9.1
    volumes:
      - /var/log:/host/log:ro
  tempo:
    image: grafana/tempo:2.6.0
  prometheus:
    image: prom/prometheus:v3.5.0
    command: ["--config.file=/etc/prometheus.yml", "--storage.tsdb.retention.time=30d"]
  scan:
    image: aquasec/trivy:0.65.0
    command: image registry.example.com/shop/api:1.4.0
  promtail:
    image: grafana/promtail:3.2.1
volumes:
  db-data: {}
networks:
  backend:
    driver: overlay
secrets:
  db_password:
    file: ./secrets/db.txt
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 5
  minReadySeconds: 10
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 40%
  selector:
    matchLabels: { app: api }
  template:
    metadata:
      labels:
        app: api
        git-sha: 0f3a1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c
      annotations:
        prometheus.io/scrape: "true"
    spec:
      terminationGracePeriodSeconds: 40
      topologySpreadConstraints: []
      securityContext: { runAsNonRoot: true }
      volumes:
        - name: tls
          secret: { secretName: tls }
        - name: scratch
          emptyDir: { medium: Memory }
      containers:
        - name: api
          image: registry.example.com/shop/api:1.4.0
          env:
            - name: DB_PASSWORD
              valueFrom:
                secretKeyRef: { name: db, key: password }
            - name: SHUTDOWN_TIMEOUT
              value: "20"
          envFrom:
            - secretRef: { name: api-env }
          resources:
            requests: { cpu: 300m, memory: 512Mi }
            limits:
              cpu: 1500m
              memory: 576Mi
          startupProbe:
            httpGet: { path: /health, port: 8080 }
            periodSeconds: 5
            failureThreshold: 24
          livenessProbe:
            httpGet: { path: /health, port: 8080 }
            periodSeconds: 15
            timeoutSeconds: 3
            failureThreshold: 4
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
            initialDelaySeconds: 20
            periodSeconds: 5
            failureThreshold: 2
          lifecycle:
            preStop:
              sleep: { seconds: 5 }
          volumeMounts:
            - name: tls
              mountPath: /etc/tls
            - name: tls
              mountPath: /etc/ca.pem
              subPath: ca.pem
        - name: proxy
          image: envoyproxy/envoy:v1.35.0
          resources:
            requests: { cpu: 100m }
`;

const database = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders }
spec:
  replicas: 3
  serviceName: orders
  updateStrategy: { type: RollingUpdate }
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: orders
          image: postgres:13
          args: ["-c", "shared_buffers=1GB"]
          resources:
            limits: { memory: 2Gi }
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        storageClassName: fast
        accessModes: [ReadWriteOnce]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: orders-dump }
spec:
  schedule: "30 2 * * 1-5"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: dump
              image: postgres:13
              command: ["pg_dump", "--host=orders"]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  updateStrategy: { rollingUpdate: { maxUnavailable: 2 } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: fluent/fluent-bit:3.2.0
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: mailer }
spec:
  replicas: 1
  strategy: { type: Recreate }
  selector: { matchLabels: { app: mailer } }
  template:
    metadata: { labels: { app: mailer } }
    spec:
      containers:
        - name: mailer
          image: registry.example.com/shop/mailer:2.1.0
---
apiVersion: v1
kind: Secret
metadata: { name: db }
stringData:
  password: \${DB_PASSWORD}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: tls }
spec:
  refreshInterval: 1h
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: mailer }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 6
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny }
spec:
  podSelector: {}
---
apiVersion: velero.io/v1
kind: Schedule
metadata: { name: everything }
spec:
  schedule: "@weekly"
`;

const prometheus = `global:
  scrape_interval: 30s
  external_labels:
    cluster: eu-1
alerting:
  alertmanagers: []
scrape_configs:
  - job_name: api
    static_configs:
      - targets: [api:8080]
    metric_relabel_configs:
      - source_labels: [path]
        target_label: user_id
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
  - job_name: consul
    consul_sd_configs:
      - server: consul:8500
`;

const rules = `groups:
  - name: shop
    rules:
      - record: job:requests:rate5m
        expr: sum by (service, method, status) (rate(http_requests_total[5m]))
      - record: user:requests:rate5m
        expr: sum by (user_id, method) (rate(http_requests_total[5m]))
      - alert: Slow
        expr: histogram_quantile(0.99, sum by (le, endpoint) (rate(request_duration_seconds_bucket[5m]))) > 1
        labels:
          severity: page
          current: "{{ $value }}"
        annotations:
          runbook_url: https://runbooks.example.com/slow
      - alert: Throttled
        expr: rate(container_cpu_cfs_throttled_seconds_total[5m]) > 0.1
      - alert: Memory
        expr: container_memory_working_set_bytes / 2 > 4e8
      - alert: Killed
        expr: increase(container_oom_events_total[10m]) > 0
`;

const promtail = `scrape_configs:
  - job_name: containers
    pipeline_stages:
      - labels:
          request_id:
    static_configs: []
`;

/** Text by path. */
export const shop: Readonly<Record<string, string>> = {
  '/shop/api/Dockerfile': api,
  '/shop/web/Dockerfile': web,
  '/shop/jobs/Dockerfile': jobs,
  '/shop/compose.yaml': compose,
  '/shop/k8s/api.yaml': deployment,
  '/shop/k8s/orders.yaml': database,
  '/shop/monitoring/prometheus.yml': prometheus,
  '/shop/monitoring/rules.yml': rules,
  '/shop/monitoring/promtail.yml': promtail,
  '/shop/.seaworthy.yaml': 'extends: recommended\n',
};
