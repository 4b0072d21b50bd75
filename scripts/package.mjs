// Makes seaworthy.vsix: builds for production, packs, and refuses a package that has grown past its limit.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const limit = 1.5 * 2 ** 20;
const file = 'seaworthy.vsix';

const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vsce'),
  ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
if (status !== 0) process.exit(status ?? 1);

const { size } = statSync(join(root, file));
console.log(`${file}: ${(size / 1024).toFixed(0)} KiB of at most ${limit / 1024} KiB`);
if (size > limit) process.exit(1);
