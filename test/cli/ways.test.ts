import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { json, leaking, named, project, run, unpinned } from './harness.js';
import { times, until, watching } from './watching.js';

test('--files-from reports what is listed, by NUL or by line, and reads the rest as context', async () => {
  const folder = project({
    '.seaworthy.yaml': 'extends: strict\nrules: { image-digest-missing: off, rule-with-a-bug: off }\nignore: [old]\n',
    'a/compose.yaml': 'services:\n  a:\n    image: a\n',
    'b/compose.yaml': 'services:\n  b:\n    image: b\n',
    'old/compose.yaml': unpinned,
    'notes.txt': 'none of ours',
  });
  const listed = ['a/compose.yaml', 'notes.txt', 'old/compose.yaml', 'gone/compose.yaml'];
  for (const text of [listed.join('\0'), `${listed.join('\r\n')}\r\n`]) {
    const { code, out, err } = await run(folder, ['check', '--files-from', '-', '--format', 'json'], { input: text });
    // "workload-alone" would be told if the other file were not there.
    deepEqual([code, named(JSON.parse(out))], [0, ['a/compose.yaml image-tag-unpinned']]);
    match(err, /^Listed and not checked, .*: 3\n/);
  }
  writeFileSync(join(folder, 'list'), 'b/compose.yaml\n');
  deepEqual(named((await json(folder, ['--files-from', 'list'])).report), ['b/compose.yaml image-tag-unpinned']);
  deepEqual(
    named((await json(join(folder, 'b'), ['--files-from', '../list'])).report),
    [],
    'paths begin at the working folder',
  );
  equal((await run(folder, ['check', '--files-from', '-'], { input: '' })).code, 0);
  equal((await run(folder, ['check', '--files-from', 'none'])).code, 2);
  equal((await run(folder, ['check', '--files-from', '-', '--stdin', '--stdin-filename', 'a'])).code, 2);
});

test('--print-config says what holds and where it is written, in both forms', async () => {
  const folder = project({
    'team.yaml': 'rules:\n  image-tag-unpinned: { level: error, tag: "1" }\n  sudo-used: off\n',
    '.seaworthy.yaml':
      'extends: ./team.yaml\nrequireReason: true\nbeside: [hadolint, dclint]\noverrides:\n  - files: dev\n    reason: it is only dev\n    rules:\n      image-tag-unpinned: hint\n  - kind: DaemonSet\n    name: node-*\n    reason: reads the node\n    rules: { secret-in-env: off, image-tag-unpinned: { tag: "2" } }\nlocked: [secret-in-env]\n',
    'dev/compose.yaml': unpinned,
  });
  const { code, out } = await run(folder, ['check', '--print-config', 'dev/compose.yaml']);
  equal(code, 0);
  deepEqual(out.split('\n'), [
    'dev/compose.yaml',
    '  format                              compose',
    '  configuration                       .seaworthy.yaml',
    '  builds upon                         preset recommended, team.yaml',
    '  ignored                             no',
    '  suppressions of other tools count   yes',
    '  left to other tools what they tell  hadolint .seaworthy.yaml:3, dclint .seaworthy.yaml:3',
    '  suppressions need a reason          yes',
    '  locked                              secret-in-env',
    '',
    'rules, with what decides about them',
    '  image-tag-unpinned  hint     team.yaml:2, .seaworthy.yaml:8 (it is only dev)  tag="1"',
    '  secret-in-env       error    recommended',
    '  unknown-rule        warning  recommended',
    '  unused-ignore       hint     recommended',
    '',
    'for these objects and services only',
    '  kind DaemonSet; name node-*  .seaworthy.yaml:9 (reads the node)',
    '    secret-in-env       off',
    '    image-tag-unpinned  options only  tag="2"',
    '',
  ]);
  const parts = JSON.parse((await run(folder, ['check', '--print-config', 'a.yaml', '--format', 'json'])).out).parts;
  deepEqual(parts[0].rules[1], { id: 'image-tag-unpinned', options: { tag: '2' } });
  const plain = JSON.parse((await run(folder, ['check', '--print-config', 'Dockerfile', '--format', 'json'])).out);
  deepEqual([plain.path, plain.format, plain.configs], ['Dockerfile', 'dockerfile', ['team.yaml', '.seaworthy.yaml']]);
  deepEqual(
    plain.rules.find(({ id }: { id: string }) => id === 'sudo-used'),
    { id: 'sudo-used', level: 'off', options: {}, from: [{ path: 'team.yaml', line: 3 }] },
  );
  equal((await run(folder, ['check', '--print-config', 'a', 'b'])).code, 2);
  equal((await run(folder, ['check', '--print-config', 'a', '--format', 'sarif'])).code, 2);
});

