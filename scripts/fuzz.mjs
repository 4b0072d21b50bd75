// Damages real files at random and holds the engine to its promises: `npm run fuzz -- --seconds 60 --seed 7`.
import { parseArgs } from 'node:util';
import { load } from './load.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const { fuzz } = await load('test/harness/fuzz.ts');
const end = performance.now() + Number(values.seconds) * 1000;
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const { rounds, fixes, failures } = fuzz({
  seed,
  rounds: Number.POSITIVE_INFINITY,
  goOn: () => performance.now() < end,
});
// One example of each kind of failure is enough to begin with: the shortest.
const kinds = new Map();
for (const failure of failures) {
  const kind = failure.what.slice(0, 60);
  kinds.set(kind, [...(kinds.get(kind) ?? []), failure]);
}
for (const [, group] of kinds) {
  const size = ({ files }) => files.reduce((sum, { text }) => sum + text.length, 0);
  const [shortest] = group.sort((a, b) => size(a) - size(b));
  console.log(`\n${group.length} times, such as in round ${shortest.round}: ${shortest.what}`);
  for (const { path, text } of shortest.files) console.log(`${path}: ${JSON.stringify(text)}`);
}
console.log(`\n${rounds} rounds, ${fixes} fixes applied, ${failures.length} failures of ${kinds.size} kinds`);
process.exitCode = failures.length > 0 ? 1 : 0;
