import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../../../core/span.js';
import { open, split } from './writing.js';

type Files = Readonly<Record<string, string>>;

/** `path: line` of a place, with the text there. */
function tell(files: Files): (place: Place) => string {
  return ({ path, span }) => {
    const text = files[path] ?? '';
    const line = text.slice(0, span.start).split('\n').length;
    return `${path}:${line} ${text.slice(span.start, span.end).split('\n')[0]}`;
  };
}

/** Where the name at the cursor is defined. */
function definitions(path: string, marked: string, others: Files = {}): readonly string[] {
  const { text, offset } = split(marked);
  const files = { ...others, [path]: text };
  return (open(files).nameAt(path, offset)?.targets ?? []).map(tell(files));
}

function references(path: string, marked: string, others: Files = {}): readonly string[] {
  const { text, offset } = split(marked);
  const files = { ...others, [path]: text };
  return open(files).referencesAt(path, offset).uses.map(tell(files));
}

const docker = '/shop/Dockerfile';
const compose = '/shop/compose.yaml';
const build =
  'FROM node:22 AS build\nRUN npm ci\nFROM build AS test\nFROM nginx:1.29 AS web\nCOPY --from=build /dist /srv\nRUN --mount=type=bind,from=test,target=/t true\n';

test('stages are found from FROM, COPY --from and mounts', () => {
  const at = (word: string) =>
    definitions(
      docker,
      build.replace(word, (found) => found.replace(/(?<=.)$/, '¦')),
    );
  deepEqual(at('FROM bui'), ['/shop/Dockerfile:1 build']);
  deepEqual(at('--from=bui'), ['/shop/Dockerfile:1 build']);
  deepEqual(at('from=te'), ['/shop/Dockerfile:3 test']);
  deepEqual(at('FROM no'), []);
});

test('a stage knows who names it, in its file and in Compose', () => {
  const others = { [compose]: 'services:\n  web:\n    build:\n      context: .\n      target: build\n' };
  deepEqual(references(docker, build.replace('AS bu', 'AS bu¦'), others), [
    '/shop/Dockerfile:3 build',
    '/shop/Dockerfile:5 build',
    '/shop/compose.yaml:5 build',
  ]);
});

const shop = `services:
  api:
    build: {context: ., target: web}
    depends_on: [db]
    networks: [back]
    secrets:
      - source: key
      - token
    volumes:
      - "data:/data:ro"
      - ./here:/there
  worker:
    extends: api
    depends_on:
      db:
        condition: service_healthy
    network_mode: service:api
    networks:
      back:
        aliases: [w]
  db:
    image: postgres:16
    configs: [conf]
networks:
  back:
volumes:
  data:
secrets:
  key: {file: ./key}
  token: {file: ./token}
configs:
  conf: {file: ./conf}
`;

for (const [before, after, wanted] of [
  ['depends_on: [d', 'b]', '/shop/compose.yaml:21 db'],
  ['      d', 'b:\n        condition', '/shop/compose.yaml:21 db'],
  ['networks: [ba', 'ck]', '/shop/compose.yaml:25 back'],
  ['      ba', 'ck:\n        aliases', '/shop/compose.yaml:25 back'],
  ['source: k', 'ey', '/shop/compose.yaml:29 key'],
  ['- tok', 'en', '/shop/compose.yaml:30 token'],
  ['"da', 'ta:/data', '/shop/compose.yaml:27 data'],
  ['configs: [co', 'nf]', '/shop/compose.yaml:32 conf'],
  ['extends: a', 'pi', '/shop/compose.yaml:2 api'],
  ['service:a', 'pi', '/shop/compose.yaml:2 api'],
  ['target: w', 'eb', '/shop/Dockerfile:4 web'],
] as const) {
  test(`in Compose, "${before}${after}" leads to ${wanted}`, () => {
    const marked = shop.replace(before + after, `${before}¦${after}`);
    deepEqual(definitions(compose, marked, { [docker]: build }), [wanted]);
  });
}

test('a path is no volume, and a mode is no name before its colon', () => {
  deepEqual(definitions(compose, shop.replace('./here', './he¦re')), []);
  deepEqual(definitions(compose, shop.replace('service:api', 'serv¦ice:api')), []);
  deepEqual(definitions(compose, shop.replace('"data:/data', '"data:/da¦ta')), []);
});

test('a service knows who names it', () => {
  deepEqual(references(compose, shop.replace('  db:\n    image', '  d¦b:\n    image')), [
    '/shop/compose.yaml:4 db',
    '/shop/compose.yaml:15 db',
  ]);
  deepEqual(references(compose, shop.replace('depends_on: [db]', 'depends_on: [d¦b]')).length, 2);
});

test('a service of another file is found', () => {
  const others = { '/shop/base.yaml': 'services:\n  db:\n    image: postgres:16\n' };
  const marked = 'services:\n  db:\n    extends:\n      file: base.yaml\n      service: d¦b\n';
  deepEqual(definitions(compose, marked, others), ['/shop/base.yaml:2 db']);
});

test('an alias leads to its anchor, also in a merge key', () => {
  const text = 'x-base: &base\n  restart: always\nservices:\n  api:\n    <<: *ba¦se\n    image: nginx:1.29\n';
  deepEqual(definitions(compose, text), ['/shop/compose.yaml:2 ']);
});

