import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { installPackage } from '../harness/installed.js';
import { root } from '../harness/root.js';
import { leaking, project } from './harness.js';
import { repository, withoutGit, write } from './repository.js';

const { bin } = installPackage('action');

interface Step {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

/** Runs the step that checks, as the runner does: with its inputs in the environment. */
function runAction(cwd: string, inputs: Readonly<Record<string, string>>) {
  const step = action.runs.steps.find(({ name }) => name === 'Check');
  const env = Object.entries(step?.env ?? {}).map(([name, expression]): [string, string] => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1];
    return [name, input === undefined ? bin : (inputs[input] ?? action.inputs[input]?.default ?? '')];
  });
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'];
  const { status, stdout } = spawnSync('bash', options, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(env) },
    encoding: 'utf8',
  });
  return { status, stdout };
}

const skip = process.platform === 'win32' ? 'the runner of Windows brings a bash of its own' : false;

test('the action prints workflow commands and fails at findings', { skip }, () => {
  const folder = project({ 'app/compose.yaml': leaking });
  const { status, stdout } = runAction(folder, { paths: 'app\n' });
  equal(status, 1);
  match(stdout, /^::error file=app\/compose\.yaml,line=5,.*title=secret-in-env::/m);
});

test('the action writes SARIF beside, and an input is never run', { skip }, () => {
  const folder = project({ 'compose.yaml': leaking });
  const { status } = runAction(folder, { 'fail-on': 'none', sarif: 'report $(touch x).sarif' });
  equal(status, 0);
  equal(JSON.parse(readFileSync(join(folder, 'report $(touch x).sarif'), 'utf8')).version, '2.1.0');
  deepEqual(runAction(folder, { paths: '$(touch x)' }).status, 2);
});

test('the action reports what has changed since a revision', { skip: skip || withoutGit }, () => {
  const folder = repository({ 'old/compose.yaml': leaking });
  write(folder, { 'new/compose.yaml': leaking });
  const { status, stdout } = runAction(folder, { 'changed-since': 'HEAD' });
  const files = [...stdout.matchAll(/file=([^,]*)/g)].map(([, file]) => file);
  deepEqual([status, [...new Set(files)]], [1, ['new/compose.yaml']]);
  equal(runAction(folder, { 'changed-since': '--fix' }).status, 2);
});

test('every input of the action reaches its script', () => {
  const script = action.runs.steps.map(({ run, env }) => `${run} ${Object.values(env ?? {}).join(' ')}`).join('\n');
  deepEqual(
    Object.keys(action.inputs).filter((input) => !script.includes(`inputs.${input} `)),
    [],
  );
});
