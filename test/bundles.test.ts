import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './harness/root.js';

// What goes into the bundles, by the account that esbuild gives of them.

interface Account {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<
    Record<
      string,
      { readonly bytes: number; readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }
    >
  >;
}

const account = (name: string): Account => JSON.parse(readFileSync(join(root, 'dist', `${name}.meta.json`), 'utf8'));

const engine = ['@lezer', '@prometheus-io', 'dockerfile-ast', 'picomatch', 'unbash', 'vscode-languageserver', 'yaml'];
const protocol = [
  'vscode-jsonrpc',
  'vscode-languageserver-protocol',
  'vscode-languageserver-textdocument',
  'vscode-languageserver-types',
];
// picomatch has itself loaded by tinyglobby, which walks by fdir.
const walking = ['fdir', 'ignore', 'tinyglobby'];
const clientOnly = ['balanced-match', 'brace-expansion', 'minimatch', 'semver', 'vscode-languageclient'];

/** Packages that may be in a bundle, what it may take from its host, and its largest size in MB, not minified. */
const expected = {
  desktop: { packages: [...protocol, ...clientOnly], host: ['vscode'], megabytes: 1.5 },
  web: { packages: [...protocol, ...clientOnly], host: ['vscode'], megabytes: 1.4 },
  server: { packages: [...engine, ...protocol, ...walking], host: [], megabytes: 6 },
  worker: { packages: [...engine, ...protocol, 'ignore'], host: [], megabytes: 6 },
  cli: { packages: [...engine, ...protocol, ...walking, 'commander', 'diff'], host: [], megabytes: 5.5 },
} as const;

const packageOf = (path: string): string | undefined =>
  /(?:^|\/)node_modules\/(@[^/]+|[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1];

for (const [name, { packages, host, megabytes }] of Object.entries(expected)) {
  test(`the bundle "${name}" holds the packages that belong there, no data of tests, and stays small`, () => {
    const { inputs, outputs } = account(name);
    const found = new Set(Object.keys(inputs).flatMap((path) => packageOf(path) ?? []));
    const allowed: readonly string[] = packages;
    deepEqual([...found].filter((each) => !allowed.includes(each)).sort(), []);
    deepEqual(
      Object.keys(inputs).filter((path) => /^(?:test|scripts|examples|out|docs)\//.test(path)),
      [],
    );
    const outside = Object.values(outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external === true).map(({ path }) => path.replace(/^node:/, '')),
    );
    const given: readonly string[] = host;
    deepEqual(
      [...new Set(outside)].filter((each) => !builtinModules.includes(each) && !given.includes(each)),
      [],
    );
    const bytes = Object.entries(outputs).reduce(
      (sum, [path, each]) => sum + (path.endsWith('.map') ? 0 : each.bytes),
      0,
    );
    ok(bytes < megabytes * 1e6, `${bytes} bytes`);
  });
}
