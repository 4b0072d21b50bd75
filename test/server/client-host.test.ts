import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { summary, withServer } from './harness.js';

const bad = 'FROM alpine:3.20\nMAINTAINER ada@example.com\n';

for (const folder of ['vscode-test-web://mount/', 'vscode-vfs://github/ada/shop%20front', 'file:///c%3A/Users/Ada']) {
  test(`a server without files asks the client for those of ${folder}`, () => {
    const uri = `${folder.replace(/\/$/, '')}/api/Dockerfile`;
    return withServer(
      { asksClient: true, folderUris: [folder], files: new Map([[uri, bad]]) },
      async ({ diagnostics }) => {
        deepEqual(summary(await diagnostics(uri)), ['1: maintainer-present']);
      },
    );
  });
}

test('a server without files leaves out what .gitignore names, and what is in such a folder cannot come back', () => {
  const folder = 'vscode-vfs://github/ada/shop';
  const files = new Map([
    [`${folder}/.gitignore`, 'build/\n*.Dockerfile\n'],
    [`${folder}/build/api/.gitignore`, '!Dockerfile\n'],
    [`${folder}/build/api/Dockerfile`, bad],
    [`${folder}/old.Dockerfile`, bad],
    [`${folder}/web/.gitignore`, '!kept.Dockerfile\n'],
    [`${folder}/web/kept.Dockerfile`, bad],
    [`${folder}/web/Dockerfile`, bad],
  ]);
  return withServer({ asksClient: true, folderUris: [folder], files }, async ({ latest, diagnostics }) => {
    await diagnostics(`${folder}/web/kept.Dockerfile`);
    await diagnostics(`${folder}/web/Dockerfile`);
    deepEqual([...latest.keys()].sort(), [`${folder}/web/Dockerfile`, `${folder}/web/kept.Dockerfile`]);
  });
});
