// Desktop VS Code: `SEAWORTHY_VSCODE`, or a download where the network and the screen allow it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { extension, freshWorkspace, killAtEnd, suite, temporaryFolder } from './e2e-fixture.mjs';
import { cache } from './e2e-install.mjs';

/** Milliseconds without an answer after which there is no network. */
const patience = 5000;

/** Path of VS Code's executable, fetched when it must be. Throws a reason when there is none. */
export async function findDesktop() {
  if (process.env.SEAWORTHY_VSCODE) return process.env.SEAWORTHY_VSCODE;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('there is no screen');
  }
  const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined);
  if (!answer?.ok) throw new Error('it cannot be downloaded');
  console.log('  fetching desktop VS Code');
  return downloadAndUnzipVSCode({
    cachePath: join(cache, 'desktop'),
    timeout: patience,
    reporter: new SilentReporter(),
  });
}

export async function runDesktop(tally) {
  const executable = await findDesktop();
  await runSuite(executable, 'main', ['--disable-workspace-trust'], tally);
  await runSuite(executable, 'restricted', [], tally);
}

/** As `runTests` of @vscode/test-electron does it, which trusts every workspace and keeps what the suite says. */
async function runSuite(executable, name, extra, tally) {
  const code = spawn(
    executable,
    [
      join(freshWorkspace(), 'shop.code-workspace'),
      ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
      ...['--disable-extensions', `--user-data-dir=${temporaryFolder()}`, `--extensions-dir=${temporaryFolder()}`],
      `--extensionDevelopmentPath=${extension}`,
      `--extensionTestsPath=${suite(name)}`,
      ...extra,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = killAtEnd(code);
  const log = [];
  for (const stream of [code.stdout, code.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.push(line);
      tally.hear(line);
    });
  }
  const limit = setTimeout(kill, 80_000);
  const before = tally.counts.passed + tally.counts.failed;
  try {
    const ended = await new Promise((resolve, reject) => {
      code.once('error', reject);
      code.once('close', (status, signal) => resolve(status ?? signal));
    });
    if (tally.counts.passed + tally.counts.failed === before) tally.fail(`the suite "${name}" runs`, log.join('\n'));
    if (ended !== 0) throw new Error(`VS Code ended with ${ended}\n${log.slice(-20).join('\n')}`);
  } finally {
    clearTimeout(limit);
    kill();
  }
}
