import { deepEqual, equal, match } from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { json, leaking, named, project, run, unpinned } from './harness.js';
import { changed, changedByGit, commit, git, repository, withoutGit, write } from './repository.js';
import { times, until, watching } from './watching.js';

const options = { skip: withoutGit };
const service = (name: string): string => `services:\n  ${name}:\n    image: ${name}\n`;
const folders = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`${name}/compose.yaml`, service(name)]));

/** A branch that has parted from `main`, which went on, with changes of every kind. */
function branched(): string {
  const folder = repository({
    ...folders('same', 'on-main', 'committed', 'staged', 'edited', 'gone', 'old-name', 'back', 'touched'),
    '.gitignore': 'ignored\n',
  });
  git(folder, 'checkout', '-q', '-b', 'feature');
  git(folder, 'checkout', '-q', 'main');
  commit(folder, { 'on-main/compose.yaml': unpinned });
  git(folder, 'checkout', '-q', 'feature');
  commit(folder, { 'committed/compose.yaml': unpinned, 'back/compose.yaml': unpinned });
  write(folder, { 'staged/compose.yaml': unpinned, 'added/compose.yaml': unpinned });
  git(folder, 'add', '-A');
  git(folder, 'mv', 'old-name', 'new-name');
  write(folder, {
    'edited/compose.yaml': unpinned,
    'untracked/compose.yaml': unpinned,
    'ignored/compose.yaml': unpinned,
    'excluded/compose.yaml': unpinned,
    'back/compose.yaml': service('back'),
  });
  appendFileSync(join(folder, '.git/info/exclude'), 'excluded\n');
  rmSync(join(folder, 'gone'), { recursive: true });
  utimesSync(join(folder, 'touched/compose.yaml'), 1, 1);
  return folder;
}

test('--changed-since lists what Git says has changed, is new and is there', options, async () => {
  const folder = branched();
  const wanted = ['added', 'committed', 'edited', 'new-name', 'staged', 'untracked'];
  deepEqual(
    await changed(folder, 'main'),
    wanted.map((name) => `${name}/compose.yaml`),
  );
  deepEqual(await changed(folder, 'main'), changedByGit(folder, 'main'));
  deepEqual(await changed(join(folder, 'edited'), 'main'), ['compose.yaml'], 'from a folder of it');
  deepEqual(await changed(folder, 'HEAD'), changedByGit(folder, 'HEAD'));
});

test('revisions are named as in Git', options, async () => {
  const folder = repository(folders('a', 'b', 'c'));
  git(folder, 'tag', 'light');
  commit(folder, { 'a/compose.yaml': unpinned });
  git(folder, 'tag', '-a', 'v1.0', '-m', 'one');
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  git(folder, 'branch', 'team/one', 'HEAD~1');
  commit(folder, { 'b/compose.yaml': unpinned });
  const first = git(folder, 'rev-parse', 'light');
  const names = ['light', 'v1.0', 'v1.0^{commit}', 'v1.0^{}', 'v1.0~1', 'origin/main', 'refs/tags/light', 'team/one'];
  const relative = ['HEAD', '@', 'HEAD~2', 'HEAD^', 'HEAD^^', '@~1^', 'HEAD^0', 'main~', first, first.slice(0, 7)];
  const check = async (): Promise<void> => {
    for (const name of [...names, ...relative])
      deepEqual(await changed(folder, name), changedByGit(folder, name), name);
  };
  await check();
  git(folder, 'gc', '-q');
  await check();
  deepEqual(await changed(folder, 'light'), ['a/compose.yaml', 'b/compose.yaml']);
  const clone = join(folder, 'clone');
  git(folder, 'clone', '-q', '.', 'clone');
  git(clone, 'fetch', '-q', 'origin', 'team/one');
  deepEqual(await changed(clone, 'FETCH_HEAD'), ['a/compose.yaml', 'b/compose.yaml']);
});

test('the merge base is that of Git, with merges both ways', options, async () => {
  const folder = repository(folders('a', 'b', 'c', 'd'));
  git(folder, 'branch', 'side');
  commit(folder, { 'a/compose.yaml': unpinned });
  git(folder, 'checkout', '-q', 'side');
  commit(folder, { 'b/compose.yaml': unpinned });
  git(folder, 'merge', '-q', '-m', 'merge', 'main');
  commit(folder, { 'c/compose.yaml': unpinned });
  git(folder, 'checkout', '-q', 'main');
  commit(folder, { 'd/compose.yaml': unpinned });
  deepEqual(await changed(folder, 'side'), ['d/compose.yaml']);
  git(folder, 'merge', '-q', '-m', 'merge', 'side~1');
  for (const revision of ['side', 'side~1', 'side^', 'HEAD^2'])
    deepEqual(await changed(folder, revision), changedByGit(folder, revision), revision);
});

