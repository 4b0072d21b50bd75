import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { applyFixes } from '../../../core/engine/apply.js';
import { rule } from '../../../core/rule.js';
import { rules } from '../../../rules/index.js';
import { alone, createSample, imageTag, lint, listFindings, samples } from './samples.js';

const strict = 'extends: strict\n';

test('a rule that throws is told once, names file and rule, and hides nothing', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', strict);
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n  b:\n    image: redis\n');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), ['3:12 image-tag-unpinned', '5:12 image-tag-unpinned']);
  deepEqual(
    workspace.unchecked().map(({ path, reason }) => [path, reason]),
    [['/app/compose.yaml', 'internal error in "rule-with-a-bug": the bug']],
  );
});

test('one cause gives one finding: a rule yields to another on the same span', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'extends: strict\nrules: { rule-with-a-bug: off, workload-alone: off }\n');
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n  b:\n    image: redis:7\n');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), ['3:12 image-tag-unpinned', '5:12 image-digest-missing']);
});

test('a node that several services share is reported once', () => {
  const text = 'x-base: &base\n  image: nginx\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base\n';
  deepEqual(lint('/app/compose.yaml', text), ['2:10 image-tag-unpinned']);
});

test('findings of a document move with it when another document of the stream grows', () => {
  const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: a\n      image: nginx\n`;
  const edited = `${pod('first')}---\n${pod('second')}`.replace('  name: first', '  name: first\n  labels:\n    a: b');
  const workspace = createSample();
  workspace.open('/app/pods.yaml', `${pod('first')}---\n${pod('second')}`);
  workspace.check('/app/pods.yaml');
  workspace.open('/app/pods.yaml', edited);
  const fresh = createSample();
  fresh.open('/app/pods.yaml', edited);
  deepEqual(workspace.check('/app/pods.yaml'), fresh.check('/app/pods.yaml'));
  deepEqual(listFindings(workspace, '/app/pods.yaml'), ['10:14 image-tag-unpinned', '19:14 image-tag-unpinned']);
});

test('rules of document scope run once for an unchanged document, and again when the day or the settings change', () => {
  let runs = 0;
  let today = '2026-09-01';
  const counting = rule({
    id: 'counting',
    on: 'document',
    kinds: ['compose'],
    pillar: 'correctness',
    preset: 'recommended',
    level: 'info',
    fix: 'none',
    since: '0.1.0',
    text: { summary: { en: 'a', ru: 'а' }, why: { en: 'a', ru: 'а' }, ran: { en: 'ran', ru: 'ran' } },
    *check({ anchor }) {
      runs++;
      yield { at: anchor, say: 'ran' };
    },
  });
  const workspace = createSample({ rules: [counting], today: () => today });
  const text = 'services:\n  a:\n    image: nginx:1\n';
  workspace.open('/app/compose.yaml', text);
  workspace.check('/app/compose.yaml');
  workspace.open('/app/compose.yaml', text);
  workspace.open('/other/compose.yaml', 'services:\n  b:\n    image: nginx:1\n', { context: true });
  workspace.check('/app/compose.yaml');
  equal(runs, 1);
  today = '2026-09-02';
  workspace.check('/app/compose.yaml');
  equal(runs, 2);
  workspace.open('/app/.seaworthy.yaml', 'rules: { counting: error }\n');
  equal(workspace.check('/app/compose.yaml')?.findings[0]?.severity, 'error');
  equal(runs, 3);
});

test('rules of workspace scope see the other files, context included, come and go', () => {
  const workspace = createSample({ rules: [alone] });
  workspace.open('/app/.seaworthy.yaml', strict);
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx:1\n');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), ['2:3 workload-alone']);
  workspace.open('/app/other/compose.yaml', 'services:\n  b:\n    image: nginx:1\n', { context: true });
  deepEqual(listFindings(workspace, '/app/compose.yaml'), []);
  equal(workspace.check('/app/other/compose.yaml'), undefined);
  deepEqual(
    workspace.checkAll().map(({ path }) => path),
    ['/app/.seaworthy.yaml', '/app/compose.yaml'],
  );
  workspace.close('/app/other/compose.yaml');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), ['2:3 workload-alone']);
});

test('files that may hold secrets are asked for, and what is kept of them holds no value', () => {
  const workspace = createSample();
  workspace.open(
    '/app/compose.yaml',
    'services:\n  api:\n    image: nginx:1\n    env_file: [a.env, b.env, /etc/c.env, ~/d.env]\nsecrets:\n  key:\n    file: ../key.txt\n',
  );
  deepEqual(workspace.referred(), ['/app/a.env', '/app/b.env', '/key.txt']);
  deepEqual(workspace.missing(), []);
  workspace.describe('/app/a.env', 'DB_PASSWORD=sh0p-2024\nPORT=8080\n', { ignored: false });
  workspace.describe('/app/b.env', undefined);
  workspace.describe('/key.txt', 'k3y-2024\n');
  deepEqual(workspace.referred(), []);
  const { index } = workspace;
  deepEqual(index.contents('/app/a.env')?.secrets, [{ verdict: 'secret', why: 'name', name: 'DB_PASSWORD' }]);
  equal(index.contents('/app/b.env'), undefined);
  deepEqual(index.contents('/key.txt'), { secrets: [], isValue: true, ignored: undefined });
  ok(!JSON.stringify([index.contents('/app/a.env'), index.contents('/key.txt')]).includes('2024'));
});

test('a Dockerfile that a service builds is asked for, and its target becomes a shipped stage', () => {
  const workspace = createSample();
  workspace.open(
    '/app/compose.yaml',
    'services:\n  api:\n    build:\n      context: ./api\n      dockerfile: api.docker\n      target: debug\n',
  );
  deepEqual(workspace.missing(), ['/app/api/api.docker']);
  workspace.open('/app/api/api.docker', 'FROM debian:12 AS debug\nRUN ls\nFROM scratch\n', { context: true });
  deepEqual(workspace.missing(), []);
  deepEqual(
    workspace.documents('/app/api/api.docker').flatMap(({ stage }) => stage.map(({ shipped }) => shipped)),
    [true, true],
  );
  workspace.close('/app/compose.yaml');
  deepEqual(
    workspace.documents('/app/api/api.docker').flatMap(({ stage }) => stage.map(({ shipped }) => shipped)),
    [false, true],
  );
});

test('a manifest that a kustomization names as a patch is partial', () => {
  const workspace = createSample();
  const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replicas: 3\n';
  workspace.open('/app/patch.yaml', patch);
  deepEqual(workspace.documents('/app/patch.yaml')[0]?.partial, undefined);
  workspace.open(
    '/app/kustomization.yaml',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: patch.yaml\n',
  );
  deepEqual(workspace.documents('/app/patch.yaml')[0]?.partial, 'patch');
});

test('a manifest that an overlay patches is partial as long as the overlay does, also through the base that lists it', () => {
  const workspace = createSample();
  const kustomization = (lines: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines}`;
  const partial = () => workspace.documents('/app/base/a.yaml')[0]?.partial;
  workspace.open('/app/base/a.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec: {}\n');
  workspace.open('/app/base/kustomization.yaml', kustomization('resources: [a.yaml]\n'));
  workspace.open('/app/plain/kustomization.yaml', kustomization('resources: [../base]\nnamespace: a\n'));
  deepEqual(partial(), undefined);
  const overlay = '/app/prod/kustomization.yaml';
  workspace.open(overlay, kustomization('resources: [../plain]\npatches:\n  - patch: |-\n      - op: add\n'));
  deepEqual(partial(), 'patch');
  workspace.open(overlay, kustomization('resources: [../plain]\npatches: []\n'));
  deepEqual(partial(), undefined);
});

