import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { findConfigAbove, isLeftOut, slashed, type Walk, walk } from '../../../server/host/walk.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-walk-')));
after(() => rmSync(root, { recursive: true, force: true }));

const withoutPipes = process.platform === 'win32' ? 'there are no pipes in folders there' : false;

/** A repository with files of these names; a text where it matters. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'r-'));
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const below = (folder: string, path: string): string => path.slice(slashed(folder).length + 1);

async function found(folder: string, options: Partial<Walk> = {}): Promise<readonly string[]> {
  const { files } = await walk({ root: folder, ...options });
  return files.map((path) => below(folder, path));
}

test('files that may be ours are found in order, also those whose names begin with a dot', async () => {
  const folder = repository({
    'b/compose.yaml': '',
    'a/Dockerfile': '',
    'a/server.js': '',
    '.seaworthy.yaml': '',
    '.deploy/web.Dockerfile': '',
  });
  deepEqual(await found(folder), ['.deploy/web.Dockerfile', '.seaworthy.yaml', 'a/Dockerfile', 'b/compose.yaml']);
});

test('folders that others wrote are never opened', async () => {
  const folder = repository({
    'node_modules/left-pad/Dockerfile': '',
    '.git/hooks/compose.yaml': '',
    'go/go.mod': '',
    'go/vendor/docker/Dockerfile': '',
    'vendor/Dockerfile': '',
  });
  deepEqual(await found(folder), ['vendor/Dockerfile'], 'vendor holds dependencies only beside their manifest');
});

test('the innermost .gitignore has the last word, those above the root count too', async () => {
  const folder = repository({
    '.gitignore': 'build/\n*.local.yaml\n',
    'compose.yaml': '',
    'compose.local.yaml': '',
    'build/Dockerfile': '',
    'shop/.gitignore': '!keep.local.yaml\n/drafts\n',
    'shop/keep.local.yaml': '',
    'shop/other.local.yaml': '',
    'shop/drafts/compose.yaml': '',
    'shop/api/drafts/compose.yaml': '',
  });
  const shop = ['shop/api/drafts/compose.yaml', 'shop/keep.local.yaml'];
  deepEqual(await found(folder), ['compose.yaml', ...shop]);
  deepEqual(
    await found(join(folder, 'shop')),
    shop.map((path) => path.slice('shop/'.length)),
  );
  equal((await found(folder, { gitignore: false })).length, 7);
});

test('a .gitignore outside the repository does not count', async () => {
  const outer = repository({ '.gitignore': '*\n', 'inner/.git/HEAD': '', 'inner/Dockerfile': '' });
  deepEqual(await found(join(outer, 'inner')), ['Dockerfile']);
});

test('links are not followed, so a loop ends and nothing outside is read', async () => {
  const folder = repository({ 'a/Dockerfile': '' });
  const outside = repository({ 'compose.yaml': '' });
  symlinkSync(folder, join(folder, 'a', 'loop'));
  symlinkSync(join(outside, 'compose.yaml'), join(folder, 'compose.yaml'));
  deepEqual(await found(folder), ['a/Dockerfile']);
});

test('configurations that are links to files are found on request, and are no way to a folder', async () => {
  const folder = repository({
    '.gitignore': 'c/\n',
    'team.yaml': '',
    'c/Dockerfile': '',
    'd/.gitignore': '.seaworthy.yaml\n',
  });
  mkdirSync(join(folder, 'b'));
  symlinkSync('team.yaml', join(folder, '.seaworthy.yaml'));
  symlinkSync('team.yaml', join(folder, 'compose.yaml'));
  symlinkSync('/dev/null', join(folder, 'b', '.seaworthy.yaml'));
  symlinkSync('absent', join(folder, 'b', '.seaworthy.yml'));
  symlinkSync('..', join(folder, 'b', '.seaworthy.json'));
  for (const ignored of ['c', 'd']) symlinkSync('../team.yaml', join(folder, ignored, '.seaworthy.yaml'));
  deepEqual(await found(folder), ['team.yaml']);
  deepEqual(await found(folder, { linkedConfigs: true }), ['.seaworthy.yaml', 'team.yaml']);
});

test('a .gitignore that is a link or a pipe holds nobody up, and names nothing', { skip: withoutPipes }, async () => {
  const folder = repository({ list: 'Dockerfile\n', 'a/Dockerfile': '', 'b/Dockerfile': '', 'c/Dockerfile': '' });
  symlinkSync('../list', join(folder, 'a', '.gitignore'));
  symlinkSync('/dev/zero', join(folder, 'b', '.gitignore'));
  // Whoever opens a pipe waits for a writer.
  execFileSync('mkfifo', [join(folder, 'c', '.gitignore')]);
  deepEqual(await found(folder), ['a/Dockerfile', 'b/Dockerfile', 'c/Dockerfile']);
  equal(isLeftOut(slashed(join(folder, 'c', 'api.env'))), false);
});

test('a line of a .gitignore that would take long, or that is none, names nothing', async () => {
  const folder = repository({
    '.gitignore': `${'*a'.repeat(9)}b\n${'**/a*/'.repeat(6)}b\n${'a'.repeat(100_000)}\n[\n*(copy).yaml\nout/\n`,
    [`${'a'.repeat(200)}/Dockerfile`]: '',
    [`${'aaaa/'.repeat(60)}Dockerfile`]: '',
    [`${'b/'.repeat(70)}out/Dockerfile`]: '',
    'out/Dockerfile': '',
    'compose (copy).yaml': '',
  });
  const began = process.cpuUsage().user;
  equal((await found(folder)).length, 3);
  const seconds = (process.cpuUsage().user - began) / 1e6;
  ok(seconds < 5, `${seconds} s`);
});