test('--print-config tells which rules are newer than what is asked for', async () => {
  const folder = project({
    '.seaworthy.yaml': 'extends: recommended\nrulesVersion: 0.0.9\n',
    'compose.yaml': unpinned,
  });
  const { out } = await run(folder, ['check', '--print-config', 'compose.yaml']);
  match(out, /^ {2}image-tag-unpinned +off +\.seaworthy\.yaml:2 \(rulesVersion 0\.0\.9\)$/m);
});

test('--format html is one page without a script, with nothing of a file unescaped and no secret', async () => {
  const folder = project({
    '.seaworthy.yaml': 'rules: { image-tag-unpinned: error }\n',
    'a & b/compose.yaml': 'services:\n  web:\n    image: nginx # <script>alert(1)</script>\n',
    'leak/compose.yaml': leaking,
    'broken.yaml': 'services:\n  a:\n    image: "a\n',
  });
  const { code, out } = await run(folder, ['check', '--format', 'html']);
  equal(code, 3);
  match(out, /^<!DOCTYPE html>/);
  for (const part of [/<script/i, /hunter2/, /https?:\/\//, /<link/, / on\w+=/]) ok(!part.test(out), String(part));
  match(out, /default-src &#39;none&#39;|default-src 'none'/);
  match(out, /href="a%20%26%20b\/compose\.yaml#L3"/);
  match(out, /&#60;script&#62;alert\(1\)&#60;\/script&#62;/);
  match(out, /<h2 id="unchecked">/);
  match(out, /<code>secret-in-env<\/code>/);
  match((await run(folder, ['check', '--format', 'html', '--locale', 'ru'])).out, /<html lang="ru">/);
});

test('completion knows every command, option and value of the program, in every shell', async () => {
  const { out: help } = await run('.', ['check', '--help']);
  const flags = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map((match) => match[1] ?? '');
  ok(flags.length > 15);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await run('.', ['completion', shell]);
    equal(code, 0);
    for (const flag of flags) {
      if (flag !== '--help') ok(out.includes(shell === 'fish' ? `-l ${flag.slice(2)}` : flag), `${shell} ${flag}`);
    }
    for (const word of ['readiness', 'checkstyle', 'image-tag-unpinned', 'kube-linter'])
      ok(out.includes(word), `${shell} ${word}`);
  }
  equal((await run('.', ['completion', 'tcsh'])).code, 2);
  equal((await run('.', ['completion'])).code, 2);
});

test('the help of every command has examples, and names the exit codes where they say something', async () => {
  for (const command of ['check', 'merge', 'readiness', 'init', 'rules', 'explain', 'completion']) {
    const { code, out } = await run('.', ['help', command]);
    equal(code, 0);
    match(out, /\nExamples:\n {2}# .+\n {2}\S/);
    equal(/\nExit codes:\n {2}0 /.test(out), ['check', 'merge', 'readiness', 'init'].includes(command), command);
    ok(out.endsWith('\n'));
  }
});

test('progress is told on a terminal, after a second, on standard error, and leaves nothing behind', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`s${index}/compose.yaml`, unpinned]));
  const folder = project(files);
  let time = 0;
  const terminal = { isErrorTerminal: true, now: () => (time += 150) };
  const shown = await run(folder, ['check', '--format', 'json'], terminal);
  match(shown.err, /Reading files: \d+ of 20/);
  ok(shown.err.endsWith('\r\u001b[K'));
  equal(JSON.parse(shown.out).files.length, 20);
  equal((await run(folder, ['check', '--format', 'json'], { ...terminal, now: () => 0 })).err, '');
  equal((await run(folder, ['check', '--format', 'json'], { now: terminal.now })).err, '');
  equal((await run(folder, ['check', '--format', 'json'], { ...terminal, env: { TERM: 'dumb' } })).err, '');
});

