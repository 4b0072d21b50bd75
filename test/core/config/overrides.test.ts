import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';
import { createSample, imageTag, lint, listFindings, sudo } from '../engine/samples.js';

function under(config: string, path: string, text: string, workspace: Workspace = createSample()): readonly string[] {
  workspace.open('/app/.seaworthy.yaml', config);
  workspace.open(path, text);
  return listFindings(workspace, path);
}

const off = 'rules: { image-tag-unpinned: off }';
const two = 'services:\n  web:\n    image: nginx\n  db-main:\n    image: postgres\n';
const pod = (kind: string, name: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: a\n      image: nginx\n`;

test('an override for a format leaves the others alone', () => {
  const config = `overrides:\n  - kinds: [compose]\n    ${off}\n`;
  deepEqual(under(config, '/app/compose.yaml', two), []);
  deepEqual(under(config, '/app/pod.yaml', pod('Pod', 'a')), ['8:14 image-tag-unpinned']);
});

test('an override by name holds for that service and nothing else', () => {
  deepEqual(under(`overrides:\n  - name: db-*\n    ${off}\n`, '/app/compose.yaml', two), ['3:12 image-tag-unpinned']);
  deepEqual(under(`overrides:\n  - name: [web, db-main]\n    ${off}\n`, '/app/compose.yaml', two), []);
  deepEqual(under(`overrides:\n  - name: db\n    ${off}\n`, '/app/compose.yaml', two).length, 2);
});

test('an override may leave something out', () => {
  const of = (selector: string) => `overrides:\n  - ${selector}\n    ${off}\n`;
  deepEqual(under(of('name: ["!web"]'), '/app/compose.yaml', two), ['3:12 image-tag-unpinned']);
  deepEqual(under(of('name: ["*", "!db-*"]'), '/app/compose.yaml', two), ['5:12 image-tag-unpinned']);
  deepEqual(under(of('files: ["!prod/**"]'), '/app/compose.yaml', two), []);
  deepEqual(under(of('files: ["!prod/**"]'), '/app/prod/compose.yaml', two).length, 2);
});

test('kind and name of an object have to fit together, and a kind is none of a service', () => {
  const stream = [pod('Pod', 'web'), pod('Pod', 'db'), pod('Service', 'web')].join('---\n');
  for (const kind of ['P*', 'pod']) {
    const config = `overrides:\n  - kind: ${kind}\n    name: web\n    ${off}\n`;
    deepEqual(under(config, '/app/pods.yaml', stream), ['17:14 image-tag-unpinned']);
  }
  deepEqual(under(`overrides:\n  - kind: "*"\n    ${off}\n`, '/app/compose.yaml', two).length, 2);
});

test('selectors are joined by and', () => {
  const config = `overrides:\n  - { files: [dev/**], kinds: [compose], name: web, ${off} }\n`;
  deepEqual(under(config, '/app/dev/compose.yaml', two), ['5:12 image-tag-unpinned']);
  deepEqual(under(config, '/app/compose.yaml', two).length, 2);
});

test('the items of a list are objects of their own', () => {
  const item = (name: string): string =>
    pod('Pod', name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line, at) => `${at === 0 ? '  - ' : '    '}${line}\n`)
      .join('');
  const list = `apiVersion: v1\nkind: List\nitems:\n${item('web')}${item('db')}`;
  deepEqual(under(`overrides:\n  - name: web\n    ${off}\n`, '/app/list.yaml', list), ['19:18 image-tag-unpinned']);
});

test('what services share through an anchor is said of those the override leaves', () => {
  const shared = 'x-base: &base\n  image: nginx\nservices:\n  web: { <<: *base }\n  db: { <<: *base }\n';
  deepEqual(under(`overrides:\n  - name: web\n    ${off}\n`, '/app/compose.yaml', shared), ['2:10 image-tag-unpinned']);
  deepEqual(under(`overrides:\n  - name: [web, db]\n    ${off}\n`, '/app/compose.yaml', shared), []);
});

test('options and levels of an override reach the rule for its service alone', () => {
  const workspace = createSample();
  const config = `overrides:\n  - name: db-main\n    rules: { image-tag-unpinned: { level: error, tag: "17" } }\n`;
  under(config, '/app/compose.yaml', two, workspace);
  deepEqual(
    workspace.fixes('/app/compose.yaml').map(({ finding, edits }) => [finding.severity, edits[0]?.text]),
    [
      ['warning', ':stable'],
      ['error', ':17'],
    ],
  );
});

test('a suppression of a rule that an override has switched off there is not called unused', () => {
  const text = 'services:\n  # seaworthy-ignore image-tag-unpinned\n  web:\n    image: nginx\n';
  deepEqual(under(`overrides:\n  - name: web\n    ${off}\n`, '/app/compose.yaml', text), []);
  deepEqual(lint('/app/compose.yaml', text.replace('nginx', 'nginx:1')), ['2:22 unused-ignore']);
});

test('a locked rule is silenced by no comment, ours or foreign, and by no annotation', () => {
  const config = 'locked: [image-tag-unpinned]\n';
  deepEqual(under(config, '/app/Dockerfile', '# seaworthy-ignore-file image-tag-unpinned -- x\nFROM nginx\n'), [
    '1:25 unused-ignore',
    '2:6 image-tag-unpinned',
  ]);
  deepEqual(under(config, '/app/Dockerfile', '# hadolint ignore=DL3006\nFROM nginx\n'), ['2:6 image-tag-unpinned']);
  const annotated = pod('Pod', 'a\n  annotations: { kube-linter.io/ignore-all: "x" }');
  deepEqual(under(config, '/app/pod.yaml', annotated), ['9:14 image-tag-unpinned']);
  deepEqual(under('locked: []\n', '/app/pod.yaml', annotated), []);
});

test('a base locks for those who build upon it', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'extends: ./team.yaml\nlocked: [sudo-used]\n');
  workspace.open('/app/team.yaml', 'locked: [image-tag-unpinned]\n');
  deepEqual([...workspace.configOf('/app/compose.yaml').locked].sort(), ['image-tag-unpinned', 'sudo-used']);
});

const product = (): Workspace =>
  createWorkspace({ rules, topics: [], today: () => '2026-09-01', locale: 'en', version: '0.0.0' });

function said(config: string, path: string, text: string, rule: string): readonly string[] {
  const workspace = product();
  workspace.open('/app/.seaworthy.yaml', config);
  workspace.open(path, text);
  return (workspace.check(path)?.findings ?? [])
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message);
}

test('labels that the project allows are left in peace, and those it calls unbounded are told', () => {
  const record = (name: string): string =>
    `groups:\n  - name: shop\n    rules:\n      - record: a:b:c\n        expr: sum by (${name}) (rate(http_requests_total[5m]))\n`;
  const told = (config: string, name: string): number =>
    said(config, '/app/rules.yaml', record(name), 'label-high-cardinality').length;
  deepEqual([told('{}\n', 'user_id'), told('{}\n', 'order_ref')], [1, 0]);
  const config = 'labels:\n  allowed: [user_*]\n  unbounded: [order_ref]\n';
  deepEqual([told(config, 'user_id'), told(config, 'order_ref')], [0, 1]);
});

test('a label that holds the value of its alert is told even when its values are few', () => {
  const alert =
    'groups:\n  - name: shop\n    rules:\n      - alert: Slow\n        expr: a > 1\n        labels:\n          value: "{{ $value }}"\n';
  equal(said('labels: { allowed: [value] }\n', '/app/rules.yaml', alert, 'alert-value-in-label').length, 1);
});

test('support that the project states takes the place of what the table knows', () => {
  const compose = (image: string): string => `services:\n  a:\n    image: ${image}\n`;
  const told = (config: string, image: string): readonly string[] =>
    said(config, '/app/compose.yaml', compose(image), 'image-end-of-life');
  const support = (image: string, cycle: string, until: string): string =>
    `images:\n  support:\n    - { image: ${image}, cycle: "${cycle}", until: ${until} }\n`;
  equal(told('{}\n', 'postgres:12.22').length, 1);
  deepEqual(told(support('postgres', '12', '2027-12-31'), 'docker.io/library/postgres:12.22'), []);
  deepEqual(told(support('ubuntu', '18.04', '2028-04-30'), 'ubuntu:18.04'), []);
  deepEqual(
    told(support('registry.example.com/base/java', '17', '2026-06-30'), 'registry.example.com/base/java:17.0.9'),
    ['Support of registry.example.com/base/java 17 ended on 2026-06-30, 63\u00a0days ago (as the configuration says)'],
  );
  deepEqual(
    told(support('registry.example.com/base/java', '1', '2026-06-30'), 'registry.example.com/base/java:17'),
    [],
  );
});

test('a rule that came after the version asked for is off until a setting names it', () => {
  const later = { ...imageTag, since: '0.3.1' };
  const told = (config: string): readonly string[] =>
    under(config, '/app/compose.yaml', two, createSample({ rules: [later, sudo] }));
  for (const version of ['0.3', '0.3.1', '0.10', '1.0', '0.3.10'])
    deepEqual(told(`rulesVersion: "${version}"`).length, 2);
  for (const version of ['0.1', '0.2', '0.2.9', '0.3.0']) deepEqual(told(`rulesVersion: ${version}`), [], version);
  deepEqual(told('rulesVersion: "0.2"\nrules: { image-tag-unpinned: on }').length, 2);
  deepEqual(told('rulesVersion: "0.2"\noverrides: [{ name: web, rules: { image-tag-unpinned: on } }]'), [
    '3:12 image-tag-unpinned',
  ]);
});