const workload = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    metadata:
      labels:
        app: api
    spec:
      serviceAccountName: runner
      volumes:
        - name: settings
          configMap:
            name: conf
        - name: disk
          persistentVolumeClaim:
            claimName: disk
      containers:
        - name: api
          image: nginx:1.29
          env:
            - name: KEY
              valueFrom:
                secretKeyRef: {name: keys, key: key}
          volumeMounts:
            - name: settings
              mountPath: /etc/api
`;
const named = (kind: string, name: string, rest = ''): string =>
  `apiVersion: ${kind === 'Ingress' ? 'networking.k8s.io/v1' : kind === 'HorizontalPodAutoscaler' ? 'autoscaling/v2' : 'v1'}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
const cluster = {
  '/shop/sa.yaml': named('ServiceAccount', 'runner'),
  '/shop/conf.yaml': named('ConfigMap', 'conf'),
  '/shop/disk.yaml': named('PersistentVolumeClaim', 'disk'),
  '/shop/keys.yaml': named('Secret', 'keys'),
  '/shop/service.yaml': named('Service', 'api', 'spec:\n  selector:\n    app: api\n  ports:\n    - port: 80\n'),
};

for (const [word, wanted] of [
  ['serviceAccountName: runner', '/shop/sa.yaml:4 runner'],
  ['name: conf', '/shop/conf.yaml:4 conf'],
  ['claimName: disk', '/shop/disk.yaml:4 disk'],
  ['name: keys', '/shop/keys.yaml:4 keys'],
  ['name: settings\n              mountPath', '/shop/app.yaml:13 settings'],
] as const) {
  test(`in Kubernetes, "${word.split('\n')[0]}" leads to ${wanted}`, () => {
    const at = workload.replace(word, (found) => found.replace(/: (\w)/, ': $1¦'));
    deepEqual(definitions('/shop/app.yaml', at, cluster), [wanted]);
  });
}

test('a Service leads to what it selects, an Ingress to its Service, an autoscaler to its target', () => {
  const others = { ...cluster, '/shop/app.yaml': workload };
  deepEqual(definitions('/shop/service.yaml', cluster['/shop/service.yaml'].replace('app: api', 'app: a¦pi'), others), [
    '/shop/app.yaml:4 api',
  ]);
  const scaler = named(
    'HorizontalPodAutoscaler',
    'api',
    'spec:\n  scaleTargetRef:\n    kind: Deployment\n    name: a¦pi\n',
  );
  deepEqual(definitions('/shop/hpa.yaml', scaler, others), ['/shop/app.yaml:4 api']);
  const ingress = named(
    'Ingress',
    'web',
    'spec:\n  rules:\n    - http:\n        paths:\n          - backend:\n              service:\n                name: a¦pi\n',
  );
  deepEqual(definitions('/shop/ingress.yaml', ingress, others), ['/shop/service.yaml:4 api']);
});

test('a workload and a ConfigMap know who names them', () => {
  const others = { ...cluster, '/shop/app.yaml': workload };
  deepEqual(references('/shop/app.yaml', workload.replace('name: api\nspec', 'name: ap¦i\nspec'), cluster), [
    '/shop/service.yaml:7 app: api',
  ]);
  deepEqual(references('/shop/conf.yaml', cluster['/shop/conf.yaml'].replace('name: conf', 'name: co¦nf'), others), [
    '/shop/app.yaml:15 conf',
  ]);
});

test('the second document of a stream is asked in its own place', () => {
  const marked = `${cluster['/shop/conf.yaml']}---\n${workload.replace('name: conf', 'name: con¦f')}`;
  deepEqual(definitions('/shop/app.yaml', marked), ['/shop/app.yaml:4 conf']);
});

test('a name without a definition leads nowhere, and a file that is not open neither', () => {
  deepEqual(definitions('/shop/app.yaml', workload.replace('name: keys', 'name: ke¦ys')), []);
  equal(open({}).nameAt('/shop/none.yaml', 3), undefined);
  deepEqual(open({}).referencesAt('/shop/none.yaml', 3), { definitions: [], uses: [] });
});

test('a StatefulSet leads to its Service and to its claims, a monitor to the Services it looks at', () => {
  const path = '/shop/k8s/db.yaml';
  const text = (service: string, mount: string, selector: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: ${service}
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          image: postgres:16
          volumeMounts: [{ name: ${mount}, mountPath: /data }]
  volumeClaimTemplates: [{ metadata: { name: data } }]
---
apiVersion: v1
kind: Service
metadata: { name: headless, labels: { app: db } }
spec: { clusterIP: None, selector: { app: db }, ports: [{ name: metrics, port: 9187 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: db }
spec: { selector: ${selector}, endpoints: [{ port: metrics }] }
`;
  const plain = '{ matchLabels: { app: db } }';
  deepEqual(definitions(path, text('head¦less', 'data', plain)), [`${path}:18 headless`]);
  deepEqual(definitions(path, text('headless', 'da¦ta', plain)), [`${path}:14 data`]);
  deepEqual(definitions(path, text('headless', 'data', '{ match¦Labels: { app: db } }')), [`${path}:18 headless`]);
  deepEqual(definitions(path, text('head¦', 'data', plain)), []);
});
