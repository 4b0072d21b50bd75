import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { root } from './harness/root.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest: Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>> = JSON.parse(
  read('package.json'),
);
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read('package-lock.json'));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const shipped = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;

/** Licences under which code may be in the bundles of a product under MIT, by SPDX. */
const allowed = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD'],
  ...['(MIT AND Zlib)', '(MIT AND BSD-3-Clause)'],
]);

test('what is shipped is what is listed here, and a new package is a decision', () => {
  const wanted = [
    ...['@lezer/common', '@lezer/highlight', '@lezer/lr', '@prometheus-io/lezer-promql'],
    ...['balanced-match', 'brace-expansion', 'commander', 'diff', 'dockerfile-ast', 'fdir', 'ignore', 'minimatch'],
    ...['picomatch', 'semver', 'tinyglobby', 'unbash'],
    ...['vscode-jsonrpc', 'vscode-languageclient', 'vscode-languageserver', 'vscode-languageserver-protocol'],
    ...['vscode-languageserver-textdocument', 'vscode-languageserver-types', 'yaml'],
    // The grammar of HCL, and the editor that it is made for.
    ...[
      '@codemirror/language',
      '@codemirror/state',
      '@codemirror/streamparser',
      '@codemirror/view',
      '@marijn/find-cluster-break',
    ],
    ...['codemirror-lang-hcl', 'crelt', 'style-mod', 'w3c-keyname'],
    // What reads repositories, and what that builds upon.
    ...['async-function', 'async-generator-function', 'async-lock', 'available-typed-arrays', 'call-bind'],
    ...[
      'call-bind-apply-helpers',
      'call-bound',
      'clean-git-ref',
      'crc-32',
      'decompress-response',
      'define-data-property',
    ],
    ...['diff3', 'dunder-proto', 'es-define-property', 'es-errors', 'es-object-atoms', 'for-each'],
    ...['function-bind', 'generator-function', 'get-intrinsic', 'get-proto', 'gopd', 'has-property-descriptors'],
    ...['has-symbols', 'has-tostringtag', 'hasown', 'inherits', 'is-callable', 'is-typed-array'],
    ...['isarray', 'isomorphic-git', 'math-intrinsics', 'mimic-response', 'minimist', 'minimisted'],
    ...['once', 'pako', 'pify', 'possible-typed-array-names', 'safe-buffer', 'set-function-length'],
    ...['sha.js', 'simple-concat', 'simple-get', 'to-buffer', 'typed-array-buffer', 'which-typed-array'],
    ...['wrappy'],
  ];
  deepEqual([...new Set(shipped.map(([path]) => nameOf(path)))].sort(), wanted.sort());
});

test('every shipped package is under a licence that allows it, as its own manifest says, and its text is with us', () => {
  const notices = read('THIRD-PARTY-NOTICES.md');
  for (const [path, { version, license }] of shipped) {
    const own: { readonly version: string; readonly license: string } = JSON.parse(read(join(path, 'package.json')));
    deepEqual([own.version, own.license], [version, license], path);
    ok(allowed.has(own.license), `${path}: ${own.license}`);
    ok(notices.includes(`${nameOf(path)} ${version} (${license})`), path);
  }
});

test('every version is exact, in the manifest and in the lock file, and every package is known by its hash', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name);
    equal(lock.packages[`node_modules/${name}`]?.version, version, name);
  }
  for (const [path, { integrity, resolved }] of locked) {
    match(integrity ?? '', /^sha512-/, path);
    // Where packages come from is for whoever installs them to say.
    equal(resolved, undefined, path);
  }
});

test('no shipped package runs a script when it is installed', () => {
  deepEqual(
    shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path),
    [],
  );
});

test('every dependency has its reason in the architecture', () => {
  const page = read('docs/architecture.md');
  for (const name of Object.keys(manifest.dependencies)) ok(page.includes(`\`${name}\``), name);
});

const workflows = globSync('.github/workflows/*.yml', { cwd: root }).sort();

/** All steps of a workflow, whatever its jobs are called. */
function stepsOf(workflow: unknown): readonly unknown[] {
  const jobs: Readonly<Record<string, { readonly steps: readonly unknown[] }>> = Reflect.get(Object(workflow), 'jobs');
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

test('workflows use actions by commit, start without rights, and put no text of an event into a script', () => {
  deepEqual(workflows, ['.github/workflows/ci.yml', '.github/workflows/release.yml']);
  for (const path of workflows) {
    const text = read(path);
    const workflow: unknown = parse(text);
    deepEqual(Reflect.get(Object(workflow), 'permissions'), { contents: 'read' }, path);
    for (const step of stepsOf(workflow)) {
      const { uses, run } = Object(step);
      if (uses !== undefined) match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/, path);
      // The number of a run is a number.
      if (run !== undefined) ok(!/\$\{\{(?! github\.run_number )/.test(run), `${path}: ${run}`);
    }
  }
});

test('packages that are shipped are looked up among known vulnerabilities at every change and every week, alone', () => {
  const { on, jobs } = parse(read('.github/workflows/ci.yml'));
  const weekly = /^\d+ \d+ \* \* \d$/;
  match(on.schedule[0].cron, weekly);
  ok('pull_request' in on);
  const { steps, needs, permissions } = jobs.audit;
  deepEqual([needs, permissions], [undefined, undefined], 'it waits for nobody and has no rights of its own');
  deepEqual(
    steps.flatMap(({ run }: { readonly run?: string }) => run ?? []),
    ['npm audit --omit=dev --audit-level=low'],
  );
  const others = Object.entries(jobs).filter(([name]) => name !== 'audit');
  ok(!JSON.stringify(others).includes('npm audit'), 'no other job depends on what is known today');
  ok(!/npm audit|'audit'/.test(read('scripts/check.mjs') + read('package.json')));
});

test('the check runs on three operating systems, and a release carries provenance and a bill of materials', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml'));
  deepEqual(
    jobs.check.strategy.matrix.os.map((name: string) => name.split('-')[0]),
    ['ubuntu', 'macos', 'windows'],
  );
  const release = read('.github/workflows/release.yml');
  for (const part of ['npm publish', '--provenance', 'npm sbom', 'attest-build-provenance', 'id-token: write']) {
    ok(release.includes(part), part);
  }
});
