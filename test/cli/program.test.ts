import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import secretCommitted from '../../rules/workload/secret-committed.js';
import { json, leaking, named, project, run, unpinned } from './harness.js';

test('the exit code says clean, findings, wrong use, unchecked', async () => {
  equal((await run(project({ 'compose.yaml': 'services:\n  a:\n    image: a:1\n' }), ['check'])).code, 0);
  equal((await run(project({ 'compose.yaml': leaking }), ['check'])).code, 1);
  equal((await run(project({}), ['check', 'absent.yaml'])).code, 2);
  equal((await run(project({ 'compose.yaml': 'services:\n  a:\n    image: "a\n' }), ['check'])).code, 3);
});

test('--fail-on is inclusive, and none never fails', async () => {
  const folder = project({ 'compose.yaml': unpinned });
  const code = async (level: string): Promise<number> => (await run(folder, ['check', '--fail-on', level])).code;
  deepEqual(await Promise.all(['error', 'warning', 'info', 'hint', 'none'].map(code)), [0, 1, 1, 1, 0]);
});

test('an unknown flag is wrong use and gets a suggestion; so does a wrong value', async () => {
  const folder = project({});
  const unknown = await run(folder, ['check', '--formt', 'json']);
  deepEqual([unknown.code, unknown.out], [2, '']);
  match(unknown.err, /Did you mean --format\?/);
  equal((await run(folder, ['check', '--format', 'xml'])).code, 2);
  equal((await run(folder, ['chek'])).code, 2);
  equal((await run(folder, ['check', '--unsafe-fixes'])).code, 2);
  equal((await run(folder, ['check', '--config', 'absent.yaml'])).code, 2);
});

test('a flag that could have no effect is wrong use', async () => {
  const folder = project({ 'compose.yaml': unpinned });
  const { code, err } = await run(folder, ['check', '--locale', 'de']);
  equal(code, 2);
  match(err, /argument 'de' is invalid. Allowed choices are en, ru/);
});

test('help about a command that does not exist names it', async () => {
  const { code, out, err } = await run(project({}), ['help', 'chek']);
  deepEqual([code, out, err], [2, '', 'seaworthy: There is no command "chek"\n']);
  const help = await run(project({}), ['help', 'check']);
  equal(help.code, 0);
  match(help.out, /--fail-on/);
  match((await run(project({}), ['help'])).out, /Commands:/);
});

test('help and version are no errors', async () => {
  const folder = project({});
  const version = await run(folder, ['--version']);
  deepEqual([version.code, version.out], [0, '0.1.0\n']);
  const help = await run(folder, ['check', '--help']);
  equal(help.code, 0);
  match(help.out, /--fail-on/);
});

test('a folder is walked: dot folders are, ignored and dependency folders are not, loops end', async () => {
  const folder = project({
    '.gitignore': 'build/\n',
    '.devcontainer/Dockerfile': 'FROM debian\n',
    'build/compose.yaml': unpinned,
    'node_modules/x/compose.yaml': unpinned,
    'deep/.gitignore': '*.tmp.yaml\n!keep.tmp.yaml\n',
    'deep/compose.tmp.yaml': unpinned,
    'deep/compose.yaml': unpinned,
    'README.md': 'FROM nothing\n',
  });
  symlinkSync(folder, join(folder, 'deep', 'loop'));
  const { report } = await json(folder);
  deepEqual(named(report), ['.devcontainer/Dockerfile image-tag-unpinned', 'deep/compose.yaml image-tag-unpinned']);
  const list = await run(folder, ['check', '--list-files']);
  deepEqual([list.code, list.out], [0, '.devcontainer/Dockerfile\tdockerfile\ndeep/compose.yaml\tcompose\n']);
});

test('a folder that cannot be walked is told', async (t) => {
  if (process.platform === 'win32') return t.skip('there is no such name');
  const folder = project({ 'new\nline/Dockerfile': 'FROM debian\n', 'b/Dockerfile': 'FROM debian\n' });
  const { code, err, report } = await json(folder);
  deepEqual([code, named(report)], [3, ['b/Dockerfile image-tag-unpinned']]);
  match(err, /^new\ufffdline: not checked: cannot be read$/m);
});

