import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { maxEvidenceFiles } from '../../core/readiness/evidence-files.js';
import { readinessPillars, statuses } from '../../core/readiness/item.js';
import { type Evidence, pickEvidence } from '../../core/readiness/report.js';
import { version } from '../../core/version.js';
import { createWorkspace } from '../../core/workspace.js';
import { checklist, rules } from '../../rules/index.js';
import { deployment, itemOf, places, readinessOf, workflow } from './workspace.js';

const api = deployment('api');
const attest = (lines: string): string => `attest:\n${lines}`;
const scan = attest(
  '  image-scan:\n    who: Olga Petrova\n    when: 2026-08-14\n    link: https://wiki.example.com/scan\n',
);

function create() {
  return createWorkspace({ rules, checklist, topics: [], locale: 'en', version, today: () => '2026-09-01' });
}

/** Findings of the configuration. */
function problems(text: string): readonly string[] {
  const workspace = create();
  workspace.open('/app/.seaworthy.yaml', text);
  return (workspace.check('/app/.seaworthy.yaml')?.findings ?? []).map(
    ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
  );
}

test('what no file shows is attested, with who, when and where it is written', () => {
  const item = itemOf(readinessOf({ 'k8s/api.yaml': api, '.seaworthy.yaml': scan }), 'image-scan');
  equal(item.status, 'attested');
  equal(item.next, undefined);
  deepEqual(item.attestation, {
    who: 'Olga Petrova',
    when: '2026-08-14',
    link: 'https://wiki.example.com/scan',
    note: undefined,
    path: '/app/.seaworthy.yaml',
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 12 } },
    counts: true,
  });
});

test('an attestation never makes an item met, and never speaks louder than a gap', () => {
  const words = '    who: Olga Petrova\n    when: 2026-08-14\n';
  const config = attest(`  network-policies:\n${words}  metrics:\n${words}  tracing:\n${words}`);
  const report = readinessOf({
    'k8s/api.yaml': api,
    'prometheus.yml': 'scrape_configs:\n  - job_name: api\n    kubernetes_sd_configs: [{ role: pod }]\n',
    '.seaworthy.yaml': config,
  });
  const open = itemOf(report, 'network-policies');
  deepEqual([open.status, open.attestation?.counts], ['missing', false]);
  equal(itemOf(report, 'metrics').status, 'met');
  deepEqual([itemOf(report, 'tracing').status, itemOf(report, 'tracing').attestation?.counts], ['attested', true]);
});

test('an unknown item and a broken attestation are findings at their places', () => {
  deepEqual(problems(scan), []);
  deepEqual(problems(attest('  backup: { who: Olga, when: May }\n')), [
    '2:3 There is no checklist item "backup"; the nearest is "backups"',
  ]);
  deepEqual(problems(attest('  backups: done\n')), ['2:12 "backups": expected a mapping with who and when']);
  deepEqual(problems(attest('  backups:\n')), ['2:3 "backups": expected a mapping with who and when']);
  deepEqual(problems(attest('  backups: { who: Olga }\n')), ['2:3 "when": expected a date, in any words']);
  deepEqual(problems(attest('  backups: { who: Olga, when: "" }\n')), ['2:31 "when": expected a date, in any words']);
  deepEqual(problems(attest('  backups: { who: Olga, when: 2026, lnk: a }\n')), [
    '2:37 There is no key "lnk"; the nearest is "link"',
  ]);
  deepEqual(problems('attest: [backups]\n'), ['1:9 Expected a mapping']);
  deepEqual(problems('attest:\n'), []);
});

test('a broken attestation attests nothing', () => {
  const config = attest('  image-scan: { who: Olga }\n');
  const item = itemOf(readinessOf({ 'k8s/api.yaml': api, '.seaworthy.yaml': config }), 'image-scan');
  deepEqual([item.status, item.attestation], ['unseen', undefined]);
});

test('findings at error and warning speak against an item, quieter ones and suppressed ones do not', () => {
  const container = ['readinessProbe: { httpGet: { path: /ready, port: 8080 } }', 'env:'];
  const secret = [...container, '  - { name: DB_PASSWORD, value: "hunter2-in-the-file" }'];
  const open = itemOf(readinessOf({ 'k8s/api.yaml': deployment('api', { container: secret }) }), 'secrets');
  equal(open.status, 'missing');
  match(places(open).join(), /^- k8s\/api\.yaml:17 /);
  const accepted = `# seaworthy-ignore-file secret-in-env -- of the test bench\n${deployment('api', { container: secret })}`;
  equal(itemOf(readinessOf({ 'k8s/api.yaml': accepted }), 'secrets').status, 'unseen');
});

test('the next steps are those with most errors against them, then what is missing, then what is at stake', () => {
  const container = ['env:', '  - { name: DB_PASSWORD, value: "hunter2-in-the-file" }'];
  const { next } = readinessOf({ 'k8s/api.yaml': deployment('api', { container }) });
  const [first] = next;
  equal(first?.item, 'secrets');
  equal(first?.finding?.rule, 'secret-in-env');
  deepEqual(first?.finding?.range.start.line, 15);
  equal(next.length, 3);
  // Nothing is found in this one, so that what is at stake decides.
  const quiet = readinessOf({
    '.seaworthy.yaml': 'extends: none\n',
    'k8s/db.yaml': deployment('db').replace('registry.example.com/db:1.4.2', 'postgres:17.5'),
    'k8s/api.yaml': api,
  });
  deepEqual(
    quiet.next.map(({ item, findings }) => [item, findings]),
    [
      ['backups', 0],
      ['resource-limits', 0],
      ['health-checks', 0],
    ],
  );
});

