// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose
import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { at, brief, briefs, container, pointed, read, service } from './compose-read.js';
import { shop } from './compose-shop.js';

test('each service is a workload of one container, named where its key stands', () => {
  const document = read(shop);
  deepEqual(
    document.workload.map(({ kind, name, job, containers }) => [kind, name, job, containers.length]),
    [
      ['service', 'web', false, 1],
      ['service', 'migrate', true, 1],
      ['service', 'db', false, 1],
    ],
  );
  deepEqual(
    document.container.map(({ anchor, role }) => [at(document, anchor), role]),
    [
      ['web', 'main'],
      ['migrate', 'main'],
      ['db', 'main'],
    ],
  );
  equal(at(document, document.anchor), 'services');
  deepEqual([document.format, document.variant, document.partial], ['compose', '', undefined]);
  equal(document.comments[0]?.text, 'Shop of example.com');
});

test('image and build are read with their places', () => {
  const document = read(shop);
  const web = container(document, 'web');
  const image = brief(web.image);
  deepEqual(typeof image === 'string' ? image : [image.registry, image.repository, image.tag], [
    'registry.example.com',
    'shop/web',
    '1.4',
  ]);
  const build = brief(web.build);
  if (typeof build === 'string') throw new Error(build);
  deepEqual(
    [brief(build.context), brief(build.dockerfile), brief(build.target)],
    ['./web', 'docker/Dockerfile', 'Runtime'],
  );
  deepEqual(
    build.args.map(({ kind, name, value }) => [kind, name, brief(value)]),
    [
      ['arg', 'VERSION', '1.4'],
      ['arg', 'COMMIT', 'unset'],
    ],
  );
  equal(pointed(document, web.image), 'registry.example.com/shop/web:1.4');
});

test('a service without image and build lacks an image, one with a build or a variable does not', () => {
  equal(brief(container(service('restart: always\n')).image), 'unset');
  equal(brief(container(service('build: .\n')).image), 'opaque');
  equal(brief(container(service('image: "app:${TAG}"\n')).image), 'opaque');
  const tagged = brief(container(service('image: "app:${TAG:-1.2}"\n')).image);
  equal(typeof tagged === 'string' ? tagged : tagged.tag, '1.2');
});

test('environment is read in both forms, with defaults filled in and the rest unknown', () => {
  const map = container(read(shop), 'db').variables.map(({ name, value }) => [name, brief(value)]);
  deepEqual(map, [
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/db'],
    ['POSTGRES_DB', 'shop'],
    ['POSTGRES_USER', 'opaque'],
  ]);
  const document = service(
    'environment:\n  - LOG_LEVEL=debug\n  - "PRICE=5$$"\n  - TOKEN\n  - EMPTY=\n  - HOST=${HOST}\n',
  );
  const { variables, variablesOpen } = container(document);
  deepEqual(
    variables.map(({ name, nameSpan, value }) => [
      name,
      at(document, nameSpan),
      brief(value),
      pointed(document, value),
    ]),
    [
      ['LOG_LEVEL', 'LOG_LEVEL', 'debug', 'debug'],
      ['PRICE', 'PRICE', '5$', '5$$'],
      ['TOKEN', 'TOKEN', 'unset', 'TOKEN'],
      ['EMPTY', 'EMPTY', '', ''],
      ['HOST', 'HOST', 'opaque', '${HOST}'],
    ],
  );
  equal(variablesOpen, false);
  equal(container(service('env_file: .env\n')).variablesOpen, true);
});

test('ports are read in the short and the long form, ranges and variables without a number', () => {
  const document = service(
    'ports:\n  - 80\n  - "8080:80"\n  - "127.0.0.1:5432:5432/udp"\n  - "[::1]:9090:90"\n  - "3000-3005:3000-3005"\n' +
      '  - "${PORT:-8081}:81"\n  - "${PORT:?set it}:82"\n  - {target: 443, published: "8443", name: https}\nexpose: ["9100"]\n',
  );
  const ports = brief(container(document).ports);
  if (typeof ports === 'string') throw new Error(ports);
  deepEqual(
    ports.map(({ number, published, protocol, name }) => [number, published, protocol, name]),
    [
      [80, undefined, 'tcp', undefined],
      [80, 8080, 'tcp', undefined],
      [5432, 5432, 'udp', undefined],
      [90, 9090, 'tcp', undefined],
      [undefined, undefined, 'tcp', undefined],
      [81, 8081, 'tcp', undefined],
      [82, undefined, 'tcp', undefined],
      [443, 8443, 'tcp', 'https'],
      [9100, undefined, 'tcp', undefined],
    ],
  );
  equal(brief(container(service('image: a\n')).ports), 'unset');
});

