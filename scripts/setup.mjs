// Installs the dependencies when they are missing or older than the lock file, and builds what is missing or older than
// its sources. Uses nothing but Node, so that every npm script can begin with it straight after a clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const stamp = join(root, 'node_modules', '.seaworthy-lock');

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  // No dependency needs a script of its own to be installed, so that none is run.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lock);
}

const built = join(root, 'dist', 'cli', 'main.js');
const sources = ['core', 'rules', 'server', 'cli', 'client', 'esbuild.mjs', 'package.json'].map((name) =>
  join(root, name),
);
if (!existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs)
  run(process.execPath, ['esbuild.mjs']);
