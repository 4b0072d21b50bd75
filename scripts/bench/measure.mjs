// Numbers of runs: medians, spreads, and what a child process cost.
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';

export const quantile = (numbers, q) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};
export const median = (numbers) => quantile(numbers, 0.5);

/** Runs several things in turn, so that a busy moment hits all of them; gives the numbers of each by name. */
export async function inTurn(rounds, things) {
  const found = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(things)) found[name].push(await run());
  }
  return found;
}

// Node cannot say what a child has used; Python, which the machines of these measurements have, can.
const wrapper = `
import resource, subprocess, sys, time
began = time.time()
# Whatever led to this interpreter may have had children of its own.
before = resource.getrusage(resource.RUSAGE_CHILDREN)
code = subprocess.call(sys.argv[2:], stdout=open(sys.argv[1], 'wb'), stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, (time.time() - began) * 1000, (used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime) * 1000, used.ru_maxrss / 1024)
`;

/** Runs a program to its end: milliseconds of the clock and of the processor, MB of memory at most. */
export function measure(command, args, { cwd, out = '/dev/null', timeout = 600_000 } = {}) {
  const { stdout, error } = spawnSync('python3', ['-c', wrapper, out, command, ...args], {
    cwd,
    timeout,
    encoding: 'utf8',
  });
  const [code, clock, cpu, memory] = (stdout ?? '').trim().split(' ').map(Number);
  return error || Number.isNaN(code) ? undefined : { code, clock, cpu, memory };
}

export const load = () => loadavg()[0].toFixed(1);

export const ms = (number) => (number < 100 ? number.toFixed(1) : Math.round(number).toLocaleString('en'));

export const table = (head, rows) =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
