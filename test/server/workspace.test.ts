import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import secretCommitted from '../../rules/workload/secret-committed.js';
import type { Files, TestServer } from './harness.js';
import { type HostLog, memoryHost, summary, testEngine, withServer } from './harness.js';

const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\n';
const good = 'FROM alpine:3.20\n';
const compose = (service: string): string => `services:\n  ${service}:\n    image: nginx:1.27\n`;
const builds = (dockerfile: string): string =>
  `services:\n  web:\n    build:\n      context: .\n      dockerfile: ${dockerfile}\n`;

const files = (entries: Readonly<Record<string, string>>): Files => new Map(Object.entries(entries));
const count = (server: TestServer, uri: string): number | undefined => server.latest.get(uri)?.diagnostics.length;
const kinds = (server: TestServer): readonly unknown[] =>
  server.progress.map((value) => Reflect.get(Object(value), 'kind'));

/** Resolves when the server has looked at everything. */
const scanned = (server: TestServer, times = 1): Promise<void> =>
  server.until(() => kinds(server).filter((kind) => kind === 'end').length >= times);

const created = 1;
const changed = 2;
const deleted = 3;
const watch = (server: TestServer, ...changes: readonly { uri: string; type: number }[]): Promise<void> =>
  server.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
const configure = async (server: TestServer, settings: Record<string, unknown>): Promise<void> => {
  Object.assign(server.settings, settings);
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
};
const setFolders = (server: TestServer, added: readonly string[], removed: readonly string[]): Promise<void> => {
  const folder = (path: string) => ({ uri: `file://${path}`, name: path });
  const event = { added: added.map(folder), removed: removed.map(folder) };
  return server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
};

test('files nobody opened are checked, with progress that can be cancelled', () =>
  withServer(
    { folders: ['/shop'], files: files({ '/shop/a/Dockerfile': bad, '/shop/b/Dockerfile': good }) },
    async (server) => {
      await server.diagnostics('file:///shop/a/Dockerfile', ({ diagnostics }) => diagnostics.length === 1);
      equal(server.latest.has('file:///shop/b/Dockerfile'), false, 'nothing is said of a clean file');
      await scanned(server);
      deepEqual([kinds(server)[0], kinds(server).at(-1)], ['begin', 'end']);
      equal(Reflect.get(Object(server.progress[0]), 'cancellable'), true);
    },
  ));

test('rules that look across files are silent until all files are read', async () => {
  let open = (): void => {};
  const log: HostLog = { reads: [], gate: new Promise((resolve) => (open = resolve)) };
  const both = files({ '/shop/a/compose.yaml': compose('web'), '/shop/b/compose.yaml': compose('web') });
  await withServer({ folders: ['/shop'], host: memoryHost(both, log) }, async (server) => {
    const uri = 'file:///shop/a/compose.yaml';
    await server.open(uri, compose('web'));
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    open();
    deepEqual(summary(await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1)), ['1: name-twice']);
    ok(server.history.filter((one) => one.uri === uri && one.diagnostics.length > 0).length >= 1);
  });
});

test('a scan that is cancelled ends, and what was read stays checked', async () => {
  let open = (): void => {};
  const log: HostLog = { reads: [], gate: new Promise((resolve) => (open = resolve)) };
  const many = new Map(Array.from({ length: 100 }, (_, i) => [`/shop/${String(i).padStart(3, '0')}/Dockerfile`, bad]));
  await withServer({ folders: ['/shop'], host: memoryHost(many, log) }, async (server) => {
    let token: unknown;
    server.client.onRequest('window/workDoneProgress/create', (params) => {
      token = Reflect.get(Object(params), 'token');
      return null;
    });
    await server.until(() => log.reads.length > 0);
    await server.client.sendNotification('window/workDoneProgress/cancel', { token });
    open();
    await scanned(server);
    ok(log.reads.length < 100, `${log.reads.length} files were read`);
    await server.diagnostics('file:///shop/000/Dockerfile', ({ diagnostics }) => diagnostics.length === 1);
  });
});

test('a file that changes, comes or goes on disk is followed', () => {
  const disk = files({ '/shop/a/Dockerfile': bad });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    const a = 'file:///shop/a/Dockerfile';
    const b = 'file:///shop/b/Dockerfile';
    await scanned(server);
    await server.diagnostics(a, ({ diagnostics }) => diagnostics.length === 1);
    disk.set('/shop/a/Dockerfile', good);
    await watch(server, { uri: a, type: changed });
    await server.diagnostics(a, ({ diagnostics }) => diagnostics.length === 0);
    disk.set('/shop/b/Dockerfile', bad);
    await watch(server, { uri: b, type: created });
    await server.diagnostics(b, ({ diagnostics }) => diagnostics.length === 1);
    disk.delete('/shop/b/Dockerfile');
    await watch(server, { uri: b, type: deleted });
    await server.diagnostics(b, ({ diagnostics }) => diagnostics.length === 0);
  });
});

