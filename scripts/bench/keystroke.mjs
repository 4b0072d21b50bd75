// From a change to its findings, and from a question to its answer, over the standard streams of the real server.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { compose, dockerfile, manifestDocument, manifestStream, ruleFile } from './generate.mjs';
import { median, ms, quantile, table } from './measure.mjs';
import { parseText } from './parse.mjs';

const cases = [
  ['Dockerfile, 60 lines', 'Dockerfile', dockerfile(60)],
  ['Dockerfile, 600 lines', 'Dockerfile', dockerfile(600)],
  ['Compose, 200 lines', 'compose.yaml', compose(200)],
  ['Compose, 2,000 lines', 'compose.yaml', compose(2000)],
  ['manifest, one document of 300 lines', 'app.yaml', manifestDocument(300)],
  ['manifest, one document of 2,000 lines', 'app.yaml', manifestDocument(2000)],
  ['stream of 3,000 lines', 'app.yaml', manifestStream(3000)],
  ['stream of 12,000 lines', 'app.yaml', manifestStream(12_000)],
  ['rule file, 1,800 lines', 'rules.yaml', ruleFile(1800)],
];

/** Starts the server, with flags for Node. */
export async function start(server, flags = [], errors = 'inherit') {
  const child = spawn(process.execPath, [...flags, server, '--stdio'], { stdio: ['pipe', 'pipe', errors] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let waiting = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => waiting(params));
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const findings = (uri, version) =>
    new Promise((resolve) => {
      waiting = (params) => {
        if (params.uri === uri && params.version === version) resolve(params.diagnostics);
      };
    });
  const end = async () => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    connection.dispose();
    child.kill();
  };
  return { connection, findings, end, pid: child.pid, child };
}

/** Milliseconds of the processor that a process has used; undefined where the system does not say. */
export function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

const timed = async (work) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** The document of a stream that an offset lies in, as text. */
function around(text, at) {
  const from = text.lastIndexOf('\n---\n', at);
  const to = text.indexOf('\n---\n', at);
  return text.slice(from === -1 ? 0 : from + 5, to === -1 ? text.length : to);
}

export async function keystrokes(server, edits, warmUp = 30) {
  const rows = [];
  for (const [name, file, text] of cases) {
    const { connection, findings, end, pid } = await start(server);
    const uri = `file:///bench/${file}`;
    const first = findings(uri, 1);
    const languageId = file === 'Dockerfile' ? 'dockerfile' : 'yaml';
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    await first;
    // A letter at a time is typed at the end of a line in the middle of the file.
    const at = text.indexOf('\n', Math.floor(text.length / 2));
    const line = text.slice(0, at).split('\n').length - 1;
    const column = at - text.lastIndexOf('\n', at - 1) - 1;
    const times = { change: [], parse: [], hover: [], action: [] };
    let typed = '';
    let version = 1;
    let cpu = 0;
    for (let round = 0; round < edits + warmUp; round++) {
      const key = round === 0 ? ' #' : String(round % 10);
      const start = { line, character: column + typed.length };
      const began = cpuOf(pid);
      const change = await timed(async () => {
        const published = findings(uri, ++version);
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range: { start, end: start }, text: key }],
        });
        // What is saved is checked at once, without the pause for typing.
        await connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
        await published;
      });
      typed += key;
      if (round >= warmUp) cpu += (cpuOf(pid) ?? 0) - (began ?? 0);
      const place = { textDocument: { uri }, position: { line: Math.max(line - (round % 40), 0), character: 8 } };
      const hover = await timed(() => connection.sendRequest('textDocument/hover', place));
      const action = await timed(() =>
        connection.sendRequest('textDocument/codeAction', {
          textDocument: { uri },
          range: { start: place.position, end: place.position },
          context: { diagnostics: [] },
        }),
      );
      const changed = around(text.slice(0, at) + typed + text.slice(at), at);
      const parse = await timed(() => parseText(file, changed));
      if (round < warmUp) continue;
      times.change.push(change);
      times.parse.push(parse);
      times.hover.push(hover);
      times.action.push(action);
    }
    await end();
    const ratio = (median(times.change) / median(times.parse)).toFixed(1);
    rows.push([
      name,
      ms(median(times.change)),
      ms(quantile(times.change, 0.95)),
      ms(cpu / edits),
      ms(median(times.parse)),
      ratio,
      ms(quantile(times.hover, 0.95)),
      ms(quantile(times.action, 0.95)),
    ]);
  }
  const head = ['change in', 'p50', 'p95', 'processor', 'parsing', 'p50 to parsing', 'hover p95', 'action p95'];
  return table(head, rows);
}

/** Milliseconds from the start of the process to the findings of a small file. */
export async function firstFindings(server) {
  let stop = async () => {};
  const spent = await timed(async () => {
    const { connection, findings, end } = await start(server);
    stop = end;
    const uri = 'file:///bench/Dockerfile';
    const first = findings(uri, 1);
    const textDocument = { uri, languageId: 'dockerfile', version: 1, text: dockerfile(60) };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await first;
  });
  await stop();
  return spent;
}
