// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../../../core/value.js';
import { at, brief, briefs, container, pointed, read, service } from './compose-read.js';

const via = (value: Value<unknown>): unknown => (value.state === 'set' ? value.via : value.state);

const family = `services:
  base:
    image: registry.example.com/app:2.1
    restart: always
    environment:
      LOG_LEVEL: info
      REGION: eu
    volumes:
      - data:/data
      - ./a:/conf
    ports: ["80"]
    healthcheck:
      test: ["CMD", "check"]
      interval: 10s
    logging:
      driver: local
      options: {max-size: 5m}
    deploy:
      resources:
        limits:
          memory: 128M
          cpus: "1"
  worker:
    extends: base
    environment:
      - LOG_LEVEL=debug
    volumes:
      - ./b:/conf
    ports: ["81"]
    healthcheck:
      interval: 20s
    logging:
      options: {max-file: "2"}
    deploy:
      resources:
        limits:
          memory: 256M
  nightly:
    extends:
      service: worker
    image: registry.example.com/nightly:1.0
volumes:
  data:
`;

test('an extending service has what it lacks from the services it extends', () => {
  const document = read(family);
  const { image, restart, limits, variables, liveness } = container(document, 'worker');
  const reference = brief(image);
  deepEqual(typeof reference === 'string' ? reference : [reference.text, via(image)], [
    'registry.example.com/app:2.1',
    'inherited',
  ]);
  deepEqual([brief(restart), via(restart)], ['always', 'inherited']);
  deepEqual(
    [brief(limits.memory), via(limits.memory), brief(limits.cpu), via(limits.cpu)],
    [256 * 2 ** 20, undefined, 1000, 'inherited'],
  );
  deepEqual(
    variables.map(({ name, value }) => [name, brief(value), via(value)]),
    [
      ['LOG_LEVEL', 'debug', undefined],
      ['REGION', 'eu', 'inherited'],
    ],
  );
  const probe = brief(liveness);
  deepEqual(typeof probe === 'string' ? probe : [probe.handler, brief(probe.interval)], ['exec', 20]);
});

test('volumes merge by target, ports add up, and log options merge when one side names no driver', () => {
  const { mounts, ports, logging } = container(read(family), 'worker');
  const mounted = brief(mounts);
  deepEqual(typeof mounted === 'string' ? mounted : mounted.map(({ source, target }) => [source, target]), [
    ['./b', '/conf'],
    ['data', '/data'],
  ]);
  const listed = brief(ports);
  deepEqual(typeof listed === 'string' ? listed : listed.map(({ number }) => number), [81, 80]);
  const log = brief(logging);
  deepEqual(typeof log === 'string' ? log : [brief(log.driver), log.options.map(({ name }) => name)], [
    'local',
    ['max-file', 'max-size'],
  ]);
});

test('extending is followed over several services, the nearest winning', () => {
  const { image, limits, restart } = container(read(family), 'nightly');
  const reference = brief(image);
  deepEqual(
    [typeof reference === 'string' ? reference : reference.text, via(image)],
    ['registry.example.com/nightly:1.0', undefined],
  );
  deepEqual([brief(limits.memory), brief(restart)], [256 * 2 ** 20, 'always']);
});

test('log options of another driver are not taken over', () => {
  const document = read(
    'services:\n  a:\n    image: a\n    logging: {driver: local, options: {max-size: 5m}}\n  b:\n    extends: a\n    logging: {driver: syslog}\n',
  );
  const log = brief(container(document, 'b').logging);
  deepEqual(typeof log === 'string' ? log : [brief(log.driver), log.options.length], ['syslog', 0]);
});

test('what a base in another file may supply is unknown, not missing', () => {
  for (const target of ['{file: ../base.yaml, service: web}', 'gone', '${BASE}', '{service: "${BASE}"}']) {
    const web = container(read(`services:\n  web:\n    image: a\n    extends: ${target}\n`));
    deepEqual(
      briefs([web.limits.memory, web.liveness, web.restart, web.mounts, web.ports]),
      Array(5).fill('opaque'),
      target,
    );
    equal(web.variablesOpen, true);
  }
});

test('a file that extends its own services by its own name is read as one', () => {
  const text =
    'services:\n  a:\n    image: a:1\n    mem_limit: 64m\n  b:\n    extends: {file: compose.yaml, service: a}\n';
  equal(brief(container(read(text), 'b').limits.memory), 64 * 2 ** 20);
});

test('services that extend each other in a circle end, and lack nothing for certain', () => {
  const document = read('services:\n  a: {extends: b, image: a}\n  b: {extends: a}\n');
  deepEqual(
    document.container.map(({ restart }) => brief(restart)),
    ['opaque', 'opaque'],
  );
});

test('a merge key supplies values, marked as shared', () => {
  const document = read(
    'x-base: &base\n  mem_limit: 64m\n  restart: always\nservices:\n  web:\n    <<: *base\n    image: a\n    restart: "no"\n',
  );
  const { limits, restart } = container(document);
  deepEqual(
    [brief(limits.memory), via(limits.memory), brief(restart), via(restart)],
    [64 * 2 ** 20, 'anchor', 'no', undefined],
  );
  deepEqual(
    document.workload.map(({ name }) => name),
    ['web'],
  );
});

