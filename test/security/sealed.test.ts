import { deepEqual, equal, match } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { commit, git, withoutGit } from '../cli/repository.js';
import { installPackage } from '../harness/installed.js';
import { root } from '../harness/root.js';

const { bin, folder } = installPackage('sealed');
const seal = [
  '--disallow-code-generation-from-strings',
  '--import',
  pathToFileURL(join(root, 'test', 'security', 'sealed.mjs')).href,
];

function run(...argv: readonly string[]) {
  return spawnSync(process.execPath, [...seal, bin, ...argv], { cwd: root, encoding: 'utf8' });
}

test('the seal works: what is forbidden ends the process', () => {
  for (const code of [
    "require('node:child_process').spawnSync('true')",
    "require('node:net').connect(9)",
    "fetch('http://127.0.0.1:9')",
    "require('node:fs').writeFileSync('x', '')",
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [...seal, '-e', code], { cwd: folder, encoding: 'utf8' });
    equal(status, 99, code);
    match(stderr, /^SEALED: /);
  }
  equal(spawnSync(process.execPath, [...seal, '-e', "eval('1')"]).status, 1);
});

for (const argv of [
  ['check', 'examples/shop'],
  ['check', 'examples/shop', '--format', 'sarif'],
  ['check', 'examples/shop', '--diff', '--unsafe-fixes'],
  ['rules'],
  ['explain', 'memory-limits'],
]) {
  test(`no network, no process, no generated code, no writing: ${argv.join(' ')}`, () => {
    const sealed = run(...argv);
    const free = spawnSync(process.execPath, [bin, ...argv], { cwd: root, encoding: 'utf8' });
    deepEqual([sealed.status, sealed.stdout, sealed.stderr], [free.status, free.stdout, free.stderr]);
  });
}

test('no network, no process, no writing, nothing read outside of the repository: --changed-since', {
  skip: withoutGit,
}, () => {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-sealed-')));
  try {
    const repository = join(top, 'repository');
    cpSync(join(root, 'examples', 'shop'), repository, { recursive: true });
    git(repository, 'init', '-q', '-b', 'main');
    commit(repository);
    git(repository, 'gc', '-q');
    commit(repository, { 'new/compose.yaml': 'services:\n  web:\n    image: nginx\n' });
    const before = contentsOf(join(repository, '.git'));
    const argv = ['check', '--changed-since', 'HEAD~1', '--format', 'json'];
    const look = (reads: readonly string[]) =>
      spawnSync(process.execPath, [...seal, bin, ...argv], {
        cwd: repository,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], SEALED_READS: reads.join(delimiter) },
      });
    const { status, stdout, stderr } = look([repository, realpathSync(folder), join(root, 'node_modules')]);
    deepEqual([status, stderr], [0, '']);
    deepEqual(
      JSON.parse(stdout).files.map(({ path }: { readonly path: string }) => path),
      ['new/compose.yaml'],
    );
    deepEqual(contentsOf(join(repository, '.git')), before);
    equal(look([realpathSync(folder), join(root, 'node_modules')]).status, 99, 'the seal on reading holds');
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});

/** Every file below a folder, with when it was written and what is in it. */
function contentsOf(folder: string): readonly unknown[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => [name, statSync(join(folder, name))] as const)
    .map(([name, info]) => [name, info.mtimeMs, info.isFile() ? readFileSync(join(folder, name), 'base64') : '']);
}

test('no network, no process, no generated code, no writing: the server over a whole workspace', async () => {
  const server = spawn(process.execPath, [...seal, bin, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const uri = pathToFileURL(join(root, 'examples', 'shop')).href;
  const published = new Promise<void>((resolve) => {
    const files = new Set<string>();
    connection.onNotification('textDocument/publishDiagnostics', ({ uri: file }: { readonly uri: string }) => {
      files.add(file);
      if (files.size > 10) resolve();
    });
  });
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'shop' }],
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
  await published;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  deepEqual([await ended, said], [0, '']);
});
