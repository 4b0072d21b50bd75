import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { product } from '../../../cli/product.js';
import { main } from '../../../cli/program.js';
import { openSession } from '../../../cli/session.js';
import { rules } from '../../../rules/index.js';
import { nodeHost } from '../../../server/host/node.js';
import { isWithin } from '../../../server/host/walk.js';
import { testEngine, withServer } from '../harness.js';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-within-')));
after(() => rmSync(top, { recursive: true, force: true }));

const skip = process.platform === 'win32' ? 'links need rights there' : false;

const keep = (said: string[]) => (text: string) => void said.push(text);

/** A command line that nobody sees. */
const quiet = {
  env: {},
  stdin: async () => new Uint8Array(),
  isTerminal: false,
  today: '2026-09-01',
  startServer: async () => undefined,
};

/** `repository/app` is the project; `outside` belongs to somebody else. */
function lay(name: string) {
  const base = join(top, name);
  const [repository, outside] = [join(base, 'repository'), join(base, 'outside')];
  const app = join(repository, 'app');
  mkdirSync(join(repository, '.git'), { recursive: true });
  mkdirSync(join(repository, 'api'));
  mkdirSync(app);
  mkdirSync(outside);
  for (const folder of [join(repository, 'api'), outside])
    writeFileSync(join(folder, 'Dockerfile'), 'FROM debian:13\n');
  writeFileSync(join(app, 'Dockerfile'), 'FROM debian:13\n');
  symlinkSync(join(outside, 'Dockerfile'), join(app, 'link.Dockerfile'));
  symlinkSync(outside, join(app, 'linked'));
  return { base, repository, outside, app };
}

test('a file is within a folder or its repository, and a link counts as what it leads to', { skip }, async () => {
  const { app, repository, outside } = lay('links');
  const places = {
    own: join(app, 'Dockerfile'),
    sibling: join(repository, 'api/Dockerfile'),
    outside: join(outside, 'Dockerfile'),
    dots: join(app, '../../outside/Dockerfile'),
    link: join(app, 'link.Dockerfile'),
    folderLink: join(app, 'linked/Dockerfile'),
    gone: join(app, 'gone'),
  };
  const found = await Promise.all(Object.values(places).map((path) => isWithin(path, [app])));
  deepEqual(Object.fromEntries(Object.keys(places).map((key, index) => [key, found[index]])), {
    own: true,
    sibling: true,
    outside: false,
    dots: false,
    link: false,
    folderLink: false,
    gone: false,
  });
});

test('the server reads nothing outside for a file that asks for it', { skip }, async () => {
  const { app, outside } = lay('server');
  const { read } = nodeHost('/');
  equal((await read(join(app, 'Dockerfile'), [app])).state, 'text');
  equal((await read(join(outside, 'Dockerfile'), [app])).state, 'absent');
  equal((await read(join(app, 'link.Dockerfile'), [app])).state, 'absent');
});

test('the command line reads nothing outside for a file that asks for it, and ends', { skip }, async () => {
  const { app, repository, outside } = lay('cli');
  const compose = ['services:'];
  for (const [name, context] of Object.entries({ near: '../api', far: '../../outside', link: './linked' }))
    compose.push(`  ${name}:`, `    build: ${context}`);
  writeFileSync(join(app, 'compose.yaml'), `${compose.join('\n')}\n`);
  symlinkSync(join(outside, 'Dockerfile'), join(app, 'Containerfile'));
  const options = { cwd: app, paths: ['compose.yaml'], locale: 'en', today: '2026-09-01' } as const;
  const { sources, workspace } = await openSession(options, product);
  deepEqual(
    [...workspace.paths].filter((path) => !path.endsWith('compose.yaml')).sort(),
    [join(app, 'Dockerfile'), join(repository, 'api/Dockerfile')].sort(),
  );
  equal(sources.get(join(outside, 'Dockerfile'))?.state, 'absent');
  equal(sources.get(join(app, 'linked/Dockerfile'))?.state, 'absent');
});

