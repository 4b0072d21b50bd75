// Measures what people wait for and writes docs/benchmarks.md: `npm run bench`, `npm run bench -- --quick` to look only,
// `-- --peers` with other tools on the same files. It is no test, for a busy machine would fail it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assistance } from './bench/assist.mjs';
import { folders, size, starts } from './bench/files.mjs';
import { firstFindings, keystrokes } from './bench/keystroke.mjs';
import { inTurn, load, median, ms } from './bench/measure.mjs';
import { compareServers } from './bench/peer-servers.mjs';
import { compare, install, peerServers } from './bench/peers.mjs';
import { longStretches } from './bench/stretch.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
});
const { quick, peers, large } = values;
const rounds = quick ? 1 : Number(values.rounds);
const root = fileURLToPath(new URL('..', import.meta.url));
const bundles = mkdtempSync(join(root, 'out', 'bench-'));
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

try {
  // As it is shipped: minified.
  spawnSync(process.execPath, ['esbuild.mjs', '--production', `--outdir=${bundles}`], { cwd: root, stdio: 'inherit' });
  const server = join(bundles, 'server', 'node.cjs');
  const cli = join(bundles, 'cli', 'main.js');
  const before = load();
  const typed = await keystrokes(server, quick ? 40 : 200);
  const asked = await assistance(quick ? 10 : 40);
  const stretches = await longStretches(server, quick ? 1 : 5);
  const count = quick ? 100 : 1000;
  const single = ['Dockerfiles', 'Compose', 'Kubernetes', 'Prometheus rules'].map((name) => [name, count, [name]]);
  const all = large
    ? [
        ['all four', 4000],
        ['all four', 20_000],
      ]
    : [['all four', 4 * count]];
  const many = await folders(cli, scratch, [...single, ...all], rounds);
  const start = await starts(cli, scratch, quick ? 5 : 15);
  const first = (await inTurn(quick ? 3 : 9, { first: () => firstFindings(server) })).first;
  const extension = join(scratch, 'seaworthy.vsix');
  spawnSync(process.execPath, ['scripts/package.mjs', extension], { cwd: root, stdio: 'ignore' });
  const failed = peers ? install() : [];
  const others = peers ? await compare(cli, scratch, quick ? 20 : 100, rounds) : undefined;
  const servers = peers ? await compareServers([['Seaworthy', server], ...peerServers()], quick ? 10 : 60) : undefined;

  const text = `# Benchmarks

What people wait for, measured by \`npm run bench\` (\`-- --peers\` adds the last table, \`-- --large\` the largest folder).
All numbers are milliseconds and medians unless they say otherwise. The files come from a seeded generator
(\`scripts/bench/generate.mjs\`). Runs are interleaved, so that a busy moment hits all of them; whole folders
and other tools were run ${rounds} times each.

Seaworthy ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}; load ${before} at the start and ${load()} at
the end.${Number(load()) > cpus().length ? ' The machine was busy with other work: times of the clock, and their p95 above all, are those of a machine that is shared. Times of the processor bear comparison.' : ''}

## A change in the editor

200 edits each over the standard streams of the shipped server: from \`didChange\` to \`publishDiagnostics\`, without the
pause for typing. *processor* is what the server used for one edit, compiling and collecting included; *parsing* is
parsing the changed document alone with the parsers as they are installed (the product takes the generators out of
\`yaml\`). Hover and code action are asked after each change.

${typed}

${asked}

A large file is read and checked in slices, between which messages are handled; the longest slice, measured inside of the
server by the delay of its event loop, clock:

${stretches}

## Whole folders

The processor's time of \`seaworthy check . --format json --jobs 1\`, Node's start included, against reading the same files and
parsing them with the parsers as they are installed in one thread (\`scripts/bench/parse.mjs\`). *clock* is the ratio of
their times by the clock, *two threads* that of \`--jobs 2\` against parsing in one.

${many}

## Start

| what | time |
| --- | ---: |
| \`node -e 0\`, processor | ${ms(start.node)} |
| \`seaworthy check Dockerfile\`, processor | ${ms(start.check)} (${start.spread}) |
| ratio | ${(start.check / start.node).toFixed(2)} |
| server: from its start to the first findings, clock | ${ms(median(first))} |
| \`seaworthy.vsix\` | ${size(extension)} |
| \`dist/server/node.cjs\` | ${size(server)} |
| \`dist/server/worker.js\` | ${size(join(bundles, 'server', 'worker.js'))} |
| \`dist/client/desktop-client.cjs\` | ${size(join(bundles, 'client', 'desktop-client.cjs'))} |

For how long VS Code is held up while it reads the extension is measured by the tests in the editor, which print it and
allow 50 ms. Nothing is written to make the next start faster. Where that is wanted, Node 22 and later keep compiled code
in the folder that \`NODE_COMPILE_CACHE\` names.
${
  others === undefined
    ? ''
    : `
## Other tools

The same files for all, ${quick ? 20 : 100} of each format. The tools look for different things, so that neither their times nor the
numbers of their findings say which is better. ShellCheck is part of hadolint. yaml-language-server is measured without
schemas, which it would load from the network: it reads YAML and judges nothing.
${failed.length > 0 ? `\nNot installed where this ran:\n\n${failed.map((one) => `- ${one}`).join('\n')}\n` : ''}
${others}

${servers}
`
}`;
  if (quick) console.log(text);
  else writeFileSync(join(root, 'docs', 'benchmarks.md'), text);
} finally {
  for (const folder of [bundles, scratch]) rmSync(folder, { recursive: true, force: true });
}
