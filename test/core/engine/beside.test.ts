import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { besideTools } from '../../../core/config/beside.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { checklist, rules, topics } from '../../../rules/index.js';

const options = { rules, topics, checklist, today: () => '2026-01-15', locale: 'en', version: '0' } as const;

/** A workspace under a configuration. */
function under(config: string, files: Readonly<Record<string, string>>): Workspace {
  const workspace = createWorkspace(options);
  workspace.open('/app/.seaworthy.yaml', config);
  for (const [name, text] of Object.entries(files)) workspace.open(`/app/${name}`, text);
  return workspace;
}

/** What a tool beside us takes over in a file, as `line: rule`. */
function left(tool: string, name: string, text: string): readonly string[] {
  const report = under(`beside: ${tool}\n`, { [name]: text }).check(`/app/${name}`);
  return (report?.left ?? []).map(({ rule, range }) => `${range.start.line + 1}: ${rule}`).sort();
}

const dockerfile = `FROM node AS build
COPY --from=redis:latest /x /x
CMD npm start
FROM node:latest
ARG VERSION=latest
ENV API_TOKEN=8f3a9c1b7d2e4f60
USER root
CMD node server.js
`;

test('hadolint tells tags of FROM, a last USER root and the shell form, and nothing of what is copied', () => {
  deepEqual(left('hadolint', 'Dockerfile', dockerfile), [
    '1: image-tag-unpinned',
    '4: image-tag-unpinned',
    '7: container-runs-as-root',
    '8: signal-not-forwarded',
  ]);
});

test('a build check tells the shell form and secrets by their names, in the stage that is built', () => {
  deepEqual(left('buildkit', 'Dockerfile', dockerfile), ['6: secret-in-env', '8: signal-not-forwarded']);
  deepEqual(left('buildkit', 'Dockerfile', 'FROM node:22.1.0\nENV PGPASS=8f3a9c1b7d2e4f60\nUSER node\n'), []);
  deepEqual(left('buildkit', 'Dockerfile', 'FROM node:22.1.0\nARG NPM_TOKEN\nUSER node\n'), [
    '2: secret-in-build-args',
  ]);
});

test('hadolint does not tell what has no counterpart there: an exec form with a shell, a base that is root', () => {
  deepEqual(left('hadolint', 'Dockerfile', 'FROM debian:12.5\nCMD ["sh", "-c", "node server.js; true"]\n'), []);
  deepEqual(left('hadolint', 'Dockerfile', 'ARG BASE=node\nFROM $BASE\n'), []);
});

