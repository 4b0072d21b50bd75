// Runs the extension in a real VS Code and fails when it could run it in none. Hosts by name on the command line:
// `desktop`, `server` (VS Code server in Chromium), `restricted` (the same without trust), `package` (the same with the
// packaged extension, driven from outside), `web` (VS Code for the Web). Without names: the desktop where there is one,
// the others where there is not.
import { rmSync } from 'node:fs';
import { hasDesktop, runDesktop } from './e2e-desktop.mjs';
import { bundleSuites } from './e2e-fixture.mjs';
import { runPackage, runRestricted, runServer } from './e2e-server.mjs';
import { runWeb } from './e2e-web.mjs';

const hosts = {
  desktop: runDesktop,
  server: runServer,
  restricted: runRestricted,
  package: runPackage,
  web: runWeb,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in hosts));
if (unknown.length > 0) {
  console.error(`no host ${unknown.join(', ')}; there are ${Object.keys(hosts).join(', ')}`);
  process.exit(2);
}
const chosen =
  asked.length > 0 ? asked : (await hasDesktop()) ? ['desktop'] : ['server', 'restricted', 'package', 'web'];

rmSync('test-results', { recursive: true, force: true });
await bundleSuites();
const failed = [];
for (const name of chosen) {
  const began = performance.now();
  console.log(`\n— ${name}`);
  try {
    await hosts[name]();
    console.log(`  passed in ${Math.round((performance.now() - began) / 1000)} s`);
  } catch (error) {
    console.error(error);
    failed.push(name);
  }
}
console.log(`\nran in: ${chosen.join(', ')}${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}`);
process.exit(failed.length > 0 ? 1 : 0);
