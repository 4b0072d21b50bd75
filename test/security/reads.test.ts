import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { checkWorkspaceRequest } from '../../server/protocol.js';
import { installPackage } from '../harness/installed.js';
import { root } from '../harness/root.js';

// Whatever the files of a repository say, nothing beside it is read. In each case the same files are looked at twice: where
// the repository is the folder, and where it is the one above, with what they refer to in it. The second run reads that, and
// ends for it: so the first would have ended, too, had it read.

const { bin, folder } = installPackage('reads');
const seal = ['--import', pathToFileURL(join(root, 'test', 'security', 'sealed.mjs')).href];
const top = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-reads-')));
after(() => rmSync(top, { recursive: true, force: true }));
const skip = process.platform === 'win32' ? 'links need rights there' : false;

/** Files of a repository by their paths, and links by where they lead. */
interface Layout {
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** What lies beside the repository. */
const outside = {
  Dockerfile: 'FROM debian:13\n',
  'base.yaml': 'services:\n  web:\n    image: nginx\n',
  '.gitignore': 'x\n',
  'compose.yaml': 'services:\n  web:\n    image: nginx\n',
  'package.json': '{"scripts":{"start":"node server.js"}}\n',
  'patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
  'secret.env': 'DB_PASSWORD=hunter2\n',
  'team.yaml': 'rules: { image-tag-unpinned: off }\n',
};

function write(base: string, { files = {}, links = {} }: Layout): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  }
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    symlinkSync(target, join(base, path));
  }
}

/** A folder with `outside` beside it; one of them, or both together, are a repository. Answers the folder. */
function lay(layout: Layout, repository: 'apart' | 'together'): string {
  const base = mkdtempSync(join(top, 'r-'));
  const app = join(base, 'app');
  mkdirSync(join(base, 'outside'), { recursive: true });
  mkdirSync(app);
  write(join(base, 'outside'), { files: outside });
  const tops = repository === 'together' ? [base] : [app, join(base, 'outside')];
  for (const each of tops) mkdirSync(join(each, '.git', 'info'), { recursive: true });
  if (repository === 'apart') writeFileSync(join(base, 'outside', '.git', 'info', 'exclude'), 'x\n');
  write(app, layout);
  return app;
}

/** The environment in which reading is sealed but for the folder and the product. */
const sealedTo = (app: string) => ({
  PATH: process.env['PATH'],
  SEALED_READS: [app, realpathSync(folder), join(root, 'rules'), join(root, 'node_modules')].join(delimiter),
});

interface Ran {
  readonly status: number | null;
  readonly stderr: string;
}

function fromCommandLine(app: string, ...argv: readonly string[]): Ran {
  const options = { cwd: app, encoding: 'utf8', env: sealedTo(app) } as const;
  return spawnSync(process.execPath, [...seal, bin, ...argv], options);
}

/** An editor opens the folder and, of the files in it, all. */
async function fromServer(app: string, { files = {} }: Layout): Promise<Ran> {
  const server = spawn(process.execPath, [...seal, bin, 'lsp', '--stdio'], { stdio: 'pipe', env: sealedTo(app) });
  let stderr = '';
  server.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  server.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  const client = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  client.onError(() => undefined);
  client.listen();
  const talk = async (): Promise<void> => {
    const { href: uri } = pathToFileURL(app);
    await client.sendRequest('initialize', { processId: null, rootUri: uri, capabilities: {} });
    await client.sendNotification('initialized', {});
    for (const [path, text] of Object.entries(files)) {
      const textDocument = { uri: pathToFileURL(join(app, path)).href, languageId: 'plaintext', version: 1, text };
      await client.sendNotification('textDocument/didOpen', { textDocument });
      await client.sendRequest('textDocument/documentLink', { textDocument });
    }
    await client.sendRequest(checkWorkspaceRequest);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
  };
  const failed = await Promise.race([talk(), ended]).catch((error: unknown) => error);
  const status = await ended;
  if (status !== 99) equal(failed, undefined);
  client.dispose();
  return { status, stderr };
}

const service = (lines: string): Layout => ({ files: { 'compose.yaml': `services:\n  web:\n${lines}` } });
const linked = (layout: Layout, links: Layout['links']): Layout => ({ ...layout, ...(links && { links }) });
const plain = service('    image: nginx\n');
const dockerfile = (lines: string): Layout => ({ files: { Dockerfile: `FROM node:22\n${lines}` } });

