import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { root } from './harness/root.js';

/** What each folder may import: packages, and folders of the project. The table of docs/architecture.md. */
const allowed: Readonly<Record<string, { readonly packages: readonly RegExp[]; readonly folders: readonly string[] }>> =
  {
    core: {
      packages: [/^yaml$/, /^dockerfile-ast$/, /^unbash$/, /^@prometheus-io\/lezer-promql$/, /^@lezer\//, /^picomatch/],
      folders: ['core'],
    },
    rules: { packages: [], folders: ['core', 'rules'] },
    server: {
      packages: [
        /^vscode-languageserver(\/|$)/,
        /^vscode-languageserver-textdocument$/,
        /^node:/,
        /^ignore$/,
        /^tinyglobby$/,
      ],
      folders: ['core', 'rules', 'server'],
    },
    cli: {
      packages: [
        /^node:/,
        /^commander$/,
        /^diff$/,
        /^ignore$/,
        /^tinyglobby$/,
        /^picomatch/,
        /^isomorphic-git(\/|$)/,
        /^codemirror-lang-hcl$/,
      ],
      folders: ['core', 'rules', 'server', 'cli'],
    },
    client: { packages: [/^vscode$/, /^vscode-languageclient(\/|$)/, /^node:/], folders: ['client', 'server'] },
  };

/** All imports of a file, types included, found by the bundler's own parser. */
async function importsOf(file: string): Promise<readonly string[]> {
  const found: string[] = [];
  await build({
    stdin: { contents: readFileSync(join(root, file), 'utf8').replace(/\bimport type\b/g, 'import'), loader: 'ts' },
    bundle: true,
    write: false,
    logLevel: 'silent',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [
      {
        name: 'collect',
        setup(setup) {
          setup.onResolve({ filter: /.*/ }, ({ path, kind }) => {
            if (kind === 'entry-point') return undefined;
            found.push(path);
            return { path, external: true };
          });
        },
      },
    ],
  });
  return found;
}

test('no file imports what its folder may not know', async () => {
  const wrong: string[] = [];
  for (const [folder, { packages, folders }] of Object.entries(allowed)) {
    for (const file of globSync(`${folder}/**/*.ts`, { cwd: root })) {
      for (const path of await importsOf(file)) {
        const inside = path.startsWith('.') ? normalize(join(dirname(file), path)).split('/')[0] : undefined;
        const fine = inside === undefined ? packages.some((pattern) => pattern.test(path)) : folders.includes(inside);
        if (!fine) wrong.push(`${file} imports ${path}`);
      }
    }
  }
  deepEqual(wrong, []);
});

test('a rule imports nothing of another rule', async () => {
  const wrong: string[] = [];
  for (const file of globSync('rules/{workload,dockerfile,compose,kubernetes,prometheus,seaworthy}/*.ts', {
    cwd: root,
  })) {
    for (const path of await importsOf(file)) {
      if (!normalize(join(dirname(file), path)).startsWith('core/')) wrong.push(`${file} imports ${path}`);
    }
  }
  deepEqual(wrong, []);
});

test('each parser is known to one folder only', async () => {
  const owners: Readonly<Record<string, string>> = {
    'dockerfile-ast': 'core/docker/',
    unbash: 'core/shell/',
    '@prometheus-io/lezer-promql': 'core/promql/',
    yaml: 'core/yaml/',
    'isomorphic-git': 'cli/git/',
    'codemirror-lang-hcl': 'cli/init/',
  };
  const wrong: string[] = [];
  for (const file of globSync('{core,rules,server,cli,client}/**/*.ts', { cwd: root })) {
    for (const path of await importsOf(file)) {
      const owner = owners[path];
      if (owner !== undefined && !file.startsWith(owner)) wrong.push(`${file} imports ${path}`);
    }
  }
  deepEqual(wrong, []);
});

test('no file is longer than 400 lines, generated data aside', () => {
  const long = globSync('{core,rules,server,cli,client,test,scripts}/**/*.{ts,mjs}', { cwd: root }).filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return !/^\/\/ Generated/.test(text) && text.split('\n').length > 401;
  });
  deepEqual(long, []);
});
