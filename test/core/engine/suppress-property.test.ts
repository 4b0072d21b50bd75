import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { applyEdits } from '../../../core/edit.js';
import type { Finding } from '../../../core/report/report.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';
import { root } from '../../harness/root.js';
import { type Found, ways } from './suppress-ways.js';

const folders = [
  'examples/shop',
  'test/corpus/observability-stack',
  'test/corpus/microservices',
  'test/corpus/python-django',
  'test/corpus/java-spring',
];

interface Project {
  readonly workspace: Workspace;
  readonly texts: ReadonlyMap<string, string>;
}

function openProject(folder: string): Project {
  const workspace = createWorkspace({
    rules,
    topics: [],
    today: () => '2026-09-01',
    locale: 'en',
    version: '0.0.0',
  });
  const texts = new Map<string, string>();
  for (const name of globSync('**', { cwd: join(root, folder), dot: true })) {
    const path = `/p/${name}`;
    const text = readFileSync(join(root, folder, name), 'utf8');
    if (workspace.open(path, text).format !== undefined) texts.set(path, text);
  }
  return { workspace, texts };
}

/** Findings of all files but for their places, which a new line moves. */
function told(workspace: Workspace): readonly string[] {
  return workspace
    .checkAll()
    .flatMap(({ path, findings }) => findings.map((finding) => line(path, finding)))
    .sort();
}

const line = (path: string, { rule, message }: Finding): string => `${rule} ${path} ${message}`;

const used = new Set<string>();

for (const folder of folders) {
  test(`a suppression in ${folder} hides its rules in its scope and nothing else, in every form`, () => {
    const { workspace, texts } = openProject(folder);
    const all = workspace.checkAll().flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
    const before = told(workspace);
    const founds = all
      // A directive is about the findings of others.
      .filter(({ finding }) => !['unused-ignore', 'unknown-rule', 'ignore-without-reason'].includes(finding.rule))
      .flatMap(({ path, finding }): readonly Found[] => {
        const text = texts.get(path) ?? '';
        const document = workspace.documents(path).findLast(({ base }) => base <= finding.span.start);
        return document === undefined ? [] : [{ workspace, path, text, document, finding }];
      });
    const writable = ways
      .map((way) => ({ way, of: founds.filter((found) => way.write(found)?.edits !== undefined) }))
      .filter(({ of }) => of.length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...writable), fc.nat(), ({ way, of }, at) => {
        const found = of[at % of.length];
        const written = found && way.write(found);
        if (found === undefined || written?.edits === undefined) return;
        const { path, text, finding } = found;
        const { rules: about, covers } = written;
        const sure = all.filter(
          (other) =>
            other.path === path &&
            about.has(other.finding.rule) &&
            (covers?.(other.finding) ?? other.finding === finding),
        );
        const changed = applyEdits(text, written.edits).text;
        const comments = () => workspace.documents(path).reduce((sum, { comments }) => sum + comments.length, 0);
        const count = comments();
        workspace.open(path, changed);
        // In the middle of a scalar of several lines it is no comment.
        const isRead = written.isComment === false || comments() > count;
        const after = told(workspace);
        workspace.open(path, text);
        if (!isRead) return;
        const gone = without(before, after);
        deepEqual(without(after, before), [], `${way.name}: nothing new about ${finding.rule} in ${path}`);
        const wanted = sure.map((one) => line(one.path, one.finding)).sort();
        deepEqual(without(wanted, gone), [], `${way.name}: all of ${finding.rule} in its scope`);
        if (covers !== undefined) deepEqual(gone, wanted, `${way.name}: ${finding.rule} in its scope alone`);
        ok(gone.every((one) => [...about].some((rule) => one.startsWith(`${rule} ${path} `))));
        used.add(way.name);
      }),
      { numRuns: 150, seed: 7 },
    );
    deepEqual(told(workspace), before);
  });
}

test('every form was tried', () => {
  deepEqual(
    ways.map(({ name }) => name).filter((name) => !used.has(name)),
    [],
  );
});

/** Entries of a sorted list that the other has not, each counted. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return list.filter((entry) => {
    const at = rest.indexOf(entry);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