test('linked work trees, submodules, borrowed objects and every form of index are read', options, async () => {
  const folder = repository(folders('a', 'b'));
  commit(folder, { 'a/compose.yaml': unpinned });
  git(folder, 'worktree', 'add', '-q', 'linked', '-b', 'linked', 'HEAD~1');
  const linked = join(folder, 'linked');
  write(linked, { 'b/compose.yaml': unpinned });
  deepEqual(await changed(linked, 'main'), ['b/compose.yaml']);

  const shared = join(folder, 'shared');
  git(folder, 'clone', '-q', '--shared', '.', 'shared');
  write(shared, { 'b/compose.yaml': unpinned });
  deepEqual(await changed(shared, 'HEAD~1'), ['a/compose.yaml', 'b/compose.yaml']);

  const outer = repository(folders('a'));
  git(outer, 'submodule', '--quiet', 'add', folder, 'inner');
  commit(outer);
  write(outer, { 'inner/b/compose.yaml': unpinned, 'a/compose.yaml': unpinned });
  deepEqual(await changed(join(outer, 'inner'), 'origin/main'), ['b/compose.yaml']);
  const { out, err } = await run(outer, ['check', '--changed-since', 'HEAD', '--list-files']);
  equal(out, 'a/compose.yaml\tcompose\n');
  match(err, /^Not compared and not reported, .*: 2\n/);

  for (const change of [
    ['update-index', '--index-version', '4'],
    ['update-index', '--index-version', '2'],
    ['update-index', '--split-index'],
  ]) {
    git(folder, ...change);
    write(folder, { 'a/compose.yaml': service('a'), 'c/compose.yaml': unpinned });
    deepEqual(await changed(folder, 'HEAD', 'a', 'b', 'c'), ['a/compose.yaml', 'c/compose.yaml'], change.join(' '));
  }
});

test(
  'a change in the moment of a commit, of the same size, is seen; other ends of lines are none',
  options,
  async () => {
    for (let round = 0; round < 5; round++) {
      const folder = repository({ 'compose.yaml': 'services: { a: { image: "x:1" } }\n' });
      writeFileSync(join(folder, 'compose.yaml'), 'services: { a: { image: "x:2" } }\n');
      deepEqual(await changed(folder, 'HEAD'), ['compose.yaml']);
    }
    const folder = repository(folders('a', 'b'));
    write(folder, { 'a/compose.yaml': service('a').replaceAll('\n', '\r\n') });
    deepEqual(await changed(folder, 'HEAD'), []);
  },
);

test('with --changed-since the other options hold for what has changed', options, async () => {
  const folder = repository({ ...folders('a', 'b'), '.seaworthy.yaml': 'rules: { image-tag-unpinned: error }\n' });
  const argv = ['--baseline', 'known.json', '--update-baseline'];
  await run(folder, ['check', ...argv]);
  const known = readFileSync(join(folder, 'known.json'), 'utf8');
  commit(folder);
  write(folder, { 'b/compose.yaml': `${service('b')}# more\n`, ...folders('c', 'd') });

  const since = ['--changed-since', 'HEAD'];
  const { report, code } = await json(folder, since);
  deepEqual([code, named(report)], [1, ['b', 'c', 'd'].map((name) => `${name}/compose.yaml image-tag-unpinned`)]);
  deepEqual(named((await json(folder, [...since, '--baseline', 'known.json'])).report).length, 2);
  await run(folder, ['check', ...since, ...argv]);
  equal(readFileSync(join(folder, 'known.json'), 'utf8'), known, 'what was not looked at stays known');

  const parts = await Promise.all(['1/2', '2/2'].map((part) => changed(folder, 'HEAD', '--shard', part)));
  deepEqual(parts.flat().sort(), await changed(folder, 'HEAD'));
  writeFileSync(join(folder, 'list'), 'a/compose.yaml\nc/compose.yaml\n');
  deepEqual(await changed(folder, 'HEAD', '--files-from', 'list'), ['c/compose.yaml']);

  const fixed = await run(folder, ['check', ...since, '--fix']);
  match(fixed.err, /Fixes applied: 3, files written: 3/);
  equal(readFileSync(join(folder, 'a/compose.yaml'), 'utf8'), service('a'));

  commit(folder);
  const none = await run(folder, ['check', ...since]);
  equal(none.code, 0);
  match(none.err, /No file of a known format has changed since HEAD\n/);
  equal((await run(folder, ['check', ...since, '--stdin', '--stdin-filename', 'a.yaml'])).code, 2);
  equal((await run(folder, ['check', ...since, '--print-config', 'a/compose.yaml'])).code, 2);
});

test('what has not changed is context', options, async () => {
  const folder = repository({ ...folders('a', 'b'), '.seaworthy.yaml': 'extends: strict\n' });
  write(folder, { 'a/compose.yaml': `${service('a')}# more\n` });
  // It would be told if the other file were not there.
  const { report } = await json(folder, ['--changed-since', 'HEAD']);
  deepEqual(
    named(report).filter((each) => each.endsWith('workload-alone')),
    [],
  );
  rmSync(join(folder, 'b'), { recursive: true });
  const alone = await json(folder, ['--changed-since', 'HEAD']);
  deepEqual(
    named(alone.report).filter((each) => each.endsWith('workload-alone')),
    ['a/compose.yaml workload-alone'],
  );
});

