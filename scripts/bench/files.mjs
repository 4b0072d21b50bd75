// Whole folders: the command line against reading and parsing alone.
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose, dockerfile, manifestStream, ruleFile } from './generate.mjs';
import { inTurn, measure, median, ms, quantile, table } from './measure.mjs';

const parse = fileURLToPath(new URL('parse.mjs', import.meta.url));

export const formats = {
  Dockerfiles: (i) => [`Dockerfile`, dockerfile(40, i)],
  Compose: (i) => [`compose.yaml`, compose(120, i)],
  Kubernetes: (i) => [`app.yaml`, manifestStream(150, i)],
  'Prometheus rules': (i) => [`rules.yaml`, ruleFile(120, i)],
};

/** Writes so many files, each into a folder of its own, as projects have them. */
export function writeFiles(folder, count, names = Object.keys(formats)) {
  rmSync(folder, { recursive: true, force: true });
  for (let i = 0; i < count; i++) {
    const [name, text] = formats[names[i % names.length]](i);
    const path = join(folder, `service-${Math.floor(i / names.length)}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const spread = (numbers) => `${ms(quantile(numbers, 0))}–${ms(quantile(numbers, 1))}`;

export async function folders(cli, scratch, sets, rounds) {
  const rows = [];
  for (const [name, count, names] of sets) {
    const folder = join(scratch, 'files');
    writeFiles(folder, count, names);
    const found = await inTurn(rounds, {
      check: () => measure(process.execPath, [cli, 'check', '.', '--format', 'json', '--jobs', '1'], { cwd: folder }),
      together: () =>
        measure(process.execPath, [cli, 'check', '.', '--format', 'json', '--jobs', '2'], { cwd: folder }),
      parse: () => measure(process.execPath, [parse, folder]),
    });
    const [check, together, alone] = [found.check, found.together, found.parse].map((runs) =>
      runs.filter((run) => run !== undefined),
    );
    const cpu = check.map((run) => run.cpu);
    rows.push([
      name,
      count.toLocaleString('en'),
      ms(median(cpu)),
      spread(cpu),
      ms(median(alone.map((run) => run.cpu))),
      (median(cpu) / median(alone.map((run) => run.cpu))).toFixed(2),
      (median(check.map((run) => run.clock)) / median(alone.map((run) => run.clock))).toFixed(2),
      ms(median(cpu) / count),
      Math.round(median(check.map((run) => run.memory))).toLocaleString('en'),
      (median(together.map((run) => run.clock)) / median(alone.map((run) => run.clock))).toFixed(2),
      Math.round(median(together.map((run) => run.memory))).toLocaleString('en'),
    ]);
  }
  const head = [
    'files',
    'number',
    'check',
    'spread',
    'parsing',
    'ratio',
    'clock',
    'a file',
    'memory, MB',
    'two threads',
    'memory, MB',
  ];
  return table(head, rows);
}

export async function starts(cli, scratch, rounds) {
  const folder = join(scratch, 'one');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), dockerfile(60));
  const found = await inTurn(rounds, {
    check: () => measure(process.execPath, [cli, 'check', 'Dockerfile'], { cwd: folder }),
    node: () => measure(process.execPath, ['-e', '0']),
  });
  const [check, node] = [found.check, found.node].map((runs) => runs.map((run) => run.cpu));
  return { check: median(check), node: median(node), spread: spread(check) };
}

export const size = (path) => `${(statSync(path).size / 1e6).toFixed(2)} MB`;
