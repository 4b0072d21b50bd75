import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { open, write } from './writing.js';

const compose = '/shop/compose.yaml';
const pod = '/shop/app.yaml';
const dockerfile = '/shop/Dockerfile';

const postgres = (body: string): string => `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: shop
${body}  api:
    image: nginx:1.29
`;

test('a service is offered what it lacks, fitted to its image', () => {
  const { labels, take } = write(compose, postgres('    ¦\n'));
  deepEqual(labels, ['healthcheck', 'deploy', 'logging']);
  equal(
    take('healthcheck'),
    postgres(`    healthcheck:
      test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "shop"]
      interval: 10s
      timeout: 5s
      start_period: 30s
      retries: 5
`),
  );
  equal(
    take('logging'),
    postgres(`    logging:
      options:
        max-size: 10m
        max-file: "3"
`),
  );
});

for (const [where, marked] of [
  ['half-typed', postgres('    hea¦\n')],
  ['with CRLF', postgres('    hea¦\n').replaceAll('\n', '\r\n')],
  ['before other keys', 'services:\n  db:\n    hea¦\n    image: postgres:16\n    restart: always\n'],
  [
    'between keys, under a comment',
    'services:\n  db:\n    image: postgres:16\n    # asked by the others\n    hea¦\n    restart: always\n',
  ],
  ['at the end of the file, without a line end', 'services:\n  db:\n    image: postgres:16\n    hea¦'],
  ['with four columns', 'services:\n    db:\n        image: postgres:16\n        hea¦\n'],
] as const) {
  test(`a health check lands where it is typed: ${where}`, () => {
    const { found, take, labels } = write(compose, marked);
    equal(labels.includes('healthcheck'), true, String(labels));
    const after = take('healthcheck');
    equal(after.indexOf('healthcheck:'), found[0]?.span.start);
    equal(/(^|[^\r])\n/.test(after), !marked.includes('\r'));
    const [document] = open({ [compose]: after }).documents(compose);
    deepEqual(document?.problems, []);
    const service = document?.container.find(({ name }) => name === 'db');
    equal(service?.liveness.state === 'set' && service.liveness.value.command?.form, 'exec');
  });
}

test('the health check of a service that is built fits what its Dockerfile brings', () => {
  const others = { [dockerfile]: 'FROM python:3.12-slim\nEXPOSE 8000\nCMD ["gunicorn", "shop:app"]\n' };
  const { take } = write(compose, 'services:\n  api:\n    build: .\n    ports: ["8000:8000"]\n    ¦\n', { others });
  equal(
    take('healthcheck').includes("urllib.request.urlopen('http://127.0.0.1:8000/health'"),
    true,
    take('healthcheck'),
  );
});

test('what is there is not offered, nor what may come from elsewhere', () => {
  const labels = (marked: string, path = compose) => write(path, marked).labels;
  deepEqual(
    labels(
      postgres('    logging:\n      driver: local\n    mem_limit: 1g\n    healthcheck:\n      disable: true\n    ¦\n'),
    ),
    [],
  );
  deepEqual(labels('services:\n  db:\n    <<: *base\n    image: postgres:16\n    ¦\n'), []);
  deepEqual(labels('services:\n  db:\n    extends: {file: base.yaml, service: db}\n    ¦\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n    ¦\n', '/shop/compose.override.yaml'), []);
});

test('nothing is offered outside of a service, in a value, in another mapping or in a broken file', () => {
  const labels = (marked: string) => write(compose, marked).labels;
  deepEqual(labels('¦\nservices:\n  db:\n    image: postgres:16\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n  ¦\n'), []);
  deepEqual(labels('services:\n  db:\n    image: ¦\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n    ¦\n      test: [CMD, "true"]\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n    env¦~ment: {}\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n  ¦  environment: {}\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n    environment:\n      ¦\n'), []);
  deepEqual(labels('services:\n  db:\n    image: postgres:16\n    ports: [1\n    ¦\n'), []);
});

test('a limit goes where the file keeps its limits', () => {
  const marked = 'services:\n  db:\n    image: postgres:16\n    mem_limit: 1g\n  api:\n    image: nginx:1.29\n    ¦\n';
  equal(write(compose, marked).labels.includes('mem_limit'), true);
  const inside = 'services:\n  db:\n    image: postgres:16\n    deploy:\n      replicas: 2\n      ¦\n';
  deepEqual(write(compose, inside).labels, ['resources']);
});