test('of a folder that is made or moved here, nothing but its name is told', () => {
  const disk = files({ '/shop/a/Dockerfile': good });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    const b = 'file:///shop/b/c/Dockerfile';
    await scanned(server);
    disk.set('/shop/b/c/Dockerfile', bad);
    await watch(server, { uri: 'file:///shop/b', type: created });
    await server.diagnostics(b, ({ diagnostics }) => diagnostics.length === 1);
  });
});

test('a folder is looked into by its own name, whatever the workspace lies in', () => {
  const disk = files({ '/lab/node_modules/shop/a/Dockerfile': good });
  return withServer({ folders: ['/lab/node_modules/shop'], files: disk }, async (server) => {
    const b = 'file:///lab/node_modules/shop/b/Dockerfile';
    await scanned(server);
    disk.set('/lab/node_modules/shop/b/Dockerfile', bad);
    await watch(server, { uri: 'file:///lab/node_modules/shop/b', type: created });
    await server.diagnostics(b, ({ diagnostics }) => diagnostics.length === 1);
  });
});

test('a file that comes while the others are read is read when they are', async () => {
  let open = (): void => {};
  const log: HostLog = { reads: [], gate: new Promise((resolve) => (open = resolve)) };
  const disk = files({ '/shop/a/Dockerfile': good });
  await withServer({ folders: ['/shop'], host: memoryHost(disk, log) }, async (server) => {
    const b = 'file:///shop/b/Dockerfile';
    await server.until(() => log.reads.includes('/shop/a/Dockerfile'));
    disk.set('/shop/b/Dockerfile', bad);
    await watch(server, { uri: b, type: created });
    // Longer than the server waits for the storm to be over.
    await new Promise((resolve) => setTimeout(resolve, 50));
    open();
    await server.diagnostics(b, ({ diagnostics }) => diagnostics.length === 1);
  });
});

test('a deleted folder takes the findings of its files with it', () => {
  const disk = files({ '/shop/a/one/Dockerfile': bad, '/shop/ab/Dockerfile': bad });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    await server.until(() => count(server, 'file:///shop/ab/Dockerfile') === 1);
    disk.delete('/shop/a/one/Dockerfile');
    await watch(server, { uri: 'file:///shop/a', type: deleted });
    await server.diagnostics('file:///shop/a/one/Dockerfile', ({ diagnostics }) => diagnostics.length === 0);
    equal(count(server, 'file:///shop/ab/Dockerfile'), 1, 'a name that begins alike is another folder');
  });
});

test('what is open belongs to the editor, whatever happens on disk', () => {
  const disk = files({ '/shop/Dockerfile': good });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await scanned(server);
    await server.open(uri, bad);
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
    await watch(server, { uri, type: changed });
    await server.change(uri, 2, [{ text: `# still open\n${bad}` }]);
    deepEqual(summary(await server.diagnostics(uri, ({ version }) => version === 2)), ['2: maintainer-present']);
  });
});

test('the configuration file is followed while it is edited', () => {
  const disk = files({ '/shop/Dockerfile': bad, '/shop/.seaworthy.yaml': 'extends: recommended\n' });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
    disk.set('/shop/.seaworthy.yaml', 'extends: recommended\nrules:\n  maintainer-present: off\n');
    await watch(server, { uri: 'file:///shop/.seaworthy.yaml', type: changed });
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    await server.open('file:///shop/.seaworthy.yaml', 'rules:\n  maintainer-present: error\n');
    const { diagnostics } = await server.diagnostics(uri, (published) => published.diagnostics.length === 1);
    equal(diagnostics[0]?.severity, 1);
    await server.change('file:///shop/.seaworthy.yaml', 2, [{ text: 'rules: {maintainer-present: [broken\n' }]);
    await server.diagnostics(uri, (published) => published.diagnostics[0]?.severity === 2);
  });
});

test('folders that are added are checked, folders that are removed fall silent', () => {
  const disk = files({ '/shop/Dockerfile': bad, '/other/Dockerfile': bad });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    await server.until(() => count(server, 'file:///shop/Dockerfile') === 1);
    equal(server.latest.has('file:///other/Dockerfile'), false);
    await setFolders(server, ['/other'], ['/shop']);
    await server.until(() => count(server, 'file:///other/Dockerfile') === 1);
    await server.until(() => count(server, 'file:///shop/Dockerfile') === 0);
  });
});

