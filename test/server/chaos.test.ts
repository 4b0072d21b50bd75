import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Range, TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { engine } from '../../server/engine.js';
import { pathOfUri } from '../../server/uri.js';
import {
  type Files,
  type HostLog,
  memoryHost,
  type ServerOptions,
  startServer,
  summary,
  type TestServer,
  withServer,
} from './harness.js';

const folder = 'file:///shop';
const uris = [
  `${folder}/Dockerfile`,
  `${folder}/api/Dockerfile`,
  `${folder}/compose.yaml`,
  `${folder}/.seaworthy.yaml`,
];
const texts = [
  'FROM alpine:3.20\nMAINTAINER ada@example.com\n',
  'FROM alpine:3.20\nSTOPSIGNAL SIGKILL\nMAINTAINER ada@example.com\n',
  'services:\n  web:\n    build: api\n',
  'services:\n  web:\n    image: registry.example.com/web:1\n  api:\n    build: { context: ., dockerfile: api/Dockerfile }\n',
  'rules:\n  maintainer-present: error\n',
  'extends: none\n',
  'services: [\n',
  '',
];

/** What an editor, or something worse, may say. */
type Step =
  | { readonly kind: 'open'; readonly uri: string; readonly text: string; readonly version: number }
  | {
      readonly kind: 'change';
      readonly uri: string;
      readonly version: number;
      readonly changes: TextDocumentContentChangeEvent[];
    }
  | { readonly kind: 'close' | 'save'; readonly uri: string }
  | { readonly kind: 'write'; readonly uri: string; readonly text: string }
  | { readonly kind: 'delete'; readonly uri: string }
  | {
      readonly kind: 'ask';
      readonly method: string;
      readonly uri: string;
      readonly range: Range;
      readonly cancel: boolean;
    }
  | { readonly kind: 'folders'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: 'settings'; readonly settings: Record<string, unknown> }
  | { readonly kind: 'pause' };

const uri = fc.constantFrom(...uris);
const text = fc.constantFrom(...texts);
const version = fc.integer({ min: 0, max: 9 });
const place = fc.record({ line: fc.nat(6), character: fc.nat(40) });
const range = fc.record({ start: place, end: place });
const change = fc.oneof(
  fc.record({ text }),
  fc.record({ range, text: fc.constantFrom('', '\n', 'MAINTAINER b\n', '  x: 1\n', '#') }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), uri, text, version }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      uri,
      version,
      changes: fc.array(change, { maxLength: 3 }),
    }),
  },
  fc.record({ kind: fc.constantFrom('close' as const, 'save' as const), uri }),
  fc.record({ kind: fc.constant('write' as const), uri, text }),
  fc.record({ kind: fc.constant('delete' as const), uri: fc.constantFrom(...uris, `${folder}/api`, folder) }),
  fc.record({
    kind: fc.constant('ask' as const),
    method: fc.constantFrom(
      'textDocument/hover',
      'textDocument/codeAction',
      'textDocument/codeLens',
      'textDocument/completion',
      'textDocument/documentLink',
      'textDocument/definition',
      'textDocument/references',
      'seaworthy/fileStatus',
      'seaworthy/readiness',
    ),
    uri,
    range,
    cancel: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('folders' as const),
    added: fc.subarray([folder, `${folder}/api`]),
    removed: fc.subarray([folder, `${folder}/api`]),
  }),
  fc.record({
    kind: fc.constant('settings' as const),
    settings: fc.record({ enable: fc.boolean(), locale: fc.constantFrom('en', 'ru') }, { requiredKeys: [] }),
  }),
  fc.constant({ kind: 'pause' as const }),
);

/** What a client knows: the texts it shows, its folders and settings. The disk is beside it. */
interface World {
  readonly open: Map<string, TextDocument>;
  readonly files: Files;
  readonly folders: Set<string>;
  settings: Record<string, unknown>;
}

const emptyWorld = (): World => ({
  open: new Map(),
  files: new Map([
    ['/shop/Dockerfile', texts[0] ?? ''],
    ['/shop/compose.yaml', texts[2] ?? ''],
    ['/shop/api/Dockerfile', texts[1] ?? ''],
  ]),
  folders: new Set([folder]),
  settings: {},
});

/** Says one thing to the server and notes what it means. Answers of requests are gathered, not waited for. */
async function take(one: Step, server: TestServer, world: World, answers: Promise<unknown>[]): Promise<void> {
  const { client } = server;
  switch (one.kind) {
    case 'open':
      world.open.set(one.uri, TextDocument.create(one.uri, 'plaintext', one.version, one.text));
      return server.open(one.uri, one.text, one.version);
    case 'change': {
      const document = world.open.get(one.uri);
      // A document that nobody opened has no text to change.
      if (document) world.open.set(one.uri, TextDocument.update(document, one.changes, one.version));
      return server.change(one.uri, one.version, one.changes);
    }
    case 'close':
      world.open.delete(one.uri);
      return server.close(one.uri);
    case 'save':
      return server.save(one.uri);
    case 'write': {
      const path = pathOfUri(one.uri);
      const type = world.files.has(path) ? 2 : 1;
      world.files.set(path, one.text);
      return client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: one.uri, type }] });
    }
    case 'delete': {
      const gone = pathOfUri(one.uri);
      for (const path of world.files.keys()) if (path === gone || path.startsWith(`${gone}/`)) world.files.delete(path);
      return client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: one.uri, type: 3 }] });
    }
    case 'ask': {
      const { uri, range, method } = one;
      const params = {
        uri,
        textDocument: { uri },
        range,
        position: range.start,
        context: { diagnostics: [], includeDeclaration: true },
      };
      answers.push(client.sendRequest(method, params));
      return;
    }
    case 'folders': {
      for (const uri of one.removed) world.folders.delete(uri);
      for (const uri of one.added) world.folders.add(uri);
      const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
      const event = { added: named(one.added), removed: named(one.removed) };
      return client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    }
    case 'settings':
      world.settings = one.settings;
      for (const key of Object.keys(server.settings)) delete server.settings[key];
      Object.assign(server.settings, one.settings);
      return client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    case 'pause':
      await pause(3);
  }
}