test('of many places some of both sides are shown', () => {
  const mark = (note: string, isGap: boolean): Evidence => ({
    path: '/app/a.yaml',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    note,
    isGap,
  });
  const gaps = ['a', 'b', 'c', 'd'].map((note) => mark(note, true));
  const proofs = ['x', 'y'].map((note) => mark(note, false));
  const picked = (evidence: readonly Evidence[], count: number): string =>
    pickEvidence(evidence, count)
      .map(({ note }) => note)
      .join('');
  equal(picked([...gaps, ...proofs], 3), 'abx');
  equal(picked(gaps, 3), 'abc');
  equal(picked(proofs, 3), 'xy');
  equal(picked([...gaps.slice(0, 1), ...proofs], 3), 'axy');
});

test('the counts of a pillar add up to its six items', () => {
  const { pillars } = readinessOf({ 'k8s/api.yaml': api });
  for (const pillar of readinessPillars) {
    equal(
      statuses.reduce((sum, status) => sum + pillars[pillar][status], 0),
      6,
    );
  }
});

test('the table of workloads says what is known, and what is not', () => {
  const compose =
    'services:\n  web:\n    build: web\n    mem_limit: 64m\n    stop_grace_period: 30s\n  cache:\n    image: redis:6.2\n';
  const { workloads } = readinessOf({
    'compose.yaml': compose,
    'web/Dockerfile': 'FROM nginx:1.20\nHEALTHCHECK CMD curl -fsS localhost/\n',
  });
  deepEqual(
    workloads.map(({ workload, replicas, grace, memory, cpu, checks, image, support }) => [
      workload,
      replicas,
      grace,
      memory,
      cpu,
      checks,
      image,
      support?.hasEnded,
    ]),
    [
      ['web', 1, 30, 64 * 2 ** 20, 'none', ['healthcheck'], 'nginx:1.20', true],
      ['cache', 1, 10, 'none', 'none', [], 'redis:6.2', support('redis:6.2')],
    ],
  );
});

/** Whether an image of the table has ended, by the same table. */
function support(image: string): boolean | undefined {
  return readinessOf({ 'compose.yaml': `services:\n  a:\n    image: ${image}\n` }).workloads[0]?.support?.hasEnded;
}

test('evidence is taken back when its file is closed, ignored, changed or too large', () => {
  const workspace = create();
  const status = (): string => itemOf(workspace.readiness(), 'image-scan').status;
  const path = '/app/.github/workflows/ci.yml';
  const build = '      - run: docker build -t registry.example.com/api .\n';
  const steps = workflow(`${build}      - run: trivy image registry.example.com/api\n`);
  workspace.open('/app/k8s/api.yaml', api);
  workspace.open(path, steps);
  equal(status(), 'met');
  workspace.open(path, steps.replace('trivy image', 'echo'));
  equal(status(), 'missing');
  workspace.open(path, steps);
  workspace.open('/app/.seaworthy.yaml', 'ignore: [.github]\n');
  equal(status(), 'unseen');
  workspace.close('/app/.seaworthy.yaml');
  equal(status(), 'met');
  workspace.open(path, `${steps}#${' '.repeat(2 ** 20)}`);
  equal(status(), 'unseen');
  workspace.open(path, steps);
  workspace.close(path);
  equal(status(), 'unseen');
});

test('a pipeline that cannot be read runs nothing, and many files are cut off', () => {
  const files: Record<string, string> = { 'k8s/api.yaml': api, '.github/workflows/broken.yml': 'jobs: [\n\t- {' };
  for (let i = 0; i < maxEvidenceFiles + 50; i++) files[`docs/runbooks/r${String(i).padStart(4, '0')}.md`] = '# R\n';
  const report = readinessOf(files);
  equal(itemOf(report, 'image-scan').status, 'unseen');
  const runbooks = itemOf(report, 'runbooks');
  equal(runbooks.evidence.length + runbooks.more, maxEvidenceFiles - 1);
  ok(runbooks.evidence.length <= 20);
});

test('an item that throws is named, and the others are judged', () => {
  const broken = checklist.map((item) =>
    item.id === 'backups'
      ? {
          ...item,
          evidence: () => {
            throw new Error('out of paper');
          },
        }
      : item,
  );
  const workspace = createWorkspace({
    rules,
    checklist: broken,
    topics: [],
    locale: 'en',
    version,
    today: () => '2026-09-01',
  });
  workspace.open('/app/k8s/api.yaml', api);
  const report = workspace.readiness();
  deepEqual(report.failures, [{ item: 'backups', message: 'out of paper' }]);
  deepEqual([itemOf(report, 'backups').status, itemOf(report, 'resource-limits').status], ['unseen', 'missing']);
});

test('without a checklist no evidence is kept', () => {
  const workspace = createWorkspace({ rules, topics: [], locale: 'en', version, today: () => '2026-09-01' });
  workspace.open('/app/k8s/api.yaml', api);
  deepEqual(workspace.readiness().items, []);
});
