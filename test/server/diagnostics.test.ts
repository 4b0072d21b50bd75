import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { summary, withServer } from './harness.js';

const uri = 'file:///shop/Dockerfile';
const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\nSTOPSIGNAL SIGKILL\n';
const good = 'FROM alpine:3.20\nSTOPSIGNAL SIGTERM\n';

const compose = (service: string): string => `services:\n  ${service}:\n    image: nginx:1.27\n`;

test('an opened file is checked and its findings carry version, code, severity and a link', () =>
  withServer({}, async ({ open, diagnostics }) => {
    await open(uri, bad, 7);
    const { version, diagnostics: found } = await diagnostics(uri);
    equal(version, 7);
    deepEqual(found[0], {
      source: 'seaworthy',
      code: 'maintainer-present',
      codeDescription: { href: 'file:///package/rules/dockerfile/maintainer-present.md' },
      severity: DiagnosticSeverity.Warning,
      message: 'MAINTAINER is deprecated',
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } },
    });
    equal(found[1]?.codeDescription, undefined, 'a rule without a page has no dead link');
    equal(found[1]?.severity, DiagnosticSeverity.Error);
  }));

test('the editor says what a code links to', () =>
  withServer(
    { params: { initializationOptions: { ruleUri: 'vscode://seaworthy.seaworthy/rule/{id}' } } },
    async ({ open, diagnostics }) => {
      await open(uri, bad);
      const { diagnostics: found } = await diagnostics(uri);
      equal(found[0]?.codeDescription?.href, 'vscode://seaworthy.seaworthy/rule/maintainer-present');
    },
  ));

test('incremental changes are applied and only the newest version is published', () =>
  withServer({ typing: 200 }, async ({ open, change, diagnostics, history }) => {
    await open(uri, bad);
    await diagnostics(uri, ({ version }) => version === 1);
    const wholeLine = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    await change(uri, 2, [
      { range: { start: { line: 0, character: 12 }, end: { line: 0, character: 12 } }, text: '1' },
    ]);
    await change(uri, 3, [{ range: wholeLine, text: '' }]);
    const last = await diagnostics(uri, ({ version }) => version === 3);
    deepEqual(summary(last), ['1: stopsignal-kill']);
    equal(
      history.some(({ version }) => version === 2),
      false,
    );
  }));

test('a change to positions far outside the text does no harm', () =>
  withServer({}, async ({ open, change, diagnostics }) => {
    await open(uri, good);
    const far = { line: 9000, character: 9000 };
    await change(uri, 2, [{ range: { start: far, end: far }, text: 'MAINTAINER ada@example.com\n' }]);
    deepEqual(summary(await diagnostics(uri, ({ version }) => version === 2)), ['2: maintainer-present']);
  }));

test('messages for documents that are not open are survived', () =>
  withServer({}, async ({ client, open, change, close, save, diagnostics, actions }) => {
    const other = 'file:///shop/other/Dockerfile';
    await close(other);
    await change(other, 4, [{ text: bad }]);
    await save(other);
    const position = { line: 3, character: 0 };
    equal(await client.sendRequest('textDocument/hover', { textDocument: { uri: other }, position }), null);
    deepEqual(await actions(other, { start: position, end: position }), []);
    await open(uri, bad);
    deepEqual(summary(await diagnostics(uri)), ['1: maintainer-present', '2: stopsignal-kill']);
  }));

test('a closed file that is not in the workspace loses its findings', () =>
  withServer({}, async ({ open, close, diagnostics }) => {
    await open(uri, bad);
    await diagnostics(uri, (published) => published.diagnostics.length === 2);
    await close(uri);
    await diagnostics(uri, (published) => published.diagnostics.length === 0);
  }));

test('a closed file of the workspace keeps the findings of what is on disk', () =>
  withServer({ folders: ['/shop'], files: new Map([['/shop/Dockerfile', bad]]) }, async (server) => {
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 2);
    await server.open(uri, good);
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    await server.close(uri);
    const { version } = await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 2);
    equal(version, undefined);
  }));

test('findings speak of a place in another file by its URI', () => {
  const files = new Map([
    ['/shop/a b/compose.yaml', compose('web')],
    ['/shop/c/compose.yaml', compose('web')],
  ]);
  return withServer({ folders: ['/shop'], files }, async ({ diagnostics }) => {
    const { diagnostics: found } = await diagnostics('file:///shop/c/compose.yaml');
    deepEqual(
      found[0]?.relatedInformation?.map(({ location, message }) => [location.uri, message]),
      [['file:///shop/a%20b/compose.yaml', 'Also here']],
    );
  });
});

test('an edit in one file brings news about another, open or not', () => {
  const files = new Map([
    ['/shop/a/compose.yaml', compose('web')],
    ['/shop/b/compose.yaml', compose('api')],
  ]);
  return withServer({ folders: ['/shop'], files }, async ({ open, change, diagnostics, until, progress }) => {
    await until(() => progress.some((one) => JSON.stringify(one).includes('"end"')));
    const b = 'file:///shop/b/compose.yaml';
    await open(b, compose('api'));
    await change(b, 2, [{ text: compose('web') }]);
    deepEqual(summary(await diagnostics('file:///shop/a/compose.yaml', (p) => p.diagnostics.length === 1)), [
      '1: name-twice',
    ]);
    await change(b, 3, [{ text: compose('api') }]);
    await diagnostics('file:///shop/a/compose.yaml', (p) => p.diagnostics.length === 0);
  });
});

test('a file that is none of ours is opened without a word', () =>
  withServer({}, async ({ open, diagnostics, latest }) => {
    await open('file:///shop/notes.yaml', 'title: nothing for us\n', 1, 'yaml');
    await open(uri, bad);
    await diagnostics(uri, (published) => published.diagnostics.length === 2);
    deepEqual(latest.get('file:///shop/notes.yaml')?.diagnostics ?? [], []);
  }));

test('a rule that throws hides no other finding', () =>
  withServer({}, async ({ open, diagnostics }) => {
    await open(uri, `${bad}SHELL ["/bin/bash", "-c"]\n`);
    const found = summary(await diagnostics(uri));
    deepEqual(
      found.filter((one) => !one.includes('crash')),
      ['1: maintainer-present', '2: stopsignal-kill'],
    );
  }));

test('an engine that throws is answered with nothing and a line in the log', async () => {
  const { testEngine } = await import('./harness.js');
  const engine = {
    ...testEngine,
    createWorkspace: (options: Parameters<typeof testEngine.createWorkspace>[0]) => ({
      ...testEngine.createWorkspace(options),
      hover: (): never => {
        throw new Error('engine trouble');
      },
    }),
  };
  await withServer({ engine }, async ({ client, open, diagnostics, until, logged }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const position = { line: 1, character: 2 };
    equal(await client.sendRequest('textDocument/hover', { textDocument: { uri }, position }), null);
    await until(() => logged.some((line) => line.includes('engine trouble')));
  });
});
