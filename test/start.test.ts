import { deepEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from './harness/root.js';

// What the command line loads, counted and not timed: every package and folder here costs each start its part.

interface Loaded {
  readonly files: number;
  readonly bytes: number;
  /** Packages, and folders of ours as deep as they are told apart here. */
  readonly parts: ReadonlySet<string>;
}

/** Runs the command line over some files and asks the engine of JavaScript which of our bundles it has compiled. */
function loadedBy(files: Readonly<Record<string, string>>, ...args: string[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-start-'));
  const report = mkdtempSync(join(tmpdir(), 'seaworthy-loaded-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli', 'main.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_V8_COVERAGE: report },
    });
    ok(status === 0, stderr);
    const seen = readdirSync(report).flatMap((name) => {
      const { result }: { readonly result: readonly { readonly url: string }[] } = JSON.parse(
        readFileSync(join(report, name), 'utf8'),
      );
      return result.map(({ url }) => url).filter((url) => url.includes('/dist/cli/'));
    });
    const { outputs }: { readonly outputs: Readonly<Record<string, Output>> } = JSON.parse(
      readFileSync(join(root, 'dist', 'cli.meta.json'), 'utf8'),
    );
    const loaded = seen.map((url) => outputs[`dist/cli/${basename(url)}`]).filter((output) => output !== undefined);
    const inputs = loaded.flatMap((output) =>
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    return {
      files: loaded.length,
      bytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0),
      parts: new Set(inputs.map(partOf)),
    };
  } finally {
    for (const each of [folder, report]) rmSync(each, { recursive: true, force: true });
  }
}

interface Output {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

const partOf = (path: string): string =>
  /^node_modules\/(@[^/]+|[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/');

/** What a Dockerfile alone has no use for. */
const needless = ['@lezer', '@prometheus-io', 'core/assist', 'diff', 'fdir', 'picomatch', 'rules/course'].concat([
  'rules/insights',
  'rules/readiness',
  'tinyglobby',
  'vscode-languageserver-types',
  'yaml',
]);

const dockerfile = 'FROM alpine:3.22.1\nUSER 1000\nHEALTHCHECK CMD pgrep crond\nCMD ["crond", "-f"]\n';

test('a check of one Dockerfile loads no parser of YAML or PromQL, no walk, no course and no checklist', () => {
  const { parts, files, bytes } = loadedBy({ Dockerfile: dockerfile }, 'check', 'Dockerfile');
  deepEqual(
    needless.filter((part) => parts.has(part)),
    [],
  );
  ok(parts.has('dockerfile-ast'), 'what is loaded is seen');
  // The arguments, what they share with the engine, the way to the engine, and the engine.
  ok(files <= 4, `${files} files`);
  ok(bytes < 1_500_000, `${bytes} bytes, not minified`);
});

test('a file of YAML beside it brings its parsers, and nothing of the rest', () => {
  const compose = 'services: {}\n';
  const { parts } = loadedBy({ Dockerfile: dockerfile, 'compose.yaml': compose }, 'check', 'Dockerfile');
  deepEqual(
    needless.filter((part) => parts.has(part)),
    ['@lezer', '@prometheus-io', 'picomatch', 'yaml'],
  );
});

test('the version and the help are there without the engine', () => {
  for (const asked of ['--version', '--help']) {
    const { parts, files } = loadedBy({}, asked);
    deepEqual(
      [...parts].filter((part) => /^(?:core\/(?:docker|engine|kinds|model)|rules\/|dockerfile-ast|unbash)/.test(part)),
      [],
      asked,
    );
    ok(parts.has('commander'), asked);
    ok(files <= 2, `${asked}: ${files} files`);
  }
});
