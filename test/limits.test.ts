import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { FileReport } from '../core/report/report.js';
import { openFiles } from './harness/case.js';

// Files that nobody writes by hand, and that somebody will send: time stays bounded, and what is cut is told.

/** Seconds of the processor, so that other work on the machine does not count; far above what it takes. */
const patience = 20;

function check(path: string, text: string): FileReport | undefined {
  const began = process.cpuUsage();
  const workspace = openFiles([{ path, text }]);
  const [report] = workspace.checkAll();
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  ok(seconds < patience, `${seconds} seconds`);
  deepEqual(
    workspace.unchecked().filter(({ reason }) => /^(?:internal error|stopped)/.test(reason)),
    [],
  );
  return report;
}

const many = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('');

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${many(11, (i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`)}`;

test('aliases of aliases are not counted out', () => {
  const service = 'services:\n  a:\n    image: nginx:1\n    environment: *a11\n    command: *a11\n    volumes: *a11\n';
  equal(check('compose.yaml', `${bomb}${service}`)?.kind, 'compose');
  const object = (kind: string): string =>
    `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\n${bomb}data: *a11\nspec: *a11\n`;
  equal(check('app.yaml', object('ConfigMap'))?.kind, 'kubernetes');
  equal(check('app.yaml', object('Pod'))?.kind, 'kubernetes');
  const merges = many(30, (i) => `x-${i + 1}: &m${i + 1}\n  <<: [*m${i}, *m${i}, *m${i}]\n  k${i}: 1\n`);
  const merged = `x-0: &m0 {a: 1}\n${merges}services:\n  a: {<<: *m30, image: nginx:1}\n`;
  equal(check('compose.yaml', merged)?.kind, 'compose');
});

test('variables that hold each other several times over are not written out', () => {
  const args = many(40, (i) => `ARG A${i + 1}=$A${i}$A${i}$A${i}\n`);
  const before = process.memoryUsage().heapUsed;
  equal(check('Dockerfile', `ARG A0=x\n${args}FROM $A40\nARG A40\nENV B=$A40\n`)?.kind, 'dockerfile');
  const wide = `FROM debian:13\nENV A=${'x'.repeat(4000)}\nENV B=${'$A'.repeat(100_000)}\nUSER $B\n`;
  equal(check('Dockerfile', wide)?.kind, 'dockerfile');
  ok(process.memoryUsage().heapUsed - before < 2 ** 28);
});

test('a fix in each of thousands of stages is tried where it stands', () => {
  const stages = many(5000, (i) => `FROM alpine:3.20 AS s${i}\nRUN echo ${i}\nCOPY --from=s${i} /a /b\n`);
  const findings = check('Dockerfile', `${stages}CMD ["a"]\n`)?.findings ?? [];
  const began = process.cpuUsage();
  ok(findings.length >= 2500 && findings.every(({ fixable }) => typeof fixable === 'boolean'));
  const { user, system } = process.cpuUsage(began);
  ok((user + system) / 1e6 < 10, `${(user + system) / 1e6} seconds`);
});

test('a fix in each of thousands of services is tried where it stands, in lines and in braces', () => {
  const service = { image: 'nginx:1.25', ports: ['8000:80'], environment: { A: 'b' } };
  const braces = { services: Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`s${i}`, service])) };
  const lines = many(9900, (i) => `  s${i}:\n    image: nginx:1.25\n`);
  for (const [path, text, count] of [
    ['compose.json', JSON.stringify(braces, null, 2), 2000],
    ['compose.yaml', `services:\n${lines}`, 9900],
  ] as const) {
    const findings = check(path, text)?.findings ?? [];
    ok(findings.length >= count, `${findings.length} findings`);
    const began = process.cpuUsage();
    ok(findings.every(({ fixable }) => fixable));
    const { user, system } = process.cpuUsage(began);
    ok((user + system) / 1e6 < 10, `${path}: ${(user + system) / 1e6} seconds`);
  }
});

test('thousands of stages, apart or on top of each other, are read', () => {
  const apart = check(
    'Dockerfile',
    many(5000, (i) => `FROM alpine:3.20 AS s${i}\nRUN echo ${i}\n`),
  );
  equal(apart?.kind, 'dockerfile');
  const chain = `FROM node:22 AS s0\nUSER root\n${many(5000, (i) => `FROM s${i} AS s${i + 1}\nENV A${i}=1\nRUN npm ci\n`)}`;
  equal(check('Dockerfile', chain)?.kind, 'dockerfile');
});

test('of a stage on top of a hundred others it is not known what is in it, and nothing is said to be missing', () => {
  const chain = (height: number): string =>
    `FROM node:22 AS s0\nUSER root\n${many(height, (i) => `FROM s${i} AS s${i + 1}\n`)}CMD ["node", "server.js"]\n`;
  const asRoot = (height: number) =>
    check('Dockerfile', chain(height))?.findings.filter(({ rule }) => rule === 'container-runs-as-root').length;
  equal(asRoot(90), 1);
  equal(asRoot(110), 0);
});

test('thousands of services and findings take time by their number, not by its square', () => {
  const findings = check(
    'compose.yaml',
    `services:\n${many(5000, (i) => `  s${i}:\n    image: nginx\n    privileged: true\n`)}`,
  );
  ok((findings?.findings.length ?? 0) >= 10_000);
  const waiting = many(
    2500,
    (i) =>
      `  s${i}:\n    image: registry.example.com/s:1\n    depends_on:\n      s${(i + 1) % 2500}: {condition: service_healthy}\n`,
  );
  ok((check('compose.yaml', `services:\n${waiting}`)?.findings.length ?? 0) > 0);
});

test('what is nested too deep is told with its line, and other deep texts are read', () => {
  const reasonFor = (text: string): string | undefined =>
    openFiles([{ path: 'app.yaml', text }]).unchecked()[0]?.reason;
  const head = 'apiVersion: v1\nkind: ConfigMap\n';
  equal(reasonFor(`${head}data: ${'['.repeat(100_000)}`), 'syntax error in line 3: Nested more than 200 levels deep');
  ok(reasonFor(`${head}${many(1000, (i) => `${' '.repeat(i)}k${i}:\n`)}`)?.includes('Nested more than 200 levels'));
  const alert = (expr: string): string => `groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: ${expr}\n`;
  equal(check('rules.yaml', alert(`${'('.repeat(20_000)}up${')'.repeat(20_000)}`))?.kind, 'prometheus');
  equal(check('rules.yaml', alert(Array(20_000).fill('up').join(' + ')))?.kind, 'prometheus');
  const shell = `FROM debian:13\nRUN ${'$('.repeat(5000)}true${')'.repeat(5000)}\n`;
  equal(check('Dockerfile', shell)?.kind, 'dockerfile');
});

test('a line of five megabytes is read', () => {
  const entries = many(160_000, (i) => `"key${i}":"value of number ${i}",`);
  const text = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{${entries}"z":"1"}}`;
  ok(text.length > 5e6);
  equal(check('app.yaml', text)?.kind, 'kubernetes');
});
