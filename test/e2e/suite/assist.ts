import * as vscode from 'vscode';
import { equal, ok } from './assert.js';
import {
  actions,
  apply,
  ask,
  awaitFinding,
  awaitNone,
  edit,
  eventually,
  findings,
  folder,
  open,
  show,
  withSetting,
  write,
} from './editor.js';

const names = `services:
  api:
    image: nginx:1.27.4
    depends_on: [db]
    env_file: [.env]
  db:
    image: postgres:16.4
`;

/** What helps while one writes. */
export function declareAssist(): void {
  test('the outline of a file is filled where nobody else fills it, and follows the setting', async () => {
    const { uri } = await open('compose.yaml');
    const services = await eventually('an outline', async () => (await outline(uri))[0]);
    equal([services.name, services.children.map(({ name }) => name)], ['services', ['web']]);
    await withSetting('symbols', 'off', async () => {
      await eventually('no outline', async () => (await outline(uri)).length === 0);
    });
    await eventually('the outline is back', async () => (await outline(uri)).length > 0);
  });

  test('where another extension fills the outline, ours comes only when it is asked for', async () => {
    const uri = await write(
      'names/late.rules',
      'groups:\n  - name: ours\n    rules: [{ alert: Late, expr: up == 0 }]\n',
    );
    const all = new vscode.Range(0, 0, 0, 6);
    const theirs = new vscode.DocumentSymbol('theirs', '', vscode.SymbolKind.File, all, all);
    // Before the file is opened, as an extension that is there from the start.
    const other = vscode.languages.registerDocumentSymbolProvider(
      { pattern: '**/late.rules' },
      { provideDocumentSymbols: () => [theirs] },
    );
    const names = async (): Promise<string> =>
      (await outline(uri))
        .map(({ name }) => name)
        .sort()
        .join();
    try {
      await show(uri);
      await awaitOutline(names, 'theirs');
      await withSetting('symbols', 'on', () => awaitOutline(names, 'ours,theirs'));
      await awaitOutline(names, 'theirs');
    } finally {
      other.dispose();
      await remove(uri);
    }
  });

  test('the configuration is completed with rules, levels and options', async () => {
    const config = await write('.seaworthy.yaml', 'rules:\n  stop-signal-kill: \n  mem\n');
    await show(config);
    const rule = await awaitOffer(config, new vscode.Position(2, 5), 'memory-limit-missing');
    equal(rule.detail, 'Every container has a memory limit');
    await awaitOffer(config, new vscode.Position(1, 20), 'warning');
    await remove(config);
  });

  test('a directive is completed with rules', async () => {
    const document = await open('compose.yaml');
    const before = document.getText();
    await edit(document, new vscode.Range(0, 0, 0, 0), '# seaworthy-ignore \n');
    await awaitOffer(document.uri, new vscode.Position(0, 19), 'container-privileged');
    await edit(document, new vscode.Range(0, 0, 1, 0), '');
    equal(document.getText(), before);
  });

  test('a health check that is chosen from the list lands indented, ready to run', async () => {
    const uri = await write('names/compose.yaml', names.replace('postgres:16.4\n', 'postgres:16.4\n    hea'));
    const editor = await show(uri);
    const { document } = editor;
    const end = document.lineAt(7).range.end;
    await awaitOffer(uri, end, 'healthcheck');
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await eventually('the health check is written', async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.getText().includes('retries');
    });
    equal(document.getText().split('\n').slice(7), [
      '    healthcheck:',
      '      test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "postgres"]',
      '      interval: 10s',
      '      timeout: 5s',
      '      start_period: 30s',
      '      retries: 5',
    ]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('images and files are links', async () => {
    const uri = await write('names/compose.yaml', names);
    await show(uri);
    const targets = await eventually('links', async () => {
      const links = await ask<readonly vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
      const found = (links ?? []).map(({ target }) => target?.toString(true) ?? '').sort();
      return found.length >= 3 ? found : undefined;
    });
    const file = vscode.Uri.joinPath(uri, '..', '.env').toString(true);
    for (const wanted of [file, 'https://hub.docker.com/_/nginx', 'https://hub.docker.com/_/postgres']) {
      ok(targets.includes(wanted), `${wanted} among ${targets.join(', ')}`);
    }
  });

  test('a name leads to its definition, and a definition to its uses', async () => {
    const uri = await write('names/compose.yaml', names);
    await show(uri);
    const definition = await eventually('a definition', async () => {
      const found = await ask<readonly (vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        uri,
        new vscode.Position(3, 18),
      );
      const [first] = found ?? [];
      return first && ('targetRange' in first ? first.targetRange : first.range);
    });
    equal([definition.start.line, definition.start.character], [5, 2]);
    const uses = await ask<readonly vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      new vscode.Position(5, 3),
    );
    equal(uses.map(({ range }) => range.start.line).sort(), [3, 5]);
    await remove(uri);
  });

  test('a rule is ignored everywhere by a configuration that the action begins', async () => {
    const document = await open('k8s/deployment.yaml');
    const text = document.getText().replace(/^ *# seaworthy-ignore .*\n/gm, '');
    const other = await write('k8s/other.yaml', text.replaceAll('web', 'other'));
    const { range } = await awaitFinding(other, 'container-privileged');
    await show(other);
    const found = await actions(other, range, vscode.CodeActionKind.QuickFix);
    await apply(
      found.find(({ title }) => title === 'Ignore "container-privileged" everywhere (writes .seaworthy.yaml)'),
    );
    await awaitNone(other, 'container-privileged');
    await awaitNone(vscode.Uri.joinPath(folder().uri, 'compose.yaml'), 'container-privileged');
    const config = vscode.Uri.joinPath(folder().uri, '.seaworthy.yaml');
    const { document: written } = await show(config);
    equal(written.getText(), 'rules:\n  container-privileged: off\n');
    await written.save();
    await remove(config);
    await awaitFinding(other, 'container-privileged');
    await show(other);
    await remove(other);
  });

  test('safe fixes are applied on save where that is asked for', async () => {
    const uri = await write('saved/Dockerfile', '# seaworthy-ignore-file secret-in-env\nFROM alpine:3.20\n');
    const { document } = await show(uri);
    await awaitFinding(uri, 'unused-ignore');
    const settings = vscode.workspace.getConfiguration('editor');
    const target = vscode.ConfigurationTarget.Workspace;
    await settings.update('codeActionsOnSave', { 'source.fixAll.seaworthy': 'explicit' }, target);
    try {
      await edit(document, new vscode.Range(1, 0, 1, 0), '\n');
      await eventually('the fix', async () => {
        await vscode.commands.executeCommand('workbench.action.files.save');
        return !document.getText().includes('seaworthy-ignore');
      });
    } finally {
      await settings.update('codeActionsOnSave', undefined, target);
    }
    await remove(uri);
  });
}

/** Waits until a completion of this label is offered. */
function awaitOffer(uri: vscode.Uri, at: vscode.Position, label: string): Promise<vscode.CompletionItem> {
  return eventually(`${label} is offered`, async () => {
    const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at);
    return list?.items.find((item) => (typeof item.label === 'string' ? item.label : item.label.label) === label);
  });
}

/** Deletes a file that is shown; what is shown would stay open. */
async function remove(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.workspace.fs.delete(uri);
  await eventually('no finding in what is gone', () => findings(uri).length === 0);
}

async function outline(uri: vscode.Uri): Promise<readonly vscode.DocumentSymbol[]> {
  return (await ask<readonly vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri)) ?? [];
}

async function awaitOutline(names: () => Promise<string>, wanted: string): Promise<void> {
  let seen = '';
  const isThere = async (): Promise<boolean> => {
    seen = await names();
    return seen === wanted;
  };
  await eventually(`the outline ${wanted}`, isThere).catch((error: Error) => {
    throw new Error(`${error.message}; it is "${seen}"`);
  });
}
