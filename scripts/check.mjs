// Everything that must hold before a commit: format, lint, types, generated files, promised rules, tests. Stops at the first failure.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const steps = [
  ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['-b']],
  ['generated files', process.execPath, ['scripts/generate.mjs', '--check']],
  ['data', process.execPath, ['scripts/data.mjs', '--check']],
  ['promised rules', process.execPath, ['scripts/coverage-of-rules.mjs', '--missing']],
  ['unused code', bin('knip'), []],
  ['regular expressions', process.execPath, ['scripts/regexes.mjs']],
  ['grammars', process.execPath, ['scripts/grammars.mjs']],
  ['tests', process.execPath, ['scripts/test.mjs']],
];

for (const [name, command, args] of steps) {
  const began = performance.now();
  console.log(`— ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`${name}: failed`);
    process.exit(status ?? 1);
  }
  console.log(`  ${Math.round(performance.now() - began)} ms`);
}
