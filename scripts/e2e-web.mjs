// VS Code for the Web: the extension host is a web worker, and so is our server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSuite } from './e2e-browser.mjs';
import { freePort, freshWorkspace, root, suite } from './e2e-fixture.mjs';
import { installWeb } from './e2e-install.mjs';

export async function runWeb() {
  const { module, commit, data } = installWeb();
  const { open } = await import(pathToFileURL(module).href);
  const port = await freePort();
  const server = await open({
    browserType: 'none',
    quality: 'stable',
    commit,
    testRunnerDataDir: data,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite('main'),
    folderPath: join(freshWorkspace(), 'app'),
    port,
    printServerLog: false,
  });
  try {
    await runSuite('web', `http://localhost:${port}/`);
  } finally {
    server.dispose();
  }
}
