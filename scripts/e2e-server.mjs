// The VS Code server with its real workbench in Chromium.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runSuite, withPage } from './e2e-browser.mjs';
import { freePort, freshWorkspace, root, suite, temporaryFolder } from './e2e-fixture.mjs';
import { installServer } from './e2e-install.mjs';
import { look } from './e2e-look.mjs';

/** Starts the server itself: code-server's own wrapper lets no development extension in. */
async function withServer(extra, body) {
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
  let said = '';
  try {
    await new Promise((resolve, reject) => {
      const hear = (chunk) => {
        said += chunk;
        if (said.includes('Extension host agent listening')) resolve();
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('exit', (code) => reject(new Error(`the VS Code server ended with ${code}\n${said}`)));
      setTimeout(() => reject(new Error(`the VS Code server does not answer\n${said}`)), 60_000).unref();
    });
    return await body(port);
  } finally {
    server.kill();
  }
}

/** Address of a workbench. `payload` is what desktop VS Code takes from its command line. */
function address(port, where, payload) {
  const query = new URLSearchParams(where);
  return `http://127.0.0.1:${port}/?${query}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function runSuiteIn(name, extra, onPage) {
  await withServer(extra, async (port) => {
    const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
    const url = address(port, { workspace: join(freshWorkspace(), 'shop.code-workspace') }, [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(suite(name))],
    ]);
    await runSuite(name, url, { onPage });
  });
}

export const runServer = () => runSuiteIn('main', ['--disable-workspace-trust']);

/** Workspace Trust is on, and nobody has given it. */
export const runRestricted = () => runSuiteIn('restricted', []);

/** The packaged extension, installed as a user would, looked at from outside. */
export async function runPackage() {
  const vsix = join(root, 'seaworthy.vsix');
  run(process.execPath, [join(root, 'scripts', 'package.mjs')]);
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there`);
  const { node, main } = installServer();
  const extensions = temporaryFolder();
  run(node, [main, '--install-extension', vsix, '--extensions-dir', extensions, '--accept-server-license-terms']);
  const folder = join(freshWorkspace(), 'app');
  await withServer(['--extensions-dir', extensions, '--disable-workspace-trust'], (port) =>
    withPage(async (page) => {
      await page.goto(address(port, { folder }, []));
      await look(page, folder);
    }),
  );
}

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stderr}`);
}
