import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import { engine } from '../../server/engine.js';
import { type Files, type TestServer, withServer } from './harness.js';

const uri = 'file:///work/compose.yaml';
const explainCommand = 'seaworthy.explainRule';

const compose = `services:
  api:
    build: ./api
    mem_limit: 512m
    stop_grace_period: 30s
    healthcheck:
      test: ["CMD", "node", "ping.js"]
      interval: 30s
      timeout: 3s
      retries: 3
  cache:
    image: redis:8
    mem_limit: \${CACHE_MEMORY}
`;

const files: Files = new Map([
  ['/work/compose.yaml', compose],
  ['/work/api/Dockerfile', 'FROM node:24\nENV NODE_OPTIONS=--max-old-space-size=400\nCMD ["node", "server.js"]\n'],
]);

const folders = ['/work'];

const lenses = async ({ client }: TestServer, of = uri): Promise<readonly CodeLens[]> =>
  client.sendRequest('textDocument/codeLens', { textDocument: { uri: of } });

/** Line, text, command and its arguments. */
const shown = (found: readonly CodeLens[]) =>
  found.map(({ range, command }) => [range.start.line, command?.title, command?.command, command?.arguments]);

test('the server says that it has code lenses', () =>
  withServer({}, async ({ initialized }) => {
    deepEqual(initialized.capabilities.codeLensProvider, { resolveProvider: false });
  }));

test('without the setting there are none', () =>
  withServer({ files, folders, engine }, async (server) => {
    await server.open(uri, compose);
    await server.diagnostics(uri);
    deepEqual(await lenses(server), []);
  }));

for (const [locale, api, cache] of [
  [
    'en',
    '512\u00a0MiB limit · heap 78\u00a0% · unhealthy after 99\u00a0s · SIGKILL after 30\u00a0s',
    'SIGKILL after 10\u00a0s',
  ],
  [
    'ru',
    'лимит 512\u00a0МиБ · куча 78\u00a0% · unhealthy через 99\u00a0с · SIGKILL через 30\u00a0с',
    'SIGKILL через 10\u00a0с',
  ],
] as const) {
  test(`a service shows what is known of it, across files, in the language of the setting: ${locale}`, () =>
    withServer(
      {
        files,
        folders,
        engine,
        settings: { codeLens: true, locale },
        params: { initializationOptions: { explainCommand } },
      },
      async (server) => {
        await server.open(uri, compose);
        await server.diagnostics(uri);
        deepEqual(shown(await lenses(server)), [
          [1, api, explainCommand, ['memory-limits']],
          [10, cache, explainCommand, ['graceful-shutdown']],
        ]);
      },
    ));
}

test('a client without the command gets text that does nothing', () =>
  withServer({ files, folders, engine, settings: { codeLens: true } }, async (server) => {
    await server.open(uri, compose);
    await server.diagnostics(uri);
    deepEqual(
      (await lenses(server)).map(({ command }) => [command?.command, command?.arguments]),
      [
        ['', undefined],
        ['', undefined],
      ],
    );
  }));

test('a change of the setting takes effect at once, and the client is asked to look again', () =>
  withServer(
    {
      files,
      folders,
      engine,
      params: { capabilities: { workspace: { configuration: true, codeLens: { refreshSupport: true } } } },
    },
    async (server) => {
      let refreshes = 0;
      server.client.onRequest('workspace/codeLens/refresh', () => {
        refreshes++;
        return null;
      });
      await server.open(uri, compose);
      await server.diagnostics(uri);
      deepEqual(await lenses(server), []);
      server.settings['codeLens'] = true;
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      await server.diagnostics(uri);
      const asked = async (): Promise<number> => {
        while (refreshes === 0) await new Promise((resolve) => setImmediate(resolve));
        return refreshes;
      };
      ok((await asked()) > 0);
      equal((await lenses(server)).length, 2);
      server.settings['enable'] = false;
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
      deepEqual(await lenses(server), []);
    },
  ));

test('a file that is not open, or none of ours, has none', () =>
  withServer({ files, folders, engine, settings: { codeLens: true } }, async (server) => {
    deepEqual(await lenses(server, 'file:///work/other.yaml'), []);
    await server.open('file:///work/notes.md', 'services:\n  a:\n    image: nginx\n');
    deepEqual(await lenses(server, 'file:///work/notes.md'), []);
  }));

test('topics are listed by title and written in the language of the setting, with links for this client', () =>
  withServer(
    {
      engine,
      settings: { locale: 'ru' },
      params: { initializationOptions: { ruleUri: 'vscode://shop.shop/{id}' } },
    },
    async ({ client }) => {
      const topics: readonly { readonly id: string; readonly title: string }[] =
        await client.sendRequest('seaworthy/topics');
      equal(topics.length, engine.topics.length);
      equal(topics.find(({ id }) => id === 'health-checks')?.title, 'Проверки здоровья');
      const page: string = await client.sendRequest('seaworthy/topic', { id: 'health-checks' });
      ok(page.startsWith('# Проверки здоровья\n\n| Уровень |'), page.slice(0, 80));
      ok(page.includes('[`healthcheck-missing`](<vscode://shop.shop/healthcheck-missing>)'), page);
      ok(page.includes('[`graceful-shutdown`](<vscode://shop.shop/graceful-shutdown>)'), page);
      equal(await client.sendRequest('seaworthy/topic', { id: 'no-such-topic' }), null);
    },
  ));