test('what cannot be checked is named with its reason: refused files, binary content, YAML with a syntax error', () => {
  const workspace = createSample();
  workspace.refuse('/app/big.yaml', 'too large');
  workspace.open('/app/Dockerfile', 'FROM a\0b\n');
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: "nginx\n');
  const unchecked = workspace.unchecked();
  deepEqual(
    unchecked.map(({ path, range }) => [path, range === undefined]),
    [
      ['/app/Dockerfile', true],
      ['/app/big.yaml', true],
      ['/app/compose.yaml', false],
    ],
  );
  deepEqual([unchecked[0]?.reason, unchecked[1]?.reason], ['binary content', 'too large']);
  ok(unchecked[2]?.reason.startsWith('syntax error in line '), unchecked[2]?.reason);
  equal(workspace.index.incomplete, true);
});

test('fixes are offered where they touch a span, and applied together only when they do not touch', () => {
  const workspace = createSample();
  const text = 'services:\n  a:\n    image: nginx\n  b:\n    image: redis\n';
  workspace.open('/app/compose.yaml', text);
  deepEqual(
    workspace.fixes('/app/compose.yaml', { start: 30, end: 30 }).map(({ title, safety }) => [title, safety]),
    [['Add a tag', 'safe']],
  );
  const fixes = workspace.fixes('/app/compose.yaml');
  equal(applyFixes(text, fixes).text, 'services:\n  a:\n    image: nginx:stable\n  b:\n    image: redis:stable\n');
  const twice = applyFixes(text, [...fixes, ...fixes]);
  deepEqual([twice.applied.length, twice.left.length], [2, 2]);
});

