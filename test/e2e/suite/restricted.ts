import * as vscode from 'vscode';
import { equal } from './assert.js';
import { awaitFinding, open } from './editor.js';
import { runMocha } from './run.js';

/** The workspace is not trusted: the extension only reads, so it works all the same. */
export function run(): Promise<void> {
  return runMocha(() => {
    test('findings appear in Restricted Mode', async () => {
      equal(vscode.workspace.isTrusted, false);
      const { uri } = await open('compose.yaml');
      await awaitFinding(uri, 'container-privileged');
    });
  });
}
