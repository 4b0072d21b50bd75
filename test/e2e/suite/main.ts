import * as vscode from 'vscode';
import type { ReadinessFolder } from '../../../server/protocol.js';
import { equal, ok } from './assert.js';
import { declareAssist } from './assist.js';
import {
  actions,
  apply,
  ask,
  awaitFinding,
  awaitHover,
  awaitNone,
  awaitWatcher,
  codeOf,
  edit,
  eventually,
  findings,
  open,
  show,
  withSetting,
} from './editor.js';
import { runMocha } from './run.js';

const extensionId = 'seaworthy.seaworthy';

export function run(): Promise<void> {
  return runMocha(() => {
    test('the extension is activated by the files of the workspace and its server runs', async () => {
      const extension = vscode.extensions.getExtension(extensionId);
      ok(extension, 'it is installed');
      const api: unknown = await extension.activate();
      await Reflect.get(Object(api), 'ready');
    });

    // In a browser the code has to be fetched first.
    if (vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined) {
      test('reading the extension holds VS Code up for less than 50 ms', function () {
        const time = loadingTime();
        ok(time < 50, `${time} ms`);
        if (this.test) this.test.title += `: ${time} ms`;
      });
    }

    test('files of all four formats have findings, though nobody opened them', async () => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      ok(folder, 'a folder is open');
      for (const name of ['Dockerfile', 'compose.yaml', 'k8s/deployment.yaml', 'monitoring/alerts.yaml']) {
        await eventually(`a finding in ${name}`, () => findings(vscode.Uri.joinPath(folder.uri, name)).length > 0);
      }
    });

    test('the readiness checklist is judged, and its places and topics open', readinessChecklist);

    test('a finding has a range, a severity and a link to its page', async () => {
      const { uri } = await open('compose.yaml');
      const finding = await awaitFinding(uri, 'stop-signal-kill');
      equal([finding.range.start.line, finding.range.start.character], [4, 17]);
      equal(finding.severity, vscode.DiagnosticSeverity.Warning);
      ok(typeof finding.code === 'object', 'the code has a target');
      equal(finding.code.target.path, '/rule/stop-signal-kill');
    });

    test('the hover of a finding says what, why and what to do, and leads to its page', async () => {
      const { uri } = await open('compose.yaml');
      const { range } = await awaitFinding(uri, 'stop-signal-kill');
      await awaitHover(uri, range.start, [
        'Stop signal SIGKILL leaves the process no chance',
        'open requests are cut off',
        'Remove it: the default is SIGTERM',
        '[`stop-signal-kill`](<command:seaworthy.explainRule?%5B%22stop-signal-kill%22%5D>)',
        'T+0 SIGKILL',
        '[Graceful shutdown](<command:seaworthy.explainRule?%5B%22graceful-shutdown%22%5D>)',
      ]);
    });

    test('the hover of a key explains it, though nothing is wrong there', async () => {
      const { uri } = await open('compose.yaml');
      equal(findings(uri).filter(({ range }) => range.start.line === 4 && range.start.character < 17).length, 0);
      await awaitHover(uri, new vscode.Position(4, 6), ['Graceful shutdown', 'SIGTERM asks']);
    });

    test('hovers speak Russian as soon as the setting says so, numbers of the file included', async () => {
      const { uri } = await open('compose.yaml');
      const { range } = await awaitFinding(uri, 'stop-signal-kill');
      await withSetting('locale', 'ru', async () => {
        await awaitHover(uri, range.start, ['**Что делать:**', 'T+0 SIGKILL', '[Корректное завершение]']);
        await awaitHover(uri, new vscode.Position(4, 6), ['Корректное завершение', 'SIGTERM просит']);
      });
      await awaitHover(uri, range.start, ['**What to do:**']);
    });

    test('a quick fix changes the file and the finding goes', async () => {
      const document = await open('compose.yaml');
      const { range } = await awaitFinding(document.uri, 'stop-signal-kill');
      const before = document.getText();
      const found = await actions(document.uri, range, vscode.CodeActionKind.QuickFix);
      await apply(found.find(({ title }) => title.startsWith('Remove it')));
      equal(document.getText(), before.replace('    stop_signal: SIGKILL\n', ''));
      await awaitNone(document.uri, 'stop-signal-kill');
    });

    test('a finding can be ignored where it is', async () => {
      const document = await open('k8s/deployment.yaml');
      const { range } = await awaitFinding(document.uri, 'container-privileged');
      const found = await actions(document.uri, range, vscode.CodeActionKind.QuickFix);
      await apply(found.find(({ title }) => title === 'Ignore "container-privileged" here'));
      ok(document.getText().includes('# seaworthy-ignore container-privileged\n'), document.getText());
      await awaitNone(document.uri, 'container-privileged');
      equal(findings(document.uri, 'unused-ignore').length, 0);
    });

    test('fix all applies the safe fixes and leaves the others to a person', async () => {
      const document = await open('Dockerfile');
      await awaitFinding(document.uri, 'unused-ignore');
      await awaitFinding(document.uri, 'stop-signal-kill');
      const before = document.getText();
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const offered = await actions(document.uri, whole, vscode.CodeActionKind.SourceFixAll);
      const own = offered.filter(({ kind }) => kind?.value === 'source.fixAll.seaworthy');
      equal(own.length, 1);
      await apply(own[0]);
      equal(document.getText(), before.replace('# seaworthy-ignore secret-in-env\n', ''));
      await awaitNone(document.uri, 'unused-ignore');
      equal(findings(document.uri, 'stop-signal-kill').length, 1);
    });

    test('the language of the findings follows the setting, at once', async () => {
      const { uri } = await open('Dockerfile');
      await withSetting('locale', 'ru', async () => {
        await eventually('Russian', () => /[а-я]/.test(findings(uri, 'stop-signal-kill')[0]?.message ?? ''));
      });
      await eventually('English', () => /^[^а-я]+$/.test(findings(uri, 'stop-signal-kill')[0]?.message ?? ''));
    });

    test('switched off, nothing is said', async () => {
      const { uri } = await open('Dockerfile');
      await withSetting('enable', false, async () => {
        await eventually('silence', () => findings(uri).length === 0);
      });
      await awaitFinding(uri, 'stop-signal-kill');
    });

    test('with run onSave a change waits for the save', async () => {
      const document = await open('Dockerfile');
      await awaitFinding(document.uri, 'stop-signal-kill');
      const message = (): string => findings(document.uri, 'stop-signal-kill')[0]?.message ?? '';
      await withSetting('run', 'onSave', () =>
        withSetting('locale', 'ru', async () => {
          // The server has taken over one setting with the other.
          await eventually('Russian', () => /[а-я]/.test(message()));
          const line = document.lineAt(1);
          equal(line.text, 'STOPSIGNAL SIGKILL');
          await edit(document, line.range, 'STOPSIGNAL SIGTERM');
          // Longer than the pause after which a text is checked while it is typed.
          await new Promise((resolve) => setTimeout(resolve, 600));
          equal(findings(document.uri, 'stop-signal-kill').length, 1);
          await document.save();
          await awaitNone(document.uri, 'stop-signal-kill');
          await edit(document, document.lineAt(1).range, line.text);
          await document.save();
          await awaitFinding(document.uri, 'stop-signal-kill');
        }),
      );
      await eventually('English', () => /^[^а-я]+$/.test(message()));
    });

    test('the configuration file decides, also a broken one', async () => {
      const { uri } = await open('Dockerfile');
      await awaitFinding(uri, 'stop-signal-kill');
      const folder = vscode.workspace.workspaceFolders?.[0];
      ok(folder, 'a folder is open');
      const config = vscode.Uri.joinPath(folder.uri, '.seaworthy.yaml');
      const write = (text: string): Thenable<void> =>
        vscode.workspace.fs.writeFile(config, new TextEncoder().encode(text));
      await write('rules:\n  stop-signal-kill: off\n');
      await awaitNone(uri, 'stop-signal-kill');
      await write('rules:\n  stop-signal-kil: off\n');
      await eventually('a finding in the configuration', () => findings(config).length > 0);
      await awaitFinding(uri, 'stop-signal-kill');
      await write('rules: [\n');
      await eventually('a finding in the broken configuration', () => findings(config).length > 0);
      await vscode.workspace.fs.delete(config);
      await eventually('no finding in what is gone', () => findings(config).length === 0);
    });

    test('the commands are there and the page of a rule opens', async () => {
      const all = await vscode.commands.getCommands(true);
      for (const name of ['checkWorkspace', 'explainRule', 'openConfig', 'restart', 'showOutput']) {
        ok(all.includes(`seaworthy.${name}`), name);
      }
      await vscode.commands.executeCommand('seaworthy.explainRule', 'container-privileged');
      await eventually('a preview', () =>
        vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(({ label }) => label.includes('container-privileged')),
        ),
      );
    });

    test('a topic opens as a page too', async () => {
      await vscode.commands.executeCommand('seaworthy.explainRule', 'graceful-shutdown');
      await eventually('a preview', () =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('graceful-shutdown'))),
      );
      const uri = vscode.Uri.from({ scheme: 'seaworthy-rule', path: '/topic/graceful-shutdown.md' });
      const page = (await vscode.workspace.openTextDocument(uri)).getText();
      ok(page.startsWith('# Graceful shutdown'), page.slice(0, 60));
      ok(page.includes('/rule/stop-signal-kill>)'), page);
    });

    test('code lenses come with their setting and go with it', async () => {
      const { uri } = await open('compose.yaml');
      const titles = async (): Promise<readonly string[]> => {
        const lenses = await ask<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
        return lenses
          .filter(({ command }) => command?.command === 'seaworthy.explainRule')
          .map(({ command }) => command?.title ?? '');
      };
      equal([...(await titles())], []);
      await withSetting('codeLens', true, async () => {
        await eventually('a lens', async () => (await titles()).some((title) => title.includes('SIGKILL')));
      });
      await eventually('no lens', async () => (await titles()).length === 0);
    });

    test('checking the workspace and restarting the server bring the same findings', async () => {
      const { uri } = await open('Dockerfile');
      const before = findings(uri).map(codeOf);
      await vscode.commands.executeCommand('seaworthy.checkWorkspace');
      equal(findings(uri).map(codeOf), before);
      await vscode.commands.executeCommand('seaworthy.restart');
      await eventually('the same findings', () => findings(uri).map(codeOf).join() === before.join());
    });

    declareAssist();

    // In a browser the server is a worker, which nobody outside can end.
    if (vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined) {
      test('a server that is killed in the middle of its work is started again, and says what it said', serverKilled);
    }

    // A window that shows a single folder would start anew.
    if (vscode.workspace.workspaceFile) {
      test('a second folder is checked when it is added and silent when it is removed', secondFolder);
    }
  });
}

