import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import configInvalid from '../../rules/seaworthy/config-invalid.js';
import type { Files, TestServer } from './harness.js';
import { at, summary, testEngine, withServer } from './harness.js';

const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\n';
const files = (entries: Readonly<Record<string, string>>): Files => new Map(Object.entries(entries));
const dockerfile = 'file:///shop/a/Dockerfile';
const changed = 2;
const created = 1;
const deleted = 3;
const watch = (server: TestServer, uri: string, type: number): Promise<void> =>
  server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
const severity = (server: TestServer): number | undefined => server.latest.get(dockerfile)?.diagnostics[0]?.severity;
const settled = (server: TestServer, level: number): Promise<unknown> =>
  server.diagnostics(dockerfile, ({ diagnostics }) => diagnostics[0]?.severity === level);

/** As the protocol counts them. */
const [error, warning, hint] = [1, 2, 4];
const level = (name: string): string => `rules: { maintainer-present: ${name} }\n`;

test('a base that is changed on disk, in the editor, deleted and made again takes effect at once', async () => {
  const disk = files({
    '/shop/a/Dockerfile': bad,
    '/shop/.seaworthy.yaml': 'extends: ./team.yaml\n',
    '/shop/team.yaml': level('error'),
  });
  const [config, base] = ['file:///shop/.seaworthy.yaml', 'file:///shop/team.yaml'];
  const engine = { ...testEngine, rules: [...testEngine.rules, configInvalid] };
  await withServer({ folders: ['/shop'], files: disk, engine }, async (server) => {
    await settled(server, error);
    disk.set('/shop/team.yaml', level('hint'));
    await watch(server, base, changed);
    await settled(server, hint);
    await server.open(base, level('error'));
    await settled(server, error);
    await server.change(base, 2, [{ text: 'rule: {}\n' }]);
    await settled(server, warning);
    deepEqual(summary(await server.diagnostics(base, ({ diagnostics }) => diagnostics.length === 1)), [
      '0: config-invalid',
    ]);
    deepEqual(summary(await server.diagnostics(config, ({ diagnostics }) => diagnostics.length === 1)), [
      '0: config-invalid',
    ]);
    await server.close(base);
    await settled(server, hint);
    disk.delete('/shop/team.yaml');
    await watch(server, base, deleted);
    await settled(server, warning);
    await server.diagnostics(config, ({ diagnostics }) => diagnostics.length === 1);
    disk.set('/shop/team.yaml', level('error'));
    await watch(server, base, created);
    await settled(server, error);
    await server.diagnostics(config, ({ diagnostics }) => diagnostics.length === 0);
  });
});

test('a base that is open and was none of ours becomes one while its name is typed elsewhere', () =>
  withServer(
    {
      folders: ['/shop'],
      files: files({
        '/shop/a/Dockerfile': bad,
        '/shop/.seaworthy.yaml': '{}\n',
        '/shop/conf/team.yaml': level('off'),
      }),
    },
    async (server) => {
      await settled(server, warning);
      await server.open('file:///shop/conf/team.yaml', level('hint'));
      await server.open('file:///shop/.seaworthy.yaml', 'extends: ./conf/team.yaml\n');
      await settled(server, hint);
    },
  ));

test('a base that no list holds, as in an ignored folder, is read, and followed through the client', () =>
  withServer(
    {
      folderUris: ['file:///shop'],
      asksClient: true,
      files: files({
        'file:///shop/.gitignore': 'generated\n',
        'file:///shop/a/Dockerfile': bad,
        'file:///shop/.seaworthy.yaml': 'extends: [./generated/team.json]\n',
        'file:///shop/generated/team.json': '{"rules": {"maintainer-present": "error"}}',
      }),
    },
    async (server) => {
      await settled(server, error);
    },
  ));

test('no ignore is offered for a rule that is locked', () =>
  withServer(
    {
      folders: ['/shop'],
      files: files({ '/shop/a/Dockerfile': bad, '/shop/.seaworthy.yaml': 'locked: [maintainer-present]\n' }),
    },
    async (server) => {
      await server.open(dockerfile, bad);
      await settled(server, warning);
      await server.until(() => server.progress.length >= 2);
      const actions = await server.actions(dockerfile, at(1, 2));
      deepEqual(
        actions.map(({ title }) => title),
        ['Delete MAINTAINER'],
      );
      equal(severity(server), warning);
    },
  ));