test('a configuration that is a link is read within the repository, and refused by name outside of it', {
  skip,
}, async () => {
  const { app, repository, outside } = lay('config');
  const secret = join(outside, 'credentials');
  writeFileSync(secret, 'aws_secret_access_key: hunter2\n');
  writeFileSync(join(repository, 'shared.yaml'), 'rules: { image-tag-unpinned: off }\n');
  const look = async (target: string) => {
    rmSync(join(app, '.seaworthy.yaml'), { force: true });
    symlinkSync(target, join(app, '.seaworthy.yaml'));
    const out: string[] = [];
    const code = await main(
      ['check', '.'],
      { ...quiet, cwd: app, out: keep(out), err: keep(out) },
      async () => product,
    );
    return [code, out.join('')] as const;
  };
  const [code, said] = await look(secret);
  equal(code, 2);
  match(said, /^\.seaworthy\.yaml: not checked: leads out of the workspace and its repository$/m);
  doesNotMatch(said, /hunter2|aws_secret/);
  equal((await look('../shared.yaml'))[0], 0);
});

test('the server refuses a configuration that leads outside, and does not follow a file that becomes such a link', {
  skip,
}, async () => {
  const { app, repository, outside } = lay('above');
  const secret = join(outside, 'compose.yaml');
  writeFileSync(secret, 'services:\n  hunter2:\n    image: nginx\n');
  symlinkSync(secret, join(repository, '.seaworthy.yaml'));
  const compose = join(app, 'compose.yaml');
  writeFileSync(compose, 'services:\n  web:\n    image: nginx\n');
  const { href: uri } = pathToFileURL(compose);
  await withServer({ host: nodeHost('/'), folders: [app], engine: { ...testEngine, rules } }, async (server) => {
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    await server.until(() => server.logged.some((line) => /\.seaworthy\.yaml: leads out of the workspace/.test(line)));
    rmSync(compose);
    symlinkSync(secret, compose);
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await server.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    doesNotMatch(JSON.stringify([server.history, server.logged]), /hunter2/);
  });
});

test('the server honours a configuration that is a link within the repository, and follows what it leads to', {
  skip,
}, async () => {
  const { app, repository, outside } = lay('linked-config');
  const config = join(app, 'shop/.seaworthy.yaml');
  const compose = join(app, 'shop/compose.yaml');
  mkdirSync(join(app, 'shop'));
  writeFileSync(compose, 'services:\n  web:\n    image: nginx\n');
  writeFileSync(join(outside, 'hunter2.yaml'), 'rules: { image-tag-unpinned: off }\n');
  symlinkSync('../team.yaml', config);
  const { href: uri } = pathToFileURL(compose);
  const hears = (is: boolean) => (published: { readonly diagnostics: readonly { readonly code?: unknown }[] }) =>
    published.diagnostics.some(({ code }) => code === 'image-tag-unpinned') === is;
  const options = {
    host: nodeHost('/'),
    folders: [app],
    engine: { ...testEngine, rules },
    params: {
      capabilities: {
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
      },
    },
  };
  for (const target of [join(app, 'team.yaml'), join(repository, 'team.yaml')]) {
    writeFileSync(target, 'rules: { image-tag-unpinned: off }\n');
    unlinkSync(config);
    symlinkSync(target, config);
    await withServer(options, async (server) => {
      const tell = (path: string, type: number) =>
        server.client.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: pathToFileURL(path).href, type }],
        });
      await server.diagnostics(uri, hears(false));
      if (!target.startsWith(app)) {
        await server.until(() => JSON.stringify(server.notifications).includes('"pattern":"team.yaml"'));
      }
      writeFileSync(target, 'rules: { image-tag-unpinned: error }\n');
      await tell(target, 2);
      await server.diagnostics(uri, hears(true));
      writeFileSync(target, 'rules: { image-tag-unpinned: off }\n');
      await tell(target, 2);
      await server.diagnostics(uri, hears(false));
      unlinkSync(target);
      await tell(target, 3);
      await server.diagnostics(uri, hears(true));
    });
  }
  unlinkSync(config);
  symlinkSync(join(outside, 'hunter2.yaml'), config);
  await withServer(options, async (server) => {
    await server.until(() => server.logged.some((line) => /shop\/\.seaworthy\.yaml: leads out of the work/.test(line)));
    await server.diagnostics(uri, hears(true));
    deepEqual(JSON.stringify(server.notifications).includes('hunter2'), false);
  });
});

test('what somebody names is read wherever it is', { skip }, async () => {
  const { app, outside } = lay('named');
  const options = { cwd: app, paths: [join(outside, 'Dockerfile')], locale: 'en', today: '2026-09-01' } as const;
  const { files } = await openSession(options, product);
  deepEqual(files, [join(outside, 'Dockerfile')]);
});
