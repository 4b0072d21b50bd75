// VS Code for the Web: the extension host is a web worker, and so is our server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSuite } from './e2e-browser.mjs';
import { extension, freePort, freshWorkspace, suite } from './e2e-fixture.mjs';
import { installWeb } from './e2e-install.mjs';

export async function runWeb(tally) {
  const { module, commit, data } = installWeb();
  const { open } = await import(pathToFileURL(module).href);
  const port = await freePort();
  await silently(async () => {
    const server = await open({
      browserType: 'none',
      quality: 'stable',
      commit,
      testRunnerDataDir: data,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite('main'),
      folderPath: join(freshWorkspace(), 'app'),
      port,
      printServerLog: false,
    });
    try {
      await runSuite('web', `http://localhost:${port}/`, tally);
    } finally {
      server.dispose();
    }
  });
}

/** The web server runs in this process and talks to the console: what it serves, and each request that breaks off. */
async function silently(body) {
  const { info, log, error } = console;
  const nothing = () => {};
  Object.assign(console, { info: nothing, log: nothing, error: nothing });
  try {
    return await body();
  } finally {
    Object.assign(console, { info, log, error });
  }
}
