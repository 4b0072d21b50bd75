// Bundles the extension (desktop, web), the server (Node, worker) and the command line into `dist`, or into the folder
// that `--outdir=` names. Nothing there changes before all of it is built, and then file by file in one step each: what
// runs from there meanwhile never meets half a file, and a build that fails leaves everything as it was.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { directYaml } from './scripts/direct-yaml.mjs';

const production = process.argv.includes('--production');
const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
const asked = process.argv.find((argument) => argument.startsWith('--outdir='));
const outdir = asked ? resolve(asked.slice('--outdir='.length)) : dist;

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [directYaml],
};
const node = { ...common, platform: 'node', target: 'node20' };
const browser = { ...common, platform: 'browser', target: 'es2022' };

/** Leaves one of Node's modules out: whoever asks for it gets an empty one. */
const without = (name) => ({
  name: `without ${name}`,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
});

/**
 * Keeps the engine of the command line in one file. A module that several files share lies in a file of its own, one for
 * each set of those that share it, and every file delays a start. So whatever is loaded after the engine takes all of it
 * along, which is there by then; so does what is loaded instead of the command line. Then all of it has the same sharers.
 */
const behindEngine = {
  name: 'behind the engine',
  setup({ onLoad }) {
    const later =
      /^(core\/kinds\/yaml-formats|rules\/course\/index|cli\/(api|crew\/open|elsewhere|git\/changes|init\/hcl|worker)|server\/host\/(glob|v8))\.ts$/;
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!later.test(relative(root, path).replaceAll('\\', '/'))) return;
      return {
        contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(join(root, 'cli/engine.ts'))};`,
        loader: 'ts',
      };
    });
  },
};

const results = await Promise.all([
  build({
    ...node,
    format: 'cjs',
    entryPoints: ['client/desktop.ts', 'client/desktop-client.ts'],
    outdir: 'dist/client',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    // The larger file is read late, by a require that every extension host has.
    supported: { 'dynamic-import': false },
    plugins: [
      ...common.plugins,
      {
        name: 'late',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/desktop-client\.js$/ }, () => ({ path: './desktop-client.cjs', external: true })),
      },
    ],
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
    entryPoints: { main: 'cli/main.ts', api: 'cli/api.ts', worker: 'cli/worker.ts' },
    outdir: 'dist/cli',
    // The parser of arguments would start programs for commands that stand in files of their own. We have none, no
    // process is ever started, and what Node loads for it would delay every run.
    plugins: [...common.plugins, without('node:child_process'), behindEngine],
    // Of all the types of the protocol the parser of Dockerfiles takes two functions.
    alias: { 'vscode-languageserver-types': './core/docker/positions.ts' },
    // Bundled CommonJS packages ask for Node's own modules through require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  }),
]);

const files = new Map();
for (const [index, name] of ['desktop', 'web', 'server', 'worker', 'cli'].entries()) {
  const { outputFiles, metafile } = results[index];
  for (const { path, contents } of outputFiles) files.set(relative(dist, path), contents);
  files.set(`${name}.meta.json`, JSON.stringify(metafile));
}

// On the file system of the target, so that moving a file is one step.
const waiting = join(root, 'out', `build-${process.pid}`);
try {
  for (const [path, contents] of files) {
    mkdirSync(dirname(join(waiting, path)), { recursive: true });
    writeFileSync(join(waiting, path), contents);
  }
  for (const path of files.keys()) {
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    renameSync(join(waiting, path), join(outdir, path));
  }
} finally {
  rmSync(waiting, { recursive: true, force: true });
}
for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !files.has(relative(outdir, path))) rmSync(path, { force: true });
}