test('two folders know nothing of each other', () => {
  const disk = files({ '/one/compose.yaml': compose('web'), '/two/compose.yaml': compose('web') });
  return withServer({ folders: ['/one', '/two'], files: disk }, async (server) => {
    await scanned(server);
    await server.open('file:///one/compose.yaml', compose('web'));
    deepEqual((await server.diagnostics('file:///one/compose.yaml')).diagnostics, []);
  });
});

test('a folder inside another keeps its files to itself', () => {
  const disk = files({ '/shop/compose.yaml': compose('web'), '/shop/sub/compose.yaml': compose('web') });
  return withServer({ folders: ['/shop'], files: disk }, async (server) => {
    await server.until(() => count(server, 'file:///shop/compose.yaml') === 1);
    await setFolders(server, ['/shop/sub'], []);
    await server.until(() => count(server, 'file:///shop/compose.yaml') === 0);
    await setFolders(server, [], ['/shop/sub']);
    await server.until(() => count(server, 'file:///shop/sub/compose.yaml') === 1);
  });
});

test('a Dockerfile that only a Compose file names is read for it, and not reported', async () => {
  const disk = files({ '/shop/deploy/compose.yaml': builds('../../outside/Dockerfile'), '/outside/Dockerfile': bad });
  const log: HostLog = { reads: [], gate: Promise.resolve() };
  await withServer({ folders: ['/shop'], host: memoryHost(disk, log) }, async (server) => {
    await server.until(() => log.reads.includes('/outside/Dockerfile'));
    await scanned(server);
    equal(server.latest.has('file:///outside/Dockerfile'), false);
  });
});

test('switched off, everything falls silent; switched on, it comes back', () =>
  withServer({ folders: ['/shop'], files: files({ '/shop/Dockerfile': bad }) }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await server.until(() => count(server, uri) === 1);
    await configure(server, { enable: false });
    await server.until(() => count(server, uri) === 0);
    await configure(server, { enable: true });
    await server.until(() => count(server, uri) === 1);
  }));

test('with scope openFiles only open files have findings', () =>
  withServer(
    { folders: ['/shop'], files: files({ '/shop/Dockerfile': bad }), settings: { scope: 'openFiles' } },
    async (server) => {
      const uri = 'file:///shop/Dockerfile';
      await scanned(server);
      equal(server.latest.has(uri), false);
      await server.open(uri, bad);
      await server.until(() => count(server, uri) === 1);
      await server.close(uri);
      await server.until(() => count(server, uri) === 0);
      await configure(server, { scope: 'workspace' });
      await server.until(() => count(server, uri) === 1);
    },
  ));

test('checking the workspace by hand reads everything again and shows all of it', async () => {
  const disk = files({ '/shop/Dockerfile': good });
  await withServer({ folders: ['/shop'], files: disk, settings: { scope: 'openFiles' } }, async (server) => {
    await scanned(server);
    disk.set('/shop/Dockerfile', bad);
    const status = await server.client.sendRequest('seaworthy/checkWorkspace');
    deepEqual(status, { state: 'ready', files: 1, findings: 1, truncated: false });
    equal(count(server, 'file:///shop/Dockerfile'), 1);
  });
});

test('with run onSave a change waits for the save', () =>
  withServer({ settings: { run: 'onSave' } }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await server.open(uri, good);
    await server.diagnostics(uri);
    await server.change(uri, 2, [{ text: bad }]);
    // A second file makes the server look at everything that is due.
    await server.open('file:///shop/other/Dockerfile', bad);
    await server.until(() => count(server, 'file:///shop/other/Dockerfile') === 1);
    equal(count(server, uri), 0);
    await server.save(uri);
    equal((await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1)).version, 2);
  }));

test('with run onSave a change waits for the save, also while the files of the folder are read', async () => {
  const all = files({ '/shop/Dockerfile': good, '/shop/other/Dockerfile': bad });
  let readOn = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    readOn = resolve;
  });
  const inner = memoryHost(all);
  const host = {
    ...inner,
    list: async (folder: string, limit: number) => {
      await waiting;
      return inner.list(folder, limit);
    },
  };
  await withServer({ settings: { run: 'onSave' }, folders: ['/shop'], files: all, host }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    await server.open(uri, good);
    await server.diagnostics(uri);
    await server.change(uri, 2, [{ text: bad }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    readOn();
    // What is open is told first.
    await server.until(() => count(server, 'file:///shop/other/Dockerfile') === 1);
    equal(count(server, uri), 0);
    await server.save(uri);
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
  });
});