test('extension keys among the services are no services, and a body may be null', () => {
  const document = read('services:\n  x-defaults: {image: a}\n  web:\n');
  deepEqual(
    document.workload.map(({ name }) => name),
    ['web'],
  );
  equal(brief(container(document).image), 'unset');
});

test('a reset value is unknown and an overriding one stands alone', () => {
  const document = read(
    'services:\n  a: {image: a, restart: always, ports: ["80"], cap_add: [NET_ADMIN]}\n' +
      '  b:\n    extends: a\n    restart: !reset null\n    ports: !override ["81"]\n',
    '/srv/app/compose.prod.yaml',
    'override',
  );
  const b = container(document, 'b');
  const ports = brief(b.ports);
  equal(brief(b.restart), 'opaque');
  deepEqual(typeof ports === 'string' ? ports : ports.map(({ number }) => number), [81, undefined]);
});

test('in an override what stands is read and what does not is unknown', () => {
  const document = read(
    'services:\n  web:\n    mem_limit: 64m\n    cap_add: [SYS_ADMIN]\n    command: ["run"]\n    volumes: ["/var/run/docker.sock:/s"]\n',
    '/srv/app/compose.override.yaml',
    'override',
  );
  const web = container(document);
  deepEqual(
    [brief(web.limits.memory), brief(web.limits.cpu), brief(web.image), brief(web.restart)],
    [64 * 2 ** 20, 'opaque', 'opaque', 'opaque'],
  );
  deepEqual(brief(web.security.addedCapabilities), ['SYS_ADMIN']);
  const mounts = brief(web.mounts);
  deepEqual(typeof mounts === 'string' ? mounts : mounts.map(({ kind }) => kind), ['bind', 'unknown']);
  equal(document.workload[0]?.cursor.at('pids_limit').number().state, 'opaque');
});

test('a file that is no whole project is partial, unless it has one of the four default names', () => {
  const partial = (text: string, name: string): unknown => read(text, `/srv/app/${name}`).partial;
  const bare = 'services:\n  web:\n    restart: always\n';
  const network = 'services:\n  web:\n    image: a\n    networks: [front]\n';
  const volume = 'services:\n  web:\n    image: a\n    volumes: ["data:/data", "./b:/b"]\n';
  const waits = 'services:\n  web:\n    image: a\n    depends_on: [db]\n';
  const whole =
    'services:\n  web:\n    image: a\n    networks: [default]\n    volumes: ["data:/data"]\nvolumes:\n  data:\n';
  deepEqual(
    [bare, network, volume, waits, whole].map((text) => partial(text, 'compose.agent.yaml')),
    ['override', 'override', 'override', 'override', undefined],
  );
  deepEqual(
    [bare, network, volume, waits].map((text) => partial(text, 'docker-compose.yml')),
    [undefined, undefined, undefined, undefined],
  );
  equal(partial(`include: [db.yaml]\n${waits}`, 'stack.yml'), undefined);
});

test('a broken file is read as far as it goes and lacks nothing for certain', () => {
  const document = read('services:\n  web:\n    image: nginx:1.27\n    mem_limit: 64m\n  db:\n    image: "postgres\n');
  equal(document.partial, 'broken');
  equal(document.problems.length > 0, true);
  equal(brief(container(document, 'web').limits.memory), 64 * 2 ** 20);
  equal(brief(container(document, 'web').restart), 'opaque');
});

test('the old form without services is named and holds nothing', () => {
  const document = read('web:\n  image: nginx\n', '/srv/app/docker-compose.yml');
  deepEqual([document.variant, document.workload.length, document.container.length], ['v1', 0, 0]);
});

test('work that ends is told from services by its waiters, its mode, its command or its name', () => {
  const job = (body: string): unknown => service(body).workload[0]?.job;
  const jobs = [
    'command: python manage.py migrate --noinput\n',
    'command: ["bundle", "exec", "rake", "db:seed"]\n',
    'command: sh -c "sleep 5 && ./manage.py migrate"\n',
    'command: npm run migrate\nrestart: on-failure\n',
    'deploy: {mode: replicated-job}\n',
  ];
  const services = [
    'image: a\n',
    'command: gunicorn app\n',
    'command: sh -c "./manage.py migrate && gunicorn app"\n',
    'command: npm run migrate\nrestart: always\n',
    'command: npm run migrate\nrestart: ${RESTART}\n',
    'command: npm run setup\nports: ["80:80"]\n',
    'command: /sbin/init\n',
    'command: ./wait-for-it.sh db:5432 -- npm start\n',
  ];
  deepEqual(
    jobs.filter((body) => job(body) !== true),
    [],
  );
  deepEqual(
    services.filter((body) => job(body) !== false),
    [],
  );
  const named = read('services:\n  minio-init: {image: mc, entrypoint: ["mc", "mb", "a"]}\n  init-db: {image: db}\n');
  deepEqual(
    named.workload.map(({ job: ends }) => ends),
    [true, false],
  );
});

