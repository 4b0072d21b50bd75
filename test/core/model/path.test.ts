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
  ] as const;
  for (const [path, folder, name] of cases) {
    assert.deepEqual([folderOf(path), nameOf(path)], [folder, name]);
    assert.equal(joinPath(folder, name), path);
  }
});