/** Milliseconds that the extension host stood still while it read our code, by its own marks. */
function loadingTime(): number {
  const marks: readonly { readonly name: string; readonly startTime: number }[] = Reflect.get(
    Object(Reflect.get(globalThis, 'MonacoPerformanceMarks')),
    'getMarks',
  )();
  const at = (name: string): number => {
    const mark = marks.find((each) => each.name === `code/extHost/${name}/${extensionId}`);
    ok(mark, `a mark ${name} among ${marks.length}`);
    return mark.startTime;
  };
  return at('didLoadExtensionCode') - at('willLoadExtensionCode');
}

async function serverKilled(): Promise<void> {
  const extension = vscode.extensions.getExtension(extensionId);
  const pid = (): number | undefined => Reflect.get(Object(extension?.exports), 'serverPid')();
  const document = await open('Dockerfile');
  const before = findings(document.uri).map(codeOf);
  ok(before.length > 0, 'there is something to find');
  for (let round = 0; round < 2; round++) {
    const old = await eventually('a server', pid);
    const end = document.lineAt(document.lineCount - 1).range.end;
    await edit(document, new vscode.Range(end, end), '\n# typed while it dies\n');
    Reflect.get(Reflect.get(globalThis, 'process'), 'kill')(old, 'SIGKILL');
    await eventually('another server', () => {
      const now = pid();
      return now !== undefined && now !== old;
    });
    await eventually('the same findings', () => findings(document.uri).map(codeOf).join() === before.join());
  }
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await eventually('the same findings', () => findings(document.uri).map(codeOf).join() === before.join());
}