test('a service that a provider runs is a workload without a container', () => {
  const document = read('services:\n  ai:\n    provider:\n      type: model\n');
  deepEqual([document.workload.length, document.container.length], [1, 0]);
});

test('a build names its Dockerfile by its resolved path, remote and inline ones none', () => {
  const built = (build: string): unknown => {
    const fact = read(`services:\n  web:\n    image: a\n    build: ${build}\n`).facts.find(
      ({ type }) => type === 'build',
    );
    return fact?.type === 'build' ? [fact.dockerfile, fact.target] : undefined;
  };
  deepEqual(
    [
      '.',
      './web',
      '{context: ../api, dockerfile: docker/Prod.Dockerfile, target: Final}',
      '{dockerfile: b.Dockerfile}',
      '{context: "${DIR:-./x}"}',
    ].map(built),
    [
      ['/srv/app/Dockerfile', undefined],
      ['/srv/app/web/Dockerfile', undefined],
      ['/srv/api/docker/Prod.Dockerfile', 'final'],
      ['/srv/app/b.Dockerfile', undefined],
      ['/srv/app/x/Dockerfile', undefined],
    ],
  );
  deepEqual(
    [
      'https://github.com/example/app.git#main',
      'git@github.com:example/app.git',
      '{context: ., dockerfile_inline: "FROM scratch"}',
      '{context: "${DIR}"}',
      '{context: ., target: "${STAGE}"}',
    ].map(built),
    Array(5).fill(undefined),
  );
});

test('files that a project refers to are named by their resolved paths', () => {
  const document = read(
    `include:
  - db/compose.yaml
  - path: [a.yaml, a.prod.yaml]
services:
  web:
    extends: {file: ../base.yaml, service: web}
    env_file: [.env, {path: ./web.env, required: false}]
  api:
    image: a
    env_file: api.env
`,
  );
  const files = document.facts.flatMap((fact) =>
    fact.type === 'file' ? [[fact.role, fact.path, at(document, fact.span)]] : [],
  );
  deepEqual(files, [
    ['extended', '/srv/base.yaml', '../base.yaml'],
    ['env', '/srv/app/.env', '.env'],
    ['env', '/srv/app/web.env', './web.env'],
    ['env', '/srv/app/api.env', 'api.env'],
    ['patch', '/srv/app/a.prod.yaml', 'a.prod.yaml'],
  ]);
  deepEqual(
    document.facts.filter(({ type }) => type === 'workload').map(({ span }) => at(document, span)),
    ['web', 'api'],
  );
});

test('a rule that reads a private field sees what the extended service says of it', () => {
  const document = read(
    'services:\n  a: {image: a, pids_limit: 50, deploy: {placement: {constraints: [x]}}}\n  b: {extends: a, deploy: {replicas: 2}}\n',
  );
  const cursor = document.workload[1]?.cursor;
  deepEqual(
    [
      cursor?.at('pids_limit').kind,
      cursor?.at('deploy.replicas').kind,
      cursor?.at('deploy').at('placement', 'constraints').kind,
      cursor?.at('init').kind,
    ],
    ['scalar', 'scalar', 'list', 'missing'],
  );
  deepEqual(
    cursor?.entries().map(({ name }) => name),
    ['extends', 'deploy', 'image', 'pids_limit'],
  );
});

test('a service whose name holds a dot is one service', () => {
  const document = read('services:\n  my.web:\n    mem_limit: 64m\n', '/srv/app/compose.override.yaml', 'override');
  deepEqual([document.workload[0]?.name, document.workload[0]?.cursor.at('mem_limit').kind], ['my.web', 'scalar']);
});

test('what is missing points at the service', () => {
  const document = service('image: a\n');
  const { limits, liveness, restart, logging, mounts, ports, user } = container(document);
  const missing = [limits.memory, limits.cpu, liveness, restart, logging, mounts, ports, user];
  deepEqual(
    missing.map((value) => [value.state, pointed(document, value)]),
    Array(missing.length).fill(['unset', 'web']),
  );
});

test('whatever is cut out of a file, it is read without an exception and every place lies in it', () => {
  const cut = fc.tuple(fc.nat(family.length), fc.nat(40));
  fc.assert(
    fc.property(cut, fc.constantFrom('', '[', '\t', '*a', '${', '<<: *x'), ([start, length], text) => {
      const document = read(family.slice(0, start) + text + family.slice(start + length));
      const places = [
        ...document.container.flatMap((each) => [
          each.limits.memory,
          each.liveness,
          each.mounts,
          each.command,
          each.build,
        ]),
        ...document.label.map(({ value }) => value),
      ].map((value) => (value.state === 'unset' ? value.anchor : value.span));
      places.push(document.anchor, ...document.facts.map(({ span }) => span));
      const outside = places.filter(({ start: from, end }) => from < 0 || from > end || end > document.text.length);
      deepEqual(outside, []);
    }),
    { numRuns: 200 },
  );
});
