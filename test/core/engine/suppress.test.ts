import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkspace } from '../../../core/workspace.js';
import secretInCommand from '../../../rules/workload/secret-in-command.js';
import { createSample, lint, listFindings } from './samples.js';

const dockerfile = (...lines: readonly string[]): readonly string[] => lint('/app/Dockerfile', `${lines.join('\n')}\n`);
const compose = (...lines: readonly string[]): readonly string[] => lint('/app/compose.yaml', `${lines.join('\n')}\n`);
const rules = (...lines: readonly string[]): readonly string[] =>
  lint('/app/alerts.rules.yml', `${lines.join('\n')}\n`);

test('without a directive the samples report', () => {
  deepEqual(dockerfile('FROM debian', 'RUN sudo apt-get update'), ['1:6 image-tag-unpinned', '2:1 sudo-used']);
});

test('a directive on its own line covers the next instruction and nothing else', () => {
  deepEqual(
    dockerfile('FROM debian:12', '# seaworthy-ignore sudo-used -- the vendor asks', 'RUN sudo a', 'RUN sudo b'),
    ['4:1 sudo-used'],
  );
});

test('several directives above one instruction add up', () => {
  deepEqual(
    dockerfile(
      '# seaworthy-ignore sudo-used',
      'FROM debian:12',
      '# seaworthy-ignore image-tag-unpinned',
      '# why',
      'RUN sudo a',
    ),
    ['1:20 unused-ignore', '3:20 unused-ignore', '5:1 sudo-used'],
  );
});

test('a directive covers a YAML node with its subtree, and not its neighbour', () => {
  deepEqual(
    compose(
      'services:',
      '  # seaworthy-ignore image-tag-unpinned',
      '  web:',
      '    image: nginx',
      '  db:',
      '    image: postgres',
    ),
    ['6:12 image-tag-unpinned'],
  );
});

test('a directive at the end of a line covers that line', () => {
  deepEqual(
    compose(
      'services:',
      '  web:',
      '    image: nginx # seaworthy-ignore image-tag-unpinned',
      '  db:',
      '    image: postgres',
    ),
    ['5:12 image-tag-unpinned'],
  );
});

test('a directive for the file covers all documents of a stream', () => {
  const pod = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: a\n      image: nginx\n`;
  deepEqual(lint('/app/pods.yaml', `# seaworthy-ignore-file image-tag-unpinned\n${pod('one')}---\n${pod('two')}`), []);
});

test('a directive for a stage covers its instructions', () => {
  deepEqual(
    dockerfile(
      '# seaworthy-ignore-stage sudo-used',
      'FROM debian:12 AS build',
      'RUN sudo a',
      'FROM debian:12',
      'RUN sudo b',
    ),
    ['5:1 sudo-used'],
  );
});

test('a range covers what begins in it', () => {
  deepEqual(
    dockerfile(
      'FROM debian:12',
      '# seaworthy-ignore-begin sudo-used',
      'RUN sudo a',
      'RUN sudo b',
      '# seaworthy-ignore-end',
      'RUN sudo c',
    ),
    ['6:1 sudo-used'],
  );
});

test('ids are exact: a prefix covers nothing and is told with the nearest rule', () => {
  deepEqual(dockerfile('FROM debian:12', '# seaworthy-ignore sudo-use', 'RUN sudo a'), [
    '2:20 unknown-rule',
    '3:1 sudo-used',
  ]);
});

test('what is malformed is told: no ids, an unknown directive, ranges without their other half', () => {
  deepEqual(dockerfile('FROM debian:12', '# seaworthy-ignore -- because', 'RUN sudo a'), [
    '2:1 unknown-rule',
    '3:1 sudo-used',
  ]);
  deepEqual(dockerfile('FROM debian:12', '# seaworthy-disable sudo-used', 'RUN sudo a'), [
    '2:1 unknown-rule',
    '3:1 sudo-used',
  ]);
  deepEqual(dockerfile('FROM debian:12', '# seaworthy-ignore-begin sudo-used', 'RUN sudo a'), ['2:1 unknown-rule']);
  deepEqual(dockerfile('FROM debian:12', '# seaworthy-ignore-end', 'RUN ls'), ['2:1 unknown-rule']);
});

