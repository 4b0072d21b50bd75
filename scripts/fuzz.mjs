// Damages real files at random and holds the engine to its promises: `npm run fuzz -- --minutes 5 --seed 7`. With
// `--rounds` the run is the same on every machine. It works in a thread of its own, so that an input on which it hangs is named and not waited for.

import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { load } from './load.mjs';

/** Milliseconds that one input may take before the run counts as hung. */
const patience = 60_000;

if (isMainThread) watch();
else await work(workerData);

function watch() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string' },
      minutes: { type: 'string' },
      rounds: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const rounds = Number(values.rounds ?? Number.POSITIVE_INFINITY);
  const usual = values.rounds === undefined ? 30 : Number.POSITIVE_INFINITY;
  const seconds = values.minutes === undefined ? Number(values.seconds ?? usual) : Number(values.minutes) * 60;
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  const worker = new Worker(new URL(import.meta.url), { workerData: { seconds, rounds, seed } });
  let last = { round: 0, files: [] };
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      console.log(`\nhangs in round ${last.round} on`);
      show(last.files);
      await worker.terminate();
      process.exitCode = 1;
    }, patience);
  };
  wait();
  worker.on('message', ({ input, result }) => {
    if (input) {
      last = input;
      wait();
    }
    if (result) {
      clearTimeout(timer);
      report(result);
    }
  });
  worker.once('error', (error) => {
    clearTimeout(timer);
    console.error(error);
    process.exitCode = 1;
  });
}

async function work({ seconds, rounds, seed }) {
  const { fuzz, shorten } = await load('test/harness/fuzz.ts');
  const end = performance.now() + seconds * 1000;
  const onInput = (round, files) => parentPort.postMessage({ input: { round, files } });
  const result = fuzz({ seed, rounds, goOn: () => performance.now() < end, onInput });
  // One example of each kind of failure is enough to begin with: the shortest.
  const kinds = new Map();
  for (const failure of result.failures) {
    const kind = failure.what.slice(0, 60);
    kinds.set(kind, [...(kinds.get(kind) ?? []), failure]);
  }
  const size = ({ files }) => files.reduce((sum, { text }) => sum + text.length, 0);
  const shown = [...kinds.values()].map((group) => {
    const [shortest] = group.sort((a, b) => size(a) - size(b));
    onInput(shortest.round, shortest.files);
    return { count: group.length, ...shorten(shortest) };
  });
  parentPort.postMessage({ result: { ...result, failures: result.failures.length, shown } });
}

function report({ rounds, inputs, fixes, secrets, failures, shown }) {
  for (const { count, round, what, files } of shown) {
    console.log(`\n${count} times, such as in round ${round}: ${what}`);
    show(files);
  }
  console.log(
    `\n${rounds} rounds, ${inputs} inputs, ${fixes} fixes applied, ${secrets} secrets kept, ${failures} failures of ${shown.length} kinds`,
  );
  process.exitCode = failures > 0 ? 1 : 0;
}

function show(files) {
  for (const { path, text } of files) console.log(`${path}: ${JSON.stringify(text)}`);
}
