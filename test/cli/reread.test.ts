import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { openSession, reportOf, type Session } from '../../cli/session.js';
import { rules } from '../../rules/index.js';
import { root } from '../harness/root.js';
import { project } from './harness.js';

const product = { version: '0.1.0', rules, topics: async () => [] };

const open = (cwd: string): Promise<Session> =>
  openSession({ cwd, paths: ['.'], locale: 'en', today: '2026-09-01' }, product);

function copyOf(folder: string): { readonly cwd: string; readonly files: Readonly<Record<string, string>> } {
  const names = globSync('**', { cwd: join(root, folder), dot: true });
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), 'utf8')]));
  return { cwd: project(files), files };
}

test('files that are read anew give what a new session would', async () => {
  const { cwd, files } = copyOf('examples/shop');
  const names = Object.keys(files).filter((name) => /Dockerfile|\.ya?ml$/.test(name));
  let session = await open(cwd);
  let further = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom(...names),
      async (name, at, what, other) => {
        const text = readFileSync(join(cwd, name), 'utf8');
        const lines = text.split('\n');
        const line = at % lines.length;
        const changed = [
          lines.toSpliced(line, 1).join('\n'),
          lines.toSpliced(line, 0, lines[(line * 7) % lines.length] ?? '').join('\n'),
          files[name] ?? '',
          files[other] ?? '',
        ][what];
        writeFileSync(join(cwd, name), changed ?? '');
        const isFurther = await session.reread([join(cwd, name)]);
        const fresh = await open(cwd);
        if (isFurther) {
          further++;
          deepEqual(reportOf(session, product), reportOf(fresh, product), name);
        } else session = fresh;
      },
    ),
    { numRuns: 60, seed: 7 },
  );
  ok(further > 30, String(further));
});

test('a new session is wanted where more has changed than the text of files', async () => {
  const compose = 'services:\n  a:\n    build: ./a\n    env_file: a.env\n';
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['.seaworthy.yaml', 'rules: { image-tag-unpinned: off }\n'],
    ['base.yaml', '\n'],
    ['compose.yaml', compose.replace('./a', './b')],
    ['compose.yaml', compose.replace('a.env', 'b.env')],
    ['compose.yaml', 'a: b\n'],
    ['compose.yaml', undefined],
    ['a.env', 'A=2\n'],
    ['new/compose.yaml', compose],
    ['.gitignore', 'a\n'],
  ];
  for (const [name, text] of cases) {
    const cwd = project({
      '.seaworthy.yaml': 'extends: ./base.yaml\n',
      'base.yaml': 'rules: {}\n',
      'compose.yaml': compose,
      'a/Dockerfile': 'FROM debian\n',
      'a.env': 'A=1\n',
      '.gitignore': '',
      'new/x': '',
    });
    const session = await open(cwd);
    equal(await session.reread([join(cwd, 'a/Dockerfile')]), true);
    if (text === undefined) rmSync(join(cwd, name));
    else writeFileSync(join(cwd, name), text);
    equal(await session.reread([join(cwd, name)]), false, `${name} ${text}`);
  }
});
