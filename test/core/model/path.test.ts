import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, joinPath, nameOf, relativePath } from '../../../core/model/path.js';

test('joins resolve dots on plain paths, drives and URIs', () => {
  const cases = [
    ['/srv/app', 'Dockerfile', '/srv/app/Dockerfile'],
    ['/srv/app', './docker/../Dockerfile', '/srv/app/Dockerfile'],
    ['/srv/app', '../api/', '/srv/api'],
    ['/srv', '../../..', '/'],
    ['/srv', '/etc/x', '/etc/x'],
    ['file:///a/b', '../x', 'file:///a/x'],
    ['file:///a', '../../x', 'file:///x'],
    ['file:///a', '/x/y', 'file:///x/y'],
    ['vscode-vfs://github/acme/app', '../../../x', 'vscode-vfs://github/x'],
    ['C:/work', '..\\other\\Dockerfile', 'C:/other/Dockerfile'],
    ['c:/work', 'C:\\other\\Dockerfile', 'c:/other/Dockerfile'],
    ['c:/work', 'D:/other/Dockerfile', 'D:/other/Dockerfile'],
    ['c:/work', '../../..', 'c:/'],
    ['c:/work/100% sure', '.\\a b\\Dockerfile', 'c:/work/100% sure/a b/Dockerfile'],
    ['//server/share/app', '../api/Dockerfile', '//server/share/api/Dockerfile'],
    ['//server/share/app', '../../../..', '//server/share/'],
    ['//wsl$/Ubuntu/home/ada/shop', 'web/Dockerfile', '//wsl$/Ubuntu/home/ada/shop/web/Dockerfile'],
    ['//wsl.localhost/Ubuntu/home/ada', '../ada/compose.yaml', '//wsl.localhost/Ubuntu/home/ada/compose.yaml'],
    ['c:/work', '\\\\server\\share\\Dockerfile', '//server/share/Dockerfile'],
    ['/srv/app', '//var/run/docker.sock', '/var/run/docker.sock'],
    ['vscode-remote://wsl+ubuntu/home/ada', '/etc/x', 'vscode-remote://wsl+ubuntu/etc/x'],
    ['/srv/магазин', './витрина/Dockerfile', '/srv/магазин/витрина/Dockerfile'],
    ['/', 'a/b', '/a/b'],
    ['file:///', 'a/b', 'file:///a/b'],
    ['', '../x', '../x'],
    ['', 'a/../../b', '../b'],
    ['/srv', '.', '/srv'],
  ] as const;
  for (const [folder, relative, joined] of cases) assert.equal(joinPath(folder, relative), joined);
});

test('a path is told as one writes it in a file of a folder', () => {
  const cases = [
    ['/srv/app', '/srv/app/api/Dockerfile', 'api/Dockerfile'],
    ['/srv/app/api', '/srv/app/compose.yaml', '../compose.yaml'],
    ['/srv/app/k8s', '/srv/app/k8s/api.yaml', 'api.yaml'],
    ['/srv/app', '/srv/app', '../app'],
    ['/', '/compose.yaml', 'compose.yaml'],
    ['file:///work/api', 'file:///work/compose.yaml', '../compose.yaml'],
    ['file:///work', 'vscode-vfs://github/work/compose.yaml', 'vscode-vfs://github/work/compose.yaml'],
    ['C:/work', 'D:/work/compose.yaml', 'D:/work/compose.yaml'],
    ['//server/share/app', '//server/share/api/Dockerfile', '../api/Dockerfile'],
    ['//server/share/app', '//server/other/Dockerfile', '//server/other/Dockerfile'],
  ] as const;
  for (const [folder, path, relative] of cases) assert.equal(relativePath(folder, path), relative);
});

test('the folder and the name of a path are its two parts', () => {
  const cases = [
    ['/srv/app/Dockerfile', '/srv/app', 'Dockerfile'],
    ['/Dockerfile', '/', 'Dockerfile'],
    ['file:///a/b', 'file:///a', 'b'],
    ['file:///b', 'file:///', 'b'],
    ['Dockerfile', '', 'Dockerfile'],
    ['C:/x/y', 'C:/x', 'y'],
    ['C:/y', 'C:/', 'y'],
    ['//server/share/x/y', '//server/share/x', 'y'],
    ['//server/share/y', '//server/share/', 'y'],
    ['//wsl$/Ubuntu/home/y', '//wsl$/Ubuntu/home', 'y'],
  ] as const;
  for (const [path, folder, name] of cases) {
    assert.deepEqual([folderOf(path), nameOf(path)], [folder, name]);
    assert.equal(joinPath(folder, name), path);
  }
});

test('a root is its own folder, so that a walk upwards comes to an end', () => {
  for (const path of [
    '/srv/a/b',
    'c:/a/b',
    '//server/share/a/b',
    '//server',
    'file:///a/b',
    'untitled:Untitled-1',
    'a/b',
    '',
  ]) {
    const seen = new Set<string>();
    for (let folder = folderOf(path); !seen.has(folder); folder = folderOf(folder)) seen.add(folder);
    const top = [...seen].at(-1) ?? '';
    assert.equal(folderOf(top), top, path);
  }
});

test('what has no folder has its name behind the scheme', () => {
  assert.deepEqual(['untitled:Dockerfile', 'untitled:/srv/Dockerfile', 'C:/Dockerfile'].map(nameOf), [
    'Dockerfile',
    'Dockerfile',
    'Dockerfile',
  ]);
});
