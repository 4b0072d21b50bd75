import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { createMatcher, isTooWide } from '../../../core/config/glob.js';
import { createSample, listFindings } from '../engine/samples.js';

const path = '/app/.seaworthy.yaml';

function messages(text: string, name = path): readonly string[] {
  const workspace = createSample();
  workspace.open(name, text);
  return (workspace.check(name)?.findings ?? []).map(
    ({ range: { start }, severity, message }) => `${start.line + 1}:${start.character + 1} ${severity} ${message}`,
  );
}

test('a full configuration is clean', () => {
  const text = [
    '# What we agreed on',
    '$schema: ./schema.json',
    'extends: strict',
    'rulesVersion: 0.10',
    'rules:',
    '  image-tag-unpinned: { level: error, tag: "1" }',
    '  sudo-used: off',
    '  secret-in-env: on',
    'overrides:',
    '  - files: [dev/**]',
    '    rules: { sudo-used: hint }',
    'ignore: [vendor]',
    'foreign: false',
    '',
  ].join('\n');
  deepEqual(messages(text), []);
  deepEqual(messages('{"extends": "none", "rules": {"sudo-used": "error"}}', '/app/.seaworthy.json'), []);
  deepEqual(messages(''), []);
  deepEqual(messages('# nothing yet\n'), []);
});

test('every fault has its place and, where there is one, the nearest right name', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['rule: {}\n', ['1:1 error There is no key "rule"; the nearest is "rules"']],
    ['rules:\n  sudo-usd: off\n', ['2:3 error There is no rule "sudo-usd"; the nearest is "sudo-used"']],
    ['rules:\n  hadolint: off\n', ['2:3 error There is no rule "hadolint"']],
    ['rules:\n  sudo-used: of\n', [`2:14 error "of": expected ${levels}`]],
    ['rules:\n  sudo-used: 3\n', [`2:14 error "3": expected ${levels}`]],
    ['rules: [sudo-used]\n', ['1:8 error Expected a mapping']],
    ['rules:\n  image-tag-unpinned: { tags: "1" }\n', ['2:25 error There is no option "tags"; the nearest is "tag"']],
    ['rules:\n  image-tag-unpinned: { tag: 1 }\n', ['2:30 error "tag": expected a string']],
    ['extends: all\n', ['1:10 error "all": expected recommended, strict, none, or a local file such as ./team.yaml']],
    ['rulesVersion: latest\n', ['1:15 error "latest": expected a version such as "0.1"']],
    ['rulesVersion: 0.0\nrule: {}\n', ['2:1 error There is no key "rule"; the nearest is "rules"']],
    ['rulesVersion: 1\n', ['1:15 error "1": expected a version such as "0.1"']],
    ['foreign: maybe\n', ['1:10 error Expected true or false']],
    ['ignore: { a: b }\n', ['1:9 error Expected a list of strings']],
    ['overrides:\n  - file: a\n', ['2:5 error There is no key "file"; the nearest is "files"']],
    ['foreign: true\nforeign: false\n', ['2:1 error Key "foreign" stands here a second time']],
    ['rules:\n  sudo-used: off\n  sudo-used: error\n', ['3:3 error Key "sudo-used" stands here a second time']],
    ['- a\n', ['1:1 error Expected a mapping']],
  ];
  for (const [text, expected] of cases) deepEqual({ text, found: messages(text) }, { text, found: expected });
});

const levels = 'a level (off, on, error, warning, info, hint) or a mapping with level and options';

test('a syntax error is a finding, and what can be read still holds', () => {
  const workspace = createSample();
  workspace.open(path, 'rules:\n  image-tag-unpinned: off\nignore: "a\n');
  deepEqual(
    workspace.check(path)?.findings.map(({ rule, severity }) => [rule, severity]),
    [['config-invalid', 'error']],
  );
  workspace.open('/app/compose.yaml', 'services:\n  a:\n    image: nginx\n');
  deepEqual(listFindings(workspace, '/app/compose.yaml'), []);
});

