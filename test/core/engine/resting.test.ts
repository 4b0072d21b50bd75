import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { mayBeOurs } from '../../../core/kinds/detect.js';
import type { FileReport } from '../../../core/report/report.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';
import { today } from '../../harness/case.js';
import { type CaseFile, readCases } from '../../harness/pages.js';
import { root } from '../../harness/root.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function workspaceOf(once: boolean): Workspace {
  const workspace = createWorkspace({
    rules,
    topics: [],
    today: () => today,
    locale: 'en',
    version: '0.0.0',
    once,
  });
  workspace.open('/.seaworthy.yaml', 'extends: strict\n');
  return workspace;
}

function open(workspace: Workspace, files: readonly CaseFile[]): void {
  for (const { path, text } of files) workspace.open(path, text);
}

/** What was found, getters asked. */
const told = (reports: readonly FileReport[]) =>
  reports.map((report) => ({ ...report, findings: report.findings.map((finding) => ({ ...finding })) }));

/** Files that belong together: whole projects, and the cases of rules that look at several files. */
function projects(): readonly (readonly [name: string, files: readonly CaseFile[]])[] {
  const found = new Map<string, CaseFile[]>();
  for (const path of globSync(['examples/**', 'test/corpus/*/**'], { cwd: root, dot: true }).sort()) {
    if (!mayBeOurs(path) || path.includes('.seaworthy.')) continue;
    const name = path.split('/', path.startsWith('test/') ? 3 : 2).join('/');
    found.set(name, [...(found.get(name) ?? []), { path: `/${path}`, text: read(path) }]);
  }
  const pages = globSync(['rules/*/*.md', 'test/rules/**/*.md'], { cwd: root, ignore: 'rules/course/**' }).sort();
  const cases = pages.flatMap((page) =>
    readCases(page, read(page)).flatMap(({ files, config }) =>
      files.length > 1 && config === undefined
        ? [[page, files.map(({ path, text }) => ({ path: `/p/${path}`, text }))] as const]
        : [],
    ),
  );
  return [...found, ...cases];
}

test('files that rest between any two steps, and files read by another workspace, have the findings of those that stay', () => {
  const all = projects();
  ok(all.length > 100, `${all.length} projects`);
  for (const [name, files] of all) {
    const stays = workspaceOf(false);
    open(stays, files);
    const expected = told(stays.checkAll());

    const rests = workspaceOf(true);
    rests.shared.keepAwake(0);
    open(rests, files);
    deepEqual(told(rests.checkAll()), expected, `${name}, at rest`);
    deepEqual(rests.unchecked(), stays.unchecked(), `${name}, at rest`);

    // Each has opened every other file, and hears of the rest as from another thread.
    const [main, ...others] = [workspaceOf(true), workspaceOf(true), workspaceOf(true)];
    const share = (number: number) => files.filter((_, at) => at % 2 === number);
    for (const [number, other] of others.entries()) {
      // They check early, each knowing but its share.
      other.shared.keepAwake(0);
      open(other, share(number));
    }
    const meet = (workspace: Workspace, from: Workspace, own: readonly CaseFile[]): void => {
      const mine = new Set(own.map(({ path }) => path));
      for (const file of structuredClone(from.shared.shipAll())) {
        if (!mine.has(file.path)) workspace.shared.adopt(file, () => from.textOf(file.path) ?? '');
      }
      for (const [path, reason] of from.shared.refusals()) workspace.refuse(path, reason);
    };
    if (main === undefined) return;
    for (const other of others) meet(main, other, []);
    for (const [number, other] of others.entries()) meet(other, main, share(number));
    for (const [number, other] of others.entries()) {
      for (const { path } of share(number)) {
        const judged = other.shared.judge(path);
        if (judged !== undefined) main.shared.accept(path, structuredClone(judged));
      }
    }
    const joined = main.checkAll().filter(({ kind }) => kind !== 'seaworthy');
    deepEqual(
      told(joined),
      expected.filter(({ kind }) => kind !== 'seaworthy'),
      `${name}, in two workspaces`,
    );
  }
});

test('what is asked of a file at rest is read again, and its fixes are made again', () => {
  const files = [{ path: '/compose.yaml', text: 'services:\n  web:\n    image: nginx\n' }];
  const [stays, rests] = [workspaceOf(false), workspaceOf(true)];
  rests.shared.keepAwake(0);
  for (const workspace of [stays, rests]) {
    open(workspace, files);
    workspace.checkAll();
  }
  const plain = (workspace: Workspace) => workspace.fixes('/compose.yaml').map(({ rule, edits }) => ({ rule, edits }));
  ok(plain(stays).length > 0);
  deepEqual(plain(rests), plain(stays));
  const [before] = rests.documents('/compose.yaml');
  const workload = before?.workload[0];
  rests.open('/other/compose.yaml', 'services:\n  db:\n    image: postgres:17\n');
  const [after] = rests.documents('/compose.yaml');
  equal(after, before);
  ok(after?.workload[0] !== workload, 'it was never at rest');
  equal(after?.workload[0]?.name, 'web');
  equal(after?.facts.find(({ type }) => type === 'workload')?.span.start, workload?.anchor.start);
});
