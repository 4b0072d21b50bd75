import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { WatchKind } from 'vscode-languageserver';
import { evidenceKind } from '../../core/readiness/evidence-files.js';
import { engine } from '../../server/engine.js';
import {
  type ReadinessEntry,
  type ReadinessParams,
  type ReadinessResult,
  readinessNotification,
  readinessRequest,
} from '../../server/protocol.js';
import { type ServerOptions, type TestServer, withServer } from './harness.js';

const api = 'services:\n  api:\n    image: registry.example.com/api:1.4.2\n';
const pipeline = 'jobs:\n  scan:\n    steps:\n      - run: trivy image registry.example.com/api\n';

const ask = (server: TestServer, params: ReadinessParams = {}): Promise<ReadinessResult> =>
  server.client.sendRequest(readinessRequest, params);

function entry({ folders }: ReadinessResult, id: string): ReadinessEntry {
  const found = folders.flatMap(({ pillars }) => pillars.flatMap(({ items }) => items)).find((item) => item.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

/** A server that has read its folders. */
async function withReady(options: ServerOptions, body: (server: TestServer) => Promise<void>): Promise<void> {
  await withServer(
    { engine, ...options, params: { ...options.params, initializationOptions: { readiness: true, status: true } } },
    async (server) => {
      await server.until(() =>
        server.notifications.some(({ params }) => Reflect.get(Object(params), 'state') === 'ready'),
      );
      await body(server);
    },
  );
}

test('the checklist comes with places that can be opened, and is a request away from every change', async () => {
  const files = new Map([
    ['/app/compose.yaml', api],
    ['/app/.github/workflows/ci.yml', pipeline],
    ['/app/docs/runbooks/errors high.md', '# Errors\n'],
  ]);
  await withReady({ files, folders: ['/app'] }, async (server) => {
    const result = await ask(server);
    equal(result.folders.length, 1);
    equal(result.folders[0]?.uri, 'file:///app');
    deepEqual(entry(result, 'image-scan').evidence, [
      {
        uri: 'file:///app/.github/workflows/ci.yml',
        place: '.github/workflows/ci.yml:4:14',
        line: 3,
        character: 13,
        note: 'The pipeline runs trivy',
        isGap: false,
      },
    ]);
    equal(entry(result, 'runbooks').evidence[0]?.uri, 'file:///app/docs/runbooks/errors%20high.md');
    equal(
      result.folders[0]?.missing,
      result.folders[0]?.pillars.flatMap(({ items }) => items).filter(({ status }) => status === 'missing').length,
    );

    const told = server.notifications.filter(({ method }) => method === readinessNotification).length;
    ok(told > 0, 'the first look is told');
    await server.open('file:///app/compose.yaml', `${api}    mem_limit: 256m\n`);
    await server.until(
      () => server.notifications.filter(({ method }) => method === readinessNotification).length > told,
    );
    equal(entry(await ask(server), 'resource-limits').status, 'met');
  });
});

test('files that are only evidence are followed on disk', async () => {
  const files = new Map([['/app/compose.yaml', api]]);
  await withReady({ files, folders: ['/app'] }, async (server) => {
    equal(entry(await ask(server), 'load-tests').status, 'missing');
    /** Each look at the files ends with two notifications; what comes is listed first, which is a look of its own. */
    const change = async (type: 1 | 3, uri: string, looks: number): Promise<void> => {
      const before = server.notifications.length;
      await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
      await server.until(() => server.notifications.length >= before + 2 * looks);
    };
    files.set('/app/perf/shop.jmx', '<jmeterTestPlan/>');
    await change(1, 'file:///app/perf/shop.jmx', 2);
    equal(entry(await ask(server), 'load-tests').status, 'partly');
    files.delete('/app/perf/shop.jmx');
    await change(3, 'file:///app/perf/shop.jmx', 1);
    equal(entry(await ask(server), 'load-tests').status, 'missing');
  });
});

test('each folder has a checklist of its own, and one can be asked for', async () => {
  const files = new Map([
    ['/a/compose.yaml', api],
    ['/b/.github/workflows/ci.yml', pipeline],
  ]);
  await withReady({ files, folders: ['/a', '/b'] }, async (server) => {
    deepEqual(
      (await ask(server)).folders.map(({ uri }) => uri),
      ['file:///a', 'file:///b'],
    );
    const { folders } = await ask(server, { folder: 'file:///b' });
    deepEqual(
      folders.map(({ uri, page }) => [uri, page]),
      [['file:///b', undefined]],
    );
  });
});

test('the page has links of the form the client wants, whatever a file is called', async () => {
  const name = `a"b'<c>&{line}.yaml`;
  const files = new Map([[`/app/${name}`, api]]);
  await withReady({ files, folders: ['/app'] }, async (server) => {
    const page = {
      place: 'command:open?%5B%22{uri}%22%2C{line}%2C{character}%5D',
      topic: 'command:topic?{id}-{locale}',
    };
    const html = (await ask(server, { page })).folders[0]?.page ?? '';
    const [link = ''] = html.match(/href="command:open\?[^"]*"/) ?? [];
    const address = link
      .slice('href="command:open?'.length, -1)
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    const [uri, line, character] = JSON.parse(decodeURIComponent(address));
    deepEqual([decodeURIComponent(uri), line, character], [`file:///app/${name}`, 1, 2]);
    ok(html.includes('href="command:topic?memory-limits-en"'));
    ok(!html.includes('<script'));
  });
});

test('the checklist speaks the language of the findings, and is empty when we are switched off', async () => {
  const files = new Map([['/app/compose.yaml', api]]);
  await withReady({ files, folders: ['/app'], settings: { locale: 'ru' } }, async (server) => {
    const item = entry(await ask(server), 'resource-limits');
    deepEqual([item.title, item.statusName, item.locale], ['Лимиты ресурсов', 'нет', 'ru']);
  });
  await withServer({ engine, files, folders: ['/app'], settings: { enable: false } }, async (server) => {
    deepEqual(await ask(server), { folders: [] });
  });
});

test('a server without files of its own asks the client for evidence, too', async () => {
  const uri = 'vscode-vfs://github/owner/shop';
  const files = new Map([
    [`${uri}/compose.yaml`, api],
    [`${uri}/docs/runbooks/errors.md`, '# Errors\n'],
    [`${uri}/src/index.js`, 'export {};\n'],
  ]);
  await withReady({ files, asksClient: true, folderUris: [uri] }, async (server) => {
    const item = entry(await ask(server), 'runbooks');
    deepEqual([item.status, item.evidence[0]?.uri], ['met', `${uri}/docs/runbooks/errors.md`]);
  });
});

test('every name that may be evidence is one the watchers cover', async () => {
  const { watchers } = await import('../../server/watch.js');
  const { default: picomatch } = await import('picomatch');
  const changes = watchers.filter(({ kind }) => kind === WatchKind.Change);
  const globs = changes.map(({ globPattern }) => String(globPattern));
  const covered = picomatch(globs, { dot: true });
  for (const path of [
    '.github/workflows/ci.yml',
    '.gitlab-ci.yml',
    '.circleci/config.yml',
    'grafana/dashboards/shop.json',
    'provisioning/alerting/shop.yaml',
    'perf/shop.jmx',
    'perf/BasicSimulation.scala',
    'tests/k6/shop.js',
    'load-test.ts',
    'locustfile.py',
    'runbooks/errors.md',
    'docs/runbook-errors.md',
    'docs/disaster-recovery.md',
  ]) {
    ok(evidenceKind(`/app/${path}`), path);
    ok(covered(path), `${path} is watched`);
  }
});