/** What is read where it lies in the repository. */
const cases: Readonly<Record<string, Layout>> = {
  'a build context': service('    build: ../outside\n'),
  'a Dockerfile of a build': service('    build:\n      context: .\n      dockerfile: ../outside/Dockerfile\n'),
  'a build context that is a link': linked(service('    build: ./linked\n'), { linked: '../outside' }),
  'a Dockerfile that is a link': linked(service('    build: .\n'), { Dockerfile: '../outside/Dockerfile' }),
  'a file of extends': service('    extends:\n      file: ../outside/base.yaml\n      service: web\n'),
  'a file of extends that is a link': linked(service('    extends:\n      file: base.yaml\n      service: web\n'), {
    'base.yaml': '../outside/base.yaml',
  }),
  'an env file': service('    image: nginx\n    env_file: ../outside/secret.env\n'),
  'an env file that is a link': linked(service('    image: nginx\n    env_file: web.env\n'), {
    'web.env': '../outside/secret.env',
  }),
  'an env file behind a folder that is a link': linked(service('    image: nginx\n    env_file: linked/secret.env\n'), {
    linked: '../outside',
  }),
  'the .env of a project, a link': linked(service(`    image: nginx:\${TAG}\n`), { '.env': '../outside/secret.env' }),
  'the file of a secret': {
    files: { 'compose.yaml': 'services: {}\nsecrets:\n  db:\n    file: ../outside/secret.env\n' },
  },
  'a file that is copied, a link': linked(dockerfile('COPY web.env /\n'), { 'web.env': '../outside/secret.env' }),
  'a package.json that is a link': linked(dockerfile('CMD ["npm", "start"]\n'), {
    'package.json': '../outside/package.json',
  }),
  'a patch of a kustomization': {
    files: {
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: ../outside/patch.yaml\n',
    },
  },
  'a configuration that is a link': linked(plain, { '.seaworthy.yaml': '../outside/team.yaml' }),
  'a base of a configuration': { files: { ...plain.files, '.seaworthy.yaml': 'extends: ../outside/team.yaml\n' } },
  'a base of a configuration that is a link': linked(
    { files: { ...plain.files, '.seaworthy.yaml': 'extends: ./team.yaml\n' } },
    { 'team.yaml': '../outside/team.yaml' },
  ),
};

for (const [what, layout] of Object.entries(cases)) {
  test(`the command line reads nothing beside the repository: ${what}`, { skip }, () => {
    const { status, stderr } = fromCommandLine(lay(layout, 'apart'), 'check', '.');
    notEqual(status, 99, stderr);
    const control = fromCommandLine(lay(layout, 'together'), 'check', '.');
    equal(control.status, 99, 'read where it lies in the repository');
    match(control.stderr, /^SEALED: fs\.read\w+ \S+\/outside\/\S+$/m);
  });
}

/** One for each way on which the server comes to a file. */
const ways = [
  'a build context',
  'a file of extends that is a link',
  'an env file',
  'an env file behind a folder that is a link',
  'a configuration that is a link',
  'a base of a configuration that is a link',
];

for (const what of ways) {
  const layout = cases[what] ?? {};
  test(`the server reads nothing beside the repository: ${what}`, { skip }, async () => {
    const { status, stderr } = await fromServer(lay(layout, 'apart'), layout);
    deepEqual([status, stderr], [0, '']);
    const control = await fromServer(lay(layout, 'together'), layout);
    equal(control.status, 99, 'read where it lies in the repository');
    match(control.stderr, /^SEALED: fs\.\w+ \S+\/outside\/\S+$/m);
  });
}

/** What is read nowhere: links that a walk meets, and files that are referred to and judged by themselves. */
const never: Layout = {
  files: {
    'sub/compose.yaml': 'services:\n  web:\n    image: nginx\n    env_file: web.env\n',
    'sub/web.env': 'DB_PASSWORD=hunter2\n',
    'compose.yaml':
      'include:\n  - ../outside/compose.yaml\nservices:\n  web:\n    image: nginx\n    env_file: web.env\n',
    'web.env': 'DB_PASSWORD=hunter2\n',
    'kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../outside\n  - ../outside/patch.yaml\n',
    'prometheus.yml': 'rule_files:\n  - ../outside/*.yaml\n  - ../outside/team.yaml\nscrape_configs: []\n',
    'k8s/.seaworthy.yaml': 'ignore: ["../../outside/**"]\n',
  },
  links: {
    '.gitignore': '../outside/.gitignore',
    '.git/info/exclude': '../../../outside/.gitignore',
    'sub/.git': '../../outside/.git',
    'api/Dockerfile': '../../outside/Dockerfile',
    'k8s/.gitignore': '../../outside/.gitignore',
    'k8s/deploy.yaml': '../../outside/patch.yaml',
    'runbooks/web.md': '../../outside/secret.env',
    loop: '..',
    shop: '../outside',
  },
};

for (const repository of ['apart', 'together'] as const) {
  test(`links that a walk meets lead nowhere, with the repositories ${repository}`, { skip }, async () => {
    for (const argv of [
      ['check', '.'],
      ['check', '.', '--diff', '--unsafe-fixes'],
      ['readiness', '.'],
    ]) {
      const { status, stderr } = fromCommandLine(lay(never, repository), ...argv);
      notEqual(status, 99, stderr);
    }
    const { status, stderr } = await fromServer(lay(never, repository), never);
    deepEqual([status, stderr], [0, '']);
  });
}

test('the seal on reading holds, through links as well', { skip }, () => {
  const app = lay({ links: { 'web.env': '../outside/secret.env', linked: '../outside' } }, 'apart');
  for (const code of [
    "fs.readFileSync('../outside/secret.env')",
    "fs.readFileSync(Buffer.from('web.env'))",
    "fs.readFileSync(require('node:url').pathToFileURL('web.env'))",
    "fs.readFile('linked/secret.env', () => {})",
    "fs.promises.readFile('web.env')",
    "fs.promises.open('web.env')",
    "fs.createReadStream('web.env')",
    "fs.readdirSync('linked')",
    "fs.promises.readdir('..')",
    "fs.opendirSync('linked')",
    "fs.openAsBlob('web.env')",
    "fs.readlinkSync('linked/secret.env')",
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [...seal, '-e', `const fs = require('node:fs'); ${code}`], {
      cwd: app,
      encoding: 'utf8',
      env: sealedTo(app),
    });
    equal(status, 99, code);
    match(stderr, /^SEALED: fs\./);
  }
});
