import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { project, run } from './harness.js';

/** Why tests that ask Git itself are skipped; false where it is installed. */
export const withoutGit = spawnSync('git', ['--version']).error === undefined ? false : 'git is not installed';

let clock = 1_700_000_000;

/** Runs Git as no settings of this machine change it, a minute later than before; answers what it printed. */
export function git(cwd: string, ...argv: readonly string[]): string {
  clock += 60;
  const who = { NAME: 'A', EMAIL: 'a@example.org', DATE: `${clock} +0000` };
  const people = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const { status, stdout, stderr } = spawnSync('git', ['-c', 'protocol.file.allow=always', ...argv], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      LC_ALL: 'C',
      ...Object.fromEntries(people),
    },
  });
  if (status !== 0) throw new Error(`git ${argv.join(' ')}: ${stderr}`);
  return stdout.trim();
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A repository with these files in its first commit, on the branch `main`. */
export function repository(files: Readonly<Record<string, string>>): string {
  const folder = project(files);
  rmSync(join(folder, '.git'), { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder);
  return folder;
}

export function commit(folder: string, files: Readonly<Record<string, string>> = {}): void {
  write(folder, files);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'a change');
}

/** The files that `--changed-since` leaves over, in order. */
export async function changed(cwd: string, revision: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { code, out, err } = await run(cwd, ['check', '--changed-since', revision, '--list-files', ...argv]);
  if (code !== 0) throw new Error(err);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

/** What Git itself says has changed and is new, and is there. */
export function changedByGit(cwd: string, revision: string): readonly string[] {
  const base = git(cwd, 'merge-base', revision, 'HEAD');
  const lists = [
    git(cwd, 'diff', '-z', '--name-only', '--relative', '--diff-filter=d', base),
    git(cwd, 'ls-files', '-z', '--others', '--exclude-standard'),
  ];
  return lists
    .flatMap((list) => list.split('\0'))
    .filter((path) => path !== '')
    .sort();
}