test('dclint tells tags that are missing or move, where they are written out', () => {
  const text = 'services:\n  a:\n    image: redis\n  b:\n    image: redis:stable\n  c:\n    image: redis:$TAG\n';
  deepEqual(left('dclint', 'compose.yaml', text), ['3: image-tag-unpinned', '5: image-tag-unpinned']);
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: shop/api
          ports: [{ containerPort: 80 }]
          securityContext: { privileged: true }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec:
  selector: { app: api }
  ports: [{ port: 80 }]
`;

for (const [tool, expected] of [
  [
    'kube-linter',
    ['10: cpu-request-missing', '10: memory-limit-missing', '11: image-tag-unpinned', '13: container-privileged'],
  ],
  [
    'kube-score',
    ['10: memory-limit-missing', '10: readiness-probe-missing', '11: image-tag-unpinned', '13: container-privileged'],
  ],
  [
    'checkov',
    [
      '10: cpu-request-missing',
      '10: liveness-probe-missing',
      '10: memory-limit-missing',
      '10: memory-request-missing',
      '10: readiness-probe-missing',
      '11: image-tag-unpinned',
      '13: container-privileged',
    ],
  ],
] as const) {
  test(`what ${tool} tells of a manifest is left to it`, () => {
    deepEqual(left(tool, 'k8s/api.yaml', deployment), expected);
  });
}

test('kube-linter tells a container that nothing keeps from running as root', () => {
  const text = deployment.replace('          securityContext: { privileged: true }\n', '');
  equal(left('kube-linter', 'k8s/api.yaml', text).includes('10: container-runs-as-root'), true);
});

test('Checkov gives no answer about requests where there are resources without any', () => {
  const limited = deployment.replace(
    '          securityContext',
    '          resources: { limits: { memory: 1Gi } }\n          securityContext',
  );
  const found = left('checkov', 'k8s/api.yaml', limited).map((each) => each.replace(/^\d+: /, ''));
  deepEqual(
    found.filter((rule) => /request/.test(rule)),
    [],
  );
  const begun = limited.replace('limits: { memory: 1Gi }', 'requests: {}');
  equal(left('checkov', 'k8s/api.yaml', begun).includes('10: cpu-request-missing'), true);
});

test('an image that an anchor brings is told by us', () => {
  const text = 'x-base: &base\n  image: redis\nservices:\n  a:\n    <<: *base\n';
  deepEqual(left('dclint', 'compose.yaml', text), []);
});

test('of templates, and of kinds that not everybody knows, nothing is left to others', () => {
  const templated = deployment.replace('name: api }', 'name: {{ .Release.Name }} }');
  deepEqual(left('kube-linter', 'chart/templates/api.yaml', templated), []);
  const rollout = deployment.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');
  deepEqual(left('kube-linter', 'k8s/api.yaml', rollout), []);
});

test('what is left to others is not shown, and an id of ours that would have been is one that the rule has', () => {
  for (const tool of besideTools) {
    for (const [name, text] of Object.entries({ Dockerfile: dockerfile, 'k8s/api.yaml': deployment })) {
      const path = `/app/${name}`;
      const before = under('{}\n', { [name]: text }).check(path);
      const after = under(`beside: [${tool}]\n`, { [name]: text }).check(path);
      const keys = (found: readonly { readonly identity: string }[]) => found.map(({ identity }) => identity).sort();
      deepEqual(keys([...(after?.findings ?? []), ...(after?.left ?? [])]), keys(before?.findings ?? []));
    }
  }
});

test('a rule that the configuration names speaks all the same, in whichever file of the lineage', () => {
  const tagOf = (config: string, base?: string): readonly string[] => {
    const workspace = under(config, { Dockerfile: 'FROM node\nUSER node\n' });
    if (base !== undefined) workspace.open('/app/team.yaml', base, { context: true });
    return (workspace.check('/app/Dockerfile')?.findings ?? []).map(({ rule, severity }) => `${severity} ${rule}`);
  };
  const shown = 'warning image-tag-unpinned';
  equal(tagOf('beside: hadolint\n').includes(shown), false);
  equal(tagOf('beside: hadolint\nrules: { image-tag-unpinned: on }\n').includes(shown), true);
  equal(tagOf('beside: hadolint\nrules: { image-tag-unpinned: error }\n').includes('error image-tag-unpinned'), true);
  // Inherited, as what turns it on again may be.
  equal(tagOf('extends: ./team.yaml\n', 'beside: [hadolint]\n').includes(shown), false);
  equal(tagOf('extends: ./team.yaml\nbeside: hadolint\n', 'rules: { image-tag-unpinned: on }\n').includes(shown), true);
});

test('a directive for what is left to others is of use, and its secrets stay hidden', () => {
  const text = 'FROM node:22.1.0\n# seaworthy-ignore secret-in-env\nENV API_TOKEN=8f3a9c1b7d2e4f60\nUSER node\n';
  const ignored = under('beside: buildkit\n', { Dockerfile: text }).check('/app/Dockerfile');
  deepEqual([ignored?.findings.map(({ rule }) => rule), ignored?.left], [[], []]);
  const told = under('beside: buildkit\n', { Dockerfile: text.replace(/#.*\n/, '') }).check('/app/Dockerfile');
  deepEqual([told?.left.map(({ rule }) => rule), told?.maskedLines], [['secret-in-env'], [1]]);
});

test('for the readiness checklist, what another tool tells is as open as before', () => {
  const stateOf = (config: string): string | undefined =>
    under(config, { 'k8s/api.yaml': deployment })
      .readiness()
      .items.find(({ id }) => id === 'access-control')?.status;
  equal(stateOf('{}\n'), 'missing');
  equal(stateOf('beside: [kube-linter, kube-score, checkov]\n'), 'missing');
});

test('a tool that is not known is told, with the nearest that is', () => {
  const [finding] = under('beside: [hadolit]\n', {}).check('/app/.seaworthy.yaml')?.findings ?? [];
  equal(finding?.rule, 'config-invalid');
  equal(/hadolint/.test(finding?.message ?? ''), true);
});

test('what holds says which tools run beside us, and where that is written', () => {
  const workspace = under('extends: ./team.yaml\nbeside:\n  - kube-linter\n', { Dockerfile: 'FROM node\n' });
  workspace.open('/app/team.yaml', 'beside: hadolint\n', { context: true });
  deepEqual(
    workspace.explainConfig('/app/Dockerfile').beside.map(({ tool, at }) => `${tool} ${at.path}:${at.line}`),
    ['hadolint /app/team.yaml:1', 'kube-linter /app/.seaworthy.yaml:3'],
  );
});
