// Proves that no regular expression of the product takes more than linear time, for the texts it meets may be hostile.
// Verdicts are kept in `out/`, so that only new expressions cost anything; a fresh clone takes about a minute.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { checkSync } from 'recheck';
import { globSync } from 'tinyglobby';

/** What stands for a class of characters. */
const samples = { '\\d': '0', '\\w': 'a', '\\s': ' ' };

const root = fileURLToPath(new URL('..', import.meta.url));
const store = join(root, 'out', 'regexes.json');
const known = new Map(Object.entries(readStore()));
const places = new Map();
for (const file of globSync('{core,rules,server,cli,client}/**/*.ts', { cwd: root })) {
  const text = readFileSync(join(root, file), 'utf8');
  const note = ({ regex, start }) => {
    if (regex) places.set(`/${regex.pattern}/${regex.flags}`, `${file}:${text.slice(0, start).split('\n').length}`);
  };
  new Visitor({ Literal: note }).visit(parseSync(file, text).program);
}

const wrong = [];
for (const [expression, place] of places) {
  const verdict = known.get(expression) ?? judge(expression);
  known.set(expression, verdict);
  if (verdict !== 'safe') wrong.push(`${place} ${expression}\n  ${verdict}`);
}
mkdirSync(dirname(store), { recursive: true });
const kept = [...known].filter(([expression, verdict]) => places.has(expression) && verdict === 'safe');
writeFileSync(store, JSON.stringify(Object.fromEntries(kept)));
if (wrong.length > 0) console.error(wrong.join('\n'));
console.log(`${places.size} regular expressions, ${wrong.length} not proven to be linear`);
process.exit(wrong.length > 0 ? 1 : 0);

/** `safe`, or what an attacker would send. Too hard to analyse: measured instead. */
function judge(expression) {
  const end = expression.lastIndexOf('/');
  const [pattern, flags] = [expression.slice(1, end), expression.slice(end + 1)];
  const { status, complexity, attack } = checkSync(pattern, flags, { timeout: 5000 });
  if (status === 'safe') return 'safe';
  const regex = new RegExp(pattern, flags);
  if (status !== 'vulnerable') return measure(regex);
  // Bounded repetitions look worse than they are: what counts is what the attack does to the real engine.
  return isSlow(regex, attack.string) ? `${complexity.summary}: ${attack.pattern}` : 'safe';
}

/** Runs an expression over long texts made of its own letters. */
function measure(regex) {
  const pieces = [...new Set(regex.source.match(/[a-z_{}.-]+|\\[dws]/gi) ?? [])].map(
    (piece) => samples[piece] ?? piece,
  );
  for (const piece of [...pieces, pieces.join(''), ' ', 'a', '0']) {
    const text = `${piece.repeat(Math.ceil(100_000 / piece.length))}\u0000`;
    if (isSlow(regex, text)) return `slow on ${JSON.stringify(piece)} repeated`;
  }
  return 'safe';
}

/** True when some 100,000 characters take long, in processor time. */
function isSlow(regex, text) {
  const before = process.cpuUsage();
  regex.lastIndex = 0;
  regex.test(text);
  return process.cpuUsage(before).user > 200_000;
}

function readStore() {
  try {
    return JSON.parse(readFileSync(store, 'utf8'));
  } catch {
    return {};
  }
}
