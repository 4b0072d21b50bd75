// Another language server on the same file. Without a network it has no schemas, so that it reads YAML and judges nothing;
// each waits in its own way after a letter, so that only the processor's time bears comparison.
import { once } from 'node:events';
import { compose } from './generate.mjs';
import { cpuOf, start } from './keystroke.mjs';
import { ms, table } from './measure.mjs';

/** Milliseconds of the processor for one letter, from the change to what is said about it. */
async function typing(server, text, edits, warmUp = 10) {
  const { connection, end, pid, child } = await start(server);
  const uri = 'file:///bench/compose.yaml';
  let heard = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => params.uri === uri && heard());
  const published = () =>
    new Promise((resolve) => {
      heard = resolve;
    });
  const first = published();
  const textDocument = { uri, languageId: 'yaml', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  await first;
  const line = Math.floor(text.split('\n').length / 2);
  let began = 0;
  for (let round = 0; round < edits + warmUp; round++) {
    if (round === warmUp) began = cpuOf(pid);
    const answer = published();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: round + 2 },
      contentChanges: [{ range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: '#' }],
    });
    await answer;
  }
  const spent = cpuOf(pid) - began;
  const gone = once(child, 'exit');
  await end();
  await gone;
  return spent / edits;
}

/** `servers`: names with the paths of their programs. */
export async function compareServers(servers, edits) {
  const text = compose(2000);
  const rows = [];
  for (const [name, server] of servers) rows.push([name, ms(await typing(server, text, edits))]);
  return table(['a letter in a Compose file of 2,000 lines', 'processor'], rows);
}
