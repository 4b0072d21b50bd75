import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import {
  CompletionRequest,
  CompletionTriggerKind,
  DefinitionRequest,
  DocumentLinkRequest,
  ReferencesRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createWorkspace } from '../../core/workspace.js';
import { rules, topics } from '../../rules/index.js';
import type { Engine } from '../../server/session.js';
import { type TestServer, testEngine, withServer } from './harness.js';

/** The engine with the rules that are shipped, for their ids and their advice. */
const engine: Engine = { ...testEngine, createWorkspace, rules, topics };

const compose = 'file:///shop/compose.yaml';
const dockerfile = 'file:///shop/Dockerfile';

/** The requests of these features at a place, as an editor sends them. */
function asking({ client }: TestServer, uri: string) {
  const textDocument = { uri };
  const place = (line: number, character: number) => ({ textDocument, position: { line, character } });
  return {
    complete: async (line: number, character: number, typed?: string) => {
      const context = typed
        ? { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: typed }
        : { triggerKind: CompletionTriggerKind.Invoked };
      const found = await client.sendRequest(CompletionRequest.type, { ...place(line, character), context });
      return Array.isArray(found) ? found : [];
    },
    links: async () => (await client.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [],
    definition: (line: number, character: number) => client.sendRequest(DefinitionRequest.type, place(line, character)),
    references: (line: number, character: number, includeDeclaration = true) =>
      client.sendRequest(ReferencesRequest.type, { ...place(line, character), context: { includeDeclaration } }),
  };
}

test('what works is announced', () =>
  withServer({}, async ({ initialized: { capabilities } }) => {
    deepEqual(
      [
        capabilities.completionProvider,
        capabilities.documentLinkProvider,
        capabilities.definitionProvider,
        capabilities.referencesProvider,
        capabilities.renameProvider,
      ],
      [
        { triggerCharacters: [' ', ',', '-'], resolveProvider: false },
        { resolveProvider: false },
        true,
        true,
        undefined,
      ],
    );
  }));

for (const [name, lineEnd] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
] as const) {
  test(`a completion is an edit of the word under the cursor, indented for its place (${name})`, () =>
    withServer({ engine }, async (server) => {
      const text = [
        'services:',
        '  db:',
        '    image: postgres:16',
        '    hea',
        '  api:',
        '    image: nginx:1.29',
        '',
      ].join(lineEnd);
      await server.open(compose, text);
      const item = (await asking(server, compose).complete(3, 7)).find(({ label }) => label === 'healthcheck');
      ok(item?.textEdit && 'range' in item.textEdit);
      deepEqual(item.textEdit.range, { start: { line: 3, character: 4 }, end: { line: 3, character: 7 } });
      // As it is: an editor that indents it again would shift it twice.
      equal(item.insertTextMode, 1);
      const after = TextDocument.applyEdits(TextDocument.create(compose, 'yaml', 1, text), [item.textEdit]);
      deepEqual(after.split(lineEnd).slice(3, 6), [
        '    healthcheck:',
        '      test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "postgres"]',
        '      interval: 10s',
      ]);
    }));
}

test('a blank that is typed brings ids in a directive and nothing anywhere else', () =>
  withServer({ engine }, async (server) => {
    await server.open(dockerfile, '# seaworthy-ignore-file \nFROM node:22 \n\n');
    const { complete } = asking(server, dockerfile);
    const ids = await complete(0, 24, ' ');
    equal(ids.length > 20, true);
    deepEqual(Object.keys(ids[0] ?? {}).sort(), [
      'detail',
      'documentation',
      'filterText',
      'insertTextMode',
      'kind',
      'label',
      'sortText',
      'textEdit',
    ]);
    deepEqual(await complete(1, 13, ' '), []);
    deepEqual(await complete(2, 0, ' '), []);
  }));

test('the configuration is completed in the language of the reader, as soon as it is opened', () =>
  withServer({ engine, settings: { locale: 'ru' } }, async (server) => {
    await server.open('file:///shop/.seaworthy.yaml', 'rules:\n  mem\n');
    await server.diagnostics('file:///shop/.seaworthy.yaml');
    const found = await asking(server, 'file:///shop/.seaworthy.yaml').complete(1, 5);
    equal(
      found.find(({ label }) => label === 'memory-limit-missing')?.detail,
      'У каждого контейнера есть лимит памяти',
    );
  }));

test('links lead to pages and to files, by the URI under which the editor knows them', () => {
  const files = new Map([
    ['/shop/compose.yaml', ''],
    ['/shop/Dockerfile', 'FROM node:22\n'],
  ]);
  return withServer({ engine, files, folders: ['/shop'] }, async (server) => {
    await server.open(compose, 'services:\n  api:\n    build: .\n  db:\n    image: postgres:16\n');
    await server.diagnostics(compose);
    const { links } = asking(server, compose);
    deepEqual(await links(), [
      {
        range: { start: { line: 4, character: 11 }, end: { line: 4, character: 22 } },
        target: 'https://hub.docker.com/_/postgres',
      },
      { range: { start: { line: 2, character: 11 }, end: { line: 2, character: 12 } }, target: dockerfile },
    ]);
    await server.open('file:///shop/./Dockerfile', 'FROM node:22\n');
  });
});

const stages = 'FROM node:22 AS build\nFROM build\n';

