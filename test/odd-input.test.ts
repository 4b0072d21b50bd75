import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { mayBeOurs } from '../core/kinds/detect.js';
import { openFiles } from './harness/case.js';
import { corpus } from './harness/corpus.js';
import { root } from './harness/root.js';

// What editors, merges, template engines and other systems leave in files.

/** `line rule` of every finding in one file. */
function findingsIn(path: string, text: string): readonly string[] {
  return openFiles([{ path, text }])
    .checkAll()
    .flatMap(({ findings }) => findings.map(({ rule, range }) => `${range.start.line + 1} ${rule}`));
}

/** Seconds of the processor, so that other work on the machine does not count. */
function secondsOf(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

const sources = globSync([`${corpus}/*/**`, 'examples/shop/**'], { cwd: root, dot: true })
  .filter(mayBeOurs)
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const variants: Readonly<Record<string, (text: string) => string>> = {
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
  'mixed line ends': (text) => {
    let line = 0;
    return text.replace(/\n/g, () => (line++ % 3 === 1 ? '\r\n' : '\n'));
  },
  'a byte order mark': (text) => `\ufeff${text}`,
  'no line end at the end': (text) => text.trimEnd(),
  'blanks at line ends': (text) => (/^FROM /m.test(text) ? text : text.replace(/(\w)\n/g, '$1 \n')),
};

const usual = new Map(sources.map(({ path, text }) => [path, findingsIn(path, text)]));

for (const [variant, change] of Object.entries(variants)) {
  test(`${variant}: the findings are those of the file without`, () => {
    for (const { path, text } of sources) deepEqual(findingsIn(path, change(text)), usual.get(path), path);
  });
}

test('a heredoc of any form costs nothing but itself: what follows is checked', () => {
  const heredocs = [
    'RUN <<EOF\n# a comment\necho a\nEOF',
    'RUN <<EOF cat > /a && \\\n    chmod +x /a\n#!/bin/sh\nEOF',
    'RUN <<"E-O.F"\necho $HOME \\\nE-O.F',
    'COPY <<-\tEOF /etc/motd\n\tFROM here on\n\tEOF',
    'RUN <<\\EOF\nnot $expanded\nEOF',
    'RUN cat <<A && cat <<B\na\nA\nb\nB',
  ];
  for (const heredoc of heredocs) {
    const text = `FROM debian:13 AS a\n${heredoc}\nFROM nginx\nUSER 101\n`;
    const line = text.split('\n').indexOf('FROM nginx') + 1;
    deepEqual(
      findingsIn('Dockerfile', text).filter((each) => /unpinned|syntax/.test(each)),
      [`${line} image-tag-unpinned`],
      heredoc,
    );
  }
});

test('one bad instruction is one finding, and the others are checked', () => {
  deepEqual(findingsIn('Dockerfile', 'FROM nginx\nRNU echo\nUSER 101\n'), ['1 image-tag-unpinned', '2 syntax-error']);
});

test('one template in a value leaves the rest of the file to be checked', () => {
  const pod = (annotation: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    note: ${annotation}\nspec:\n  containers:\n    - name: web\n      image: registry.example.com/web\n      securityContext: {privileged: true}\n`;
  for (const annotation of [
    '"{{ .Values.note }}"',
    '{{ note }}',
    "'{{'",
    '"see {{ link"',
    '{{ .Values.note | quote }}',
  ]) {
    const found = findingsIn('pod.yaml', pod(annotation));
    deepEqual(
      found.filter((each) => /unpinned|privileged|syntax/.test(each)),
      ['10 image-tag-unpinned', '11 container-privileged'],
      annotation,
    );
  }
});

test('what other template engines leave is checked as far as it is literal, and can be ignored', () => {
  const jinja = `services:
{% for name in names %}
  {{ name }}:
    image: registry.example.com/{{ name }}:{{ tag }}
{% endfor %}
  proxy:
    # seaworthy-ignore-begin image-tag-unpinned
    image: nginx
    # seaworthy-ignore-end image-tag-unpinned
    privileged: true
`;
  deepEqual(
    findingsIn('compose.yaml', jinja).filter((each) => /unpinned|privileged|syntax/.test(each)),
    ['10 container-privileged'],
  );
  const envsubst = `apiVersion: v1
kind: Pod
metadata:
  name: \${NAME}
spec:
  containers:
    - name: a
      image: \${REGISTRY}/web:\${TAG}
    - name: b
      image: nginx
`;
  deepEqual(
    findingsIn('pod.yaml', envsubst).filter((each) => /unpinned|syntax/.test(each)),
    ['10 image-tag-unpinned'],
  );
  const gomplate = 'services:\n  web:\n    image: {{ env.Getenv "IMAGE" "nginx:1" }}\n    privileged: true\n';
  deepEqual(
    findingsIn('compose.yaml', gomplate).filter((each) => /unpinned|privileged|syntax/.test(each)),
    ['4 container-privileged'],
  );
});

test('files with nothing in them say nothing, and no document of a stream is lost over an empty one', () => {
  for (const text of [
    '',
    '\n',
    '\ufeff',
    '---',
    '---\n---\n',
    '# only a comment\n',
    '{}',
    '[]',
    'null',
    '...\n',
    '--- |\n',
  ]) {
    for (const path of ['compose.yaml', 'app.yaml', 'prometheus.yml', 'kustomization.yaml']) {
      deepEqual(findingsIn(path, text), [], `${path} ${JSON.stringify(text)}`);
    }
  }
  const stream =
    '---\n---\n# nothing\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx}]}\n---\n';
  ok(findingsIn('app.yaml', stream).includes('8 image-tag-unpinned'));
});

test('JSON is YAML', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'nginx' }] },
  };
  for (const path of ['pod.yaml', 'pod.json']) {
    ok(
      findingsIn(path, JSON.stringify(pod, null, 2)).some((each) => each.endsWith(' image-tag-unpinned')),
      path,
    );
  }
});

test('files that name each other in a circle come to an end', () => {
  const files = [
    {
      path: 'compose.yaml',
      text: 'include: [b/compose.yaml]\nservices:\n  a:\n    extends: {file: b/compose.yaml, service: a}\n',
    },
    {
      path: 'b/compose.yaml',
      text: 'include: [../compose.yaml]\nservices:\n  a:\n    extends: {file: ../compose.yaml, service: a}\n',
    },
    { path: 'x/kustomization.yaml', text: 'resources: [../y]\npatches: [{path: ../y}]\n' },
    { path: 'y/kustomization.yaml', text: 'resources: [../x, .]\ncomponents: [../x]\n' },
  ];
  deepEqual(
    openFiles(files)
      .checkAll()
      .flatMap(({ findings }) => findings.map(({ rule }) => rule)),
    [],
  );
});

test('a lock file with conflicts in it is none of ours, and a file of ours with them is one finding', () => {
  const conflict = (inner: string): string => `<<<<<<< HEAD\n${inner}=======\n${inner}>>>>>>> theirs\n`;
  const lock = `lockfileVersion: '9.0'\nservices:\n${conflict('  a: {image: x}\n')}`;
  deepEqual(openFiles([{ path: 'pnpm-lock.yaml', text: lock }]).paths, []);
  const compose = `services:\n  a:\n    image: registry.example.com/a:1\n${conflict('    mem_limit: 1g\n')}`;
  deepEqual(
    findingsIn('compose.yaml', compose).filter((each) => each.endsWith('syntax-error')),
    ['4 syntax-error'],
  );
});

test('fifty thousand lines and two thousand merged services take seconds at most', () => {
  const keys = Array.from({ length: 50_000 }, (_, i) => `  key-${i}: value of ${i}\n`).join('');
  const large = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${keys}`;
  ok(secondsOf(() => deepEqual(findingsIn('config.yaml', large), [])) < 15);
  const services = Array.from(
    { length: 2000 },
    (_, i) => `  s${i}:\n    <<: *base\n    image: registry.example.com/s${i}:1\n`,
  );
  const aliases = `x-base: &base {restart: always, mem_limit: 64m, logging: {driver: local}}\nservices:\n${services.join('')}`;
  ok(secondsOf(() => equal(findingsIn('compose.yaml', aliases).length, 0)) < 15);
});

test('a file that is half typed, cut at any place, is checked, explained and fixed without an error', () => {
  const samples = [
    'node-api/Dockerfile',
    'wordpress/docker-compose.yml',
    'stateful-sets/redis.yaml',
    'prometheus-server/rules/app.yml',
  ];
  for (const sample of samples) {
    const text = readFileSync(join(root, corpus, sample), 'utf8');
    const path = `/project/${sample}`;
    const workspace = openFiles([{ path: sample, text }]);
    for (let end = 0; end < Math.min(text.length, 900); end += 3) {
      workspace.open(path, text.slice(0, end));
      workspace.check(path);
      workspace.fixes(path, { start: end, end });
      workspace.hover(path, end);
      deepEqual(
        workspace.unchecked().filter(({ reason }) => /^(?:internal error|stopped)/.test(reason)),
        [],
        `${sample} at ${end}`,
      );
    }
  }
});
