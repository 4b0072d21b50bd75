// Bundles the tests whose paths begin with one of the arguments (all without arguments) and runs them with node --test.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { directYaml } from './direct-yaml.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const prefixes = process.argv.slice(2);
const wanted = (path) =>
  prefixes.length === 0 || prefixes.some((prefix) => path.startsWith(prefix.replace(/^\.\//, '')));
const files = globSync('test/**/*.test.ts', { cwd: root, ignore: ['test/e2e/**'] })
  .sort()
  .filter(wanted);
if (files.length === 0) {
  console.error(`no test begins with ${prefixes.join(', ')}`);
  process.exit(1);
}
const outdir = join(root, 'out', 'tests', String(process.pid));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
await build({
  absWorkingDir: root,
  entryPoints: files,
  outdir,
  outbase: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  plugins: [directYaml],
  sourcemap: 'inline',
  logLevel: 'warning',
  outExtension: { '.js': '.mjs' },
  define: { 'import.meta.root': JSON.stringify(root) },
});
const built = files.map((file) => join(outdir, file.replace(/\.ts$/, '.mjs')));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...built], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
