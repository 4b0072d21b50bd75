// Compares what the project promises (promised-rules.tsv: rules, formats, fixes) with what is there: the rule in the
// format, its page, a bad and a good example in the format, the fix with an example of it, both languages, and ids of the
// same rule in other tools where those exist. A promised fix may be declined for a reason: the page then says "There is no
// automatic fix". Fails when something is missing. `--missing` prints only the rows that lack something.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { load, root } from './load.mjs';

const { rules, pageExamples } = await load('test/harness/accept.ts');
const known = new Map(rules.map((rule) => [rule.id, rule]));
const pages = new Map(
  globSync('rules/*/*.md', { cwd: root, ignore: 'rules/course/**' }).map((path) => [
    path.slice(path.lastIndexOf('/') + 1, -'.md'.length),
    path,
  ]),
);

const declined = 'There is no automatic fix';
const columns = ['rule in format', 'page', 'bad', 'good', 'fix', 'en', 'ru', 'peers'];

const [, ...lines] = readFileSync(join(root, 'scripts/promised-rules.tsv'), 'utf8').trimEnd().split('\n');
const rows = lines.map((line) => {
  const [id, format, fix, peers] = line.split('\t');
  return { id, format, cells: cellsOf({ id, format, fix, peers }) };
});

/** For each column: true when it is there, false when it is missing, undefined when it is not asked for. */
function cellsOf({ id, format, fix, peers }) {
  const rule = known.get(id);
  const page = pages.get(id);
  const markdown = page !== undefined && existsSync(join(root, page)) ? readFileSync(join(root, page), 'utf8') : '';
  const shown = markdown === '' ? undefined : pageExamples(page, markdown);
  const texts = Object.values(rule?.text ?? {});
  const isFixed = rule !== undefined && rule.fix !== 'none' && shown?.fixed.has(format) === true;
  return [
    rule?.kinds.includes(format) === true,
    markdown !== '',
    shown?.bad.has(format) === true,
    shown?.good.has(format) === true,
    fix === 'none' ? undefined : isFixed || markdown.includes(declined),
    texts.length > 0 && texts.every(({ en }) => en.trim() !== ''),
    texts.length > 0 && texts.every(({ ru }) => /[а-яё]/i.test(ru)),
    peers === 'no' ? undefined : (rule?.same.length ?? 0) > 0,
  ];
}

const lacks = ({ cells }) => cells.some((cell) => cell === false);
const mark = (cell, width) => (cell === undefined ? '·' : cell ? 'yes' : 'NO').padEnd(width);
const idWidth = Math.max(...rows.map(({ id }) => id.length));
const onlyMissing = process.argv.includes('--missing');

console.log(`${'rule'.padEnd(idWidth)}  ${'format'.padEnd(10)}  ${columns.join('  ')}`);
for (const row of rows) {
  if (onlyMissing && !lacks(row)) continue;
  const cells = row.cells.map((cell, index) => mark(cell, columns[index].length));
  console.log(`${row.id.padEnd(idWidth)}  ${row.format.padEnd(10)}  ${cells.join('  ')}`.trimEnd());
}

const ids = [...new Set(rows.map(({ id }) => id))];
const open = rows.filter(lacks);
const complete = ids.filter((id) => !open.some((row) => row.id === id));
console.log('');
console.log(
  `Rules: ${complete.length} of ${ids.length} complete. Rules in formats: ${rows.length - open.length} of ${rows.length}.`,
);
for (const [index, column] of columns.entries()) {
  const asked = rows.filter(({ cells }) => cells[index] !== undefined);
  const there = asked.filter(({ cells }) => cells[index]);
  console.log(`  ${column}: ${there.length} of ${asked.length}`);
}
const beyond = rules.filter(({ id }) => !ids.includes(id)).map(({ id }) => id);
if (beyond.length > 0) console.log(`Beyond what is promised: ${beyond.join(', ')}`);
if (open.length > 0) process.exitCode = 1;
