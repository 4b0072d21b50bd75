import { match, throws } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './harness/root.js';

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-generate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const topic = (title: string, short: string, full: string) => `# ${title}\n\n## ${short}\n\nA.\n\n## ${full}\n\nB.\n`;
const english = topic('Probes', 'Short', 'Full');
const russian = topic('Пробы', 'Кратко', 'Подробно');

for (const [what, files, message] of [
  ['in one language only', { 'a.md': english }, /^rules\/course\/a\.ru\.md:1: the topic is missing in this language$/],
  [
    'with a heading nobody knows',
    { 'a.md': english.replace('## Full', '## Whole'), 'a.ru.md': russian },
    /^rules\/course\/a\.md:7: unknown heading "Whole"$/,
  ],
  [
    'without its full part',
    { 'a.md': english, 'a.ru.md': russian.slice(0, russian.indexOf('## Подробно')) },
    /^rules\/course\/a\.ru\.md:7: title, "Кратко" or "Подробно" is missing$/,
  ],
] as const) {
  test(`a topic ${what} is an error with its place`, async () => {
    const { readTopic } = await import(pathToFileURL(join(root, 'scripts/generate/topics.mjs')).href);
    const own = mkdtempSync(join(folder, 't-'));
    mkdirSync(join(own, 'rules/course'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, 'rules/course', name), text);
    throws(() => readTopic(own, 'a'), { message });
  });
}

test('a table of facts that cannot be read is an error with its place', () => {
  const own = mkdtempSync(join(folder, 'd-'));
  cpSync(join(root, 'scripts'), join(own, 'scripts'), { recursive: true });
  cpSync(join(root, 'core/data'), join(own, 'core/data'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(own, 'node_modules'));
  const table = join(own, 'core/data/source/image-support.tsv');
  const lines = readFileSync(table, 'utf8').split('\n');
  writeFileSync(table, [...lines.slice(0, 20), 'node\t20', ...lines.slice(21)].join('\n'));
  const { stderr } = spawnSync(process.execPath, [join(own, 'scripts/data.mjs'), '--check'], { encoding: 'utf8' });
  match(stderr, /^core\/data\/source\/image-support\.tsv:21: 2 columns instead of 7\n$/);
});
