// Runs the extension in a real VS Code and fails when it could run it in none. Hosts by name on the command line:
// `desktop`, `server` (VS Code server in Chromium), `restricted` (the same without trust), `package` (the same with the
// packaged extension, driven from outside), `web` (VS Code for the Web). Without names: the desktop where there is one,
// the others where there is not. Pictures and logs go to `test-results`.
//
// `SEAWORTHY_VSCODE`: path of a desktop VS Code. `SEAWORTHY_CHROMIUM`: path of a Chromium, or `npm` for the one from the
// registry. `SEAWORTHY_CACHE`: where the VS Code builds are kept.
import { rmSync } from 'node:fs';
import { findChromium } from './e2e-browser.mjs';
import { findDesktop, runDesktop } from './e2e-desktop.mjs';
import { stage } from './e2e-fixture.mjs';
import { installServer, installWeb } from './e2e-install.mjs';
import { runPackage, runRestricted, runServer } from './e2e-server.mjs';
import { createTally, StepFailed } from './e2e-tally.mjs';
import { runWeb } from './e2e-web.mjs';

/** What each host needs, fetched before its time begins to run, and how it runs. */
const hosts = {
  desktop: { needs: [findDesktop], run: runDesktop },
  server: { needs: [findChromium, installServer], run: runServer },
  restricted: { needs: [findChromium, installServer], run: runRestricted },
  package: { needs: [findChromium, installServer], run: runPackage },
  web: { needs: [findChromium, installWeb], run: runWeb },
};

/** Time for one host, in milliseconds. */
const limit = 180_000;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in hosts));
if (unknown.length > 0) {
  console.error(`no host ${unknown.join(', ')}; there are ${Object.keys(hosts).join(', ')}`);
  process.exit(2);
}

const names = asked.length > 0 ? asked : await choose();
rmSync('test-results', { recursive: true, force: true });
await stage();
const total = { passed: 0, failed: 0 };
for (const name of names) {
  const { passed, failed } = await runHost(name, hosts[name]);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function choose() {
  try {
    await findDesktop();
    return ['desktop'];
  } catch (error) {
    console.log(`Without desktop VS Code: ${error.message}. Its server and its web build run in Chromium instead.`);
    return ['server', 'restricted', 'package', 'web'];
  }
}

/** Runs one host within its time. One that tries nothing has failed. */
async function runHost(name, { needs, run }) {
  console.log(`\n— ${name}`);
  const tally = createTally();
  let began = performance.now();
  try {
    for (const need of needs) await need();
    began = performance.now();
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done in ${limit / 1000} s`)), limit);
    });
    await Promise.race([run(tally), late]).finally(() => clearTimeout(timer));
    if (tally.counts.passed + tally.counts.failed === 0) tally.fail('the host runs tests', 'it ran none');
  } catch (error) {
    const reason = error?.stack ?? error;
    if (tally.counts.failed === 0) tally.fail('the host runs to its end', reason);
    else if (!(error instanceof StepFailed)) console.error(reason);
  }
  const { passed, failed } = tally.counts;
  console.log(`${name}: ${passed} passed, ${failed} failed (${Math.round((performance.now() - began) / 1000)} s)`);
  return tally.counts;
}
