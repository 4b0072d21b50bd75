import { deepEqual, equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../harness/root.js';
import { project, run } from './harness.js';

// The scripts of completion in the shells they are for.

/** What is typed, and the words that are offered for it, in order. */
const expected: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['seaworthy ', [...'check completion explain help init lsp merge readiness rules'.split(' ')]],
  ['seaworthy --', ['--help', '--version']],
  ['seaworthy ch', ['check']],
  ['seaworthy check --fi', ['--files-from', '--fix']],
  ['seaworthy check --format j', ['json', 'junit']],
  ['seaworthy check --format=j', ['json', 'junit']],
  ['seaworthy check --quiet --locale ', ['en', 'ru']],
  ['seaworthy check ', ['app.yaml', 'deploy']],
  ['seaworthy check --format json a', ['app.yaml']],
  ['seaworthy check --baseline ', ['app.yaml', 'deploy']],
  ['seaworthy check --max-warnings ', []],
  ['seaworthy check --changed-since ', []],
  ['seaworthy check --hel', ['--help']],
  ['seaworthy merge check --fo', ['--format']],
  ['seaworthy init --from kube', ['kube-linter', 'kube-score']],
  ['seaworthy explain image-tag-', ['image-tag-unpinned']],
  ['seaworthy explain image-tag-unpinned image', []],
  ['seaworthy completion ', ['bash', 'fish', 'zsh']],
  ['seaworthy help me', ['merge']],
  ['seaworthy help merge m', []],
];

interface Shell {
  readonly name: 'fish' | 'zsh';
  /** Answers what is offered for each line. */
  complete(script: string, cwd: string, lines: readonly string[]): readonly (readonly string[])[];
}

function ask(command: string, argv: readonly string[], cwd: string): string {
  const env = { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm', LC_ALL: 'C.UTF-8' };
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd, env, encoding: 'utf8', timeout: 60_000 });
  deepEqual([status, stderr], [0, ''], command);
  return stdout;
}

/** The value alone, where an option stands before it in the same word; folders without their slash. */
const bare = (word: string): string => word.replace(/^--[\w-]+=/, '').replace(/\/$/, '');

const shells: readonly Shell[] = [
  {
    name: 'fish',
    complete(script, cwd, lines) {
      const code = 'source $argv[1]; for line in $argv[2..]; echo LINE; complete -C $line; end';
      const said = ask('fish', ['--no-config', '-c', code, script, ...lines], cwd);
      return said
        .split('LINE\n')
        .slice(1)
        .map((words) => words.split('\n').flatMap((word) => (word === '' ? [] : [bare(word.split('\t')[0] ?? '')])));
    },
  },
  {
    name: 'zsh',
    complete(script, cwd, lines) {
      const said = ask('zsh', ['-f', join(root, 'test/cli/capture.zsh'), script, ...lines], cwd);
      return said
        .split('LINE\n')
        .slice(1)
        .map((words) => words.split('\n').flatMap((word) => (word.startsWith('HIT ') ? [bare(word.slice(4))] : [])));
    },
  },
];

for (const { name, complete } of shells) {
  const isThere = spawnSync(name, ['--version']).error === undefined;
  const title = `completion in ${name} offers what can stand there, and nothing else`;
  test(isThere ? title : `${title} (${name} is not installed)`, { skip: !isThere }, async () => {
    const folder = project({ 'work/app.yaml': '', 'work/deploy/a.yaml': '' });
    const { code, out } = await run(folder, ['completion', name]);
    equal(code, 0);
    const script = join(folder, `completion.${name}`);
    writeFileSync(script, out);
    const lines = expected.map(([line]) => line);
    const offered = complete(script, join(folder, 'work'), lines);
    deepEqual(
      lines.map((line, at) => [line, [...new Set(offered[at])].sort()]),
      expected,
    );
  });
}
