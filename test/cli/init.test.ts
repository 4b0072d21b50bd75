import { deepEqual, equal, match } from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { configNames } from '../../core/config/config.js';
import { createWorkspace } from '../../core/workspace.js';
import { rules } from '../../rules/index.js';
import { project, run } from './harness.js';
import { lines, take } from './taking.js';

test('hadolint: ignored rules, levels and registries, each with where it comes from', async () => {
  const { text, err } = await take('hadolint', {
    '.hadolint.yaml': lines(
      'failure-threshold: warning',
      'format: tty',
      'ignored:',
      '  - DL3006',
      '  - DL3008 # apt pins rot',
      'override:',
      '  error:',
      '    - DL3002',
      '  warning: [DL3006]',
      '  style: [DL3025]',
      'label-schema:',
      '  author: text',
      'trustedRegistries:',
      '  - docker.io',
      '  - "*.gcr.io"',
    ),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'overrides:',
      '  - kinds:',
      '      - dockerfile',
      '    rules:',
      '      image-tag-unpinned: off # hadolint DL3006',
      '      container-runs-as-root: error # hadolint DL3002',
      '      signal-not-forwarded: hint # hadolint DL3025',
      '  - kinds:',
      '      - compose',
      '      - kubernetes',
      '    rules:',
      '      image-registry-untrusted: off # hadolint trustedRegistries',
      '# Images from anywhere else are an error.',
      'images:',
      '  trusted:',
      '    - docker.io # hadolint trustedRegistries',
      '    - "*.gcr.io" # hadolint trustedRegistries',
      '',
      '# Not taken over:',
      '#   DL3008: no rule of ours is the same',
      '#   failure-threshold: it is --fail-on of the command line',
      '#   format: it is --format of the command line',
      '#   label-schema: we have nothing like it',
    ),
  );
  deepEqual(err, [
    'Not taken over: DL3008: no rule of ours is the same',
    'Not taken over: failure-threshold: it is --fail-on of the command line',
    'Not taken over: format: it is --format of the command line',
    'Not taken over: label-schema: we have nothing like it',
    '.seaworthy.yaml: written',
  ]);
});

test('kube-linter: checks that are in and out, paths, and checks of its own by their template', async () => {
  const { text } = await take('kube-linter', {
    '.kube-linter.yaml': lines(
      'checks:',
      '  addAllBuiltIn: false',
      '  doNotAutoAddDefaults: false',
      '  exclude:',
      '    - "unset-cpu-requirements"',
      '    - "minimum-three-replicas"',
      '  include:',
      '    - "latest-tag"',
      '  ignorePaths:',
      '    - /**/vendor/**',
      '    - tests/*.yaml',
      '    - ~/scratch/**',
      'customChecks:',
      '  - name: required-label-owner',
      '    template: required-label',
      '    params: { key: owner }',
      '  - name: memory-everywhere',
      '    template: memory-requirements',
    ),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'rules:',
      '  cpu-request-missing: off # kube-linter unset-cpu-requirements',
      'overrides:',
      '  - kinds:',
      '      - kubernetes',
      '    rules:',
      '      image-tag-unpinned: on # kube-linter latest-tag',
      '      memory-limit-missing: on # kube-linter memory-everywhere (memory-requirements)',
      'ignore:',
      '  - "**/vendor/**" # kube-linter ignorePaths',
      '  - tests/*.yaml # kube-linter ignorePaths',
      '',
      '# Not taken over:',
      '#   minimum-three-replicas: no rule of ours is the same',
      '#   ignorePaths: ~/scratch/**: it is a path of one machine',
      '#   required-label-owner: no rule of ours is the same',
    ),
  );
  match(
    (await take('kube-linter', { '.kube-linter.yml': 'checks: { addAllBuiltIn: true }\n' })).text,
    /^extends: strict # kube-linter addAllBuiltIn\n/,
  );
});