async function readinessChecklist(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'a folder is open');
  const api: unknown = vscode.extensions.getExtension(extensionId)?.exports;
  const statusOf = async (id: string): Promise<string | undefined> => {
    const folders: readonly ReadinessFolder[] = await Reflect.get(Object(api), 'readiness')();
    const items = folders.flatMap(({ pillars }) => pillars.flatMap((pillar) => pillar.items));
    return items.find((item) => item.id === id)?.status;
  };
  equal(await statusOf('resource-limits'), 'missing');
  equal(await statusOf('image-scan'), 'met');
  const runbook = vscode.Uri.joinPath(folder.uri, 'runbooks', 'errors.md');
  equal(await statusOf('runbooks'), 'missing');
  await awaitWatcher();
  await vscode.workspace.fs.writeFile(runbook, new TextEncoder().encode('# Errors\n'));
  await eventually('the runbook is seen', async () => (await statusOf('runbooks')) === 'partly');
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, 'runbooks'), { recursive: true });
  await eventually('the runbook is gone', async () => (await statusOf('runbooks')) === 'missing');

  await vscode.commands.executeCommand('seaworthy.readiness.focus');
  await vscode.commands.executeCommand(
    'seaworthy.openPlace',
    vscode.Uri.joinPath(folder.uri, 'compose.yaml').toString(),
    4,
    17,
  );
  await eventually('the place is shown', () => vscode.window.activeTextEditor?.selection.active.line === 4);
  await vscode.commands.executeCommand('seaworthy.showReadiness');
  await eventually('the report', () => hasTab('Production readiness'));
  await vscode.commands.executeCommand('seaworthy.explainRule', 'memory-limits');
  await eventually('the topic', () => hasTab('memory-limits'));
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`);
  await eventually('the walkthrough', () => hasTab('Welcome'));
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('workbench.view.explorer');
}

function hasTab(label: string): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => tab.label.includes(label)));
}

async function secondFolder(): Promise<void> {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  ok(workspaceFile && workspaceFolders, 'a workspace is open');
  const uri = vscode.Uri.joinPath(workspaceFile, '..', 'other');
  const dockerfile = vscode.Uri.joinPath(uri, 'Dockerfile');
  equal(findings(dockerfile).length, 0);
  vscode.workspace.updateWorkspaceFolders(workspaceFolders.length, 0, { uri });
  const { range } = await awaitFinding(dockerfile, 'stop-signal-kill');
  // Its configuration is its own.
  await show(dockerfile);
  const found = await actions(dockerfile, range, vscode.CodeActionKind.QuickFix);
  const everywhere = found.find(({ title }) => title.startsWith('Ignore "stop-signal-kill" everywhere'));
  equal(
    everywhere?.edit?.entries().map(([file]) => file.toString()),
    [vscode.Uri.joinPath(uri, '.seaworthy.yaml').toString()],
  );
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  vscode.workspace.updateWorkspaceFolders(workspaceFolders.length, 1);
  await eventually('silence', () => findings(dockerfile).length === 0);
}
