import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import configInvalid from '../../rules/seaworthy/config-invalid.js';
import type { Files, TestServer } from './harness.js';
import { at, memoryHost, summary, testEngine, withServer } from './harness.js';

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

const watching = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  window: { workDoneProgress: true },
};

const own = 'file:///shop/.seaworthy.yaml';
const team = 'file:///conf/team.yaml';
const aboveDisk = (): Files =>
  files({
    '/shop/a/Dockerfile': bad,
    '/shop/.seaworthy.yaml': 'extends: ../conf/team.yaml\n',
    '/conf/team.yaml': level('error'),
  });

/** Places outside of the folders that the client was asked to watch. */
const watched = ({ notifications }: TestServer): readonly string[] =>
  [...JSON.stringify(notifications).matchAll(/"baseUri":"([^"]*)","pattern":"([^"]*)"/g)].map(
    ([, base, pattern]) => `${base}/${pattern}`,
  );

test('a base outside of the folder is watched, and what changes there takes effect at once', async () => {
  const disk = aboveDisk();
  const engine = { ...testEngine, rules: [...testEngine.rules, configInvalid] };
  await withServer({ folders: ['/shop'], files: disk, engine, params: { capabilities: watching } }, async (server) => {
    await settled(server, error);
    await server.until(() => watched(server).length > 0);
    deepEqual(watched(server), [team]);
    disk.set('/conf/team.yaml', level('hint'));
    await watch(server, team, changed);
    await settled(server, hint);
    // Open, its text is the editor's.
    await server.open(team, level('error'));
    await settled(server, error);
    await server.change(team, 2, [{ text: level('off') }]);
    await server.diagnostics(dockerfile, ({ diagnostics }) => diagnostics.length === 0);
    await server.close(team);
    await settled(server, hint);
    disk.delete('/conf/team.yaml');
    await watch(server, team, deleted);
    await settled(server, warning);
    await server.diagnostics(own, ({ diagnostics }) => diagnostics.length === 1);
    disk.set('/conf/team.yaml', level('error'));
    await watch(server, team, created);
    await settled(server, error);
    deepEqual(watched(server), [team], 'it was watched all the while');
  });
});

test('for a client that watches its folders only, a base outside is read again when a file is opened or saved', async () => {
  const disk = aboveDisk();
  await withServer({ folders: ['/shop'], files: disk }, async (server) => {
    await settled(server, error);
    deepEqual(watched(server), []);
    disk.set('/conf/team.yaml', level('hint'));
    await server.open(dockerfile, bad);
    await settled(server, hint);
    disk.set('/conf/team.yaml', level('error'));
    await server.save(dockerfile);
    await settled(server, error);
  });
});

test('the configuration above the folder is followed as well', async () => {
  const disk = files({ '/repo/shop/a/Dockerfile': bad, '/repo/.seaworthy.yaml': level('error') });
  const host = { ...memoryHost(disk), configAbove: async () => '/repo/.seaworthy.yaml' };
  const uri = 'file:///repo/shop/a/Dockerfile';
  await withServer({ folders: ['/repo/shop'], host, params: { capabilities: watching } }, async (server) => {
    const at = (level: number) => server.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === level);
    await at(error);
    await server.until(() => watched(server).length > 0);
    disk.set('/repo/.seaworthy.yaml', level('hint'));
    await watch(server, 'file:///repo/.seaworthy.yaml', changed);
    await at(hint);
  });
});
