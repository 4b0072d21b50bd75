import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import imageTagUnpinned from '../../rules/workload/image-tag-unpinned.js';
import { testEngine, withServer } from './harness.js';

// What the status item shows about the file at hand.

const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\n';

test('the status says why a file has no findings', () =>
  withServer(
    {
      folders: ['/shop'],
      files: new Map(Object.entries({ '/shop/Dockerfile': bad, '/shop/.seaworthy.yaml': 'ignore: [old/**]\n' })),
      params: { initializationOptions: { status: true } },
    },
    async (server) => {
      await server.until(() => JSON.stringify(server.notifications).includes('"ready"'));
      const ask = async (uri: string): Promise<unknown> => {
        const { took, ...rest } = Object(await server.client.sendRequest('seaworthy/fileStatus', { uri }));
        // Time passes differently each time.
        return { ...rest, isTimed: typeof took === 'number' };
      };
      const config = 'file:///shop/.seaworthy.yaml';
      deepEqual(await ask('file:///shop/Dockerfile'), {
        kind: 'dockerfile',
        findings: 1,
        left: 0,
        config,
        ignored: false,
        skimmed: 0,
        rules: 3,
        isTimed: true,
        unchecked: [],
      });
      await server.open('file:///shop/notes.yaml', 'title: nothing for us\n');
      deepEqual(await ask('file:///shop/notes.yaml'), {
        findings: 0,
        left: 0,
        config,
        ignored: false,
        skimmed: 0,
        rules: 0,
        isTimed: false,
        unchecked: [],
      });
      await server.open('file:///shop/compose.override.yaml', 'services:\n  api:\n    restart: always\n');
      deepEqual(Reflect.get(Object(await ask('file:///shop/compose.override.yaml')), 'partial'), 'override');
      await server.open('file:///shop/old/Dockerfile', bad);
      await server.diagnostics('file:///shop/old/Dockerfile', ({ diagnostics }) => diagnostics.length === 0);
      equal(Reflect.get(Object(await ask('file:///shop/old/Dockerfile')), 'ignored'), true);
    },
  ));

test('the status says how many findings are left to other tools', () =>
  withServer(
    {
      folders: ['/shop'],
      files: new Map(
        Object.entries({ '/shop/Dockerfile': 'FROM node\nUSER node\n', '/shop/.seaworthy.yaml': 'beside: hadolint\n' }),
      ),
      engine: { ...testEngine, rules: [imageTagUnpinned] },
      params: { initializationOptions: { status: true } },
    },
    async (server) => {
      await server.until(() => JSON.stringify(server.notifications).includes('"ready"'));
      const status = await server.client.sendRequest('seaworthy/fileStatus', { uri: 'file:///shop/Dockerfile' });
      deepEqual([Reflect.get(Object(status), 'findings'), Reflect.get(Object(status), 'left')], [0, 1]);
    },
  ));

test('a definition of 9,000 lines takes the server no time worth speaking of, and the status says that it is skimmed', () =>
  withServer({ folders: ['/shop'], files: new Map() }, async (server) => {
    const uri = 'file:///shop/crd.yaml';
    const head =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:\n';
    const field = (i: number) => `  field${i}:\n    description: what it is for\n    type: string\n`;
    // Compiles what every file needs.
    await server.open('file:///shop/small.yaml', head + field(0));
    const began = process.cpuUsage();
    await server.open(uri, head + Array.from({ length: 3000 }, (_, i) => field(i)).join(''));
    const { skimmed, kind } = Object(await server.client.sendRequest('seaworthy/fileStatus', { uri }));
    const { user, system } = process.cpuUsage(began);
    deepEqual([skimmed, kind], [1, 'kubernetes']);
    // Of the processor, far above the 15 that it takes and far below the 500 of reading it whole.
    ok((user + system) / 1000 < 250, `${(user + system) / 1000} ms`);
  }));
