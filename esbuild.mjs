// Bundles the extension (desktop, web), the server (Node, worker) and the command line.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const root = fileURLToPath(new URL('.', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
const node = { ...common, platform: 'node', target: 'node20' };
const browser = { ...common, platform: 'browser', target: 'es2022' };

rmSync('dist', { recursive: true, force: true });

const results = await Promise.all([
  build({
    ...node,
    format: 'cjs',
    entryPoints: ['client/desktop.ts'],
    outfile: 'dist/client/desktop.cjs',
    external: ['vscode'],
  }),
  build({
    ...browser,
    format: 'cjs',
    entryPoints: ['client/web.ts'],
    // In a package of ES modules VS Code for the Web takes any other ending for one, which it cannot load.
    outfile: 'dist/client/web.cjs',
    external: ['vscode'],
  }),
  build({
    ...node,
    format: 'cjs',
    entryPoints: ['server/node.ts'],
    outfile: 'dist/server/node.cjs',
    // Bundled ES modules ask for their own address.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  }),
  build({ ...browser, format: 'iife', entryPoints: ['server/worker.ts'], outfile: 'dist/server/worker.js' }),
  build({
    ...node,
    format: 'esm',
    splitting: true,
    entryPoints: { main: 'cli/main.ts', api: 'cli/api.ts' },
    outdir: 'dist/cli',
    // Bundled CommonJS packages ask for Node's own modules through require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  }),
]);

for (const [index, name] of ['desktop', 'web', 'server', 'worker', 'cli'].entries()) {
  writeFileSync(`dist/${name}.meta.json`, JSON.stringify(results[index]?.metafile));
}
