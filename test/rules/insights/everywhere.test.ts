import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { createWorkspace } from '../../../core/workspace.js';
import { hovers, pages, rules, topics } from '../../../rules/index.js';
import { isRaw } from '../../harness/fuzz-places.js';
import { readCases } from '../../harness/pages.js';
import { root } from '../../harness/root.js';

/** Milliseconds of processor time, so that other work on the machine does not count. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Generous: a hover is there before the mouse has stopped. */
const budget = { each: 8, longest: 300 };

type Files = ReadonlyMap<string, string>;

interface Walked {
  readonly wrong: readonly string[];
  readonly hovers: number;
  readonly longest: number;
}

/** Hovers over every letter of every file, in one language for one letter and in the other for the next. */
function walk(files: Files): Walked {
  const workspaces = (['en', 'ru'] as const).map((locale) =>
    createWorkspace({ rules, topics, hovers, today: () => '2026-09-01', locale, version: '0.0.0' }),
  );
  for (const workspace of workspaces) for (const [path, text] of files) workspace.open(path, text);
  const wrong: string[] = [];
  let count = 0;
  let longest = 0;
  for (const [path, text] of files) {
    for (let offset = 0; offset <= text.length; offset++) {
      const workspace = workspaces[offset % 2];
      // The first check of a file is no part of a hover.
      if (offset < 2) workspace?.check(path);
      const before = processorTime();
      try {
        const hover = workspace?.hover(path, offset);
        const place = `${path}:${offset}`;
        if (hover && !(hover.span.start <= offset && offset <= hover.span.end)) wrong.push(`${place}: elsewhere`);
        if (hover && /undefined|NaN|\{\w+\}|Infinity/.test(hover.markdown.replace(/`[^`]*`/g, '')))
          wrong.push(`${place}: ${hover.markdown}`);
        if (hover && isRaw(hover.markdown)) wrong.push(`${place}: ${JSON.stringify(hover.markdown)}`);
      } catch (error) {
        wrong.push(`${path}:${offset}: ${String(error)}`);
      }
      count++;
      longest = Math.max(longest, processorTime() - before);
    }
  }
  return { wrong, hovers: count, longest };
}

function examples(): Files {
  const paths = globSync('examples/*/**/*', { cwd: root, dot: true });
  return new Map(paths.map((path) => [`/${path}`, readFileSync(join(root, path), 'utf8')]));
}

test('a hover on any letter of the examples throws nothing, lies around the letter and is quick', () => {
  const before = processorTime();
  const { wrong, hovers: count, longest } = walk(examples());
  deepEqual(wrong, []);
  ok((processorTime() - before) / count < budget.each, `${count} hovers`);
  ok(longest < budget.longest, `the longest took ${longest} ms`);
});

test('so does a hover on any letter of files whose names turn a text round or ring a bell, and shows none of them', () => {
  const files = new Map([
    ['/app/Dockerfile', 'FROM nginx:1\nC\u202ezo\u0007n a\n'],
    [
      '/app/compose.yaml',
      `services:\n  "a\\u202e\\a":\n    image: "nginx:\\u202e\\a"\n    mem_limit: 64m\n    environment: { JAVA_OPTS: -Xmx400m }\n`,
    ],
    [
      '/app/pod.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      env:\n        - name: DB_PASSWORD\n          valueFrom: { secretKeyRef: { name: "b\\u202e\\a", key: "c\\a" } }\n`,
    ],
  ]);
  const { wrong, hovers: count } = walk(files);
  deepEqual(wrong, []);
  ok(count > 300, `${count} letters`);
});

test('a name between marks of code is shown letter by letter', () => {
  const text =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      envFrom:\n        - secretRef: { name: a_b }\n';
  const workspace = createWorkspace({
    rules,
    topics,
    hovers,
    today: () => '2026-09-01',
    locale: 'en',
    version: '0.0.0',
  });
  workspace.open('/app/pod.yaml', text);
  const hover = workspace.hover('/app/pod.yaml', text.indexOf('envFrom'));
  ok(hover?.markdown.includes('`Secret a_b → '), hover?.markdown);
});

test('so does a hover on any letter of the cases on the pages of the rules', () => {
  const before = processorTime();
  let all = 0;
  for (const page of Object.values(pages)) {
    for (const { files } of readCases(page, readFileSync(join(root, 'rules', page), 'utf8'))) {
      const { wrong, hovers: count } = walk(new Map(files.map(({ path, text }) => [path, text])));
      deepEqual(wrong, [], page);
      all += count;
    }
  }
  ok(all > 50_000, `${all} letters`);
  ok((processorTime() - before) / all < budget.each, `${all} hovers`);
});
