import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Workspace } from '../../../core/workspace.js';
import { createSample, listFindings } from '../engine/samples.js';

const compose = 'services:\n  web:\n    image: nginx\n';

type Files = Readonly<Record<string, string>>;

/** Opens files in the order given and hands in what is asked for, as a host does; what is nowhere is absent. */
function openAll(files: Files, rest: Files = {}, workspace = createSample()): Workspace {
  for (const [path, text] of Object.entries(files)) workspace.open(path, text);
  const asked = new Set<string>();
  for (;;) {
    const missing = workspace.missing().filter((path) => !asked.has(path));
    if (missing.length === 0) return workspace;
    for (const path of missing) {
      asked.add(path);
      const text = rest[path] ?? files[path];
      if (text === undefined) workspace.absent(path);
      else workspace.open(path, text, { context: true });
    }
  }
}

/** The level of the one finding in a Compose file. */
function level(workspace: Workspace, path = '/app/compose.yaml'): string {
  workspace.open(path, compose);
  const report = workspace.check(path);
  return report === undefined ? 'ignored' : (report.findings[0]?.severity ?? 'none');
}

function faults(workspace: Workspace, path = '/app/.seaworthy.yaml'): readonly string[] {
  return (workspace.check(path)?.findings ?? []).map(
    ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
  );
}

const tag = (value: string): string => `rules: { image-tag-unpinned: ${value} }\n`;

test('a local file is built upon, and own entries speak last', () => {
  const rest = { '/app/team.yaml': tag('hint') };
  equal(level(openAll({ '/app/.seaworthy.yaml': 'extends: ./team.yaml\n' }, rest)), 'hint');
  equal(level(openAll({ '/app/.seaworthy.yaml': `extends: ./team.yaml\n${tag('error')}` }, rest)), 'error');
});

test('of several bases the later one wins, wherever the base itself stands', () => {
  const rest = { '/app/a.yaml': tag('hint'), '/conf/b.yaml': tag('info') };
  equal(level(openAll({ '/app/.seaworthy.yaml': 'extends: [./a.yaml, ../conf/b.yaml]\n' }, rest)), 'info');
  equal(level(openAll({ '/app/.seaworthy.yaml': 'extends: [../conf/b.yaml, ./a.yaml]\n' }, rest)), 'hint');
});

test('a base that is reached twice counts where it is strongest', () => {
  const rest = {
    '/app/common.yaml': tag('hint'),
    '/app/a.yaml': `extends: ./common.yaml\n${tag('info')}`,
    '/app/b.yaml': 'extends: ./common.yaml\n',
  };
  equal(level(openAll({ '/app/.seaworthy.yaml': 'extends: [./a.yaml, ./b.yaml]\n' }, rest)), 'hint');
  equal(level(openAll({ '/app/.seaworthy.yaml': 'extends: [./b.yaml, ./a.yaml]\n' }, rest)), 'info');
});

test('the last preset that is named anywhere counts; a base that names none changes nothing', () => {
  const strict = { '/app/strict.yaml': 'extends: strict\n', '/app/plain.yaml': 'foreign: false\n' };
  const rules = (own: string): readonly string[] => {
    const workspace = openAll({ '/app/.seaworthy.yaml': own }, strict);
    workspace.open('/app/compose.yaml', 'services:\n  web:\n    image: nginx:1\n');
    return listFindings(workspace, '/app/compose.yaml').map((line) => line.split(' ')[1] ?? '');
  };
  deepEqual(rules('extends: ./strict.yaml\n'), ['workload-alone', 'image-digest-missing']);
  deepEqual(rules('extends: [strict, ./plain.yaml]\n'), ['workload-alone', 'image-digest-missing']);
  deepEqual(rules('extends: [./strict.yaml, recommended]\n'), []);
  deepEqual(rules('extends: ./plain.yaml\n'), []);
});

test('globs of a base are relative to the folder of the file that builds upon it', () => {
  const rest = { '/conf/team.yaml': `overrides:\n  - files: [dev/**]\n    ${tag('hint')}ignore: [/vendor]\n` };
  const workspace = openAll({ '/app/.seaworthy.yaml': 'extends: ../conf/team.yaml\n' }, rest);
  deepEqual(
    ['/app/dev/compose.yaml', '/app/compose.yaml', '/app/vendor/compose.yaml', '/app/dev/vendor/compose.yaml'].map(
      (path) => level(workspace, path),
    ),
    ['hint', 'warning', 'ignored', 'hint'],
  );
});

test('any order of opening and any depth give the same', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 200 }, (_, depth) => [`/app/base-${depth}.yaml`, `extends: ./base-${depth + 1}.yaml\n`]),
  );
  const files: Files = {
    ...chain,
    '/app/base-200.yaml': tag('hint'),
    '/app/.seaworthy.yaml': 'extends: ./base-0.yaml\n',
  };
  const paths = Object.keys(files);
  for (const order of [paths, [...paths].reverse()]) {
    const opened = Object.fromEntries(order.map((path) => [path, files[path] ?? '']));
    const workspace = openAll(opened);
    deepEqual([level(workspace), faults(workspace)], ['hint', []]);
  }
});

