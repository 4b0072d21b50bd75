import { deepEqual, equal, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  createProtocolConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { installPackage } from '../harness/installed.js';

const { folder: installed, bin } = installPackage('lsp');

function startEditor() {
  const server = spawn(process.execPath, [bin, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  const initialize = () =>
    connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  return { server, connection, initialize, ended };
}

/** Ends a server that a failing test left behind. */
async function withEditor(body: (editor: ReturnType<typeof startEditor>) => Promise<void>): Promise<void> {
  const editor = startEditor();
  try {
    await body(editor);
  } finally {
    stop(editor.server);
  }
}

function stop(server: ChildProcess): void {
  if (server.exitCode === null) server.kill();
}

test('an editor starts the server, sees a finding, gets its fix and shuts it down', { timeout: 30_000 }, () =>
  withEditor(async ({ connection, initialize, ended }) => {
    const { serverInfo } = await initialize();
    equal(serverInfo?.name, 'seaworthy');
    const published = new Promise<PublishDiagnosticsParams>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await connection.sendNotification('initialized', {});
    const uri = 'untitled:compose.yaml';
    const text = 'services:\n  web:\n    image: registry.example.com/shop/web:1.4.2\n    stop_signal: SIGKILL\n';
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });

    const { diagnostics } = await published;
    const finding = diagnostics.find(({ code }) => code === 'stop-signal-kill');
    ok(finding, JSON.stringify(diagnostics));
    const page = join(installed, 'rules', 'workload', 'stop-signal-kill.md');
    equal(finding.codeDescription?.href, pathToFileURL(page).href);

    const context = { diagnostics: [finding] };
    const actions = await connection.sendRequest<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: finding.range,
      context,
    });
    const fix = actions.find(({ title }) => title === 'Remove it: the default is SIGTERM');
    deepEqual(fix?.edit?.changes?.[uri], [
      { range: { start: { line: 2, character: 46 }, end: { line: 3, character: 24 } }, newText: '' },
    ]);

    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    equal(await ended, 0);
  }),
);

test('the server ends with the process of its editor, even when its input stays open', {
  timeout: 30_000,
}, async () => {
  const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await withEditor(async ({ connection, ended }) => {
    await connection.sendRequest('initialize', { processId: editor.pid, rootUri: null, capabilities: {} });
    editor.kill('SIGKILL');
    equal(await ended, 1);
  });
});

test('the server ends when nobody reads what it says any more', { timeout: 30_000 }, () =>
  withEditor(async ({ server, connection, initialize, ended }) => {
    await initialize();
    await connection.sendNotification('initialized', {});
    server.stdout.destroy();
    const textDocument = { uri: 'untitled:compose.yaml', languageId: 'yaml', version: 1, text: 'services: [\n' };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await new Promise((resolve) => setTimeout(resolve, 500));
    server.stdin.end();
    ok([0, 1].includes((await ended) ?? -1), 'it ends by itself');
  }),
);

test('the server ends with an editor that dies without a word', { timeout: 30_000 }, () =>
  withEditor(async ({ server, initialize, ended }) => {
    await initialize();
    server.stdin.end();
    equal(await ended, 1);
  }),
);