test('a directive that other tools would have one write is told with the one that is meant', () => {
  const told = (directive: string): readonly string[] => {
    const workspace = createSample();
    workspace.open('/app/Dockerfile', `FROM debian:12\n# ${directive} sudo-used\nRUN ls\n`);
    return (workspace.check('/app/Dockerfile')?.findings ?? []).map(({ message }) => message);
  };
  for (const [written, meant] of [
    ['seaworthy-ignore-next-line', 'seaworthy-ignore'],
    ['seaworthy-ignore-line', 'seaworthy-ignore'],
    ['seaworthy-ignore-file-wide', 'seaworthy-ignore-file'],
    ['seaworthy-ignore-flie', 'seaworthy-ignore-file'],
    ['seaworthy-disable', 'seaworthy-ignore'],
    ['seaworthy:ignore', 'seaworthy-ignore'],
    ['Seaworthy-Ignore-Stage', 'seaworthy-ignore-stage'],
  ] as const) {
    deepEqual(told(written), [`There is no directive "${written}"; the nearest is "${meant}"`]);
  }
  for (const prose of ['Seaworthy: read docs about', 'seaworthy is happy with', 'the seaworthy-ignore of'])
    deepEqual(told(prose), []);
});

test('a directive between the lines of an instruction covers the line that comes next', () => {
  const run = ['FROM debian:12', 'RUN a=1 && \\', '    # why', '    echo && \\', '    sudo a'];
  deepEqual(dockerfile(...run), ['2:1 sudo-used']);
  const of = (line: string): readonly string[] => {
    const workspace = createWorkspace({
      rules: [secretInCommand],
      topics: [],
      today: () => '2026-09-01',
      locale: 'en',
      version: '0.0.0',
    });
    const lines = ['FROM debian:12', 'RUN a=1 && \\', '    # why', `    ${line}`, '    mysql -phunter2xyz && \\'];
    workspace.open('/app/Dockerfile', `${[...lines, '    mysqladmin -phunter2xyz', ''].join('\n')}`);
    return listFindings(workspace, '/app/Dockerfile');
  };
  deepEqual(of('# nothing'), ['5:13 secret-in-command', '6:18 secret-in-command']);
  deepEqual(of('# seaworthy-ignore secret-in-command'), ['6:18 secret-in-command']);
});

test('an unused directive is told and its removal leaves the file as if it had not been there', () => {
  const workspace = createSample();
  const text = 'FROM debian:12\n# seaworthy-ignore sudo-used, image-tag-unpinned -- old\nRUN sudo a\n';
  workspace.open('/app/Dockerfile', text);
  deepEqual(listFindings(workspace, '/app/Dockerfile'), ['2:31 unused-ignore']);
  deepEqual(
    workspace.fixes('/app/Dockerfile').map(({ rule, safety, edits }) => ({ rule, safety, edits })),
    [{ rule: 'unused-ignore', safety: 'safe', edits: [{ span: { start: 43, end: 63 }, text: '' }] }],
  );
  deepEqual(text.slice(43, 63), ', image-tag-unpinned');
});

test('a rule that did not run is not judged: off, of another format, of workspace scope, or in a broken document', () => {
  deepEqual(dockerfile('# seaworthy-ignore image-digest-missing', 'FROM debian:12'), []);
  deepEqual(compose('services:', '  # seaworthy-ignore sudo-used', '  web:', '    image: nginx:1'), []);
  const workspace = createSample();
  workspace.open(
    '/app/.seaworthy.yaml',
    'extends: strict\nrules: { image-digest-missing: off, rule-with-a-bug: off }\n',
  );
  workspace.open(
    '/app/compose.yaml',
    'services:\n  # seaworthy-ignore workload-alone\n  a:\n    image: a:1\n  b:\n    image: b:1\n',
  );
  deepEqual(listFindings(workspace, '/app/compose.yaml'), []);
});

test('our annotation covers its object', () => {
  const text = [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: web',
    '  annotations:',
    '    seaworthy.dev/ignore: "image-tag-unpinned, no-such-rule"',
    'spec:',
    '  containers:',
    '    - name: web',
    '      image: nginx',
    '',
  ].join('\n');
  deepEqual(
    lint('/app/pod.yaml', text).map((finding) => finding.split(' ')[1]),
    ['unknown-rule'],
  );
});

