import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type InitializeParams,
  SymbolKind,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createWorkspace } from '../../core/workspace.js';
import { type ServerOptions, type TestServer, withServer } from './harness.js';

const nested: Partial<InitializeParams> = {
  capabilities: {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
  },
};

/** The symbols of a text, each as `kind name: detail [name as written] first line-last line`, indented by its depth. */
async function outline(
  name: string,
  lines: readonly string[],
  options: ServerOptions = {},
): Promise<readonly string[]> {
  const uri = `file:///shop/${name}`;
  const text = lines.join('\n');
  const document = TextDocument.create(uri, 'plaintext', 1, text);
  const shown: string[] = [];
  const show = (depth: number, symbol: DocumentSymbol): void => {
    const { kind, name: own, detail, range, selectionRange, children = [] } = symbol;
    const kindName = Object.entries(SymbolKind).find(([, value]) => value === kind)?.[0];
    const what = detail === undefined ? own : `${own}: ${detail}`;
    const place = `[${document.getText(selectionRange)}] ${range.start.line}-${range.end.line}`;
    shown.push(`${'  '.repeat(depth)}${kindName} ${what} ${place}`);
    for (const child of children) show(depth + 1, child);
  };
  await withServer({ params: nested, ...options }, async (server) => {
    await server.open(uri, text);
    for (const symbol of await ask(server, uri)) if ('range' in symbol) show(0, symbol);
  });
  return shown;
}

async function ask({ client }: TestServer, uri: string) {
  return (await client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })) ?? [];
}

test('a Dockerfile shows its stages with their instructions', async () => {
  const found = await outline('Dockerfile', [
    'ARG VERSION=22',
    'FROM node:22 AS build',
    'RUN npm ci \\',
    '  && npm test',
    'FROM nginx:1.29',
    'COPY --from=build /app /srv',
  ]);
  deepEqual(found, [
    'Function ARG: VERSION=22 [ARG] 0-0',
    'Module build: FROM node:22 [build] 1-3',
    '  Function RUN: npm ci \\ [RUN] 2-3',
    'Module 1: FROM nginx:1.29 [nginx:1.29] 4-5',
    '  Function COPY: /app /srv [COPY] 5-5',
  ]);
});

test('a Compose file shows services, networks and volumes, and nothing twice that a merge key takes over', async () => {
  const found = await outline('compose.yaml', [
    'x-base: &base',
    '  image: redis:7',
    'services:',
    '  cache: *base',
    '  api:',
    '    <<: *base',
    '    image: shop/api:1',
    'networks:',
    '  front:',
    'volumes: { data: { driver: local } }',
  ]);
  deepEqual(found, [
    'Namespace services [services] 2-6',
    '  Class cache: redis:7 [cache] 3-3',
    '  Class api: shop/api:1 [api] 4-6',
    'Namespace networks [networks] 7-8',
    '  Field front [front] 8-8',
    'Namespace volumes [volumes] 9-9',
    '  Field data [data] 9-9',
  ]);
});

test('a manifest shows its objects with their containers, rules and scrape jobs, in every document', async () => {
  const found = await outline('all.yaml', [
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: api }',
    '---',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: api }',
    'spec:',
    '  selector: { matchLabels: { app: api } }',
    '  template:',
    '    metadata: { labels: { app: api } }',
    '    spec:',
    '      initContainers:',
    '        - name: migrate',
    '          image: shop/api:1',
    '      containers:',
    '        - image: shop/api:1',
    '          name: api',
    '---',
    'apiVersion: monitoring.coreos.com/v1',
    'kind: PrometheusRule',
    'metadata: { name: slo }',
    'spec:',
    '  groups:',
    '    - name: api',
    '      rules:',
    '        - record: job:errors:rate5m',
    '          expr: sum(rate(errors_total[5m]))',
    '        - alert: Errors',
    '          expr: job:errors:rate5m > 1',
  ]);
  deepEqual(found, [
    'Class Service/api [api] 0-2',
    'Class Deployment/api [api] 4-17',
    '  Object migrate: shop/api:1 [migrate] 13-14',
    '  Object api: shop/api:1 [api] 16-17',
    'Class PrometheusRule/slo [slo] 19-29',
    '  Namespace api [api] 24-29',
    '    Variable job:errors:rate5m [job:errors:rate5m] 26-27',
    '    Event Errors [Errors] 28-29',
  ]);
});

