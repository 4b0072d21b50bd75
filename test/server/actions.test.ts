import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applied, at, summary, withServer } from './harness.js';

const uri = 'file:///shop/Dockerfile';
const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\nMAINTAINER bob@example.com\nSTOPSIGNAL SIGKILL\n';

test('a finding offers its fix, its siblings\u2019 fix, and to be ignored here or in the file', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad, 3);
    await diagnostics(uri);
    deepEqual(
      (await actions(uri, at(1, 2))).map(({ title, isPreferred }) => [title, isPreferred ?? false]),
      [
        ['Delete MAINTAINER', true],
        ['Fix all "maintainer-present" in this file', false],
        ['Ignore "maintainer-present" here', false],
        ['Ignore "maintainer-present" in this file', false],
      ],
    );
  }));

test('a fix is an edit of exactly this version and names the diagnostic it cures', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad, 3);
    const published = await diagnostics(uri);
    const [fix] = await actions(uri, at(1, 2), { diagnostics: published.diagnostics });
    deepEqual(fix?.diagnostics, published.diagnostics.slice(0, 1));
    equal(applied(fix, uri, 3, bad), bad.replace('MAINTAINER ada@example.com\n', ''));
  }));

test('an unsafe fix is offered by hand, but is not preferred', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const [fix] = await actions(uri, at(3, 12));
    deepEqual([fix?.title, fix?.isPreferred], ['Send SIGTERM', false]);
    equal(applied(fix, uri, 1, bad), bad.replace('SIGKILL', 'SIGTERM'));
  }));

test('all findings of a rule are fixed at once, and no others', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const all = (await actions(uri, at(1, 2))).find(({ title }) => title.startsWith('Fix all'));
    equal(applied(all, uri, 1, bad), 'FROM alpine:3.20\nSTOPSIGNAL SIGKILL\n');
  }));

test('fix all applies the safe fixes and leaves the unsafe ones', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    for (const only of ['source.fixAll.seaworthy', 'source.fixAll', 'source']) {
      const found = await actions(uri, at(0), { only: [only] });
      deepEqual(
        found.map(({ kind }) => kind),
        ['source.fixAll.seaworthy'],
      );
      equal(applied(found[0], uri, 1, bad), 'FROM alpine:3.20\nSTOPSIGNAL SIGKILL\n');
    }
    deepEqual(await actions(uri, at(0), { only: ['source.organizeImports'] }), []);
  }));

test('actions are about the text as it is now, though it was not checked yet', () =>
  withServer({ settings: { run: 'onSave' } }, async ({ open, change, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    await change(uri, 2, [{ range: at(0), text: '# syntax=docker/dockerfile:1\n' }]);
    const [fix] = await actions(uri, at(4, 12));
    equal(applied(fix, uri, 2, `# syntax=docker/dockerfile:1\n${bad}`).includes('SIGTERM'), true);
  }));

for (const [name, lineEnd] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
] as const) {
  test(`ignoring a finding here takes it away and leaves the others (${name})`, () =>
    withServer({}, async ({ open, change, diagnostics, actions }) => {
      const text = bad.replaceAll('\n', lineEnd);
      await open(uri, text);
      await diagnostics(uri);
      const ignore = (await actions(uri, at(2, 2))).find(({ title }) => title.endsWith('here'));
      const after = applied(ignore, uri, 1, text);
      equal(after.split(lineEnd)[2], '# seaworthy-ignore maintainer-present');
      await change(uri, 2, [{ text: after }]);
      deepEqual(summary(await diagnostics(uri, ({ version }) => version === 2)), [
        '1: maintainer-present',
        '4: stopsignal-kill',
      ]);
    }));
}

test('ignoring in the file goes below the parser directives and takes all of the rule away', () =>
  withServer({}, async ({ open, change, diagnostics, actions }) => {
    const text = `# syntax=docker/dockerfile:1\n${bad}`;
    await open(uri, text);
    await diagnostics(uri);
    const ignore = (await actions(uri, at(2, 2))).find(
      ({ title }) => title.endsWith('in this file') && title.startsWith('Ignore'),
    );
    const after = applied(ignore, uri, 1, text);
    equal(after.split('\n')[1], '# seaworthy-ignore-file maintainer-present');
    await change(uri, 2, [{ text: after }]);
    deepEqual(summary(await diagnostics(uri, ({ version }) => version === 2)), ['5: stopsignal-kill']);
  }));

test('in a Dockerfile of several stages a finding is ignored in its stage, and the next one joins the comment', () =>
  withServer({}, async ({ open, change, diagnostics, actions }) => {
    const text = `FROM alpine:3.20 AS base\n${bad}`;
    await open(uri, text);
    await diagnostics(uri);
    const inStage = async (line: number, character: number) =>
      (await actions(uri, at(line, character))).find(({ title }) => title.endsWith('in this stage'));
    const after = applied(await inStage(2, 2), uri, 1, text);
    equal(after.split('\n')[1], '# seaworthy-ignore-stage maintainer-present');
    await change(uri, 2, [{ text: after }]);
    deepEqual(summary(await diagnostics(uri, ({ version }) => version === 2)), ['5: stopsignal-kill']);
    const both = applied(await inStage(5, 12), uri, 2, after);
    equal(both.split('\n')[1], '# seaworthy-ignore-stage maintainer-present, stopsignal-kill');
    await change(uri, 3, [{ text: both }]);
    deepEqual(summary(await diagnostics(uri, ({ version }) => version === 3)), []);
  }));