test('suppressions of other tools are honoured in a Dockerfile and never called unused', () => {
  const covering: readonly (readonly string[])[] = [
    ['FROM debian:12', '# hadolint ignore=DL3004', 'RUN sudo a'],
    ['FROM debian:12', '# hadolint ignore=DL3008 , DL3004 # the vendor asks', 'RUN sudo a'],
    ['# hadolint global ignore=DL3004', 'FROM debian:12', 'RUN sudo a'],
    ['# hadolint stage ignore=DL3004', 'FROM debian:12', 'RUN sudo a'],
    ['# check=skip=Sudo', 'FROM debian:12', 'RUN sudo a'],
    ['# check=skip=all;error=true', 'FROM debian:12', 'RUN sudo a'],
    ['FROM debian:12', '# check=skip=Sudo', 'RUN sudo a'],
    ['# trivy:ignore:AVD-DS-0001', 'FROM debian'],
    ['# trivy:ignore:DS001:exp:2026-12-31', 'FROM debian'],
    ['FROM debian', '# checkov:skip=CKV_DOCKER_7:internal'],
    ['# nosemgrep: dockerfile.best-practice.missing-image-version', 'FROM debian'],
    ['# hadolint ignore=DL3006', 'FROM debian:12'],
  ];
  for (const lines of covering) deepEqual({ lines, found: dockerfile(...lines) }, { lines, found: [] });
});

test('a suppression of another tool for another check, another line, or of the past covers nothing', () => {
  deepEqual(dockerfile('FROM debian:12', '# hadolint ignore=DL3008', 'RUN sudo a'), ['3:1 sudo-used']);
  deepEqual(dockerfile('FROM debian:12', '# hadolint ignore=DL3004', 'RUN ls', 'RUN sudo a'), ['4:1 sudo-used']);
  deepEqual(dockerfile('# trivy:ignore:DS-0001:exp:2026-08-31', 'FROM debian'), ['2:6 image-tag-unpinned']);
});

test('suppressions of other tools are honoured in YAML', () => {
  const service = ['services:', '  web:'];
  deepEqual(compose('# dclint disable-file', ...service, '    image: nginx'), []);
  deepEqual(compose('# dclint disable service-image-require-explicit-tag', ...service, '    image: nginx'), []);
  deepEqual(compose(...service, '    image: nginx # dclint disable-line service-image-require-explicit-tag'), []);
  deepEqual(compose(...service, '    image: nginx # dclint disable-line no-version-field'), [
    '3:12 image-tag-unpinned',
  ]);
  const group = ['groups:', '  - name: g', '    rules:'];
  const alert = ['      - alert: Down', '        expr: up == 0'];
  deepEqual(rules(...group, ...alert), ['4:16 alert-wait-missing']);
  deepEqual(rules(...group, '      # pint disable alerts/for', ...alert), []);
  deepEqual(
    rules(...group, '      - alert: Down', '        # pint disable alerts/for(prod)', '        expr: up == 0'),
    [],
  );
  deepEqual(rules('# pint file/disable alerts/for', ...group, ...alert), []);
  deepEqual(rules(...group, '      # pint snooze 2026-10-01 alerts/for', ...alert), []);
  deepEqual(rules(...group, '      # pint snooze 2026-08-01 alerts/for', ...alert), ['5:16 alert-wait-missing']);
  deepEqual(rules(...group, '      # pint ignore/begin', ...alert, '      # pint ignore/end'), []);
});

test('annotations of other tools cover their object', () => {
  const pod = (annotation: string): readonly string[] =>
    lint(
      '/app/pod.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    ${annotation}\nspec:\n  containers:\n    - name: a\n      image: nginx\n`,
    );
  const covering = [
    'ignore-check.kube-linter.io/latest-tag: "we pin in the registry"',
    'kube-linter.io/ignore-all: "generated"',
    'kube-score/ignore: "pod-probes, container-image-tag"',
    'polaris.fairwinds.com/tagNotSpecified-exempt: "true"',
    'polaris.fairwinds.com/exempt: "true"',
    'checkov.io/skip1: CKV_K8S_14=internal registry',
  ];
  for (const annotation of covering) deepEqual({ annotation, found: pod(annotation) }, { annotation, found: [] });
  deepEqual(pod('kube-score/ignore: pod-probes'), ['10:14 image-tag-unpinned']);
  deepEqual(pod('polaris.fairwinds.com/tagNotSpecified-exempt: "false"'), ['10:14 image-tag-unpinned']);
});

test('`foreign: false` turns the suppressions of other tools off, and a run can disregard all', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'foreign: false\n');
  workspace.open('/app/Dockerfile', 'FROM debian:12\n# hadolint ignore=DL3004\nRUN sudo a\n');
  deepEqual(listFindings(workspace, '/app/Dockerfile'), ['3:1 sudo-used']);
  deepEqual(
    lint('/app/Dockerfile', 'FROM debian:12\n# seaworthy-ignore sudo-used, typo\nRUN sudo a\n', {
      suppressions: false,
    }),
    ['3:1 sudo-used'],
  );
});

test('hiding a finding never brings up the one that yielded to it', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'extends: strict\nrules: { rule-with-a-bug: off, workload-alone: off }\n');
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx # seaworthy-ignore image-tag-unpinned\n');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), []);
});
