import { deepEqual, doesNotMatch, equal, match, notEqual, rejects } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  promises,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Disk, writeWhole } from '../../cli/files.js';
import { fixFiles } from '../../cli/fix.js';
import { product } from '../../cli/product.js';
import { openSession } from '../../cli/session.js';
import { slashed } from '../../server/host/walk.js';
import { installPackage } from '../harness/installed.js';
import { project, run } from './harness.js';

const { bin } = installPackage('faults');
const fixable = 'services:\n  web:\n    image: registry.example.com/shop/web:1.4.2\n    stop_signal: SIGKILL\n';

const failure = (code: string): Error => Object.assign(new Error(`${code}: the disk`), { code });

/** A disk on which one step fails, after it has done half of its work. */
const failing: Readonly<Record<string, Disk>> = {
  'it is full when the file is opened': { ...promises, open: () => Promise.reject(failure('ENOSPC')) },
  'it is full in the middle of the text': withHandle((file) => ({
    writeFile: async (text) => {
      await file.writeFile(String(text).slice(0, 20));
      throw failure('ENOSPC');
    },
  })),
  'it says too late that it is full': withHandle(() => ({ sync: () => Promise.reject(failure('EIO')) })),
  'the file is read-only': { ...promises, access: () => Promise.reject(failure('EACCES')) },
  'it fails when the mode is set': { ...promises, chmod: () => Promise.reject(failure('EPERM')) },
  'it fails in the last step': { ...promises, rename: () => Promise.reject(failure('EIO')) },
  'it fails even when it clears away': {
    ...promises,
    rename: () => Promise.reject(failure('EIO')),
    rm: async (path, options) => {
      await promises.rm(path, options);
      throw failure('EIO');
    },
  },
};

type Handle = Awaited<ReturnType<Disk['open']>>;

function withHandle(change: (file: Handle) => Partial<Handle>): Disk {
  return {
    ...promises,
    open: async (...args) => {
      const file = await promises.open(...args);
      return Object.assign(Object.create(file), {
        close: () => file.close(),
        sync: () => file.sync(),
        ...change(file),
      });
    },
  };
}

for (const [what, disk] of Object.entries(failing)) {
  test(`a disk fails while a file is written (${what}): the file stays as it was, and nothing lies beside it`, async () => {
    const folder = project({ 'compose.yaml': fixable });
    await rejects(writeWhole(join(folder, 'compose.yaml'), 'services: {}\n', false, disk), /the disk/);
    equal(readFileSync(join(folder, 'compose.yaml'), 'utf8'), fixable);
    deepEqual(readdirSync(folder).sort(), ['.git', 'compose.yaml']);
  });
}

test('a file is written whole, through a link, with its mode and its byte order mark', async () => {
  const folder = project({ 'compose.yaml': fixable });
  await promises.chmod(join(folder, 'compose.yaml'), 0o640);
  symlinkSync('compose.yaml', join(folder, 'link.yaml'));
  await writeWhole(join(folder, 'link.yaml'), 'services: {}\n', true);
  equal(readFileSync(join(folder, 'compose.yaml'), 'utf8'), '\ufeffservices: {}\n');
  equal(statSync(join(folder, 'compose.yaml')).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o640);
  deepEqual(readdirSync(folder).sort(), ['.git', 'compose.yaml', 'link.yaml']);
});

test('a file stays with its owner when the administrator of a container fixes it', {
  skip: process.getuid?.() === 0 ? false : 'needs root',
}, async () => {
  const folder = project({ 'compose.yaml': fixable });
  chownSync(join(folder, 'compose.yaml'), 1234, 4321);
  await writeWhole(join(folder, 'compose.yaml'), 'services: {}\n', false);
  const { uid, gid } = statSync(join(folder, 'compose.yaml'));
  deepEqual([uid, gid], [1234, 4321]);
});

test('what somebody writes while fixes are made stays, and is named', async () => {
  const folder = project({ 'compose.yaml': fixable });
  const path = slashed(join(folder, 'compose.yaml'));
  const session = await openSession({ cwd: folder, paths: ['.'], locale: 'en', today: '2026-09-01' }, product);
  writeFileSync(path, `# mine\n${fixable}`);
  deepEqual(await fixFiles(session, true, 'en', {}), {
    files: [],
    count: 0,
    failed: [{ path, reason: 'it has changed since it was read' }],
    isStopped: false,
  });
  equal(readFileSync(path, 'utf8'), `# mine\n${fixable}`);
});

test('no fix is written through a link out of the repository', { skip: process.platform === 'win32' }, async () => {
  const [outside, folder] = [project({ 'compose.yaml': fixable }), project({ 'own.yaml': fixable })];
  symlinkSync(join(outside, 'compose.yaml'), join(folder, 'compose.yaml'));
  symlinkSync('own.yaml', join(folder, 'own.compose.yaml'));
  const argv = ['check', '--fix', '--unsafe-fixes', 'compose.yaml', 'own.compose.yaml'];
  const { code, err } = await run(folder, argv, {}, product.rules);
  equal(code, 3);
  match(err, /^compose\.yaml: cannot be written: leads out of the workspace and its repository\n[^\n]*written: 1\n/);
  equal(readFileSync(join(outside, 'compose.yaml'), 'utf8'), fixable);
  doesNotMatch(readFileSync(join(folder, 'own.yaml'), 'utf8'), /SIGKILL/);
});

/** What `init` and a baseline are asked to write, and where. */
const writers = [
  { name: '.seaworthy.yaml', argv: ['init', '--force'] },
  { name: 'baseline.json', argv: ['check', '--baseline', 'baseline.json', '--update-baseline'] },
] as const;
const emptyBaseline = '{"version":1,"files":{"gone.yaml":["x"]}}';

