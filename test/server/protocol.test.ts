import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { engine } from '../../server/engine.js';
import { createGate } from '../../server/gate.js';
import { start } from '../../server/server.js';
import { at, memoryHost, summary, testEngine, withServer } from './harness.js';

const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\n';
const uri = 'file:///shop/Dockerfile';

/** Codes of JSON-RPC 2.0 and of LSP 3.17, "Response Message". */
const codes = { notInitialized: -32002, invalidRequest: -32600, invalidParams: -32602, methodNotFound: -32601 };

/** A client that has said nothing yet. */
function connect() {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
    createGate().options,
  );
  start(server, memoryHost(new Map()), testEngine, { typing: 5, listing: 5 });
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const published: unknown[] = [];
  client.onNotification('textDocument/publishDiagnostics', (params: unknown) => {
    published.push(params);
  });
  client.listen();
  return {
    client,
    published,
    end: () => {
      client.dispose();
      server.dispose();
    },
  };
}

const initialize = { processId: null, rootUri: null, capabilities: {} };
const hoverParams = { textDocument: { uri }, position: { line: 0, character: 0 } };

/** The code with which a request is refused; `answered` when it is not. */
async function codeOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
    return 'answered';
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
}

test('before initialize every request is refused and every notification dropped', async () => {
  const { client, published, end } = connect();
  for (const method of ['textDocument/hover', 'textDocument/codeAction', 'seaworthy/fileStatus', 'shutdown', 'a/b']) {
    equal(await codeOf(client.sendRequest(method, hoverParams)), codes.notInitialized, method);
  }
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text: bad },
  });
  equal(await codeOf(client.sendRequest('initialize', { processId: null })), codes.invalidParams);
  equal(await codeOf(client.sendRequest('initialize', initialize)), 'answered');
  await client.sendNotification('initialized', {});
  await client.sendRequest('seaworthy/rules');
  deepEqual([await client.sendRequest('textDocument/hover', hoverParams), published], [null, []]);
  end();
});

test('a second initialize is refused and changes nothing', async () => {
  const { client, end } = connect();
  await client.sendRequest('initialize', initialize);
  equal(await codeOf(client.sendRequest('initialize', initialize)), codes.invalidRequest);
  await client.sendNotification('initialized', {});
  equal(await codeOf(client.sendRequest('seaworthy/rules')), 'answered');
  end();
});

test('after shutdown every request is refused, a second shutdown as well', async () => {
  const { client, published, end } = connect();
  await client.sendRequest('initialize', initialize);
  await client.sendNotification('initialized', {});
  equal(await codeOf(client.sendRequest('shutdown')), 'answered');
  for (const method of ['textDocument/hover', 'seaworthy/checkWorkspace', 'initialize', 'shutdown']) {
    equal(await codeOf(client.sendRequest(method, hoverParams)), codes.invalidRequest, method);
  }
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text: bad },
  });
  equal(await codeOf(client.sendRequest('a/b')), codes.invalidRequest);
  deepEqual(published, []);
  end();
});

test('what is asked before initialized waits, and is answered even when the client only shuts down', async () => {
  const { client, end } = connect();
  await client.sendRequest('initialize', initialize);
  const asked = ['seaworthy/rules', 'seaworthy/topics', 'seaworthy/readiness'].map((method) =>
    codeOf(client.sendRequest(method, {})),
  );
  equal(await codeOf(client.sendRequest('textDocument/hover', hoverParams)), 'answered');
  equal(await codeOf(client.sendRequest('shutdown')), 'answered');
  deepEqual(
    await Promise.all(asked),
    asked.map(() => 'answered'),
  );
  end();
});

const requests = [
  ...['hover', 'codeAction', 'codeLens', 'completion', 'documentLink', 'definition', 'references'].map(
    (name) => `textDocument/${name}`,
  ),
  ...['seaworthy/fileStatus', 'seaworthy/topic'],
];
const broken: readonly unknown[] = [
  null,
  undefined,
  [],
  {},
  { textDocument: null },
  { textDocument: { uri: 1 } },
  { textDocument: { uri: null }, position: { line: 'a', character: {} } },
  { uri: {}, id: 7, textDocument: {}, range: null, context: null },
];

test('requests with absent, null or wrong parameters are refused as such, and the server goes on', () =>
  withServer({}, async (server) => {
    await server.open(uri, bad);
    for (const method of requests) {
      for (const params of broken) {
        equal(
          await codeOf(server.client.sendRequest(method, params)),
          codes.invalidParams,
          JSON.stringify([method, params]),
        );
      }
    }
    const halves = [{ position: { line: -1, character: 0 } }, { range: at(0) }, { context: { diagnostics: [] } }];
    for (const half of halves) {
      for (const method of ['hover', 'codeAction', 'completion', 'references'].map((name) => `textDocument/${name}`)) {
        const params = { textDocument: { uri }, ...half };
        equal(await codeOf(server.client.sendRequest(method, params)), codes.invalidParams, JSON.stringify(params));
      }
    }
    equal(
      await codeOf(server.client.sendRequest('textDocument/rename', { textDocument: { uri } })),
      codes.methodNotFound,
    );
    deepEqual(summary(await server.diagnostics(uri)), ['1: maintainer-present']);
  }));