test('a long definition that is read up to its spec is counted, and marked in the list', async () => {
  const head =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: a.example.com\nspec:\n';
  const folder = project({ 'crd.yaml': `${head}${'  description: nothing\n'.repeat(3000)}`, 'compose.yaml': unpinned });
  const list = await run(folder, ['check', '--list-files']);
  equal(list.out, 'compose.yaml\tcompose\ncrd.yaml\tkubernetes\thead only\n');
  const { code, err } = await run(folder, ['check', 'crd.yaml']);
  equal(code, 0);
  match(err, /^Long definitions of which only the head was read, .*: 1$/m);
});

test('what is named and is no regular file is told, and the run does not pass', async (t) => {
  if (process.platform === 'win32') return t.skip('there is no such file');
  const folder = project({});
  symlinkSync('/dev/null', join(folder, 'Dockerfile'));
  const { code, err } = await run(folder, ['check', 'Dockerfile']);
  equal(code, 3);
  match(err, /^Dockerfile: not checked: cannot be read$/m);
});

test('paths are relative to the working folder, with forward slashes, wherever the file is', async () => {
  const folder = project({ 'a/compose.yaml': unpinned, 'b/x': '' });
  const below = await json(join(folder, 'b'), ['../a/compose.yaml']);
  deepEqual(named(below.report), ['../a/compose.yaml image-tag-unpinned']);
  const sarif = await run(join(folder, 'a'), ['check', '--format', 'sarif']);
  match(sarif.out, /"uri": "a\/compose.yaml"/);
});

test('machine formats stand alone on standard output; notices are on standard error', async () => {
  const folder = project({ 'compose.yaml': 'services:\n  a:\n    image: "a\n' });
  writeFileSync(join(folder, 'Dockerfile'), Buffer.from([0x46, 0xff, 0xfe, 0x00]));
  const { code, err, report } = await json(folder);
  equal(code, 3);
  deepEqual(
    report.unchecked.map(({ path }) => path),
    ['Dockerfile', 'compose.yaml'],
  );
  match(err, /Dockerfile: not checked/);
  match(err, /compose\.yaml:\d+: not checked to the end/);
  const sarif = await run(folder, ['check', '--format', 'sarif']);
  equal(JSON.parse(sarif.out).version, '2.1.0');
});

test('text ends with a verdict that names the threshold', async () => {
  const { out, err } = await run(project({ 'compose.yaml': leaking }), ['check']);
  match(out, /secret-in-env/);
  ok(!out.includes('hunter2'));
  match(err, /Failed: findings at level "error" or above: 1\n$/);
});

test('the language comes from the flag, else from the environment', async () => {
  const folder = project({ 'compose.yaml': unpinned });
  match((await run(folder, ['check'], { env: { LANG: 'ru_RU.UTF-8' } })).out, /Образ «nginx»/);
  match((await run(folder, ['check'], { env: { LC_ALL: 'C', LANG: 'ru_RU.UTF-8' } })).out, /Image "nginx"/);
  match((await run(folder, ['check', '--locale', 'ru'])).out, /Образ «nginx»/);
});

test('the nearest configuration holds, also for a run in a folder below it; --config and --no-config replace it', async () => {
  const folder = project({
    '.seaworthy.yaml': 'rules: { image-tag-unpinned: error }\n',
    'ci.yaml': 'rules: { image-tag-unpinned: off }\n',
    'app/compose.yaml': unpinned,
  });
  equal((await run(join(folder, 'app'), ['check'])).code, 1);
  equal((await run(folder, ['check', '--no-config'])).code, 0);
  const chosen = await json(folder, ['--config', 'ci.yaml', 'app']);
  deepEqual([chosen.code, named(chosen.report)], [0, []]);
});

test('a broken configuration stops the run with its own findings', async () => {
  const folder = project({ '.seaworthy.yaml': 'rules: { image-tag: off }\n', 'compose.yaml': unpinned });
  const { code, report, err } = await json(folder);
  deepEqual([code, named(report)], [2, ['.seaworthy.yaml config-invalid']]);
  match(err, /configuration is broken/);
});