for (const { name, argv } of writers) {
  test(`${argv[0]} writes through a link within the repository, which stays one, and through no other`, {
    skip: process.platform === 'win32',
  }, async () => {
    const [outside, folder] = [project({ theirs: emptyBaseline }), project({ 'conf/ours': emptyBaseline })];
    const link = join(folder, name);
    const writeTo = async (target: string) => {
      rmSync(link, { force: true });
      symlinkSync(target, link);
      const { code, err } = await run(folder, argv);
      equal(readlinkSync(link), target);
      return [code, err];
    };
    deepEqual(await writeTo(join(outside, 'theirs')), [
      2,
      `seaworthy: ${name}: cannot be written: leads out of the workspace and its repository\n`,
    ]);
    equal(readFileSync(join(outside, 'theirs'), 'utf8'), emptyBaseline);
    for (const target of ['conf/absent', join(outside, 'absent')]) {
      deepEqual(await writeTo(target), [
        2,
        `seaworthy: ${name}: cannot be written: a link to a file that is not there\n`,
      ]);
    }
    equal((await writeTo('conf/ours'))[0], 0);
    notEqual(readFileSync(join(folder, 'conf/ours'), 'utf8'), emptyBaseline);
    deepEqual(readdirSync(join(folder, 'conf')), ['ours']);
    deepEqual(readdirSync(outside).sort(), ['.git', 'theirs']);
  });
}

test('a configuration that is a link to nothing is one that is there', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = project({});
  symlinkSync('absent', join(folder, '.seaworthy.yml'));
  const { code, err } = await run(folder, ['init']);
  equal(code, 2);
  match(err, /^seaworthy: \.seaworthy\.yml: there is one already/);
  deepEqual(readdirSync(folder).sort(), ['.git', '.seaworthy.yml']);
});

test('a new file is written into a folder that is named by a link', {
  skip: process.platform === 'win32',
}, async () => {
  const [outside, folder] = [project({}), project({ 'compose.yaml': fixable })];
  symlinkSync(outside, join(folder, 'linked'));
  const baseline = 'linked/baseline.json';
  equal((await run(folder, ['check', '--baseline', baseline, '--update-baseline'])).code, 0);
  equal(existsSync(join(outside, 'baseline.json')), true);
  equal((await run(join(folder, 'linked'), ['init'])).code, 0);
});

test('who interrupts the writing of fixes leaves each file old or new, and does not pass', async () => {
  const folder = project({ 'a/compose.yaml': fixable, 'b/compose.yaml': fixable });
  const stopAtOnce = {
    onInterrupt: (stop: () => void) => {
      stop();
      return () => {};
    },
  };
  const { code, out, err } = await run(folder, ['check', '--fix', '--unsafe-fixes'], stopAtOnce, product.rules);
  deepEqual([code, out], [3, '']);
  match(err, /^Fixes applied: 0, files written: 0\nStopped before every fix was written\n$/);
  equal(readFileSync(join(folder, 'a/compose.yaml'), 'utf8'), fixable);
});

test('a file that cannot be written is named, the others are fixed, and the run does not pass', () => {
  const folder = project({ 'a/compose.yaml': fixable, 'b/compose.yaml': fixable });
  // The name of the copy is taken: by a folder, which nobody can write to.
  const script = `require('node:fs').mkdirSync('a/.compose.yaml.' + process.pid + '.seaworthy'); process.argv.splice(1, 0, ''); import(process.env.BIN)`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script, 'check', '--fix', '--unsafe-fixes', '.'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, BIN: `file://${bin}` },
  });
  equal(status, 3, stderr);
  match(
    stderr,
    /^a\/compose\.yaml: cannot be written: EEXIST[^\n]*\n[^\n]*written: 1\nFailed: not every fix could be written\n$/,
  );
  equal(readFileSync(join(folder, 'a/compose.yaml'), 'utf8'), fixable);
  doesNotMatch(readFileSync(join(folder, 'b/compose.yaml'), 'utf8'), /SIGKILL/);
});

/** Runs the program and closes one of its pipes before it has said anything. */
function runAndClose(
  closed: 'stdout' | 'stderr',
  ...argv: readonly string[]
): Promise<readonly [code: unknown, said: string]> {
  const folder = project({ 'compose.yaml': fixable, 'broken/compose.yaml': 'services: [\n' });
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child[closed].destroy();
  child[closed === 'stdout' ? 'stderr' : 'stdout'].on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code, signal) => resolve([code ?? signal, said])));
}

test('a reader that goes away early ends no run, and the exit code is that of the findings', async () => {
  for (const format of ['text', 'json', 'sarif']) {
    const [code, said] = await runAndClose('stdout', 'check', '.', '--format', format);
    equal(code, 3);
    match(said, /^broken\/compose\.yaml:2: not checked/);
  }
  const [code, said] = await runAndClose('stderr', 'check', '.');
  equal(code, 3);
  match(said, /stop-signal-kill/);
  deepEqual(await runAndClose('stderr', 'check', 'absent'), [2, '']);
});

const full = '/dev/full';
if (existsSync(full)) {
  test('a report that could not be written does not pass as a clean run', () => {
    const folder = project({ 'compose.yaml': 'services: {}\n' });
    const output = openSync(full, 'w');
    const { status, stderr } = spawnSync(process.execPath, [bin, 'check', '.'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', output, 'pipe'],
    });
    closeSync(output);
    equal(status, 3);
    match(stderr, /^seaworthy: ENOSPC/m);
  });
}