test('files of Prometheus show groups and scrape jobs', async () => {
  deepEqual(
    await outline('rules/shop.yml', [
      'groups:',
      '  - name: orders',
      '    rules:',
      '      - alert: Late',
      '        expr: up == 0',
      '  - rules:',
      '      - alert: Unnamed',
      '        expr: up == 0',
    ]),
    [
      'Namespace orders [orders] 1-4',
      '  Event Late [Late] 3-4',
      'Namespace … [rules] 5-7',
      '  Event Unnamed [Unnamed] 6-7',
    ],
  );
  deepEqual(
    await outline('prometheus.yml', [
      'scrape_configs:',
      '  - job_name: api',
      "    static_configs: [{ targets: ['api:80'] }]",
    ]),
    ['Interface api [api] 1-2'],
  );
});

test('what is half-typed is shown as far as it goes', async () => {
  deepEqual(await outline('compose.yaml', ['services:', '  api:', '    image: "redis', '  ']), [
    'Namespace services [services] 0-2',
    '  Class api [api] 1-2',
  ]);
  deepEqual(await outline('Dockerfile', ['FROM node:22', 'RUN']), [
    'Module 0: FROM node:22 [node:22] 0-1',
    '  Function RUN [RUN] 1-1',
  ]);
});

test('a client that knows no trees gets a list that says what is in what', () =>
  withServer({}, async (server) => {
    const uri = 'file:///shop/compose.yaml';
    await server.open(uri, 'services:\n  api:\n    image: redis:7\n');
    deepEqual(
      (await ask(server, uri)).map((symbol) => ['location' in symbol && symbol.containerName, symbol.name]),
      [
        [undefined, 'services'],
        ['services', 'api'],
      ],
    );
  }));

test('symbols are announced, unless a client wants to ask by itself', async () => {
  const announced = async (params: Partial<InitializeParams>): Promise<unknown> => {
    let provider: unknown;
    await withServer({ params }, async ({ initialized }) => {
      provider = initialized.capabilities.documentSymbolProvider;
    });
    return provider;
  };
  equal(await announced({}), true);
  equal(await announced({ initializationOptions: { announceSymbols: false } }), false);
});

test('the setting switches symbols off and on again, at once', () =>
  withServer({ params: nested, settings: { symbols: 'off' } }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await server.open(uri, 'FROM node:22\n');
    await server.diagnostics(uri);
    equal((await ask(server, uri)).length, 0);
    server.settings['symbols'] = 'auto';
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    // Until the server has read its settings.
    for (let tries = 0; tries < 200 && (await ask(server, uri)).length === 0; tries++);
    equal((await ask(server, uri)).length, 1);
  }));

test('a client that asks by itself is answered whatever the setting, which it heeds before the server has it', () =>
  withServer(
    { params: { ...nested, initializationOptions: { announceSymbols: false } }, settings: { symbols: 'off' } },
    async (server) => {
      const uri = 'file:///shop/Dockerfile';
      await server.open(uri, 'FROM node:22\n');
      await server.diagnostics(uri);
      equal((await ask(server, uri)).length, 1);
    },
  ));

test('of a stream only the edited document is looked at again, and files of others have no symbols', () => {
  const workspace = createWorkspace({ rules: [], topics: [], today: () => '2026-01-01', locale: 'en', version: '0' });
  const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;
  workspace.open('/shop/all.yaml', `${service('a')}---\n${service('b')}`);
  const before = workspace.symbols('/shop/all.yaml');
  workspace.open('/shop/all.yaml', `${service('a')}---\n${service('c')}`);
  const after = workspace.symbols('/shop/all.yaml');
  equal(after[0], before[0]);
  deepEqual([before[1]?.name, after[1]?.name], ['Service/b', 'Service/c']);
  deepEqual(workspace.symbols('/shop/absent.yaml'), []);
  workspace.open('/shop/notes.yaml', 'title: a list\n');
  deepEqual(workspace.symbols('/shop/notes.yaml'), []);
});
