// Bundles one TypeScript module of the project and imports it, so that scripts can use the real engine and rules.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { directYaml } from './direct-yaml.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Imports a module by its path from the root of the project. */
export async function load(path) {
  const folder = join(root, 'out', 'scripts');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${path.replaceAll('/', '-').replace(/\.ts$/, '')}-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [path],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    plugins: [directYaml],
    logLevel: 'warning',
    define: { 'import.meta.root': JSON.stringify(root) },
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
