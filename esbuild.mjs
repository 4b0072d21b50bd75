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
    // VS Code for the Web adds `.js` to whatever does not end in it.
    outfile: 'dist/client/web.js',
    external: ['vscode'],
  }),
  build({ ...node, format: 'cjs', entryPoints: ['server/node.ts'], outfile: 'dist/server/node.cjs' }),
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
