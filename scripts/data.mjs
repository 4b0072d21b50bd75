// Writes core/data/generated/image-support.ts from core/data/source/image-support.tsv. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Fault, reportFaults } from './generate/fault.mjs';

const source = fileURLToPath(new URL('../core/data/source/image-support.tsv', import.meta.url));
const target = fileURLToPath(new URL('../core/data/generated/image-support.ts', import.meta.url));
const columns = ['product', 'cycle', 'codename', 'released', 'eol', 'extended', 'latest'];
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Images of these products carry only full versions as tags, so the newest version of a line has to be known. */
const fullVersions = new Set([
  'apache-airflow',
  'apache-flink',
  'apache-kafka',
  'apache-nifi',
  'argo-cd',
  'bun',
  'deno',
  'elasticsearch',
  'fluent-bit',
  'grafana',
  'grafana-loki',
  'hashicorp-vault',
  'keycloak',
  'kibana',
  'logstash',
  'openbao',
  'opensearch',
  'prometheus',
  'valkey',
]);

reportFaults();
const place = (index) => `core/data/source/image-support.tsv:${index + 1}`;
const lines = readFileSync(source, 'utf8').split('\n');
const asOf = lines.find((line) => line.startsWith('# as-of: '))?.slice('# as-of: '.length);
if (asOf === undefined || !date.test(asOf)) throw new Fault(`${place(0)}: "# as-of: YYYY-MM-DD" is missing`);
const [head, ...rows] = lines
  .map((line, index) => ({ cells: line.split('\t'), index }))
  .filter(({ cells: [first] }) => first !== '' && !first.startsWith('#'));
if (head?.cells.join() !== columns.join())
  throw new Fault(`${place(head?.index ?? 0)}: the columns are ${columns.join(', ')}`);

/** Half a year before the table's date: a younger line may still be in its first months, before its vendor calls it stable. */
const settledSince = new Date(Date.parse(asOf) - 183 * 86_400_000).toISOString().slice(0, 10);

const products = new Map();
for (const { cells, index } of rows) {
  if (cells.length !== columns.length)
    throw new Fault(`${place(index)}: ${cells.length} columns instead of ${columns.length}`);
  const [product, cycle, codename, released, eol, extended, latest] = cells;
  if (eol !== 'ended') checkDay(eol, 'eol', index);
  checkDay(released, 'released', index);
  checkDay(extended, 'extended', index);
  const supported = eol === '' || eol > asOf;
  const parts = [`${cycle}${supported && released > settledSince ? '*' : ''}`, eol === '' ? 'open' : eol];
  if (codename !== '') parts.push(`codename=${codename}`);
  if (extended !== '') parts.push(`extended=${extended}`);
  if (supported && fullVersions.has(product)) parts.push(`latest=${latest}`);
  // A line of a few months is always about to end; nobody is warned of that.
  if (supported && eol !== '' && Date.parse(eol) - Date.parse(released) < 300 * 86_400_000) parts.push('brief');
  products.set(product, [...(products.get(product) ?? []), parts.join(' ')]);
}

function checkDay(text, column, index) {
  if (text !== '' && !date.test(text)) throw new Fault(`${place(index)}: ${column} "${text}" is no day (YYYY-MM-DD)`);
}

const key = (name) => (/^[a-z]+$/.test(name) ? name : `'${name}'`);
const text = `// Written by scripts/data.mjs from core/data/source/image-support.tsv; do not edit.

/** The day the table was compiled. Later announcements are not in it. */
export const supportAsOf = '${asOf}';

/**
 * Release lines by product, newest first: \`cycle eol [codename=…] [extended=…] [latest=…] [brief]\`, separated by commas.
 * \`eol\` is a date, \`open\` (supported, no end announced) or \`ended\` (over, date unknown). A star marks a supported
 * line that was less than half a year old on the day of the table.
 */
export const supportLines: Readonly<Record<string, string>> = {
${[...products].map(([product, entries]) => `  ${key(product)}: '${entries.join(', ')}',`).join('\n')}
};
`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('core/data/generated/image-support.ts differs from its source: run node scripts/data.mjs');
  process.exit(1);
}
