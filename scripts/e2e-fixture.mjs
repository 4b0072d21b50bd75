// What every host needs: the suites as CommonJS bundles and a fresh copy of the workspace they work on.
import { cpSync, mkdtempSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Path of a bundled suite, as VS Code's `extensionTestsPath` wants it. */
export const suite = (name) => join(root, 'out', 'e2e', `${name}.cjs`);

export async function bundleSuites() {
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'test/e2e/suite/main.ts', restricted: 'test/e2e/suite/restricted.ts' },
    outdir: 'out/e2e',
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

/** A copy of the workspace that a test may change. */
export function freshWorkspace() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-e2e-')));
  cpSync(join(root, 'test', 'e2e', 'workspace'), folder, { recursive: true });
  return folder;
}

export function temporaryFolder() {
  return realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-e2e-')));
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