test('what the configuration ignores is not read', async () => {
  const folder = project({
    '.seaworthy.yaml': 'ignore: [charts]\n',
    'charts/compose.yaml': unpinned,
    'compose.yaml': unpinned,
  });
  deepEqual(named((await json(folder)).report), ['compose.yaml image-tag-unpinned']);
  deepEqual(named((await json(folder, ['charts/compose.yaml'])).report), []);
});

test('standard input is checked under the name it is given, beside the files on disk', async () => {
  const folder = project({ '.seaworthy.yaml': 'rules: { image-tag-unpinned: error }\n' });
  const argv = ['check', '--stdin', '--stdin-filename', 'app/compose.yaml', '--format', 'json'];
  const { code, out } = await run(folder, argv, { input: unpinned });
  deepEqual([code, named(JSON.parse(out))], [1, ['app/compose.yaml image-tag-unpinned']]);
  equal((await run(folder, ['check', '--stdin'], { input: unpinned })).code, 2);
  const short = await run(folder, ['check', '-', '--stdin-filename', 'app/compose.yaml'], { input: unpinned });
  deepEqual([short.code, /image-tag-unpinned/.test(short.out)], [1, true]);
  match((await run(folder, ['check', '-'], { input: unpinned })).err, /--stdin needs --stdin-filename/);
  equal((await run(folder, ['check', '-', 'app', '--stdin-filename', 'a'], { input: '' })).code, 2);
});

test('files beside a single file are context, not part of the report', async () => {
  const folder = project({
    '.seaworthy.yaml': 'extends: strict\nrules: { rule-with-a-bug: off, image-digest-missing: off }\n',
    'compose.yaml': 'services:\n  a:\n    image: a:1\n',
    'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec: { containers: [{ name: b, image: b }] }\n',
  });
  deepEqual(named((await json(folder, ['compose.yaml'])).report), []);
  rmSync(join(folder, 'pod.yaml'));
  deepEqual(named((await json(folder, ['compose.yaml'])).report), ['compose.yaml workload-alone']);
});

test('--fix writes once, keeps mode, line ends and byte order mark, and a second run changes nothing', async () => {
  const folder = project({
    'compose.yaml': `\ufeff${unpinned.replaceAll('\n', '\r\n')}`,
    'other/compose.yaml': unpinned,
  });
  const path = join(folder, 'compose.yaml');
  chmodSync(path, 0o640);
  const { code, err } = await run(folder, ['check', '--fix', '--fail-on', 'hint', 'compose.yaml']);
  equal(code, 0);
  match(err, /Fixes applied: 1, files written: 1/);
  const fixed = '\ufeffservices:\r\n  web:\r\n    image: nginx:stable\r\n';
  deepEqual([readFileSync(path, 'utf8'), statSync(path).mode & 0o777], [fixed, 0o640]);
  match((await run(folder, ['check', '--fix', 'compose.yaml'])).err, /Fixes applied: 0/);
  equal(readFileSync(path, 'utf8'), fixed);
  // Only what was named is written, and nothing is left behind.
  equal(readFileSync(join(folder, 'other/compose.yaml'), 'utf8'), unpinned);
  deepEqual(readdirSync(folder).sort(), ['.git', 'compose.yaml', 'other']);
});

test('--fix keeps to safe fixes unless told otherwise', async () => {
  const text = 'FROM debian:12\n# seaworthy-ignore image-tag-unpind\nRUN ls\n';
  const folder = project({ Dockerfile: text });
  await run(folder, ['check', '--fix']);
  equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), text);
  await run(folder, ['check', '--fix', '--unsafe-fixes']);
  // The corrected id hides nothing, so the next pass takes the comment away.
  equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), 'FROM debian:12\nRUN ls\n');
});

