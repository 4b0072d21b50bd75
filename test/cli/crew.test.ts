import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, type ResourceLimits, Worker, workerData } from 'node:worker_threads';
import type { StartThread } from '../../cli/crew/crew.js';
import { type Line, serve } from '../../cli/crew/hand.js';
import { product } from '../../cli/product.js';
import { rule } from '../../core/rule.js';
import { today } from '../harness/case.js';
import { root } from '../harness/root.js';
import { project, run, unpinned } from './harness.js';

const both = (text: string) => ({ en: text, ru: text });

/** Ends its thread, or takes all its memory, over the file that asks for it. */
const fatal = rule({
  id: 'fatal',
  on: 'document',
  kinds: ['compose'],
  pillar: 'correctness',
  preset: 'recommended',
  level: 'info',
  fix: 'none',
  since: '0.1.0',
  text: { summary: both('a'), why: both('a'), seen: both('seen') },
  *check({ path, anchor }) {
    if (!isMainThread && path.includes('/ends/')) process.exit(7);
    if (!isMainThread && path.includes('/grows/')) {
      const taken: number[][] = [];
      for (;;) taken.push(Array.from({ length: 100_000 }, () => Math.random()));
    }
    yield { at: anchor, say: 'seen' };
  },
});

type Made = 'product' | 'fatal';
const rulesOf = (made: Made) => (made === 'product' ? product.rules : [fatal]);

const threads =
  (made: Made, limits: ResourceLimits = {}) =>
  async (): Promise<StartThread> =>
  (start) =>
    new Worker(fileURLToPath(import.meta.url), { workerData: { start, made }, resourceLimits: limits });

if (isMainThread) {
  for (const folder of ['examples', 'test/corpus']) {
    for (const format of ['json', 'text']) {
      test(`threads print of ${folder} what one thread prints, as ${format}`, async () => {
        const cwd = join(root, folder);
        const check = (jobs: string) =>
          run(
            cwd,
            ['check', '--format', format, '--jobs', jobs],
            { today, loadThreads: threads('product') },
            product.rules,
          );
        const alone = await check('1');
        ok(alone.out.length > 10_000);
        deepEqual(await check('3'), alone);
      });
    }
  }

  test('files with a configuration, without one, refused and left out are alike to threads', async () => {
    const cwd = project({
      '.seaworthy.yaml': 'extends: ./base.yaml\nignore: [out/**]\n',
      'base.yaml': 'rules:\n  image-tag-unpinned: error\n',
      'a/compose.yaml':
        'services:\n  api:\n    build: {context: ., dockerfile: Dockerfile.api, target: run}\n    env_file: .env\n',
      'a/.env': 'DB_PASSWORD=Zk3vQ9xW1pL7\n',
      'a/Dockerfile.api': 'FROM node:22 AS build\nRUN npm ci\nFROM node AS run\nCMD ["node", "a.js"]\n',
      'b/compose.yaml': 'services:\n  api:\n    image: "a\0b"\n',
      'c/compose.yaml': 'services: [\n',
      'out/compose.yaml': unpinned,
    });
    const check = (jobs: string) =>
      run(cwd, ['check', '--jobs', jobs], { today, loadThreads: threads('product') }, product.rules);
    const alone = await check('1');
    match(alone.out, /a\/Dockerfile\.api/);
    match(alone.err, /b\/compose\.yaml/);
    deepEqual(await check('2'), alone);
  });

  const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`s${i}/compose.yaml`, unpinned]));
  for (const [folder, reason, limits] of [
    ['ends', /thread that checked it ended/, {}],
    // Several times what a thread needs for the other files.
    ['grows', /memory did not suffice/, { maxOldGenerationSizeMb: 192 }],
  ] as const) {
    test(`a thread that ${folder} fails its file alone, which is named`, async () => {
      const cwd = project({ ...many, [`${folder}/compose.yaml`]: unpinned });
      const loadThreads = threads('fatal', limits);
      const { code, out, err } = await run(cwd, ['check', '--format', 'json', '--jobs', '2'], { loadThreads }, [fatal]);
      const { files, unchecked } = JSON.parse(out);
      equal(code, 3);
      deepEqual(
        unchecked.map(({ path }: { readonly path: string }) => path),
        [`${folder}/compose.yaml`],
      );
      match(unchecked[0].reason, reason);
      match(err, new RegExp(`${folder}/compose\\.yaml`));
      deepEqual(files.map(({ findings }: { readonly findings: readonly unknown[] }) => findings.length).sort(), [
        0,
        ...Array.from({ length: 9 }, () => 1),
      ]);
    });
  }

  test('one very long file is left to a thread even where nothing is shared', async () => {
    const cwd = project({ 'a/compose.yaml': unpinned, 'grows/compose.yaml': `${unpinned}#${'x'.repeat(300_000)}\n` });
    const loadThreads = threads('fatal', { maxOldGenerationSizeMb: 192 });
    for (const argv of [[], ['--jobs', '1']]) {
      const { code, err } = await run(cwd, ['check', ...argv], { loadThreads }, [fatal]);
      equal(code, 3);
      match(err, /^grows\/compose\.yaml: not checked: the memory did not suffice$/m);
    }
  });

  test('where no thread can be started, this one does the work', async () => {
    const cwd = project(many);
    const loadThreads = async (): Promise<StartThread> => () => new Worker(join(cwd, 'gone.js'));
    const alone = await run(cwd, ['check'], {}, [fatal]);
    deepEqual(await run(cwd, ['check', '--jobs', '2'], { loadThreads }, [fatal]), alone);
  });
} else if (parentPort !== null) {
  const { start, made }: { readonly start: Parameters<typeof serve>[1]; readonly made: Made } = workerData;
  serve(parentPort as Line, start, { ...product, rules: rulesOf(made) });
}