test('checkov: skipped checks by format, literal paths, and no guesses about patterns', async () => {
  const { text } = await take('checkov', {
    '.checkov.yaml': lines(
      'compact: true',
      'skip-check:',
      '  - CKV_DOCKER_2',
      '  - CKV_K8S_8,CKV_K8S_43',
      '  - CKV2_*',
      'skip-path:',
      '  - ^/charts/vendor/',
      '  - .*_test\\.yaml',
      'soft-fail: true',
      'baseline: .checkov.baseline',
    ),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'rules:',
      '  liveness-probe-missing: off # checkov CKV_K8S_8',
      'overrides:',
      '  - kinds:',
      '      - dockerfile',
      '    rules:',
      '      healthcheck-missing: off # checkov CKV_DOCKER_2',
      'ignore:',
      '  - charts/vendor # checkov skip-path',
      '',
      '# Not taken over:',
      '#   compact: we have nothing like it',
      '#   CKV_K8S_43: no rule of ours is the same',
      '#   skip-check: CKV2_*: name the rules one by one',
      '#   skip-path: .*_test\\.yaml: it is a regular expression, and globs cannot say the same for sure',
      '#   soft-fail: it is --fail-on of the command line',
      '#   baseline: it is --baseline of the command line',
    ),
  );
  match((await take('checkov', { '.checkov.yml': 'check: CKV_K8S_16\n' })).text, /^extends: none # checkov check\n/);
});

test('trivy: both ignore files and skipped folders; ids in all their spellings, and days that are over', async () => {
  const { text } = await take('trivy', {
    '.trivyignore': lines(
      '# accepted',
      'DS002',
      'AVD-KSV-0013 exp:2026-01-01',
      'CVE-2024-3094',
      'KSV-0011 exp:2099-01-01',
    ),
    '.trivyignore.yaml': lines(
      'misconfigurations:',
      '  - id: AVD-DS-0026',
      '    paths: ["batch/**"]',
      '    statement: "one-shot: no # health check"',
      'vulnerabilities:',
      '  - id: CVE-2024-3094',
    ),
    'trivy.yaml': lines(
      'severity: [HIGH]',
      'scan:',
      '  skip-dirs: [vendor, third_party/charts]',
      '  scanners: [misconfig]',
    ),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'overrides:',
      '  - kinds:',
      '      - dockerfile',
      '    rules:',
      '      container-runs-as-root: off # trivy DS002',
      '  - kinds:',
      '      - kubernetes',
      '    rules:',
      '      cpu-limit-missing: off # trivy KSV-0011',
      '  - kinds:',
      '      - dockerfile',
      '    files:',
      '      - batch/**',
      '    reason: "one-shot: no # health check"',
      '    rules:',
      '      healthcheck-missing: off # trivy AVD-DS-0026',
      'ignore:',
      '  - vendor # trivy scan.skip-dirs',
      '  - third_party/charts # trivy scan.skip-dirs',
      '',
      '# Not taken over:',
      '#   vulnerabilities: we do not look into packages of images',
      '#   AVD-KSV-0013 (2026-01-01): its day is over',
      '#   CVE-2024-3094: we do not look into packages of images',
      '#   KSV-0011 (2099-01-01): taken over without its last day, which we cannot say',
      '#   severity: it is --fail-on of the command line',
      '#   scan.scanners: we have nothing like it',
    ),
  );
});

test('kube-score keeps no configuration file: that is said, and one of ours is written all the same', async () => {
  const score = await take('kube-score', {});
  match(score.err[0] ?? '', /^Not taken over: kube-score: kube-score keeps no configuration file/);
});

test('hostile texts of a tool stay within their comment or their value', async () => {
  const { text } = await take('hadolint', {
    '.hadolint.yaml':
      'ignored: ["DL1\\nrules:\\n  x: off"]\ntrustedRegistries: ["[#a]", "a # b: [", "x\\ny: 1"]\n"k\\nv: 1": 2\n',
  });
  deepEqual(
    text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && /^\S/.test(line)),
    ['extends: recommended', 'overrides:', 'images:'],
  );
});

test('a file of a tool that is broken is said to be, and what can be read of it is taken', async () => {
  const { err } = await take('hadolint', { '.hadolint.yaml': 'ignored: [DL3006\n' });
  equal(err[0], 'Not taken over: .hadolint.yaml: it cannot be parsed');
});

test('an existing configuration of any name is never written over, but with --force', async () => {
  for (const name of configNames) {
    const folder = project({ [name]: '{}\n' });
    const refused = await run(folder, ['init']);
    deepEqual([refused.code, readFileSync(join(folder, name), 'utf8')], [2, '{}\n']);
    match(refused.err, /there is one already; --force writes over it/);
  }
  const folder = project({ '.seaworthy.yml': 'extends: strict\n' });
  equal((await run(folder, ['init', '--force'])).code, 0);
  match(readFileSync(join(folder, '.seaworthy.yml'), 'utf8'), /extends: recommended/);
  equal(existsSync(join(folder, '.seaworthy.yaml')), false, 'no second one beside it');
});

test('a first file is a configuration without a fault, and its comments become one', async () => {
  const folder = project({});
  equal((await run(folder, ['init'], {}, rules)).code, 0);
  const text = readFileSync(join(folder, '.seaworthy.yaml'), 'utf8');
  const sample = text.slice(text.indexOf('# rules:')).replace(/^# /gm, '');
  const workspace = createWorkspace({ rules, topics: [], today: () => '2026-09-01', locale: 'en', version: '0.0.0' });
  for (const config of [text, sample]) {
    workspace.open('/app/.seaworthy.yaml', config);
    deepEqual(workspace.check('/app/.seaworthy.yaml')?.findings, []);
  }
});

test('a tool without files here, and a folder that cannot be written, are wrong use and leave nothing behind', async () => {
  const folder = project({});
  const none = await run(folder, ['init', '--from', 'hadolint']);
  deepEqual(
    [none.code, none.err],
    [2, 'seaworthy: There is no file of hadolint here: .hadolint.yaml, .hadolint.yml\n'],
  );
  equal((await run(folder, ['init', '--from', 'hadolnt'])).code, 2);
  deepEqual(readdirSync(folder), ['.git']);
  if (process.getuid?.() === 0) return;
  chmodSync(folder, 0o500);
  const sealed = await run(folder, ['init']);
  chmodSync(folder, 0o700);
  equal(sealed.code, 2);
  match(sealed.err, /cannot be written/);
});

test('what our own configuration would refuse is left out and named', async () => {
  const { text, err } = await take('hadolint', {
    '.hadolint.yaml': lines('trustedRegistries: ["https://ghcr.io", ghcr.io]'),
  });
  match(text, /trusted:\n {4}- ghcr\.io/);
  match(err.join('\n'), /^Not taken over: trustedRegistries: https:\/\/ghcr\.io: its value is not understood$/m);
  const wide = '*/*a'.repeat(6);
  const trivy = await take('trivy', { 'trivy.yaml': lines(`scan: { skip-dirs: ["${wide}", vendor] }`) });
  match(trivy.text, /ignore:\n {2}- vendor/);
  match(trivy.err.join('\n'), /its value is not understood/);
});