test('inline suppressions can be disregarded', async () => {
  const folder = project({ Dockerfile: '# seaworthy-ignore image-tag-unpinned\nFROM debian\n' });
  deepEqual(named((await json(folder)).report), []);
  deepEqual(named((await json(folder, ['--no-inline-ignores'])).report), ['Dockerfile image-tag-unpinned']);
});

test('--quiet prints what fails the run and nothing else', async () => {
  const folder = project({ 'compose.yaml': leaking.replace('nginx:1', 'nginx') });
  const { out } = await run(folder, ['check', '--quiet']);
  ok(!out.includes('image-tag-unpinned') && !out.includes('Files checked'), out);
  match(out, /secret-in-env/);
});

test('a file beyond two mebibytes is not read, and told with its reason', async () => {
  const folder = project({ 'compose.yaml': `${leaking}# ${'x'.repeat(2 ** 21)}\n`, Dockerfile: 'FROM debian\n' });
  const { code, err, report } = await json(folder);
  equal(code, 3);
  match(err, /^compose\.yaml: not checked: /m);
  deepEqual(named(report), ['Dockerfile image-tag-unpinned']);
});

test('a named file of no known format is told and does not fail the run', async () => {
  const { code, err } = await run(project({ 'notes.txt': 'hello\n' }), ['check', 'notes.txt']);
  equal(code, 0);
  match(err, /notes\.txt: none of the known formats/);
});

test('rules are listed with the fields that others build on', async () => {
  const { code, out } = await run(project({}), ['rules', '--format', 'json']);
  const first = JSON.parse(out).rules.find(({ id }: { readonly id: string }) => id === 'sudo-used');
  deepEqual(
    [code, first],
    [
      0,
      {
        id: 'sudo-used',
        severity: 'warning',
        preset: 'recommended',
        kinds: ['dockerfile'],
        pillar: 'security',
        topic: null,
        fix: 'none',
        same: ['hadolint:DL3004', 'buildkit:Sudo#part'],
      },
    ],
  );
  match((await run(project({}), ['rules'])).out, /^sudo-used {2,}warning/m);
});

test('explain knows rules and topics, and suggests the nearest', async () => {
  const folder = project({});
  match((await run(folder, ['explain', 'sudo-used'])).out, /^# sudo-used\n\nA claim\n/);
  match((await run(folder, ['explain', 'image-tags'])).out, /^# Image tags\n\nFull\.\n/);
  const unknown = await run(folder, ['explain', 'sudo-usd']);
  equal(unknown.code, 2);
  match(unknown.err, /the nearest is "sudo-used"/);
});

test('lsp hands over to the server', async () => {
  let started = 0;
  const { code } = await run(project({}), ['lsp', '--stdio'], { startServer: async () => void started++ });
  deepEqual([code, started], [0, 1]);
});

test('a file with a name of ours and nothing in it is named', async () => {
  const cwd = project({ 'compose.yaml': '{}\n', 'api/Dockerfile': '# to be written\n', 'api/compose.yaml': unpinned });
  const { code, err } = await run(cwd, ['check']);
  deepEqual(
    [code, err.match(/^.*nothing to check.*$/gm)],
    [0, ['api/Dockerfile: there is nothing to check in it', 'compose.yaml: there is nothing to check in it']],
  );
});

test('a service that is only half typed is a syntax error at its place', async () => {
  const cwd = project({ 'compose.yaml': 'services:\n  web:\n    ima' });
  const { code, err } = await run(cwd, ['check']);
  equal(code, 3);
  match(err, /compose\.yaml:3: .*Service "web" is no mapping/);
});

test('an env file in a repository is looked into, and one that .gitignore names is not told', async () => {
  const check = async (cwd: string) => (await run(cwd, ['check', '.'], {}, [secretCommitted])).out;
  const files = {
    'compose.yaml': 'services:\n  api:\n    image: nginx:1.27\n    env_file: api.env\n',
    'api.env': 'DB_PASSWORD=sh0p-2024\n',
  };
  const told = await check(project(files));
  match(told, /File "api.env" holds secrets in readable form/);
  ok(!told.includes('sh0p-2024'));
  ok(!(await check(project({ ...files, '.gitignore': '*.env\n' }))).includes('api.env'));
});