for (const [what, linkSupport] of [
  ['with links', true],
  ['without', false],
] as const) {
  test(`a definition in another file is found, for editors ${what}`, () => {
    const files = new Map([['/shop/Dockerfile', stages]]);
    const params = { capabilities: { textDocument: { definition: { linkSupport } } } };
    return withServer({ engine, files, folders: ['/shop'], params }, async (server) => {
      await server.open(compose, 'services:\n  api:\n    build:\n      context: .\n      target: build\n');
      await server.diagnostics(compose);
      const range = { start: { line: 0, character: 16 }, end: { line: 0, character: 21 } };
      const origin = { start: { line: 4, character: 14 }, end: { line: 4, character: 19 } };
      deepEqual(
        await asking(server, compose).definition(4, 16),
        linkSupport
          ? [{ targetUri: dockerfile, targetRange: range, targetSelectionRange: range, originSelectionRange: origin }]
          : [{ uri: dockerfile, range }],
      );
      deepEqual(
        (await asking(server, compose).references(4, 16))?.map(({ uri, range: { start } }) => [uri, start.line]),
        [
          [dockerfile, 0],
          [dockerfile, 1],
          [compose, 4],
        ],
      );
      deepEqual((await asking(server, compose).references(4, 16, false))?.length, 2);
    });
  });
}

test('requests see the text as it is now, though it was not checked yet', () =>
  withServer({ engine, settings: { run: 'onSave' } }, async (server) => {
    await server.open(dockerfile, stages);
    await server.diagnostics(dockerfile);
    await server.change(dockerfile, 2, [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n\n' },
    ]);
    deepEqual(
      Reflect.get(Object(Reflect.get(Object(await asking(server, dockerfile).definition(3, 7)), 0)), 'range').start
        .line,
      2,
    );
  }));

for (const [what, uri, text] of [
  ['past the end', dockerfile, stages],
  ['in a half-typed file', compose, 'services:\n  api:\n    image: [\n  db: {a\n'],
  ['in an empty file', compose, ''],
  ['in a file of another kind', 'file:///shop/notes.yaml', 'title: nothing for us\n'],
  ['in a file that is not open', 'file:///shop/unknown.yaml', undefined],
  [
    'in a document of a stream that is none of ours',
    'file:///shop/app.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n---\ntitle: no\n---\n',
  ],
  ['in text that is binary', dockerfile, 'FROM node:22\0\0\n'],
] as const) {
  test(`requests ${what} are answered with nothing that is wrong, and nothing is logged`, () =>
    withServer({ engine }, async (server) => {
      if (text !== undefined) {
        await server.open(uri, text);
        await server.diagnostics(uri);
      }
      const { complete, links, definition, references } = asking(server, uri);
      for (const [line, character] of [
        [900, 900],
        [0, 900],
        [900, 0],
        [4, 3],
        [1, 3],
      ] as const) {
        const found = [
          await complete(line, character),
          await definition(line, character),
          await references(line, character),
        ];
        for (const list of found) ok(Array.isArray(list));
        if (uri !== dockerfile) deepEqual(found.slice(1), [[], []]);
      }
      await links();
      deepEqual(
        server.logged.filter((line) => line.includes('Error')),
        [],
      );
    }));
}

test('switched off, nothing is answered', () =>
  withServer({ engine, settings: { enable: false } }, async (server) => {
    await server.open(dockerfile, `# seaworthy-ignore \n${stages}`);
    await server.client.sendRequest('seaworthy/rules');
    const { complete, links, definition, references } = asking(server, dockerfile);
    deepEqual(await Promise.all([complete(0, 19), links(), definition(2, 6), references(2, 6)]), [[], [], [], []]);
  }));

test('a request that is cancelled does no harm, and the next one is answered', () =>
  withServer({ engine }, async (server) => {
    await server.open(dockerfile, stages);
    await server.diagnostics(dockerfile);
    const { client } = server;
    for (const method of ['completion', 'definition', 'documentLink', 'references', 'hover', 'codeAction']) {
      let isCancelled = false;
      const token = {
        get isCancellationRequested() {
          return isCancelled;
        },
        onCancellationRequested: (listener: (event: unknown) => unknown) => {
          queueMicrotask(() => {
            isCancelled = true;
            listener(undefined);
          });
          return { dispose() {} };
        },
      };
      const position = { line: 1, character: 6 };
      const range = { start: position, end: position };
      const params = {
        textDocument: { uri: dockerfile },
        position,
        range,
        context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
      };
      const answer = await client
        .sendRequest(`textDocument/${method}`, params, token)
        .catch((error: unknown) => Reflect.get(Object(error), 'code'));
      // Cancelled before it began, or answered before that was known.
      ok(answer === null || Array.isArray(answer) || answer === -32800, `${method}: ${JSON.stringify(answer)}`);
    }
    equal(
      (
        (await server.client.sendRequest(DefinitionRequest.type, {
          textDocument: { uri: dockerfile },
          position: { line: 1, character: 6 },
        })) as unknown[]
      ).length,
      1,
    );
    deepEqual(
      server.logged.filter((line) => line.includes('Error')),
      [],
    );
  }));

test('a handler that throws answers with nothing and says so in the log', () => {
  const broken: Engine = {
    ...engine,
    createWorkspace: (options) => ({
      ...createWorkspace(options),
      suggestions: () => {
        throw new Error('no suggestions today');
      },
      links: () => {
        throw new Error('no links today');
      },
      nameAt: () => {
        throw new Error('no names today');
      },
      referencesAt: () => {
        throw new Error('no references today');
      },
    }),
  };
  return withServer({ engine: broken }, async (server) => {
    await server.open(dockerfile, stages);
    await server.diagnostics(dockerfile);
    const { complete, links, definition, references } = asking(server, dockerfile);
    deepEqual(await Promise.all([complete(0, 1), links(), definition(1, 6), references(1, 6)]), [[], [], [], []]);
    for (const what of ['suggestions', 'links', 'names', 'references']) {
      await server.until(() => server.logged.some((line) => line.includes(`no ${what} today`)));
    }
  });
});
