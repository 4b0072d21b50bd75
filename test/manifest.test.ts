import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { version } from '../core/version.js';
import { readSettings } from '../server/settings.js';
import { root } from './harness/root.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): Readonly<Record<string, unknown>> => JSON.parse(read(path));
const get = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((inner, key) => Reflect.get(Object(inner), key), value);

const manifest = json('package.json');
const properties = Object(get(manifest, 'contributes', 'configuration', 'properties'));

test('the engine says the version of the package', () => {
  equal(version, manifest['version']);
});

test('the manifest has all its texts in both languages, and the Russian ones are Russian', () => {
  const wanted = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]).sort();
  const english = json('package.nls.json');
  const russian = json('package.nls.ru.json');
  deepEqual(Object.keys(english).sort(), [...new Set(wanted)]);
  deepEqual(Object.keys(russian).sort(), Object.keys(english).sort());
  deepEqual(
    Object.entries(russian).filter(([, text]) => !/[а-яё]/i.test(String(text))),
    [],
  );
});

test('every text of the client is translated, with the same placeholders, and no translation is left over', () => {
  const literals = globSync('client/*.ts', { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1] ?? ''),
  );
  ok(literals.length > 10, 'the texts are found');
  const calls = globSync('client/*.ts', { cwd: root }).map((path) => [...read(path).matchAll(/\bt\(/g)].length);
  equal(
    literals.length,
    calls.reduce((sum, count) => sum + count, 0),
    'every text is a literal',
  );
  const english = json('l10n/bundle.l10n.json');
  const russian = json('l10n/bundle.l10n.ru.json');
  deepEqual(Object.keys(english).sort(), [...new Set(literals)].sort());
  deepEqual(Object.keys(russian).sort(), Object.keys(english).sort());
  const holes = (text: unknown): string => [...String(text).matchAll(/\{\d+\}/g)].join();
  deepEqual(
    Object.entries(russian).filter(([key, text]) => holes(key) !== holes(text)),
    [],
  );
});

test('the settings of the manifest are those the server reads, with the same defaults', () => {
  const own = Object.entries(readSettings({})).map(([key, value]) => [`seaworthy.${key}`, value]);
  const declared = Object.keys(properties)
    // Read by the client library itself.
    .filter((key) => key !== 'seaworthy.trace.server')
    .map((key) => [key, get(properties, key, 'default')]);
  deepEqual(declared.sort(), own.sort());
});

test('every value the manifest offers for a setting is understood by the server', () => {
  for (const key of Object.keys(readSettings({}))) {
    const offered = get(properties, `seaworthy.${key}`, 'enum') ?? [true, false];
    ok(Array.isArray(offered));
    deepEqual(
      offered.map((value) => get(readSettings({ [key]: value }), key)),
      offered,
    );
  }
});

test('every command the client registers is declared, and every declared one is registered', () => {
  const commands = get(manifest, 'contributes', 'commands');
  ok(Array.isArray(commands));
  const registered = globSync('client/*.ts', { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/registerCommand\(\s*'([^']+)'/g)].map((match) => match[1]),
  );
  deepEqual(commands.map((one) => get(one, 'command')).sort(), registered.sort());
});

test('every picture the manifest names is there, and every link of its texts leads to a command', () => {
  const pictures = [...read('package.json').matchAll(/"(media\/[^"]+)"/g)].map((match) => match[1] ?? '');
  ok(pictures.length >= 6, 'the pictures are found');
  deepEqual(
    pictures.filter((path) => !existsSync(join(root, path))),
    [],
  );
  const commands = get(manifest, 'contributes', 'commands');
  ok(Array.isArray(commands));
  const known = new Set(commands.map((one) => String(get(one, 'command'))));
  const foreign = ['vscode.openFolder', 'workbench.action.openSettings', 'seaworthy.readiness.focus'];
  const linked = (path: string): readonly string[] =>
    [...read(path).matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? '');
  deepEqual(
    linked('package.nls.json').filter((command) => !known.has(command) && !foreign.includes(command)),
    [],
  );
  deepEqual(linked('package.nls.ru.json'), linked('package.nls.json'));
});
