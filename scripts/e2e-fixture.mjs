// What every host needs: a copy of the extension with the suites in it, and a fresh workspace. The copy is built for this
// run alone, so that nothing else that builds meanwhile can change it. All of it is gone when the run ends.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the extension under test stands. */
export const extension = join(root, 'out', `e2e-${process.pid}`);

/** Path of a bundled suite, as VS Code's `extensionTestsPath` wants it. */
export const suite = (name) => join(extension, 'suite', `${name}.cjs`);

/** What is left to do when the run ends, however it ends. */
const endings = new Set([() => rmSync(extension, { recursive: true, force: true })]);
process.on('exit', () => {
  for (const end of endings) end();
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Kills a process when the run ends. The answer kills it now. */
export function killAtEnd(child) {
  const kill = () => {
    endings.delete(kill);
    child.kill();
  };
  endings.add(kill);
  return kill;
}

/** Builds the extension and the suites into the copy. */
export async function stage() {
  mkdirSync(extension, { recursive: true });
  for (const name of [
    'package.json',
    'package.nls.json',
    'package.nls.ru.json',
    'l10n',
    'media',
    'rules',
    'schema',
    'syntaxes',
  ]) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(extension, name), { recursive: true });
  }
  run(process.execPath, [join(root, 'esbuild.mjs'), `--outdir=${join(extension, 'dist')}`]);
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'test/e2e/suite/main.ts', restricted: 'test/e2e/suite/restricted.ts' },
    outdir: join(extension, 'suite'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // One bundle for Node and for the browser: mocha's own browser build runs in both.
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    define: { global: 'globalThis' },
    // How Node finds the name when it imports CommonJS.
    footer: { js: '0 && (module.exports = { run });' },
    logLevel: 'warning',
  });
}

/** Makes the package a user would install and returns its path. */
export function pack() {
  const vsix = join(temporaryFolder(), 'seaworthy.vsix');
  run(process.execPath, [join(root, 'scripts', 'package.mjs'), vsix]);
  return vsix;
}

/** A copy of a folder that a test may change. */
export function freshCopy(folder) {
  const copy = temporaryFolder();
  cpSync(join(root, folder), copy, { recursive: true });
  return copy;
}

/** The workspace of the suites. */
export const freshWorkspace = () => freshCopy('test/e2e/workspace');

export function temporaryFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-e2e-')));
  endings.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs a command to its end and throws with what it said when it fails. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: 120_000,
    ...options,
  });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')}\n${error ?? `ended with ${status}`}\n${stdout}${stderr}`);
}
