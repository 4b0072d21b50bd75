import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { write } from './writing.js';

const dockerfile = '/shop/Dockerfile';
const compose = '/shop/compose.yaml';

for (const [what, marked] of [
  ['behind a blank', 'FROM alpine:3.20\n# seaworthy-ignore ¦\nUSER root\n'],
  ['half-typed', 'FROM alpine:3.20\n# seaworthy-ignore con¦\nUSER root\n'],
  ['after another', 'FROM alpine:3.20\n# seaworthy-ignore secret-in-env, ¦\nUSER root\n'],
  ['for the file', '# seaworthy-ignore-file ¦\nFROM alpine:3.20\n'],
  ['for the stage', '# seaworthy-ignore-stage ¦\nFROM alpine:3.20\n'],
  ['for a range', 'FROM alpine:3.20\n# seaworthy-ignore-begin ¦\nUSER root\n# seaworthy-ignore-end\n'],
  ['before a reason', 'FROM alpine:3.20\n# seaworthy-ignore ¦ -- known\nUSER root\n'],
] as const) {
  test(`a directive is completed with rules ${what}, typed or asked`, () => {
    for (const text of [marked, marked.replaceAll('\n', '\r\n')]) {
      for (const asked of [true, false]) {
        ok(write(dockerfile, text, { asked }).labels.includes('container-runs-as-root'), what);
      }
    }
  });
}

test('an id takes the place of the half-typed one', () => {
  equal(
    write(dockerfile, 'FROM alpine:3.20\n# seaworthy-ignore secret-in-env, con¦ -- known\nUSER root\n').take(
      'container-runs-as-root',
    ),
    'FROM alpine:3.20\n# seaworthy-ignore secret-in-env, container-runs-as-root -- known\nUSER root\n',
  );
});

test('only rules of the format are offered, and none twice; those with findings here come first', () => {
  const { found, labels } = write(
    compose,
    'services:\n  api:\n    image: nginx # seaworthy-ignore log-driver-none, ¦\n',
  );
  equal(labels.includes('log-driver-none'), false);
  equal(labels.includes('npm-flag-deprecated'), false);
  equal(labels.includes('log-rotation-missing'), true);
  const first = found.filter(({ rank }) => rank === 0).map(({ label }) => label);
  ok(first.includes('image-tag-unpinned'), String(first));
  equal(first.includes('secret-in-env'), false);
});

test('the names of directives are completed, the one for stages in Dockerfiles alone', () => {
  deepEqual(write(compose, '# sea¦\nservices: {}\n').labels, [
    'seaworthy-ignore',
    'seaworthy-ignore-file',
    'seaworthy-ignore-begin',
    'seaworthy-ignore-end',
  ]);
  equal(
    write(dockerfile, '# seaworthy-ignore-st¦\nFROM alpine:3.20\n').labels.includes('seaworthy-ignore-stage'),
    true,
  );
});

test('prose is left alone', () => {
  deepEqual(write(compose, '# ¦\nservices: {}\n', { asked: false }).labels, []);
  deepEqual(write(compose, '# the¦\nservices: {}\n').labels, []);
  deepEqual(write(compose, '# the services ¦\nservices: {}\n').labels, []);
  deepEqual(write(compose, '# seaworthy-ignore secret-in-env -- because ¦\nservices: {}\n').labels, []);
});

test('a directive in the second document of a stream is completed in its place', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  ports:\n    - port: 80\n';
  const marked = `${service}---\n# seaworthy-ignore-file mem¦\n${service}`;
  equal(write('/shop/app.yaml', marked).take('memory-limit-missing'), marked.replace('mem¦', 'memory-limit-missing'));
});

test('the annotation is completed, and knows the ids it holds', () => {
  const pod = (value: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  annotations:\n    seaworthy.dev/ignore: ${value}\nspec:\n  containers:\n    - name: api\n      image: nginx:1.29\n`;
  for (const value of ['¦', 'mem¦', '"mem¦"', '"cpu-request-missing, ¦"', 'cpu-request-missing, mem¦']) {
    const { labels } = write('/shop/app.yaml', pod(value), { asked: false });
    equal(labels.includes('memory-limit-missing'), true, value);
    equal(labels.includes('cpu-request-missing'), !value.includes('cpu-request'), value);
  }
});