test('--watch compares anew at every change', options, async () => {
  const folder = repository(folders('a', 'b'));
  const body = async (err: () => string, out: () => string): Promise<void> => {
    await until(() => times(err()) === 1);
    equal(out().includes('compose.yaml'), false);
    write(folder, { 'b/compose.yaml': leaking });
    await until(() => out().includes('secret-in-env'));
    equal(out().includes('a/compose.yaml'), false);
  };
  equal((await watching(folder, body, ['--changed-since', 'HEAD'])).code, 0);
});

test('what cannot be compared is one message, in both languages, and wrong use', options, async () => {
  const refused = async (cwd: string, revision: string): Promise<readonly string[]> => {
    const said: string[] = [];
    for (const locale of ['en', 'ru']) {
      const { code, out, err } = await run(cwd, ['check', '--changed-since', revision, '--locale', locale]);
      deepEqual([code, out], [2, ''], err);
      equal(err.split('\n').length, 2, err);
      said.push(err.trimEnd().replaceAll(cwd, '…'));
    }
    return said;
  };
  const none = project({ 'compose.yaml': unpinned });
  deepEqual(await refused(none, 'main'), [
    'seaworthy: …: no Git repository there or above; --changed-since compares with one',
    'seaworthy: …: ни здесь, ни выше нет репозитория Git, а --changed-since сравнивает с ним',
  ]);
  const folder = repository(folders('a'));
  for (const name of ['mian', 'HEAD~9', 'HEAD^2', 'HEAD:a', '@{upstream}', '../../HEAD', 'config', '', 'abcdef1']) {
    const [english, russian] = await refused(folder, name);
    equal(
      english,
      `seaworthy: "${name}": the repository holds no such commit; a branch, a tag or a hash is understood, with ~ or ^ behind it`,
    );
    match(russian ?? '', /такого коммита в репозитории нет/);
  }
  match((await refused(folder, git(folder, 'rev-parse', 'HEAD:a')))[0] ?? '', /holds no such commit/);
  git(folder, 'checkout', '-q', '--orphan', 'other');
  match((await refused(folder, 'HEAD'))[0] ?? '', /"HEAD": the repository holds no such commit/);
  commit(folder);
  deepEqual(await refused(folder, 'main'), [
    'seaworthy: main and HEAD have no common commit',
    'seaworthy: У main и HEAD нет общего коммита',
  ]);
});

test('a shallow clone is compared as far as it reaches, and says when it does not', options, async () => {
  const folder = repository(folders('a', 'b'));
  git(folder, 'branch', 'side');
  commit(folder, { 'a/compose.yaml': unpinned });
  git(folder, 'checkout', '-q', 'side');
  commit(folder, { 'b/compose.yaml': unpinned });
  const clone = join(project({}), 'clone');
  git(folder, 'clone', '-q', '--depth=1', '--no-single-branch', `file://${folder}`, clone);
  const { code, err } = await run(clone, ['check', '--changed-since', 'origin/main']);
  equal(code, 2);
  match(err, /The clone is shallow and does not reach back to where origin\/main and HEAD part/);
  git(clone, 'fetch', '-q', '--unshallow');
  deepEqual(await changed(clone, 'origin/main'), ['b/compose.yaml']);

  git(folder, 'config', 'uploadpack.allowFilter', 'true');
  const partial = join(project({}), 'clone');
  git(folder, 'clone', '-q', '--filter=blob:none', `file://${folder}`, partial);
  match(git(partial, 'rev-list', '--objects', '--all', '--missing=print'), /^\?/m, 'it lacks something');
  deepEqual(await changed(partial, 'origin/main'), ['b/compose.yaml']);
});

test('other formats of repositories and damaged ones are named', options, async () => {
  const told = async (damage: (folder: string) => void): Promise<string> => {
    const folder = repository(folders('a'));
    git(folder, 'gc', '-q');
    damage(folder);
    const { code, err } = await run(folder, ['check', '--changed-since', 'HEAD']);
    equal(code, 2, err);
    equal(err.split('\n').length, 2, err);
    return err.trimEnd();
  };
  const with256 = project(folders('a'));
  rmSync(join(with256, '.git'), { recursive: true });
  git(with256, 'init', '-q', '--object-format=sha256');
  const { code, err } = await run(with256, ['check', '--changed-since', 'HEAD']);
  deepEqual(
    [code, err],
    [2, 'seaworthy: The repository is of a format that is not read here: extensions.objectFormat = sha256\n'],
  );
  equal(
    await told((folder) => appendFileSync(join(folder, '.git/config'), '[extensions]\n\trefStorage = reftable\n')),
    'seaworthy: The repository is of a format that is not read here: extensions.refStorage = reftable',
  );
  match(
    await told((folder) => {
      const pack = git(folder, 'rev-parse', '--git-path', 'objects/pack');
      rmSync(join(folder, pack), { recursive: true });
      mkdirSync(join(folder, pack));
    }),
    /^seaworthy: "HEAD": the repository holds no such commit/,
  );
  match(
    await told((folder) => renameSync(join(folder, '.git/HEAD'), join(folder, '.git/HEAD-away'))),
    /: no Git repository there or above/,
  );
});
