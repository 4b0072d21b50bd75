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
