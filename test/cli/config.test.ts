import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { json, named, project, run, unpinned } from './harness.js';

test('a base beside, above and below the working folder is read, up to the root of the repository', async () => {
  const folder = project({
    'conf/team.yaml': 'extends: ../deep/er/base.json\n',
    'deep/er/base.json': '{"rules": {"image-tag-unpinned": "error"}}',
    'app/.seaworthy.yaml': 'extends: ../conf/team.yaml\n',
    'app/compose.yaml': unpinned,
  });
  equal((await run(join(folder, 'app'), ['check'])).code, 1);
  deepEqual(named((await json(folder)).report), ['app/compose.yaml image-tag-unpinned']);
});

test('a base outside of the repository is not read, whether by its path or through a link', async () => {
  const outside = project({ 'team.yaml': 'rules: { image-tag-unpinned: off }\n' });
  const folder = project({ 'compose.yaml': unpinned });
  symlinkSync(join(outside, 'team.yaml'), join(folder, 'linked.yaml'));
  for (const base of [join(outside, 'team.yaml'), './linked.yaml']) {
    writeFileSync(join(folder, '.seaworthy.yaml'), `extends: ${base}\n`);
    const { code, report, err } = await json(folder);
    deepEqual([code, named(report)], [2, ['.seaworthy.yaml config-invalid']]);
    match(err, /configuration is broken/);
  }
});

test('a configuration that was named on the command line may build upon files that lie with it', async () => {
  const policy = project({
    'ci.yaml': 'extends: ./base.yaml\n',
    'base.yaml': 'rules: { image-tag-unpinned: error }\n',
  });
  const folder = project({ 'compose.yaml': unpinned });
  equal((await run(folder, ['check', '--config', join(policy, 'ci.yaml')])).code, 1);
});

test('a configuration that is no text, or too large, ends the run and is named', async () => {
  const folder = project({ 'compose.yaml': unpinned });
  for (const bytes of [Buffer.from([0x66, 0xff, 0xfe, 0x00]), Buffer.from(`# ${'x'.repeat(2 ** 21)}\n`)]) {
    writeFileSync(join(folder, '.seaworthy.yaml'), bytes);
    const { code, report, err } = await json(folder);
    deepEqual([code, report.unchecked.map(({ path }) => path)], [2, ['.seaworthy.yaml']]);
    match(err, /^\.seaworthy\.yaml: not checked: \S/m);
  }
});

test('a base that is missing, circular, broken or no text ends the run with its place', async () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['./none.yaml', ['.seaworthy.yaml config-invalid']],
    ['./.seaworthy.yaml', ['.seaworthy.yaml config-invalid']],
    ['./circle.yaml', ['.seaworthy.yaml config-invalid', 'circle.yaml config-invalid']],
    ['./broken.yaml', ['.seaworthy.yaml config-invalid', 'broken.yaml config-invalid']],
    ['./folder.yaml', ['.seaworthy.yaml config-invalid']],
    ['./binary.yaml', ['.seaworthy.yaml config-invalid']],
  ];
  for (const [base, expected] of cases) {
    const folder = project({
      '.seaworthy.yaml': `extends: ${base}\n`,
      'circle.yaml': 'extends: ./.seaworthy.yaml\n',
      'broken.yaml': 'rule: {}\n',
      'binary.yaml': 'a\0b',
      'compose.yaml': unpinned,
    });
    mkdirSync(join(folder, 'folder.yaml'));
    const { code, report } = await json(folder);
    deepEqual({ base, code, found: named(report) }, { base, code: 2, found: expected });
  }
});

test('a base is a configuration and not a file to be checked', async () => {
  const folder = project({
    '.seaworthy.yaml': 'extends: ./prometheus.yml\n',
    'prometheus.yml': 'rules: { image-tag-unpinned: off }\n',
    'compose.yaml': unpinned,
  });
  const { out } = await run(folder, ['check', '--list-files']);
  equal(out, 'compose.yaml\tcompose\n');
});