/** Rule, line and message of everything that is shown, by file. */
function shown(server: TestServer): Readonly<Record<string, readonly string[]>> {
  const entries = [...server.latest]
    .filter(([, { diagnostics }]) => diagnostics.length > 0)
    .map(
      ([uri, published]) =>
        [
          uri,
          published.diagnostics.map((one, i) => `${summary(published)[i]} ${one.severity} ${one.message}`),
        ] as const,
    );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How many hundredths of a second the server has to come to rest. */
const patience = 200;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** What a server says that meets the world as it is now. */
async function afresh(world: World, options: ServerOptions): Promise<Readonly<Record<string, readonly string[]>>> {
  const server = await startServer({
    ...options,
    files: world.files,
    folderUris: [...world.folders],
    settings: world.settings,
  });
  try {
    for (const [uri, document] of world.open) await server.open(uri, document.getText(), document.version);
    await server.client.sendRequest('seaworthy/checkWorkspace');
    return shown(server);
  } finally {
    await server.stop();
  }
}

test('whatever a client says in whatever order: all is answered, and in the end the findings are those of a fresh start', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = emptyWorld();
      const server = await startServer({ files: world.files, folderUris: [folder] });
      try {
        const answers: Promise<unknown>[] = [];
        for (const one of steps) await take(one, server, world, answers);
        await Promise.all(answers);
        const wanted = await afresh(world, {});
        for (let tries = 0; tries < patience && !same(shown(server), wanted); tries++) await pause(10);
        deepEqual(shown(server), wanted);
        deepEqual(
          server.logged.filter((line) => /^(?:\w+ )+.*Error/.test(line)),
          [],
        );
      } finally {
        await server.stop();
      }
    }),
    {
      numRuns: Number(process.env['SEAWORTHY_CHAOS'] ?? 40),
      seed: 5,
      endOnFailure: process.env['SEAWORTHY_CHAOS'] === undefined,
    },
  );
});

test('after a thousand edits without a pause the findings are those of the last text', async () => {
  const files: Files = new Map([['/shop/api/Dockerfile', texts[1] ?? '']]);
  await withServer({ engine, files, folderUris: [folder] }, async (server) => {
    const uri = `${folder}/compose.yaml`;
    const text = 'services:\n  web:\n    image: nginx\n  api:\n    build: api\n';
    let document = TextDocument.create(uri, 'yaml', 0, text);
    await server.open(uri, text, 0);
    for (let version = 1; version <= 1000; version++) {
      const at = { line: 2 + (version % 3), character: 4 };
      const changes = [
        version % 10 < 5
          ? { range: { start: at, end: at }, text: 'x' }
          : { range: { start: at, end: { ...at, character: 5 } }, text: '' },
      ];
      document = TextDocument.update(document, changes, version);
      await server.change(uri, version, changes);
      if (version % 100 === 0) {
        void server.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: at });
      }
    }
    const last = await server.diagnostics(uri, ({ version }) => version === 1000);
    const world: World = { open: new Map([[uri, document]]), files, folders: new Set([folder]), settings: {} };
    const wanted = await afresh(world, { engine });
    await server.until(() => same(shown(server), wanted));
    equal(last.version, 1000);
  });
});

test('folders that come and go while they are read leave what a fresh start finds', async () => {
  let open = (): void => {};
  const files: Files = new Map(
    Array.from({ length: 60 }, (_, i) => [`/${i % 2 === 0 ? 'one' : 'two'}/${i}/Dockerfile`, texts[0] ?? '']),
  );
  const log: HostLog = { reads: [], gate: Promise.resolve() };
  await withServer({ files, host: memoryHost(files, log), folderUris: ['file:///one'] }, async (server) => {
    for (let round = 0; round < 6; round++) {
      log.gate = new Promise((resolve) => {
        open = resolve;
      });
      const [come, go] = round % 2 === 0 ? ['two', 'one'] : ['one', 'two'];
      await server.client.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: {
          added: [{ uri: `file:///${come}`, name: '' }],
          removed: [{ uri: `file:///${go}`, name: '' }],
        },
      });
      await server.until(() => log.reads.length > round);
      open();
    }
    // Each folder has 30, and for a while those of the other one may still be shown.
    const wanted = [...files.keys()].filter((path) => path.startsWith('/one/')).map((path) => `file://${path}`);
    const asWanted = (): boolean => Object.keys(shown(server)).sort().join() === wanted.sort().join();
    await server.until(asWanted);
    // What was under way when the folders went may not bring anything back.
    await new Promise((resolve) => setTimeout(resolve, 300));
    ok(asWanted());
  });
});
