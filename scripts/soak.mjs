// One server over a workspace of 500 files and many thousand edits: its memory must come to rest, it must do nothing when
// nothing happens, and it must end with its client. `npm run soak -- --edits 20000`; takes minutes and is no test.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { compose, dockerfile, manifestStream, random, ruleFile } from './bench/generate.mjs';
import { root } from './load.mjs';

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '20000' }, files: { type: 'string', default: '500' } },
});
const edits = Number(values.edits);

const folder = mkdtempSync(join(tmpdir(), 'seaworthy-soak-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const makers = [
  ['Dockerfile', (i) => dockerfile(40, i)],
  ['compose.yaml', (i) => compose(120, i)],
  ['app.yaml', (i) => manifestStream(150, i)],
  ['rules.yaml', (i) => ruleFile(120, i)],
];
const files = Array.from({ length: Math.ceil(Number(values.files) / makers.length) }, (_, i) =>
  makers.map(([name, make]) => [`${i}/${name}`, make(i)]),
).flat();
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

// The server tells its memory on a signal, after it has cleared away what nobody needs.
const probe = `process.on('SIGUSR2',()=>{gc();gc();process.stderr.write(JSON.stringify(process.memoryUsage())+'\\n')})`;
const server = spawn(
  process.execPath,
  [
    '--expose-gc',
    '--import',
    `data:text/javascript,${encodeURIComponent(probe)}`,
    join(root, 'dist/cli/main.js'),
    'lsp',
  ],
  { stdio: ['pipe', 'pipe', 'pipe'] },
);
const ended = new Promise((resolve) => server.once('close', (code, signal) => resolve(code ?? signal)));
let told = () => {};
server.stderr.on('data', (chunk) => told(String(chunk)));
const memory = () =>
  new Promise((resolve) => {
    told = (line) => resolve(JSON.parse(line));
    server.kill('SIGUSR2');
  });

const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
let published = 0;
client.onNotification('textDocument/publishDiagnostics', () => {
  published++;
});
client.listen();

// Its end is the server's, too: the server is told that this is the process of the editor.
const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
process.on('exit', () => {
  editor.kill();
  server.kill();
});

const uriOf = (path) => pathToFileURL(join(folder, path)).href;
await client.sendRequest('initialize', {
  processId: editor.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'soak' }],
  capabilities: {},
  initializationOptions: { settings: { codeLens: true } },
});
await client.sendNotification('initialized', {});
await client.sendRequest('seaworthy/checkWorkspace');

const next = random(7);
const pick = (list) => list[Math.floor(next() * list.length)];
const open = new Map();
const kinds = ['hover', 'codeAction', 'codeLens', 'completion', 'definition', 'references', 'documentLink'];

/** One keystroke in an open file, and a question that makes the server take it in at once. */
async function edit() {
  const path = pick([...open.keys()]);
  const state = open.get(path);
  const uri = uriOf(path);
  const lines = state.text.split('\n');
  const line = Math.floor(next() * lines.length);
  const place = { line, character: lines[line].length };
  const isBack = state.typed !== undefined;
  const range = isBack ? state.typed : { start: place, end: place };
  const text = isBack ? '' : pick(['x', ' #', ':', ' a: b', '"', '$', '{{']);
  state.typed = isBack ? undefined : { start: place, end: { line, character: place.character + text.length } };
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: ++state.version },
    contentChanges: [{ range, text }],
  });
  const position = range.start;
  const method = `textDocument/${pick(kinds)}`;
  const late = setTimeout(() => {
    console.error(`${method} in ${path} is not answered in a minute`);
    process.exit(1);
  }, 60_000);
  await client.sendRequest(method, {
    textDocument: { uri },
    position,
    range: { start: position, end: position },
    context: { diagnostics: [], includeDeclaration: true },
  });
  clearTimeout(late);
}

/** Files are opened and closed, and change on disk under names that come and go. */
async function turn(round) {
  const [path, text] = pick(files);
  const textDocument = { uri: uriOf(path), languageId: 'yaml', version: 1, text };
  if (!open.has(path)) await client.sendNotification('textDocument/didOpen', { textDocument });
  if (!open.has(path)) open.set(path, { text, version: 1, typed: undefined });
  if (open.size > 8) {
    const oldest = open.keys().next().value;
    open.delete(oldest);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(oldest) } });
  }
  const passing = `new-${round % 40}/Dockerfile`;
  mkdirSync(join(folder, dirname(passing)), { recursive: true });
  if (round % 2 === 0) writeFileSync(join(folder, passing), dockerfile(30, round));
  else rmSync(join(folder, dirname(passing)), { recursive: true, force: true });
  const changes = [{ uri: uriOf(round % 2 === 0 ? passing : dirname(passing)), type: round % 2 === 0 ? 1 : 3 }];
  await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
const heaps = [];
console.log('| edits | heap in use, MiB | resident, MiB | seconds |\n| ---: | ---: | ---: | ---: |');
const began = performance.now();
for (let done = 0; done <= edits; done++) {
  if (done % 25 === 0) await turn(done / 25);
  if (done % Math.max(1, Math.floor(edits / 20)) === 0) {
    const { heapUsed, rss } = await memory();
    heaps.push(heapUsed);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`| ${done} | ${mebibytes(heapUsed)} | ${mebibytes(rss)} | ${seconds} |`);
  }
  await edit();
}

// The second half of the run against its middle: what grows for ever grows there, too.
const half = heaps.slice(Math.floor(heaps.length / 2));
const middle = Math.max(...heaps.slice(Math.floor(heaps.length / 4), Math.floor(heaps.length / 2)));
const growth = Math.max(...half) / middle - 1;
console.log(`\nlargest heap of the second half against the second quarter: ${(growth * 100).toFixed(1)} %`);
console.log(`published ${published} times`);

await new Promise((resolve) => setTimeout(resolve, 3000));
let idle;
if (process.platform === 'linux') {
  // Fields 14 and 15 of proc_pid_stat(5), in hundredths of a second.
  const ticks = () => readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(' ').slice(13, 15).map(Number);
  const [user, system] = ticks();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const [userLater, systemLater] = ticks();
  idle = (userLater - user + systemLater - system) * 10;
  console.log(`processor time while nothing happens for 10 s: ${idle} ms`);
}

editor.kill('SIGKILL');
const code = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve('never'), 15_000))]);
console.log(`the server ends after its editor is killed: ${code === 'never' ? 'never' : `with ${code}`}`);
const isGood = growth < 0.1 && (idle ?? 0) <= 50 && code !== 'never';
console.log(isGood ? 'passed' : 'failed');
process.exit(isGood ? 0 : 1);
