import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, isInside, pathOfUri, uriOfPath } from '../../server/uri.js';

/** What VS Code sends for a file, and the path the workspace knows it by. */
const pairs = [
  ['file:///srv/shop/Dockerfile', '/srv/shop/Dockerfile'],
  ['file:///srv/shop%20front/Dockerfile', '/srv/shop front/Dockerfile'],
  ['file:///srv/100%25/compose.yaml', '/srv/100%/compose.yaml'],
  ['file:///srv/%23drafts/what%3F/compose.yaml', '/srv/#drafts/what?/compose.yaml'],
  ['file:///srv/%D0%BC%D0%B0%D0%B3%D0%B0%D0%B7%D0%B8%D0%BD/compose.yaml', '/srv/магазин/compose.yaml'],
  ['file:///c%3A/Users/Ada/compose.yaml', 'c:/Users/Ada/compose.yaml'],
  ['file://server/share/shop%20front/compose.yaml', '//server/share/shop front/compose.yaml'],
  ['file://wsl%24/Ubuntu/home/ada/compose.yaml', '//wsl$/Ubuntu/home/ada/compose.yaml'],
  ['file://wsl.localhost/Ubuntu/home/ada/compose.yaml', '//wsl.localhost/Ubuntu/home/ada/compose.yaml'],
  ['vscode-vfs://github/ada/shop%20front/Dockerfile', 'vscode-vfs://github/ada/shop front/Dockerfile'],
  ['vscode-remote://ssh-remote%2Bhost/srv/Dockerfile', 'vscode-remote://ssh-remote+host/srv/Dockerfile'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['file:///srv/a%2Bb%26c%3Dd/%40types/compose.yaml', '/srv/a+b&c=d/@types/compose.yaml'],
  ['file:///srv/%F0%9F%9A%A2/compose.yaml', '/srv/🚢/compose.yaml'],
  ['file:///d%3A/100%25%20sure/%5Bid%5D/compose.yaml', 'd:/100% sure/[id]/compose.yaml'],
  ['file://server/c%24/shop/compose.yaml', '//server/c$/shop/compose.yaml'],
  ['vscode-remote://wsl%2Bubuntu/home/ada/compose.yaml', 'vscode-remote://wsl+ubuntu/home/ada/compose.yaml'],
] as const;

for (const [uri, path] of pairs) {
  test(`${uri} is ${path} and back`, () => {
    equal(pathOfUri(uri), path);
    equal(uriOfPath(path), uri);
  });
}

test('a drive is the same however a client writes it', () => {
  for (const uri of ['file:///C:/app/Dockerfile', 'file:///c%3A/app/Dockerfile', 'file:///C%3a/app/Dockerfile']) {
    equal(pathOfUri(uri), 'c:/app/Dockerfile');
  }
  equal(pathOfUri('file:///c:'), 'c:/');
});

test('an address is the path it stands for, however little of it a client encodes', () => {
  const variants = [
    ['file:///srv/магазин/a b.yaml', '/srv/магазин/a b.yaml'],
    ['FILE:///srv/compose.yaml', '/srv/compose.yaml'],
    ['file://WSL$/Ubuntu/compose.yaml', '//WSL$/Ubuntu/compose.yaml'],
    ['file:////server/share/compose.yaml', '//server/share/compose.yaml'],
    ['file:/srv/compose.yaml', '/srv/compose.yaml'],
  ] as const;
  for (const [uri, path] of variants) equal(pathOfUri(uri), path, uri);
});

test('a stray percent sign stays what it is and does not hide the rest', () => {
  equal(pathOfUri('file:///srv/100%/shop%20front'), '/srv/100%/shop front');
  equal(pathOfUri('file:///srv/%ff/shop%20front'), '/srv/%ff/shop front');
});

test('a query and a fragment are no part of the path', () => {
  equal(pathOfUri('file:///srv/Dockerfile?version=1#L3'), '/srv/Dockerfile');
});

test('a folder loses the slash at its end, a root keeps it', () => {
  deepEqual(['file:///srv/shop/', 'file:///srv/shop', 'file:///', 'file:///c%3A/'].map(folderPath), [
    '/srv/shop',
    '/srv/shop',
    '/',
    'c:/',
  ]);
  equal(uriOfPath(folderPath('vscode-test-web://mount/')), 'vscode-test-web://mount/');
});

test('a folder holds itself and what is below it, and no name that merely begins alike', () => {
  deepEqual(
    ['/srv/shop', '/srv/shop/Dockerfile', '/srv/shopping/Dockerfile', '/srv'].map((path) =>
      isInside('/srv/shop', path),
    ),
    [true, true, false, false],
  );
  equal(isInside('/', '/srv'), true);
});