test('a fix that declines or throws is none, and the finding does not claim one', () => {
  const broken = rule({
    ...declining,
    *check({ anchor: at }) {
      yield {
        at,
        say: 'no',
        fix: () => {
          throw new Error('cannot');
        },
      };
    },
  });
  const workspace = createSample({ rules: [broken] });
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n');
  const [finding] = workspace.check('/app/compose.yaml')?.findings ?? [];
  deepEqual([finding?.fixable, finding?.fix, workspace.fixes('/app/compose.yaml')], [false, undefined, []]);
});

test('a fix that would change nothing is none', () => {
  const idle = rule({
    ...declining,
    *check({ anchor: at, text }) {
      yield { at, say: 'no', fix: () => [{ span: at, text: text.slice(at.start, at.end) }] };
    },
  });
  const workspace = createSample({ rules: [idle] });
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n');
  deepEqual([workspace.check('/app/compose.yaml')?.findings.length, workspace.fixes('/app/compose.yaml')], [1, []]);
});

const declining = {
  id: 'declining',
  on: 'document',
  kinds: ['compose'],
  pillar: 'correctness',
  preset: 'recommended',
  level: 'info',
  fix: 'safe',
  since: '0.1.0',
  text: { summary: { en: 'a', ru: 'а' }, why: { en: 'a', ru: 'а' }, no: { en: 'no', ru: 'нет' } },
} as const;

test('levels: the configuration speaks last, overrides from top to bottom, the nearest file alone', () => {
  const workspace = createSample({ rules: [imageTag] });
  workspace.open(
    '/app/.seaworthy.yaml',
    'rules: { image-tag-unpinned: error }\noverrides:\n  - files: "dev/**"\n    rules: { image-tag-unpinned: hint }\n  - files: [compose.test.yaml]\n    rules: { image-tag-unpinned: off }\nignore: [vendor]\n',
  );
  workspace.open('/app/near/.seaworthy.yaml', '{}\n');
  const text = 'services:\n  a:\n    image: nginx\n';
  const levelAt = (path: string): string => {
    workspace.open(path, text);
    const report = workspace.check(path);
    return report === undefined ? 'ignored' : (report.findings[0]?.severity ?? 'none');
  };
  deepEqual(
    ['/app/compose.yaml', '/app/dev/compose.yaml', '/app/dev/compose.test.yaml', '/app/vendor/x/compose.yaml'].map(
      levelAt,
    ),
    ['error', 'hint', 'none', 'ignored'],
  );
  deepEqual(['/app/near/compose.yaml', '/elsewhere/compose.yaml'].map(levelAt), ['warning', 'warning']);
  deepEqual(workspace.configOf('/app/near/compose.yaml'), {
    path: '/app/near/.seaworthy.yaml',
    ignored: false,
    locked: new Set(),
  });
});

