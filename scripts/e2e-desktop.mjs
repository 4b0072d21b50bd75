// Desktop VS Code: `SEAWORTHY_VSCODE`, or a download where the network and the screen allow it.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { freshWorkspace, root, suite, temporaryFolder } from './e2e-fixture.mjs';

const executable = process.env.SEAWORTHY_VSCODE;

export async function hasDesktop() {
  if (executable) return true;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      signal: AbortSignal.timeout(4000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

export async function runDesktop() {
  for (const [name, extra] of [
    ['main', ['--disable-workspace-trust']],
    ['restricted', []],
  ]) {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite(name),
      launchArgs: [
        join(freshWorkspace(), 'shop.code-workspace'),
        `--user-data-dir=${temporaryFolder()}`,
        '--disable-extensions',
        ...extra,
      ],
    });
  }
}