test('notifications of any shape do no harm', () =>
  withServer({ folders: ['/shop'] }, async (server) => {
    await server.open(uri, bad);
    const methods = [
      ...['didOpen', 'didChange', 'didClose', 'didSave'].map((name) => `textDocument/${name}`),
      ...['didChangeWatchedFiles', 'didChangeWorkspaceFolders', 'didChangeConfiguration'].map((n) => `workspace/${n}`),
      ...['$/cancelRequest', '$/setTrace', 'initialized', 'window/workDoneProgress/cancel', 'no/such'],
    ];
    for (const method of methods) {
      for (const params of [...broken, { changes: [null] }, { contentChanges: [{}] }, { event: {} }, { settings: 7 }]) {
        await server.client.sendNotification(method, params);
      }
    }
    await server.change(uri, 2, [{ text: `# later\n${bad}` }]);
    deepEqual(summary(await server.diagnostics(uri, ({ version }) => version === 2)), ['2: maintainer-present']);
  }));

test('a request that is cancelled is answered, and the next one as usual', () =>
  withServer({}, async (server) => {
    await server.open(uri, bad);
    const answers: Promise<unknown>[] = [];
    for (let i = 0; i < 50; i++) {
      const source = new CancellationTokenSource();
      answers.push(codeOf(server.client.sendRequest('textDocument/hover', hoverParams, source.token)));
      source.cancel();
    }
    // -32800: RequestCancelled.
    for (const answer of await Promise.all(answers)) ok(answer === 'answered' || answer === -32800, String(answer));
    ok((await server.actions(uri, at(1, 3))).length > 0);
  }));

test('places past the end and behind the last line are those of the end', () =>
  withServer({ engine }, async (server) => {
    await server.open(uri, bad);
    await server.diagnostics(uri);
    for (const position of [at(0, 9999).start, at(9999, 0).start, at(2 ** 31 - 1, 2 ** 31 - 1).start]) {
      equal(
        await codeOf(server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position })),
        'answered',
      );
      equal(await codeOf(server.actions(uri, { start: position, end: position })), 'answered');
      equal(await codeOf(server.actions(uri, { start: position, end: at(0).start })), 'answered');
    }
    await server.change(uri, 2, [{ range: { start: at(500).start, end: at(900, 4).end }, text: 'USER 101\n' }]);
    const { version } = await server.diagnostics(uri, (published) => published.version === 2);
    equal(version, 2);
  }));

test('an address of any kind is answered under the name it was asked by', () =>
  withServer({ folders: ['/shop'] }, async (server) => {
    const uris = [
      'file:///shop/with%20space/Dockerfile',
      'file:///shop/100%25/Dockerfile',
      'file:///shop/100%/Dockerfile',
      'file:///shop/%E4%BB%93%E5%BA%93/Dockerfile',
      'file:///shop/%D0%BC%D0%B0%D0%B3%D0%B0%D0%B7%D0%B8%D0%BD/Dockerfile',
      'file:///shop/магазин/Dockerfile',
      'file:///c%3A/Users/ada/Dockerfile',
      'file:///C:/Users/ada/shop/Dockerfile',
      'file://server/share/Dockerfile',
      'file://wsl.localhost/Ubuntu/home/ada/Dockerfile',
      'file://wsl%24/Ubuntu/home/ada/Dockerfile',
      'vscode-remote://wsl%2Bubuntu/home/ada/Dockerfile',
      'vscode-vfs://github/ada/shop/Dockerfile',
      'untitled:Dockerfile',
      'git:/shop/Dockerfile?%7B%22ref%22%3A%22HEAD%22%7D',
      'file:///shop/a%2Fb/Dockerfile',
      'file:///shop/%00/Dockerfile',
      'file:///Dockerfile',
      'Dockerfile',
    ];
    for (const one of uris) {
      await server.open(one, bad);
      deepEqual(summary(await server.diagnostics(one)), ['1: maintainer-present'], one);
      const [fix] = await server.actions(one, at(1, 3), { only: ['quickfix'] });
      const [change] = fix?.edit?.documentChanges ?? [];
      equal(change && 'textDocument' in change ? change.textDocument.uri : undefined, one);
      await server.close(one);
      await server.diagnostics(one, ({ diagnostics }) => diagnostics.length === 0);
    }
    for (const nothing of ['', ':', 'file:', 'file://', '%', '//', '\u0000']) {
      await server.open(nothing, bad);
      equal(await codeOf(server.client.sendRequest('seaworthy/fileStatus', { uri: nothing })), 'answered');
      await server.close(nothing);
    }
    deepEqual(
      server.logged.filter((line) => !line.startsWith('/')),
      [],
    );
  }));

test('what a handler cannot do is logged with its name, and nothing else fails with it', () =>
  withServer(
    {
      host: { ...memoryHost(new Map()), read: () => Promise.reject(new Error('the disk is gone')) },
      folders: ['/shop'],
    },
    async (server) => {
      await server.open(uri, bad);
      await server.client.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: 'file:///shop', type: 3 }],
      });
      deepEqual(summary(await server.diagnostics(uri)), ['1: maintainer-present']);
      for (const line of server.logged) match(line, /^[\w ]+[ :]/);
    },
  ));

test('a rule that fails on every file is named once in the log, and hides nothing', () =>
  withServer({ folders: ['/shop'] }, async (server) => {
    const uris = ['a', 'b', 'c'].map((name) => `file:///shop/${name}/Dockerfile`);
    for (const one of uris) await server.open(one, `SHELL ["/bin/ash"]\n${bad}SHELL ["/bin/sh"]\n`);
    for (const one of uris) {
      await server.change(one, 2, [{ text: `# edited\nSHELL ["/bin/ash"]\n${bad}` }]);
      const published = await server.diagnostics(one, ({ version }) => version === 2);
      ok(summary(published).includes('3: maintainer-present'), one);
    }
    await server.client.sendRequest('seaworthy/checkWorkspace');
    const named = server.logged.filter((line) => line.includes('crash-always'));
    equal(named.length, 1, named.join('\n'));
    match(named[0] ?? '', /^\/shop\/.\/Dockerfile:3: internal error in "crash-always": a rule went wrong$/);
  }));
