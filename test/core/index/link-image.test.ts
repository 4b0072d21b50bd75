import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import {
  composeServices,
  effective,
  prometheusServers,
  stageOf,
  stageOfImage,
  usersOf,
} from '../../../core/index/link.js';
import { known } from '../../../core/value.js';
import { containerIn, indexOf } from './workspace.js';

const dockerfile = `FROM node:22-slim AS build
WORKDIR /app
COPY . .
RUN npm ci

FROM node:22-slim
ENV NODE_ENV=production PORT=3000
USER 1000
EXPOSE 3000
HEALTHCHECK CMD ["node", "health.js"]
ENTRYPOINT ["node"]
CMD ["server.js"]
`;

const compose = `services:
  api:
    build: ./api
    image: registry.example.com/shop/api:dev
    environment:
      PORT: "8080"
  builder:
    build: {context: ./api, target: build}
  custom:
    build: ./api
    entrypoint: ["node", "--inspect"]
    user: "2000"
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - {name: api, image: "registry.example.com/shop/api:1.4.2"}
      - {name: other, image: "registry.example.com/shop/web:1.4.2"}
`;

const files = {
  '/srv/compose.yaml': compose,
  '/srv/api/Dockerfile': dockerfile,
  '/srv/k8s/shop.yaml': deployment,
};

test('a service is built from the last stage, or from the one it targets', () => {
  const index = indexOf(files);
  const stage = (service: string) => stageOf(index, containerIn(index, service), '/srv/compose.yaml')?.fact.stage;
  deepEqual([stage('api')?.index, stage('builder')?.index, stage('builder')?.name], [1, 0, 'build']);
});

test('a service without its Dockerfile in the workspace has no stage', () => {
  const index = indexOf({ '/srv/compose.yaml': compose });
  equal(stageOf(index, containerIn(index, 'api'), '/srv/compose.yaml'), undefined);
});

test('a stage is used by the services that build it and by pods that run the image', () => {
  const index = indexOf(files);
  const last = stageOf(index, containerIn(index, 'api'), '/srv/compose.yaml')?.fact.stage;
  deepEqual(
    last &&
      usersOf(index, last, '/srv/api/Dockerfile').map(({ container, document }) => [container.name, document.format]),
    [
      ['api', 'compose'],
      ['custom', 'compose'],
      ['api', 'kubernetes'],
    ],
  );
  equal(stageOfImage(index, containerIn(index, 'shop'))?.fact.stage, last);
});

test('a service runs with what its image says where it is silent', () => {
  const index = indexOf(files);
  const run = (service: string) => {
    const container = containerIn(index, service);
    const stage = stageOf(index, container, '/srv/compose.yaml')?.fact.stage;
    if (!stage) throw new Error('no stage');
    return { container, laid: effective(container, stage) };
  };
  const { container, laid } = run('api');
  deepEqual([known(laid.user), known(laid.security.runAsUser)], ['1000', 1000]);
  deepEqual(laid.user.state === 'set' && [laid.user.via, laid.user.span], ['image', container.anchor]);
  equal(laid.user.hole.put('0'), undefined);
  deepEqual(
    known(laid.command)?.words.map(({ text }) => text),
    ['server.js'],
  );
  equal(known(laid.liveness)?.handler, 'exec');
  deepEqual(
    laid.variables
      .map(({ name, value }) => [name, known(value)])
      .filter(([name]) => name === 'PORT' || name === 'NODE_ENV'),
    [
      ['PORT', '8080'],
      ['NODE_ENV', 'production'],
    ],
  );
});

test('an entry point of the service makes the engine forget the CMD of the image', () => {
  const index = indexOf(files);
  const container = containerIn(index, 'custom');
  const stage = stageOf(index, container, '/srv/compose.yaml')?.fact.stage;
  const laid = stage && effective(container, stage);
  deepEqual([laid?.command.state, laid && known(laid.user)], ['unset', '2000']);
});

test('Kubernetes takes the user of the image and not its health check', () => {
  const index = indexOf(files);
  const container = containerIn(index, 'shop');
  const stage = stageOfImage(index, container)?.fact.stage;
  const laid = stage && effective(container, stage);
  deepEqual([laid && known(laid.user), laid?.liveness.state], ['1000', 'unset']);
});

test('Prometheus servers are found by their image, under both its names', () => {
  const index = indexOf({
    '/srv/compose.yaml': `services:
  metrics: {image: "prom/prometheus:v3.5.0"}
  metrics2: {image: "quay.io/prometheus/prometheus:v3.5.0"}
  metrics3: {image: "docker.io/prom/prometheus:v3.5.0"}
  exporter: {image: "prom/node-exporter:v1.9.1"}
`,
  });
  deepEqual(
    prometheusServers(index).map(({ container }) => container.name),
    ['metrics', 'metrics2', 'metrics3'],
  );
});

test('services are reached by name, container name, host name and alias', () => {
  const index = indexOf({
    '/srv/compose.yaml': `services:
  api:
    image: nginx:1.29
    container_name: shop-api
    hostname: api-host
    networks: {back: {aliases: [backend]}}
  db: {image: "postgres:17"}
networks: {back: {}}
`,
    '/srv/k8s/shop.yaml': deployment,
  });
  deepEqual([...composeServices(index)].sort(), ['api', 'api-host', 'backend', 'db', 'shop-api']);
});
