import { deepEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { installPackage } from '../harness/installed.js';
import { root } from '../harness/root.js';

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
const { folder, bin } = installPackage('neovim');

test('Neovim shows a finding, applies its fix and shows a hover', {
  skip: hasNeovim ? false : 'there is no Neovim on this machine',
  timeout: 60_000,
}, () => {
  const project = join(folder, 'project');
  mkdirSync(project);
  const text = 'FROM node:24-alpine\nWORKDIR /app\nRUN npm install --production';
  writeFileSync(join(project, 'Dockerfile'), `${text}\n`);
  const script = join(root, 'test', 'editors', 'neovim.lua');
  const { stdout, stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-S', script], {
    cwd: project,
    env: { ...process.env, LANG: 'C.UTF-8', SEAWORTHY_NODE: process.execPath, SEAWORTHY_BIN: bin },
    encoding: 'utf8',
    timeout: 50_000,
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      {
        line: 2,
        column: 16,
        source: 'seaworthy',
        message: 'npm has deprecated "--production" in favour of "--omit=dev"',
      },
      { action: 'Write --omit=dev' },
      { text: text.replace('--production', '--omit=dev') },
      { hover: 'markdown' },
    ],
    stderr,
  );
});