test('faults are told under every preset, and the fix writes the nearest name', () => {
  const workspace = createSample();
  workspace.open(path, 'extends: none\nrules:\n  sudo-usd: error\n');
  deepEqual(
    workspace.fixes(path).map(({ title, safety, edits }) => [title, safety, edits]),
    [['Write "sudo-used"', 'unsafe', [{ span: { start: 23, end: 31 }, text: 'sudo-used' }]]],
  );
});

test('globs match as in .gitignore: a bare name anywhere, a folder with all below it, dot files too', () => {
  const matches = (glob: string, ...paths: readonly string[]): readonly boolean[] => paths.map(createMatcher([glob]));
  deepEqual(matches('vendor', 'vendor/a/Dockerfile', 'x/vendor/Dockerfile', 'vendored/Dockerfile'), [
    true,
    true,
    false,
  ]);
  deepEqual(matches('/vendor/', 'vendor/a', 'x/vendor/a'), [true, false]);
  deepEqual(matches('dev/**', 'dev/a/b.yaml', 'dev.yaml'), [true, false]);
  deepEqual(matches('*.dev.yaml', 'compose.dev.yaml', 'a/.hidden/compose.dev.yaml', 'a.yaml'), [true, true, false]);
  deepEqual(matches('{a,b}/*.yaml', 'a/x.yaml', 'b/x.yaml', 'c/x.yaml'), [true, true, false]);
});

test('a glob behind an exclamation mark takes back what those before it mean', () => {
  const ignored = createMatcher(['vendor', '!vendor/ours', 'vendor/ours/old', '!']);
  deepEqual(
    ['vendor/a', 'vendor/ours/a', 'vendor/ours/old/a', 'b'].map((one) => ignored(one)),
    [true, false, true, false],
  );
  deepEqual(['a', 'b'].map(createMatcher(['!a'])), [false, false], 'as in .gitignore, there is nothing to take back');
});

test('a registry is a host with what may follow it, and no glob is empty', () => {
  const registry = 'expected a host such as registry.example.com, or a host with the beginning of a path';
  const of = (entry: string) => messages(`images: { trusted: ["${entry}"] }\n`);
  for (const entry of ['ghcr.io', '*.example.com', 'localhost:5000/team', 'docker.io/library', '{a,b}.example.com'])
    deepEqual(of(entry), []);
  for (const entry of ['https://ghcr.io', 'ghcr.io/team/app:1', 'docker.io/a@sha256:0'])
    deepEqual(of(entry), [`1:21 error "${entry}": ${registry}`]);
  deepEqual(messages('ignore: [""]\n'), [
    '1:10 error Expected a glob of 1 to 300 characters, without parentheses and with few wildcards',
  ]);
});

test('a glob that may be used is quick over any path', () => {
  const widest = ['*a*a*ab', '**/*a/**/a*/**/*ab', '**/a/**/a/**/a/**/ab', `${'{a,aa}'.repeat(20)}b`];
  deepEqual(
    widest.map(isTooWide),
    widest.map(() => false),
  );
  const paths = ['a'.repeat(255), 'a'.repeat(100_000), 'a/'.repeat(50_000), 'aaaa/'.repeat(60), 'aa'.repeat(20)];
  const began = process.cpuUsage().user;
  for (const glob of widest) for (const path of paths) equal(createMatcher([glob])(path), false);
  const seconds = (process.cpuUsage().user - began) / 1e6;
  ok(seconds < 10, `${seconds} s`);
});

test('a glob that would be slow is refused, not run', () => {
  const slow = ['*a'.repeat(20), 'a'.repeat(400), '*a*a*a*a*a*a*a*ab', '(a+)+b', '[a]+[a]+[a]+b', '{a,aa}'.repeat(30)];
  deepEqual(
    slow.map(isTooWide),
    slow.map(() => true),
  );
  const usual = ['**/k8s/**/*.{yaml,yml}', '**/*test*/**/*.yml', '{dev,test}/**', '*-db-*', 'a+b/[ab]*.yml'];
  deepEqual(
    usual.map(isTooWide),
    usual.map(() => false),
  );
  deepEqual(messages(`ignore: ["${'*a'.repeat(20)}"]\n`), [
    `1:10 error "${'*a'.repeat(20)}": expected a glob of 1 to 300 characters, without parentheses and with few wildcards`,
  ]);
});
