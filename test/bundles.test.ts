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
      {
        readonly bytes: number;
        readonly entryPoint?: string;
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
      }
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
// What reads repositories, with what it is made of.
const repositories = [
  'async-lock',
  'clean-git-ref',
  'crc-32',
  'diff3',
  'isomorphic-git',
  'minimisted',
  'pako',
  'pify',
  'sha.js',
];
// What reads HCL: a grammar for an editor, with what it takes from one.
const hcl = ['@codemirror', '@marijn', 'codemirror-lang-hcl', 'crelt', 'style-mod', 'w3c-keyname'];
// Standard things of JavaScript, as one of those makes sure to have them.
const standard = [
  'async-function',
  'async-generator-function',
  'available-typed-arrays',
  'call-bind',
  'call-bind-apply-helpers',
  'call-bound',
  'define-data-property',
  'dunder-proto',
  'es-define-property',
  'es-errors',
  'es-object-atoms',
  'for-each',
  'function-bind',
  'generator-function',
  'get-intrinsic',
  'get-proto',
  'gopd',
  'has-property-descriptors',
  'has-symbols',
  'has-tostringtag',
  'hasown',
  'inherits',
  'is-callable',
  'is-typed-array',
  'isarray',
  'math-intrinsics',
  'possible-typed-array-names',
  'safe-buffer',
  'set-function-length',
  'to-buffer',
  'typed-array-buffer',
  'which-typed-array',
];
const clientOnly = ['balanced-match', 'brace-expansion', 'minimatch', 'semver', 'vscode-languageclient'];

/** Packages that may be in a bundle, what it may take from its host, and its largest size in MB, not minified. */
const expected = {
  desktop: { packages: [...protocol, ...clientOnly], host: ['vscode', './desktop-client.cjs'], megabytes: 1.5 },
  web: { packages: [...protocol, ...clientOnly], host: ['vscode'], megabytes: 1.4 },
  server: { packages: [...engine, ...protocol, ...walking], host: [], megabytes: 6 },
  worker: { packages: [...engine, ...protocol, 'ignore'], host: [], megabytes: 6 },
  cli: {
    packages: [
      ...engine,
      'vscode-languageserver-textdocument',
      ...walking,
      'commander',
      'diff',
      ...repositories,
      ...standard,
      ...hcl,
    ],
    host: [],
    megabytes: 5.5,
  },
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

test('the command line loads what few ask for when it is asked for', () => {
  const { outputs } = account('cli');
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === 'import-statement') load(next);
  };
  const isFirst = ({ entryPoint }: { readonly entryPoint?: string }): boolean =>
    entryPoint === 'cli/main.ts' || entryPoint === 'cli/engine.ts';
  for (const [path, output] of Object.entries(outputs)) if (isFirst(output)) load(path);
  const found = (paths: Iterable<string>): ReadonlySet<string | undefined> =>
    new Set([...paths].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}).map(packageOf)));
  const atOnce = found(loaded);
  const altogether = found(Object.keys(outputs));
  deepEqual([atOnce.has('commander'), atOnce.has('dockerfile-ast')], [true, true]);
  for (const name of ['diff', 'isomorphic-git', 'pako', 'codemirror-lang-hcl']) {
    deepEqual([name, atOnce.has(name), altogether.has(name)], [name, false, true]);
  }
});