const deployment = (body: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: http
              containerPort: 80
${body}        - name: agent
          image: registry.example.com/agent:1.4.0
`;

test('a container of a pod is offered probes and resources', () => {
  const { labels, take } = write(pod, deployment('          ¦\n'));
  deepEqual(labels, ['readinessProbe', 'livenessProbe', 'startupProbe', 'resources']);
  equal(
    take('resources'),
    deployment(`          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 512Mi
`),
  );
  equal(
    take('readinessProbe'),
    deployment(`          readinessProbe:
            httpGet:
              path: /
              port: http
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
`),
  );
});

test('inside resources stand the parts that are missing', () => {
  const marked = deployment('          resources:\n            limits:\n              memory: 1Gi\n            ¦\n');
  deepEqual(write(pod, marked).labels, ['requests']);
  deepEqual(write(pod, deployment('          resources:\n            ¦\n')).labels, ['requests', 'limits']);
});

test('in the third document of a stream a probe lands in its place', () => {
  const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
  const marked = `${other}---\n${other}---\n${deployment('          live¦\n')}`;
  const after = write(pod, marked).take('livenessProbe');
  equal(after.startsWith(marked.slice(0, marked.indexOf('live¦'))), true);
  const documents = open({ [pod]: after }).documents(pod);
  equal(documents[2]?.container[0]?.liveness.state, 'set');
});

test('a container without a port has no probes, an init container neither', () => {
  const at = (marked: string) => write(pod, marked).labels;
  deepEqual(at(deployment('').replace('agent:1.4.0\n', 'agent:1.4.0\n          ¦\n')), ['resources']);
  deepEqual(
    at(
      deployment('').replace(
        '      containers:',
        '      initContainers:\n        - name: migrate\n          image: nginx:1.29\n          ports: [{containerPort: 80}]\n          ¦\n      containers:',
      ),
    ),
    ['resources'],
  );
});

for (const marked of [
  'FROM node:22-slim\nEXPOSE 3000\nHEAL¦\nCMD ["node", "server.js"]\n',
  'FROM node:22-slim\nEXPOSE 3000\n¦\nCMD ["node", "server.js"]\n',
  'FROM node:22-slim\r\nEXPOSE 3000\r\nCMD ["node", "server.js"]\r\n¦',
]) {
  test(`a stage is offered its check: ${JSON.stringify(marked)}`, () => {
    const { labels, take } = write(dockerfile, marked);
    deepEqual(labels, ['HEALTHCHECK']);
    equal(
      take('HEALTHCHECK'),
      marked.replace(
        /(?:HEAL)?¦/,
        `HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]`,
      ),
    );
  });
}

test('keywords in small letters stay small', () => {
  deepEqual(write(dockerfile, 'from node:22-slim\nexpose 3000\nhea¦\n').labels, ['healthcheck']);
});

test('no check is offered where none may stand', () => {
  const labels = (marked: string) => write(dockerfile, marked).labels;
  deepEqual(labels('¦\nFROM node:22-slim\nEXPOSE 3000\n'), []);
  deepEqual(labels('FROM node:22-slim\nEXPOSE 3000\nRUN npm ci \\\n¦\n  && npm run build\n'), []);
  deepEqual(labels('FROM node:22-slim\nEXPOSE 3000\nRUN <<EOF\n¦\nEOF\n'), []);
  deepEqual(labels('FROM node:22-slim\nEXPOSE 3000\nHEALTHCHECK NONE\n¦\n'), []);
  deepEqual(labels('FROM node:22-slim\nEXPOSE 3000\nRUN ¦\n'), []);
  deepEqual(labels('FROM registry.example.com/base\nEXPOSE 3000\n¦\n'), []);
});

for (const [where, marked, label, expected] of [
  [
    'a service on one line',
    'services:\n  db: { image: "postgres:16", hea¦ }\n',
    'healthcheck',
    'services:\n  db: { image: "postgres:16", healthcheck: { test: [ CMD, pg_isready, -h, 127.0.0.1, -U, postgres ], interval: 10s, timeout: 5s, start_period: 30s, retries: 5 } }\n',
  ],
  [
    'before another key',
    'services:\n  db: {log¦, image: "postgres:16"}\n',
    'logging',
    'services:\n  db: {logging: {options: {max-size: 10m, max-file: "3"}}, image: "postgres:16"}\n',
  ],
  [
    'a service over several lines',
    'services:\n  db: {\n    image: "postgres:16",\n    ¦\n  }\n',
    'deploy',
    'services:\n  db: {\n    image: "postgres:16",\n    deploy: {resources: {limits: {memory: 512M}}}\n  }\n',
  ],
  [
    'an empty mapping',
    'services:\n  db:\n    image: postgres:16\n    deploy: {¦}\n',
    'resources',
    'services:\n  db:\n    image: postgres:16\n    deploy: {resources: {limits: {memory: 512M}}}\n',
  ],
] as const) {
  test(`a snippet in flow style stays on its line: ${where}`, () => {
    equal(write(compose, marked).take(label), expected);
  });
}

test('parts of resources are offered in the mapping they belong to, in flow and in block style', () => {
  const inPod = (resources: string) => write(pod, deployment(`          resources:${resources}`));
  deepEqual(inPod(' { ¦ }\n').labels, ['requests', 'limits']);
  deepEqual(inPod(' { requests: { cpu: 1 }, lim¦ }\n').labels, ['limits']);
  deepEqual(inPod(' { limits: { ¦ } }\n').labels, ['memory']);
  deepEqual(inPod(' { requests: { ¦ } }\n').labels, ['cpu', 'memory']);
  deepEqual(inPod('\n            limits:\n              ¦\n').labels, ['memory']);
  equal(
    inPod(' { limits: { mem¦ } }\n').take('memory'),
    deployment('          resources: { limits: { memory: 512Mi } }\n'),
  );
  equal(
    inPod('\n            requests:\n              ¦\n').take('cpu'),
    deployment('          resources:\n            requests:\n              cpu: 100m\n'),
  );
});
