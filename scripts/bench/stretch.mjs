// How long the server hears nobody while it works on a large file: opened, and with a letter typed into it.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compose, configMap, definition, manifestStream, ruleFile, ruleMap } from './generate.mjs';
import { start } from './keystroke.mjs';
import { median, ms, table } from './measure.mjs';

const probe = fileURLToPath(new URL('stretch-probe.cjs', import.meta.url));

const cases = [
  ['CustomResourceDefinition, 9,000 lines', 'crd.yaml', definition(9000)],
  ['ConfigMap, 9,000 lines', 'dashboards.yaml', configMap(9000)],
  ['rule file, 9,000 lines', 'rules.yaml', ruleFile(9000)],
  ['ConfigMap of rules, 9,000 lines', 'rules-map.yaml', ruleMap(9000)],
  ['Compose, 5,000 lines', 'compose.yaml', compose(5000)],
  ['stream of 12,000 lines', 'app.yaml', manifestStream(12_000)],
];

/** The longest stretch when the file is opened, and the median of those after a letter. */
async function stretches(server, file, text, edits) {
  const { connection, findings, end, child } = await start(server, ['-r', probe], 'pipe');
  const longest = async () => {
    // What follows on the findings is part of it.
    await setTimeout(300);
    child.kill('SIGUSR2');
    const [written] = await once(child.stderr, 'data');
    return Number(written);
  };
  const small = 'file:///bench/small.yaml';
  const uri = `file:///bench/${file}`;
  const open = async (at, its) => {
    const published = findings(at, 1);
    const textDocument = { uri: at, languageId: 'yaml', version: 1, text: its };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await published;
  };
  // What is compiled at the first file of all is no matter of its size.
  await open(small, manifestStream(300));
  await longest();
  await open(uri, text);
  const opened = await longest();
  const at = text.indexOf('\n', Math.floor(text.length / 2));
  const line = text.slice(0, at).split('\n').length - 1;
  const column = at - text.lastIndexOf('\n', at - 1) - 1;
  const edited = [];
  for (let version = 2; version < edits + 2; version++) {
    const published = findings(uri, version);
    const place = { line, character: column };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: place, end: place }, text: version === 2 ? ' #' : 'x' }],
    });
    await connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await published;
    edited.push(await longest());
  }
  await end();
  return { opened, edited };
}

export async function longStretches(server, rounds) {
  const rows = [];
  for (const [name, file, text] of cases) {
    const opened = [];
    const edited = [];
    for (let round = 0; round < rounds; round++) {
      const found = await stretches(server, file, text, 4);
      opened.push(found.opened);
      edited.push(...found.edited);
    }
    rows.push([name, ms(median(opened)), ms(median(edited))]);
  }
  return table(['longest stretch without an answer', 'opened', 'edited'], rows);
}
