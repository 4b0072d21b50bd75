// Realistic files from a seed, as large as asked for.

/** A small deterministic generator of numbers in [0, 1). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const names = ['api', 'worker', 'billing', 'catalog', 'search', 'gateway', 'mailer', 'session', 'report', 'import'];

function deployment(name, next) {
  const probes = next() < 0.7;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
spec:
  replicas: ${1 + Math.floor(next() * 5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      # drains connections before it ends
      terminationGracePeriodSeconds: 45
      containers:
        - name: ${name}
          image: registry.example.com/shop/${name}:1.${Math.floor(next() * 40)}.0
          command: ["node", "server.js"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ${name}-database
                  key: password
            - name: NODE_OPTIONS
              value: --max-old-space-size=${256 + Math.floor(next() * 256)}
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 512Mi
${
  probes
    ? `          readinessProbe:
            httpGet:
              path: /ready
              port: http
          livenessProbe:
            httpGet:
              path: /live
              port: http
            failureThreshold: 5
`
    : ''
}          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

/** A stream of Deployments and Services with about that many lines. */
export function manifestStream(lines, seed = 1) {
  const next = random(seed);
  const documents = [];
  let count = 0;
  for (let i = 0; count < lines; i++) {
    const text = deployment(`${names[i % names.length]}-${i}`, next);
    documents.push(text);
    count += text.split('\n').length;
  }
  return documents.join('---\n');
}

/** One ConfigMap-free manifest of one document: a Deployment with many containers. */
export function manifestDocument(lines, seed = 1) {
  const next = random(seed);
  const text = deployment('main', next).split('---\n')[0];
  const container = text.slice(text.indexOf('        - name: main'));
  let result = text;
  for (let i = 1; result.split('\n').length < lines; i++)
    result += container.replace('- name: main', `- name: main-${i}`);
  return result;
}

/** A Compose file with about that many lines. */
export function compose(lines, seed = 1) {
  const next = random(seed);
  let text = 'name: shop\n\nservices:\n';
  for (let i = 0; text.split('\n').length < lines; i++) {
    const name = `${names[i % names.length]}-${i}`;
    text += `  ${name}:
    image: registry.example.com/shop/${name}:2.${Math.floor(next() * 30)}.1
    environment:
      LOG_LEVEL: info
      DATABASE_URL: \${DATABASE_URL}
      NODE_OPTIONS: --max-old-space-size=${300 + Math.floor(next() * 200)}
    ports:
      - "${8000 + i}:8080"
    depends_on:
      db:
        condition: service_healthy
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://127.0.0.1:8080/health"]
      interval: 30s
      timeout: 3s
      retries: 3
    deploy:
      resources:
        limits:
          memory: 512M
    logging:
      options:
        max-size: 10m
        max-file: "3"

`;
  }
  return `${text}  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U shop"]
volumes:
  data: {}
`;
}

/** A Dockerfile with about that many lines. */
export function dockerfile(lines, seed = 1) {
  const next = random(seed);
  let text =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is the Dockerfile's
    '# syntax=docker/dockerfile:1\nARG VERSION=22\nFROM node:${VERSION}-alpine AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n';
  for (let i = 0; text.split('\n').length < lines - 10; i++) {
    text += `\n# step ${i}\nENV STEP_${i}=${Math.floor(next() * 1000)}\nCOPY src/part-${i} ./src/part-${i}\nRUN set -eux; \\\n    mkdir -p /data/${i}; \\\n    apk add --no-cache curl; \\\n    npm run build -- --part ${i}\n`;
  }
  return `${text}
FROM node:\${VERSION}-alpine
WORKDIR /app
COPY --from=build /app/dist ./dist
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD wget -qO- http://127.0.0.1:8080/health || exit 1
CMD ["node", "dist/server.js"]
`;
}

/** A rule file with about that many lines. */
export function ruleFile(lines, seed = 1) {
  const next = random(seed);
  let text = 'groups:\n  - name: service\n    rules:\n';
  for (let i = 0; text.split('\n').length < lines; i++) {
    text += `      - alert: HighErrorRate${i}
        expr: |
          sum by (service) (rate(http_requests_total{status=~"5..", shard="${i}"}[5m]))
            / sum by (service) (rate(http_requests_total{shard="${i}"}[5m])) > ${(next() / 10).toFixed(3)}
        for: 10m
        labels:
          severity: critical
        annotations:
          summary: "{{ $labels.service }} fails {{ $value | humanizePercentage }} of requests"
      - record: service:latency:p99_${i}
        expr: histogram_quantile(0.99, sum by (service, le) (rate(http_request_duration_seconds_bucket{shard="${i}"}[5m])))
`;
  }
  return text;
}

/** A CustomResourceDefinition with about that many lines, as generators write them. */
export function definition(lines) {
  let text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names:
    kind: Widget
    plural: widgets
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
`;
  for (let i = 0, count = 18; count < lines; i++, count += 12) {
    text += `            field${i}:
              description: |-
                Field ${i} says what the widget does when it is asked for something that nobody has foreseen.
                More info: https://example.com/docs/${i}
              type: object
              properties:
                name:
                  description: Name of the referent.
                  type: string
                optional:
                  type: boolean
              required: [name]
`;
  }
  return text;
}

/** A ConfigMap with about that many lines: dashboards and single settings. */
export function configMap(lines) {
  let text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dashboards\ndata:\n';
  for (let i = 0, count = 5; count < lines; i++, count += 104) {
    text += `  dashboard-${i}.json: |\n    {\n`;
    for (let panel = 0; panel < 50; panel++) {
      text += `      "panel${panel}": {"title": "Requests", "expr": "sum(rate(http_requests_total[5m]))"},\n`;
    }
    text += '      "version": 1\n    }\n';
    for (let flag = 0; flag < 50; flag++) text += `  feature.flag-${i}-${flag}: "value ${flag}"\n`;
  }
  return text;
}

/** A ConfigMap that carries a rule file with about that many lines. */
export function ruleMap(lines) {
  const rules = ruleFile(lines).replace(/^(?=.)/gm, '    ');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rules\ndata:\n  shop.rules.yaml: |\n${rules}`;
}
