import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import restartPolicyMissing from '../../rules/compose/restart-policy-missing.js';
import { json, leaking, project, run, unpinned } from './harness.js';

test('--diff keeps control characters for a program, and hides them from a terminal', async () => {
  const folder = project({ 'compose.yaml': `# \u001b[2J\n${unpinned}` });
  const diff = async (isTerminal: boolean) => (await run(folder, ['check', '--diff'], { isTerminal })).out;
  ok((await diff(false)).includes('\n # \u001b[2J\n'));
  match(await diff(true), /^ # \ufffd\[2J$/m);
});

test('--diff prints what the fixes would change and writes nothing', async () => {
  const folder = project({ 'app/compose.yaml': `${unpinned}`, Dockerfile: 'FROM debian:12\n' });
  const { code, out } = await run(folder, ['check', '--diff']);
  deepEqual(
    [code, out.split('\n')],
    [
      1,
      [
        '--- a/app/compose.yaml',
        '+++ b/app/compose.yaml',
        '@@ -1,3 +1,3 @@',
        ' services:',
        '   web:',
        '-    image: nginx',
        '+    image: nginx:stable',
        '',
      ],
    ],
  );
  equal(readFileSync(join(folder, 'app/compose.yaml'), 'utf8'), unpinned);
  const clean = await run(folder, ['check', '--diff', 'Dockerfile']);
  deepEqual([clean.code, clean.out], [0, '']);
  equal((await run(folder, ['check', '--diff', '--fix'])).code, 2);
});

test('--max-warnings fails a run that --fail-on would pass', async () => {
  const folder = project({ 'compose.yaml': unpinned });
  const code = async (limit: string) => (await run(folder, ['check', '--max-warnings', limit])).code;
  deepEqual([await code('1'), await code('0'), await code('few')], [0, 1, 2]);
  match((await run(folder, ['check', '--max-warnings', '0'])).err, /Failed: warnings: 1, allowed: 0\n$/);
});

test('shards report each file once, know what the others hold, and merge into the report of the whole', async () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`s${index}/compose.yaml`, unpinned]));
  const folder = project({ ...files, 'broken.yaml': 'services:\n  a:\n    image: "a\n', 'compose.yaml': leaking });
  const whole = await json(folder);
  const shards = await Promise.all(['1/3', '2/3', '3/3'].map((part) => json(folder, ['--shard', part])));
  for (const { report } of shards) ok(report.files.length < whole.report.files.length);
  const paths = shards.map(({ out }, index) => {
    const path = join(folder, `report-${index}.json`);
    writeFileSync(path, out);
    return path;
  });
  const merged = await run(folder, ['merge', ...paths, '--format', 'json']);
  deepEqual([merged.code, JSON.parse(merged.out)], [whole.code, whole.report]);
  equal((await run(folder, ['check', '--shard', '4/3'])).code, 2);
});

test('merge refuses what is no report and says where', async () => {
  const folder = project({ 'a.json': '{"version":"0.1.0","files":[{}],"unchecked":[]}' });
  const { code, err } = await run(folder, ['merge', 'a.json']);
  equal(code, 2);
  match(err, /a\.json: no report of "check --format json": files\[0\]\.path: wanted a string/);
  equal((await run(folder, ['merge', 'absent.json'])).code, 2);
});

test('a baseline hides what it knows wherever it moves, and not what is new', async () => {
  const folder = project({ 'app/compose.yaml': unpinned });
  const argv = ['--baseline', 'ci/known.json', '--fail-on', 'hint'];
  mkdirSync(join(folder, 'ci'));
  equal((await run(folder, ['check', ...argv])).code, 2);
  const first = await run(folder, ['check', ...argv, '--update-baseline']);
  deepEqual(
    [first.code, first.err.split('\n').slice(0, 2)],
    [0, ['Known from the baseline ci/known.json and not shown: 1', 'ci/known.json: baseline written']],
  );
  deepEqual(JSON.parse(readFileSync(join(folder, 'ci/known.json'), 'utf8')), {
    version: 1,
    files: { '../app/compose.yaml': ['image-tag-unpinned tag nginx'] },
  });
  const moved = `# moved\n\n${unpinned}  two:\n    image: nginx\n  db:\n    image: postgres\n`;
  writeFileSync(join(folder, 'app/compose.yaml'), moved);
  const { code, report } = await json(folder, argv);
  deepEqual(
    [code, report.files.flatMap(({ findings }) => findings.map(({ message }) => message))],
    [
      1,
      [
        // Two of a kind where one was known: one is new.
        'Image "nginx"',
        'Image "postgres"',
      ],
    ],
  );
});

test('a baseline only shrinks', async () => {
  const folder = project({ 'compose.yaml': `${unpinned}  db:\n    image: postgres\n`, 'old/compose.yaml': unpinned });
  const argv = ['check', '--baseline', 'known.json', '--fail-on', 'hint'];
  const known = () => JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')).files;
  await run(folder, [...argv, '--update-baseline']);
  rmSync(join(folder, 'old'), { recursive: true });
  writeFileSync(join(folder, 'compose.yaml'), `${unpinned}  cache:\n    image: redis\n`);
  const told = await run(folder, argv);
  match(told.err, /Gone since the baseline known\.json was written: 2/);
  deepEqual(Object.keys(known()), ['compose.yaml', 'old/compose.yaml']);
  const updated = await run(folder, [...argv, '--update-baseline']);
  equal(updated.code, 1, 'the new finding still fails the run');
  deepEqual(known(), { 'compose.yaml': ['image-tag-unpinned tag nginx'] });
});

test('of a finding about several services a baseline knows each, however many there are', async () => {
  const text = (...names: readonly string[]): string =>
    `services:\n${names.map((name, at) => `  ${name}:\n    image: nginx:1.29\n    ports: ["808${at}:80"]\n`).join('')}`;
  const folder = project({ 'compose.yaml': text('a', 'b', 'c') });
  const argv = ['check', '--baseline', 'known.json', '--fail-on', 'hint', '--quiet'];
  const told = async (compose: string): Promise<readonly string[]> => {
    writeFileSync(join(folder, 'compose.yaml'), compose);
    const { out } = await run(folder, argv, {}, [restartPolicyMissing]);
    return out.match(/(?:Services|Service) .*(?= \()/g) ?? [];
  };
  await run(folder, [...argv, '--update-baseline'], {}, [restartPolicyMissing]);
  deepEqual(await told(text('a', 'b', 'c')), []);
  deepEqual(await told(text('a', 'c')), [], 'one is gone');
  deepEqual(await told(text('b')), [], 'one is left');
  const cured = text('d', 'e', 'f').slice('services:\n'.length).replaceAll('ports', 'restart: always\n    ports');
  deepEqual(await told(text('a', 'b', 'c') + cured), [], 'it is no longer nearly all');
  deepEqual(await told(text('a', 'b', 'c', 'd')), ['Services of this file have no restart policy: a, b, c, d']);
});

test('a baseline that is none, or that cannot be written, is wrong use', async () => {
  const folder = project({ 'compose.yaml': unpinned, 'known.json': '{"version":2}' });
  const none = await run(folder, ['check', '--baseline', 'known.json']);
  deepEqual([none.code, none.out], [2, '']);
  match(none.err, /known\.json: no baseline/);
  const unwritable = await run(folder, ['check', '--baseline', 'absent/known.json', '--update-baseline']);
  equal(unwritable.code, 2);
  match(unwritable.err, /absent\/known\.json: cannot be written/);
  equal((await run(folder, ['check', '--update-baseline'])).code, 2);
});