test('options of the configuration reach the rule', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'rules:\n  image-tag-unpinned: { tag: "1.27" }\n');
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n');
  deepEqual(workspace.fixes('/app/compose.yaml')[0]?.edits[0]?.text, ':1.27');
});

test('a hover explains the finding, then its topic; text of the file cannot break out of it', () => {
  const topic = {
    id: 'image-tags',
    title: both('Image tags'),
    short: both('A tag moves.'),
    full: both('More.'),
    near: [],
  };
  const withTopic = { ...imageTag, topic: 'image-tags' };
  const workspace = createSample({ rules: [withTopic], topics: [topic] });
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: a/b_c\n');
  const hover = workspace.hover('/app/compose.yaml', 30);
  equal(
    hover?.markdown,
    '**Image "a/b\\_c"**\n\nA reason.\n\n**What to do:** Add a tag · `image-tag-unpinned`\n\n---\n\n**Image tags**\n\nA tag moves.',
  );
  equal(workspace.hover('/app/compose.yaml', 3), undefined);
});

test('a hover explains keys, variables, instructions and flags by the table it is given', () => {
  const topic = { id: 'any', title: both('Any'), short: both('Short.'), full: both('Full.'), near: [] };
  const keys: string[] = [];
  const workspace = createSample({
    rules: [],
    topics: [topic],
    hovers: {
      topicOf(key) {
        keys.push(JSON.stringify(key));
        return key.kind === 'key' && key.path.length === 1 ? undefined : 'any';
      },
    },
  });
  const compose = 'services:\n  a:\n    image: nginx:1\n    environment:\n      - LOG_LEVEL=debug\n';
  workspace.open('/app/compose.yaml', compose);
  deepEqual(workspace.hover('/app/compose.yaml', compose.indexOf('image'))?.span, { start: 19, end: 24 });
  ok(workspace.hover('/app/compose.yaml', compose.indexOf('LOG_LEVEL') + 2));
  equal(workspace.hover('/app/compose.yaml', 2), undefined);
  const dockerfile = 'FROM debian:12\nHEALTHCHECK --interval=5s CMD true\n';
  workspace.open('/app/Dockerfile', dockerfile);
  ok(workspace.hover('/app/Dockerfile', dockerfile.indexOf('HEALTH')));
  ok(workspace.hover('/app/Dockerfile', dockerfile.indexOf('interval')));
  deepEqual(keys, [
    '{"kind":"key","format":"compose","variant":"","path":["services","a","image"]}',
    '{"kind":"variable","name":"LOG_LEVEL"}',
    // An item of a list, whose text is no key.
    '{"kind":"key","format":"compose","variant":"","path":["services","a","environment",""]}',
    '{"kind":"key","format":"compose","variant":"","path":["services"]}',
    '{"kind":"instruction","keyword":"HEALTHCHECK"}',
    '{"kind":"flag","keyword":"HEALTHCHECK","name":"interval"}',
  ]);
});

function both(text: string): { readonly en: string; readonly ru: string } {
  return { en: text, ru: text };
}

test('messages are in the language that was asked for', () => {
  const workspace = createSample({ rules: samples, locale: 'ru' });
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n');
  equal(workspace.check('/app/compose.yaml')?.findings[0]?.message, 'Образ «nginx»');
});

test('the title of a fix shows no character of a file that a screen would obey', () => {
  const workspace = createSample({ rules });
  const labels = '- {source_labels: [user_id], target_label: "user_id\\a\\u202e"}';
  workspace.open('/app/prometheus.yml', `scrape_configs:\n- job_name: a\n  metric_relabel_configs:\n  ${labels}\n`);
  const titles = workspace.fixes('/app/prometheus.yml').map(({ title }) => title);
  ok(
    titles.some((title) => title.includes('user_id\ufffd\ufffd')),
    titles.join(),
  );
});