test('mounts of every kind are read, a Windows drive and a variable kept whole', () => {
  const document = service(
    `volumes:
  - data:/var/lib/data/
  - ./conf:/etc/app:ro,z
  - /var/run/docker.sock:/var/run/docker.sock
  - ~/.ssh:/root/.ssh:ro
  - C:\\logs:/logs
  - /cache
  - \${DATA:-./data}:/data
  - \${DATA:?unset}:/data2
  - type: bind
    source: ./a
    target: /a
    read_only: true
  - type: volume
    target: /b
  - type: tmpfs
    target: /t
tmpfs: /run:size=64m
secrets:
  - token
  - {source: key, target: tls.key}
configs:
  - {source: conf, target: /etc/conf.yaml}
`,
  );
  const mounts = brief(container(document).mounts);
  if (typeof mounts === 'string') throw new Error(mounts);
  deepEqual(
    mounts.map(({ kind, source, target, readOnly }) => [kind, source, target, readOnly]),
    [
      ['volume', 'data', '/var/lib/data', false],
      ['bind', './conf', '/etc/app', true],
      ['bind', '/var/run/docker.sock', '/var/run/docker.sock', false],
      ['bind', '~/.ssh', '/root/.ssh', true],
      ['bind', 'C:\\logs', '/logs', false],
      ['anonymous', undefined, '/cache', false],
      ['bind', './data', '/data', false],
      ['unknown', '${DATA:?unset}', '/data2', false],
      ['bind', './a', '/a', true],
      ['anonymous', undefined, '/b', false],
      ['tmpfs', undefined, '/t', false],
      ['tmpfs', undefined, '/run', false],
      ['secret', 'token', '/run/secrets/token', true],
      ['secret', 'key', '/run/secrets/tls.key', true],
      ['config', 'conf', '/etc/conf.yaml', true],
    ],
  );
});

test('volumes of another container leave a mount that may be anywhere', () => {
  const mounts = brief(container(service('volumes_from: [db]\nvolumes: ["data:/data"]\n')).mounts);
  deepEqual(typeof mounts === 'string' ? mounts : mounts.map(({ kind, target }) => [kind, target]), [
    ['volume', '/data'],
    ['unknown', undefined],
  ]);
});

test('limits and reservations are read in both styles, zero and less meaning none', () => {
  const { limits, requests } = container(read(shop), 'web');
  deepEqual(briefs([limits.memory, limits.cpu, requests.memory, requests.cpu]), [
    256 * 2 ** 20,
    500,
    128 * 2 ** 20,
    'unset',
  ]);
  const short = container(service('mem_limit: 1.5g\ncpus: 2\nmem_reservation: 512m\n'));
  deepEqual(briefs([short.limits.memory, short.limits.cpu, short.requests.memory]), [
    1.5 * 2 ** 30,
    2000,
    512 * 2 ** 20,
  ]);
  const limit = (body: string): unknown => brief(container(service(body)).limits.memory);
  deepEqual(
    [
      'mem_limit: 0\n',
      'mem_limit: -1\n',
      'mem_limit: ${MEM}\n',
      'mem_limit: ${MEM:-0}\n',
      'mem_limit: 12 apples\n',
    ].map(limit),
    ['unset', 'unset', 'opaque', 'unset', 'opaque'],
  );
  equal(brief(container(service('cpu_quota: 50000\n')).limits.cpu), 'opaque');
});

test('a missing limit points at the service, however much of deploy is written', () => {
  const document = service('image: a\ndeploy:\n  resources:\n    limits:\n      cpus: "1"\n');
  equal(pointed(document, container(document).limits.memory), 'web');
});

test('replicas come from deploy or scale, one by default, unknown for a global service', () => {
  const replicas = (body: string): unknown =>
    brief(
      service(body).workload[0]?.replicas ?? {
        state: 'opaque',
        span: { start: 0, end: 0 },
        hole: { put: () => undefined, drop: () => undefined, append: () => undefined },
      },
    );
  deepEqual(
    ['image: a\n', 'scale: 3\n', 'deploy: {replicas: 2}\n', 'deploy: {mode: global}\n', 'scale: ${N}\n'].map(replicas),
    [1, 3, 2, 'opaque', 'opaque'],
  );
});

test('labels of service and deployment, and what log options copy into records, are label uses', () => {
  const document = service(
    `labels:
  - com.example.team=shop
  - traefik.enable=true
deploy:
  labels: {tier: web}
logging:
  driver: loki
  options:
    labels: "user_id, app"
    tag: "{{.ID}}"
    max-size: 10m
    loki-external-labels: job=app,container={{.Name}}
`,
  );
  deepEqual(
    document.label.map(({ place, name, nameSpan, value, owner }) => [
      place,
      name,
      at(document, nameSpan),
      brief(value),
      owner,
    ]),
    [
      ['service', 'com.example.team', 'com.example.team', 'shop', 'web'],
      ['service', 'traefik.enable', 'traefik.enable', 'true', 'web'],
      ['service', 'tier', 'tier', 'web', 'web'],
      ['log-stream', 'user_id', 'user_id', 'opaque', 'web'],
      ['log-stream', 'app', 'app', 'opaque', 'web'],
      ['log-option', 'tag', 'tag', '{{.ID}}', 'web'],
      ['log-stream', 'job', 'job', 'app', 'web'],
      ['log-stream', 'container', 'container', '{{.Name}}', 'web'],
    ],
  );
});

test('a label behind an anchor is used once, by the first service that has it', () => {
  const document = read(
    'x-labels: &labels\n  team: shop\nservices:\n  a: {image: a, labels: *labels}\n  b: {image: b, labels: *labels}\n',
  );
  deepEqual(
    document.label.map(({ name, owner }) => [name, owner]),
    [['team', 'a']],
  );
});

test('a file of thousands of services is read in time that grows with it, not with its square', () => {
  const services = Array.from({ length: 4000 }, (_, i) => `  s${i}:\n    image: shop/s${i}:1.0.0\n`);
  const start = performance.now();
  equal(read(`services:\n${services.join('')}`).container.length, 4000);
  ok(performance.now() - start < 10_000);
});
