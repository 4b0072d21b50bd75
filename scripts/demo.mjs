// Checks the example shop. It has mistakes on purpose, one of them a file that cannot be parsed, so the codes for
// findings (1) and for input that could not be checked (3) are what a demonstration ends with.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ['dist/cli/main.js', 'check', 'examples/shop', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exit(status === 1 || status === 3 ? 0 : (status ?? 1));
