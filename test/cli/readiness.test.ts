import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { product } from '../../cli/product.js';
import { main } from '../../cli/program.js';

const root = mkdtempSync(join(tmpdir(), 'seaworthy-readiness-'));
after(() => rmSync(root, { recursive: true, force: true }));

const api = 'services:\n  api:\n    image: registry.example.com/api:1.4.2\n';
const pipeline = 'jobs:\n  scan:\n    steps:\n      - uses: aquasecurity/trivy-action@0.33.1\n';

/** A repository with files. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'p-'));
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function run(cwd: string, ...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(
    ['readiness', ...argv],
    {
      cwd,
      env: {},
      stdin: async () => Buffer.from(''),
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      isTerminal: false,
      today: '2026-09-01',
      startServer: async () => {},
    },
    async () => product,
  );
  return { code, out: out.join(''), err: err.join('') };
}

interface Item {
  readonly id: string;
  readonly status: string;
  readonly evidence: readonly { readonly path: string }[];
}

async function items(cwd: string, ...argv: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const { out } = await run(cwd, '--format', 'json', ...argv);
  return new Map(JSON.parse(out).items.map((item: Item) => [item.id, item]));
}

test('files that are only evidence are found, with paths relative to the working folder', async () => {
  const folder = project({
    'compose.yaml': api,
    '.github/workflows/ci.yml': pipeline,
    'perf/shop.jmx': '<jmeterTestPlan/>',
    'docs/runbooks/errors.md': '# Errors\n',
    'grafana/dashboards/shop.json': '{"title": "Shop", "panels": [1]}',
  });
  const found = await items(folder);
  deepEqual(
    ['image-scan', 'load-tests', 'runbooks', 'dashboards'].map((id) => [
      found.get(id)?.status,
      found.get(id)?.evidence.map(({ path }) => path),
    ]),
    [
      ['met', ['.github/workflows/ci.yml']],
      ['partly', ['perf/shop.jmx']],
      ['met', ['docs/runbooks/errors.md']],
      ['met', ['grafana/dashboards/shop.json']],
    ],
  );
});

test('ignored files are no evidence, and paths narrow what is looked at', async () => {
  const folder = project({
    'compose.yaml': api,
    'deploy/compose.yaml': api,
    'docs/runbooks/errors.md': '# Errors\n',
    'perf/k6/shop.js': "import http from 'k6/http';\n",
    '.gitignore': 'perf/\n',
    '.seaworthy.yaml': 'ignore: [docs]\n',
  });
  const found = await items(folder);
  deepEqual([found.get('runbooks')?.status, found.get('load-tests')?.status], ['missing', 'missing']);
  const limits = await items(folder, 'deploy');
  deepEqual(
    limits.get('resource-limits')?.evidence.map(({ path }) => path),
    ['deploy/compose.yaml'],
  );
});

test('all formats print, in both languages, and the page stands alone', async () => {
  const folder = project({ 'compose.yaml': api });
  for (const format of ['text', 'markdown', 'html', 'json']) {
    for (const [locale, word] of [
      ['en', 'Load tests'],
      ['ru', 'Нагрузочные тесты'],
    ] as const) {
      const { code, out, err } = await run(folder, '--format', format, '--locale', locale);
      deepEqual([code, err], [0, '']);
      ok(out.includes(word), `${format} ${locale}`);
    }
  }
  match((await run(folder, '--format', 'html')).out, /^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
});

test('a broken configuration stops the run, and a file that cannot be read to its end is named', async () => {
  const broken = await run(project({ 'compose.yaml': api, '.seaworthy.yaml': 'attest: { backup: {} }\n' }));
  deepEqual([broken.code, broken.out], [2, '']);
  match(broken.err, /\.seaworthy\.yaml:1:11.*"backup".*"backups"/);
  const torn = await run(project({ 'compose.yaml': 'services:\n  api:\n    image: "a\n' }));
  equal(torn.code, 3);
  match(torn.err, /compose\.yaml:3/);
  equal((await run(root, 'absent')).code, 2);
});

test('check reads none of it: evidence costs only who asks for it', async () => {
  const folder = project({ 'compose.yaml': api, 'docs/runbooks/errors.md': '# Errors\n' });
  const out: string[] = [];
  const io = {
    cwd: folder,
    env: {},
    stdin: async () => Buffer.from(''),
    out: (text: string) => void out.push(text),
    err: () => {},
    isTerminal: false,
    today: '2026-09-01',
    startServer: async () => {},
  };
  await main(['check', '--list-files'], io, async () => product);
  deepEqual(out, ['compose.yaml\tcompose\n']);
});
