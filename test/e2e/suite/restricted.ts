import * as vscode from 'vscode';
import { equal } from './assert.js';
import { actions, apply, awaitFinding, awaitHover, awaitNone, open } from './editor.js';
import { runMocha } from './run.js';

/** The workspace is not trusted: the extension only reads, so it works all the same. */
export function run(): Promise<void> {
  return runMocha(() => {
    test('findings and explanations appear in Restricted Mode', async () => {
      equal(vscode.workspace.isTrusted, false);
      const { uri } = await open('compose.yaml');
      const { range } = await awaitFinding(uri, 'container-privileged');
      await awaitHover(uri, range.start, ['container-privileged', 'Run without privileged']);
    });

    test('a quick fix changes the file in Restricted Mode', async () => {
      const { uri } = await open('compose.yaml');
      const { range } = await awaitFinding(uri, 'container-privileged');
      const found = await actions(uri, range, vscode.CodeActionKind.QuickFix);
      await apply(found.find(({ title }) => title === 'Run without privileged'));
      await awaitNone(uri, 'container-privileged');
    });
  });
}