test('the language changes without a restart', () =>
  withServer({ folders: ['/shop'], files: files({ '/shop/Dockerfile': bad }) }, async (server) => {
    const uri = 'file:///shop/Dockerfile';
    const says = (message: string) => () => server.latest.get(uri)?.diagnostics[0]?.message === message;
    await server.until(says('MAINTAINER is deprecated'));
    await configure(server, { locale: 'ru' });
    await server.until(says('Инструкция MAINTAINER устарела'));
    await configure(server, { locale: 'auto' });
    await server.until(says('MAINTAINER is deprecated'));
  }));

test('a client that pushes its settings is heard', () =>
  withServer(
    { params: { capabilities: {}, initializationOptions: { settings: { locale: 'ru' } } } },
    async (server) => {
      const uri = 'file:///shop/Dockerfile';
      await server.open(uri, bad);
      const { diagnostics } = await server.diagnostics(uri);
      equal(diagnostics[0]?.message, 'Инструкция MAINTAINER устарела');
      const settings = { seaworthy: { locale: 'en' } };
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings });
      await server.until(() => server.latest.get(uri)?.diagnostics[0]?.message === 'MAINTAINER is deprecated');
    },
  ));

test('changes that matter are watched by name, and what comes and goes whatever its name', () =>
  withServer({}, async (server) => {
    await server.until(() => JSON.stringify(server.notifications).includes('didChangeWatchedFiles'));
    const all = JSON.stringify(server.notifications);
    for (const part of ['**/*{ocker,ontainer}file*', 'yaml', '.gitignore', '{"globPattern":"**/*","kind":5}']) {
      ok(all.includes(part), part);
    }
  }));

test('the rules can be listed in the language of the reader', () =>
  withServer({ settings: { locale: 'ru' } }, async ({ client }) => {
    const rules: unknown = await client.sendRequest('seaworthy/rules');
    deepEqual(Array.isArray(rules) && rules[0], {
      id: 'maintainer-present',
      pillar: 'maintainability',
      summary: 'Правило для тестов',
      page: 'rules/dockerfile/maintainer-present.md',
    });
  }));

test('an env file is looked into, followed on disk, and let be when .gitignore names it', () => {
  const uri = 'file:///shop/compose.yaml';
  const env = '/shop/api.env';
  const disk = files({
    '/shop/compose.yaml': 'services:\n  api:\n    image: nginx:1.27\n    env_file: api.env\n',
    [env]: 'DB_PASSWORD=sh0p-2024\n',
  });
  const engine = { ...testEngine, rules: [secretCommitted] };
  return withServer({ folders: ['/shop'], files: disk, engine }, async (server) => {
    const found = (wanted: number) => server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === wanted);
    deepEqual(summary(await found(1)), ['3: secret-committed']);
    disk.set(env, 'DB_PASSWORD=\n');
    await watch(server, { uri: `file://${env}`, type: changed });
    await found(0);
    disk.set(env, 'DB_PASSWORD=other-2024\n');
    await watch(server, { uri: `file://${env}`, type: changed });
    await found(1);
    disk.set('/shop/.gitignore', '*.env\n');
    await watch(server, { uri: 'file:///shop/.gitignore', type: created });
    await found(0);
    disk.delete('/shop/.gitignore');
    await watch(server, { uri: 'file:///shop/.gitignore', type: deleted });
    await found(1);
    disk.delete(env);
    await watch(server, { uri: 'file:///shop', type: deleted });
    await found(0);
  });
});

test('a file of the folder that others ask for while the folder is read is told like any other', async () => {
  const all = files({ '/shop/compose.yaml': builds('api.Dockerfile'), '/shop/api.Dockerfile': bad });
  const inner = memoryHost(all);
  // What is read because an open file asks for it comes last: after the same file was read as one of the folder.
  const host = {
    ...inner,
    read: async (path: string, within?: readonly string[]) => {
      if (within !== undefined) await new Promise((resolve) => setTimeout(resolve, 200));
      return inner.read(path);
    },
    list: async (folder: string, limit: number) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return inner.list(folder, limit);
    },
  };
  await withServer({ folders: ['/shop'], files: all, host }, async (server) => {
    await server.open('file:///shop/compose.yaml', builds('api.Dockerfile'));
    await scanned(server);
    await new Promise((resolve) => setTimeout(resolve, 400));
    equal(count(server, 'file:///shop/api.Dockerfile'), 1);
  });
});
