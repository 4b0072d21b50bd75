// Makes seaworthy.vsix, or the file that the argument names: builds for production, packs, and refuses a package that has
// grown past its limit.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// Two servers with the whole engine are in it, one for Node and one for the browser, and the pages of all rules.
const limit = 1.75 * 2 ** 20;
const file = resolve(process.argv[2] ?? join(root, 'seaworthy.vsix'));

const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vsce'),
  ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
if (status !== 0) process.exit(status ?? 1);

const { size } = statSync(file);
console.log(`${file}: ${(size / 1024).toFixed(0)} KiB of at most ${limit / 1024} KiB`);
if (size > limit) process.exit(1);