test('a lattice of bases is read in no time', () => {
  const files: Record<string, string> = { '/app/.seaworthy.yaml': 'extends: [./a0.yaml, ./b0.yaml]\n' };
  for (let depth = 0; depth < 40; depth++) {
    const next = `extends: [./a${depth + 1}.yaml, ./b${depth + 1}.yaml]\n`;
    files[`/app/a${depth}.yaml`] = next;
    files[`/app/b${depth}.yaml`] = next;
  }
  files['/app/a40.yaml'] = tag('hint');
  files['/app/b40.yaml'] = tag('info');
  equal(level(openAll(files)), 'info');
});

test('a circle is told in each of its files, ends, and does not touch who merely leads into it', () => {
  const workspace = openAll({
    '/app/.seaworthy.yaml': `extends: ./a.yaml\n${tag('hint')}`,
    '/app/a.yaml': 'extends: ./b.yaml\n',
    '/app/b.yaml': 'extends: ./a.yaml\n',
    '/own/.seaworthy.yaml': 'extends: [strict, ./.seaworthy.yaml]\n',
  });
  equal(level(workspace), 'hint');
  deepEqual(faults(workspace), []);
  workspace.open('/app/b.yaml', 'extends: ./a.yaml\n');
  deepEqual(faults(workspace, '/app/b.yaml'), ['1:10 "./a.yaml" leads back to this file']);
  deepEqual(faults(workspace, '/own/.seaworthy.yaml'), ['1:19 "./.seaworthy.yaml" leads back to this file']);
});

test('a base that is not there is told only once somebody has looked', () => {
  const workspace = createSample();
  workspace.open('/app/.seaworthy.yaml', 'extends: ./team.yaml\n');
  deepEqual([workspace.missing(), faults(workspace)], [['/app/team.yaml'], []]);
  workspace.absent('/app/team.yaml');
  const told = ['1:10 There is no file "./team.yaml" within this workspace or repository'];
  deepEqual(faults(workspace), told);
  workspace.open('/app/team.yaml', tag('hint'));
  deepEqual([faults(workspace), level(workspace)], [[], 'hint']);
  workspace.close('/app/team.yaml');
  deepEqual([workspace.missing(), faults(workspace)], [['/app/team.yaml'], []]);
  workspace.refuse('/app/team.yaml', 'too large');
  deepEqual(faults(workspace), told);
});

test('a base with faults is told where it is named, and what can be read of it holds', () => {
  const workspace = openAll(
    { '/app/.seaworthy.yaml': 'extends: ./team.yaml\n' },
    { '/app/team.yaml': `${tag('hint')}rule: 1\n` },
  );
  deepEqual(faults(workspace), ['1:10 "./team.yaml" has faults of its own, and only a part of it holds']);
  equal(level(workspace), 'hint');
});

test('a change of a base changes what it carries at once', () => {
  const workspace = openAll({ '/app/.seaworthy.yaml': 'extends: ./team.yaml\n' }, { '/app/team.yaml': tag('hint') });
  equal(level(workspace), 'hint');
  workspace.open('/app/team.yaml', tag('error'));
  equal(workspace.check('/app/compose.yaml')?.findings[0]?.severity, 'error');
});

test('an empty base is one, and addresses and folders are none', () => {
  deepEqual(faults(openAll({ '/app/.seaworthy.yaml': 'extends: ./team.yaml\n' }, { '/app/team.yaml': '' })), []);
  const expected = 'expected recommended, strict, none, or a local file such as ./team.yaml';
  for (const written of ['https://example.com/a.yaml', 'npm:shared/a.yaml', 'strikt', './folder/'])
    deepEqual(faults(openAll({ '/app/.seaworthy.yaml': `extends: "${written}"\n` })), [
      `1:10 "${written}": ${expected}`,
    ]);
});

test('with --config the bases are beside the file, and the globs where the run is', () => {
  const workspace = openAll(
    { '/conf/ci.yaml': 'extends: ./team.yaml\n' },
    { '/conf/team.yaml': `overrides:\n  - files: [/dev]\n    ${tag('hint')}` },
    createSample({ config: { path: '/conf/ci.yaml', folder: '/app' } }),
  );
  deepEqual([level(workspace, '/app/dev/compose.yaml'), level(workspace)], ['hint', 'warning']);
});

test('a file that none builds upon any more is what it is by itself, and one that is built upon again a configuration', () => {
  const files = { '/app/.seaworthy.yaml': 'extends: ./team.yaml\n', '/app/team.yaml': tag('hint') };
  const workspace = openAll(files);
  deepEqual([workspace.paths, level(workspace)], [['/app/.seaworthy.yaml', '/app/team.yaml'], 'hint']);
  for (const change of [
    () => workspace.open('/app/.seaworthy.yaml', 'extends: recommended\n'),
    () => workspace.close('/app/.seaworthy.yaml'),
    () => workspace.refuse('/app/.seaworthy.yaml', 'unreadable'),
  ]) {
    change();
    equal(workspace.paths.includes('/app/team.yaml'), false);
    equal(level(workspace), 'warning');
    openAll(files, {}, workspace);
    equal(level(workspace), 'hint');
  }
});
