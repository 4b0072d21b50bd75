// The VS Code server with its real workbench in Chromium.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runSuite, screenshot, withPage } from './e2e-browser.mjs';
import { extension, freePort, freshWorkspace, killAtEnd, pack, run, suite, temporaryFolder } from './e2e-fixture.mjs';
import { installServer } from './e2e-install.mjs';
import { lookByKeyboard } from './e2e-keyboard.mjs';
import { look } from './e2e-look.mjs';
import { testGrammars } from './grammars.mjs';

/** Starts the server itself: code-server's own wrapper lets no development extension in. */
export async function withServer(extra, body) {
  const { node, main } = installServer();
  const port = await freePort();
  const server = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--enable-smoke-test-driver', '--telemetry-level', 'off', '--server-data-dir', temporaryFolder()],
      ...extra,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = killAtEnd(server);
  let said = '';
  try {
    await new Promise((resolve, reject) => {
      const hear = (chunk) => {
        said += chunk;
        if (said.includes('Extension host agent listening')) resolve();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`the VS Code server ended with ${code}\n${said}`)));
      setTimeout(() => reject(new Error(`the VS Code server does not answer\n${said}`)), 30_000).unref();
    });
    return await body(port);
  } finally {
    kill();
  }
}

/** Address of a workbench. `payload` is what desktop VS Code takes from its command line. */
export function address(port, where, payload = []) {
  const query = new URLSearchParams(where);
  return `http://127.0.0.1:${port}/?${query}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function runSuiteIn(name, extra, tally) {
  await withServer(extra, async (port) => {
    const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
    const url = address(port, { workspace: join(freshWorkspace(), 'shop.code-workspace') }, [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(suite(name))],
    ]);
    await runSuite(name, url, tally);
  });
}

export async function runServer(tally) {
  const { extensions } = installServer();
  await tally.step('the grammars colour what stands in those of VS Code itself', () => {
    const { passed, output } = testGrammars(extensions);
    if (!passed) throw new Error(output);
  });
  await runSuiteIn('main', ['--disable-workspace-trust'], tally);
}

/** Workspace Trust is on, and nobody has given it. */
export const runRestricted = (tally) => runSuiteIn('restricted', [], tally);

/** A VS Code server with the packaged extension, installed as a user would. */
export async function withPackage(body) {
  const vsix = pack();
  const { node, main } = installServer();
  const extensions = temporaryFolder();
  run(node, [main, '--install-extension', vsix, '--extensions-dir', extensions, '--accept-server-license-terms']);
  await withServer(['--extensions-dir', extensions, '--disable-workspace-trust'], body);
}

/** The packaged extension, looked at from outside. */
export async function runPackage(tally) {
  const folder = join(freshWorkspace(), 'app');
  await withPackage((port) =>
    withPage(async (page) => {
      await page.goto(address(port, { folder }));
      try {
        await look(page, folder, tally);
        await lookByKeyboard(page, folder, tally);
      } catch (error) {
        await screenshot(page, 'package-failed');
        throw error;
      }
    }),
  );
}