const everywhere = 'Ignore "maintainer-present" everywhere (writes .seaworthy.yaml)';

test('a rule is switched off in the configuration that is there, open or not', () => {
  const config = '/shop/.seaworthy.yaml';
  const files = new Map([
    [config, 'extends: strict # for all\n'],
    ['/shop/Dockerfile', bad],
  ]);
  return withServer({ files, folders: ['/shop'] }, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const find = async () => (await actions(uri, at(1, 2))).find(({ title }) => title === everywhere);
    const [closed] = (await find())?.edit?.documentChanges ?? [];
    deepEqual(closed && 'textDocument' in closed && closed.textDocument, { uri: `file://${config}`, version: null });
    await open(`file://${config}`, 'extends: strict\n', 7);
    equal(
      applied(await find(), `file://${config}`, 7, 'extends: strict\n'),
      'extends: strict\nrules:\n  maintainer-present: off\n',
    );
  });
});

for (const [resourceOperations, wanted] of [
  [['create'], ['create', 'edit']],
  [[], undefined],
] as const) {
  test(`a configuration is begun where there is none, by editors that can: ${resourceOperations.join() || 'none'}`, () => {
    const workspace = { workspaceEdit: { documentChanges: true, resourceOperations: [...resourceOperations] } };
    const files = new Map([['/shop/Dockerfile', bad]]);
    return withServer({ files, folders: ['/shop'], params: { capabilities: { workspace } } }, async (server) => {
      await server.open(uri, bad);
      await server.diagnostics(uri);
      const action = (await server.actions(uri, at(1, 2))).find(({ title }) => title === everywhere);
      const changes = action?.edit?.documentChanges;
      deepEqual(
        changes?.map((change) => ('kind' in change ? change.kind : 'edit')),
        wanted,
      );
      if (!changes) return;
      deepEqual(changes, [
        { kind: 'create', uri: 'file:///shop/.seaworthy.yaml', options: { ignoreIfExists: true } },
        {
          textDocument: { uri: 'file:///shop/.seaworthy.yaml', version: null },
          edits: [{ range: at(0), newText: 'rules:\n  maintainer-present: off\n' }],
        },
      ]);
    });
  });
}

test('a file outside of every folder has no configuration to write to', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    equal(
      (await actions(uri, at(1, 2))).some(({ title }) => title.includes('everywhere')),
      false,
    );
  }));

test('a position past the end has no actions and does no harm', () =>
  withServer({}, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    deepEqual(await actions(uri, at(500, 500)), []);
  }));

test('a client without versioned edits gets plain ones', () =>
  withServer({ params: { capabilities: {} } }, async ({ open, diagnostics, actions }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const [fix] = await actions(uri, at(1, 2));
    deepEqual(Object.keys(fix?.edit?.changes ?? {}), [uri]);
  }));

test('a hover explains the finding under the cursor, in the language of the setting', () =>
  withServer({ settings: { locale: 'ru' } }, async ({ client, open, diagnostics }) => {
    await open(uri, bad);
    const { diagnostics: found } = await diagnostics(uri);
    equal(found[0]?.message, 'Инструкция MAINTAINER устарела');
    const hover = JSON.stringify(
      await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 1, character: 3 } }),
    );
    deepEqual(
      ['Инструкция MAINTAINER устарела', 'Чтобы серверу было что сказать', 'maintainer-present'].map((part) =>
        hover.includes(part),
      ),
      [true, true, true],
    );
    const past = { line: 900, character: 900 };
    equal(await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: past }), null);
  }));

for (const [client, initializationOptions, link, topicLink] of [
  [
    'an editor that says nothing',
    undefined,
    'file:///package/rules/dockerfile/maintainer-present.md',
    'file:///package/rules/course/base-images.md',
  ],
  [
    'one with pages of its own',
    { ruleUri: 'vscode://shop.shop/{id}' },
    'vscode://shop.shop/maintainer-present',
    'vscode://shop.shop/base-images',
  ],
  [
    'one whose hovers want other links than its diagnostics',
    { ruleUri: 'vscode://shop.shop/{id}', hoverRuleUri: 'command:shop.explain?%5B%22{id}%22%5D' },
    'command:shop.explain?%5B%22maintainer-present%22%5D',
    'command:shop.explain?%5B%22base-images%22%5D',
  ],
] as const) {
  test(`the rule and the topic in a hover link to their pages: ${client}`, () =>
    withServer({ params: { initializationOptions } }, async ({ client, open, diagnostics }) => {
      await open(uri, bad);
      await diagnostics(uri);
      const position = { line: 1, character: 3 };
      const hover = await client.sendRequest('textDocument/hover', { textDocument: { uri }, position });
      deepEqual(Reflect.get(Object(Reflect.get(Object(hover), 'contents')), 'value').split('\n\n'), [
        '**MAINTAINER is deprecated**',
        'So that the server has something to say.',
        `**What to do:** Delete MAINTAINER · [\`maintainer-present\`](<${link}>)`,
        '---',
        '**Base images**',
        'What an image starts from.',
        `[Base images](<${topicLink}>)`,
      ]);
    }));
}

test('a rule without a page is named in its hover, without a dead link', () =>
  withServer({}, async ({ client, open, diagnostics }) => {
    await open(uri, bad);
    await diagnostics(uri);
    const position = { line: 3, character: 13 };
    const hover = JSON.stringify(await client.sendRequest('textDocument/hover', { textDocument: { uri }, position }));
    equal(hover.includes('Send SIGTERM · `stopsignal-kill`'), true, hover);
  }));
