import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, joinPath, nameOf } from '../../../core/model/path.js';

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