test('a limit cuts the list and says so', async () => {
  const folder = repository({ 'a/Dockerfile': '', 'b/Dockerfile': '', 'c/Dockerfile': '' });
  const { files, truncated } = await walk({ root: folder, limit: 2 });
  deepEqual([files.length, truncated], [2, true]);
  equal((await walk({ root: folder, limit: 3 })).truncated, false);
});

test('a folder that is not there is named as unreadable', async () => {
  const { files, unreadable } = await walk({ root: join(root, 'absent') });
  deepEqual([files, unreadable], [[], [`${slashed(root)}/absent/`]]);
});

test('names with blanks and brackets are names, not patterns', async () => {
  const folder = repository({ 'shop [old] (1)/Dockerfile': '', 'a b/compose.yaml': '' });
  deepEqual(await found(folder), ['a b/compose.yaml', 'shop [old] (1)/Dockerfile']);
  deepEqual(await found(join(folder, 'shop [old] (1)')), ['Dockerfile']);
});

test('the nearest configuration above a folder holds, up to the root of the repository', () => {
  const folder = repository({ '.seaworthy.yaml': '', 'shop/.seaworthy.json': '', 'shop/api/Dockerfile': '' });
  equal(findConfigAbove(join(folder, 'shop', 'api')), slashed(join(folder, 'shop', '.seaworthy.json')));
  equal(findConfigAbove(join(folder, 'shop')), slashed(join(folder, '.seaworthy.yaml')));
  equal(findConfigAbove(folder), undefined, 'its own is not above it');
});

test('version control leaves out what a .gitignore on the way up or the repository itself names', () => {
  const folder = repository({
    '.gitignore': '*.env\n/secrets/\n',
    '.git/info/exclude': 'mine.txt\n',
    'shop/.gitignore': '!public.env\n',
  });
  const asked = [
    'api.env',
    'shop/public.env',
    'shop/api.env',
    'secrets/db/password',
    'shop/secrets/x',
    'shop/mine.txt',
  ];
  deepEqual(
    asked.map((path) => isLeftOut(slashed(join(folder, path)))),
    [true, false, true, true, false, true],
  );
  equal(isLeftOut(`${slashed(root)}/api.env`), undefined, 'outside of a repository nobody knows');
  rmSync(join(folder, '.git'), { recursive: true });
  writeFileSync(join(folder, '.git'), 'gitdir: ../elsewhere\n');
  equal(isLeftOut(slashed(join(folder, 'api.env'))), true, 'in a linked work tree as well');
});