test('--watch checks again when a file, a folder, a base or an ignore file changes, and ends when asked', async () => {
  const folder = project({ 'a/compose.yaml': unpinned, 'empty/notes.txt': '' });
  const { code } = await watching(folder, async (err, out) => {
    await until(() => times(err()) === 1);
    match(out(), /image-tag-unpinned/);
    writeFileSync(join(folder, 'a/compose.yaml'), leaking);
    await until(() => out().includes('secret-in-env'));
    writeFileSync(join(folder, 'empty/Dockerfile'), 'FROM debian\n');
    await until(() => out().includes('empty/Dockerfile'));
    mkdirSync(join(folder, 'new/deep'), { recursive: true });
    await until(() => times(err()) >= 4);
    writeFileSync(join(folder, 'new/deep/compose.yaml'), unpinned);
    await until(() => out().includes('new/deep/compose.yaml'));
    const before = times(err());
    writeFileSync(join(folder, '.seaworthy.yaml'), 'rule: {}\n');
    await until(() => err().includes('configuration is broken'));
    rmSync(join(folder, '.seaworthy.yaml'));
    await until(() => times(err()) >= before + 2);
  });
  equal(code, 0);
});

test('--watch takes no notice of files that are none of ours, and of what is ignored', async () => {
  const folder = project({ '.gitignore': 'build\n', 'compose.yaml': unpinned, 'build/compose.yaml': unpinned });
  await watching(folder, async (err) => {
    await until(() => times(err()) === 1);
    writeFileSync(join(folder, 'app.log'), 'a\n');
    writeFileSync(join(folder, 'build/compose.yaml'), leaking);
    await wait(400);
    equal(times(err()), 1);
    writeFileSync(join(folder, '.gitignore'), '');
    await until(() => times(err()) === 2);
  });
});

test('--watch goes with nothing that runs once', async () => {
  for (const rest of [
    ['--format', 'json'],
    ['--diff'],
    ['--list-files'],
    ['--files-from', '-'],
    ['--print-config', 'a'],
  ]) {
    equal((await run('.', ['check', '--watch', ...rest])).code, 2, rest.join(' '));
  }
});

test('bad input ends in one clear message with its place and the documented code, and nothing is half written', async () => {
  const folder = project({ 'compose.yaml': unpinned, 'folder/keep.txt': '' });
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['check', '--fromat', 'json'], 2, /^error: unknown option '--fromat'\n\(Did you mean --format\?\)\n$/],
    [['check', 'none.yaml'], 2, /^seaworthy: none\.yaml: no such file or folder\n$/],
    [['chek'], 2, /^error: unknown command 'chek'/],
    [
      ['check', '--baseline', 'folder', '--update-baseline'],
      2,
      /^seaworthy: folder: cannot be written: EISDIR: illegal operation on a directory\n$/,
    ],
    [
      ['check', '--baseline', 'none/b.json', '--update-baseline'],
      2,
      /^seaworthy: none\/b\.json: cannot be written: ENOENT: no such file or directory\n$/,
    ],
    [['check', '--config', 'none.yaml'], 2, /none\.yaml: no such file or folder\n$/],
    [['check', '--files-from', 'folder'], 2, /^seaworthy: folder: /],
  ];
  const before = readdirSync(folder, { recursive: true });
  for (const [argv, code, expected] of cases) {
    const ran = await run(folder, argv);
    equal(ran.code, code, argv.join(' '));
    match(ran.err, expected);
    equal(ran.out, '', argv.join(' '));
  }
  deepEqual(readdirSync(folder, { recursive: true }), before);
});

test('input that is huge, binary or in another encoding is named with its reason, in every format', async () => {
  const folder = project({ 'huge.yaml': `services:\n${'#'.repeat(3 * 2 ** 20)}\n`, 'compose.yaml': 'a\0b' });
  writeFileSync(join(folder, 'Dockerfile'), Buffer.from([0x46, 0xff, 0xfe, 0x41]));
  for (const format of ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'html']) {
    const { code, out, err } = await run(folder, ['check', '--format', format]);
    equal(code, 3, format);
    for (const reason of [
      'huge.yaml: not checked: larger than 2 MiB',
      'compose.yaml: not checked: binary content',
      'Dockerfile: not checked: not UTF-8',
    ])
      ok(err.includes(reason), `${format} ${reason}`);
    if (format !== 'text') ok(out.includes('larger than 2 MiB'), format);
  }
});
