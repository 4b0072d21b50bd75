import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import type { Edit } from '../../../core/edit.js';
import { applyEdits } from '../../../core/edit.js';
import { ignoreFileEdit, ignoreHereEdit } from '../../../core/engine/ignore-edit.js';
import type { Finding } from '../../../core/report/report.js';
import { contains } from '../../../core/span.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';
import { root } from '../../harness/root.js';

const folders = [
  'examples/shop',
  'test/corpus/observability-stack',
  'test/corpus/microservices',
  'test/corpus/python-django',
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

/** A way to suppress a rule at a finding, and which findings of that rule are covered by it. */
interface Way {
  readonly name: string;
  edits(project: Project, path: string, finding: Finding): readonly Edit[] | undefined;
  covers(project: Project, path: string, finding: Finding, other: Finding): boolean;
}

const objectAt = ({ workspace }: Project, path: string, { span }: Finding) => {
  for (const document of workspace.documents(path)) {
    const at = { start: span.start - document.base, end: span.start - document.base };
    const object = document.object.find(({ cursor }) => contains(cursor.span, at));
    if (object !== undefined) return { document, object };
  }
  return undefined;
};

const inSameObject: Way['covers'] = (project, path, finding, other) =>
  objectAt(project, path, finding)?.object === objectAt(project, path, other)?.object;

/** Writes our annotation into one of the mappings of an object, where there is none yet. */
const annotation = (name: string, metadata: string): Way => ({
  name,
  edits(project, path, finding) {
    const found = objectAt(project, path, finding);
    if (found === undefined || found.object.cursor.at(metadata).kind !== 'map') return undefined;
    const place = found.object.cursor.at(metadata).at('annotations', 'seaworthy.dev/ignore').text();
    const { base } = found.document;
    return place.hole
      .put(finding.rule)
      ?.map(({ span, text }) => ({ span: { start: span.start + base, end: span.end + base }, text }));
  },
  covers: inSameObject,
});

const ways: readonly Way[] = [
  {
    name: 'file',
    edits: ({ workspace, texts }, path, { rule }) => {
      const edit = ignoreFileEdit(texts.get(path) ?? '', workspace.documents(path), rule);
      return edit && [edit];
    },
    covers: () => true,
  },
  {
    name: 'here',
    edits: ({ workspace, texts }, path, { rule, span }) => {
      const edit = ignoreHereEdit(texts.get(path) ?? '', workspace.documents(path), span, rule);
      return edit && [edit];
    },
    // What else the node holds depends on the format; the finding itself is always covered.
    covers: (_, __, finding, other) => finding === other,
  },
  annotation('annotation of the object', 'metadata'),
  annotation('annotation of the pod template', 'spec.template.metadata'),
];

for (const folder of folders) {
  test(`a suppression in ${folder} hides that rule in that scope and nothing else, in every form`, () => {
    const project = openProject(folder);
    const { workspace, texts } = project;
    const all = workspace.checkAll().flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
    const before = told(workspace);
    const used = new Set<string>();
    fc.assert(
      fc.property(fc.nat(all.length - 1), fc.constantFrom(...ways), (at, way) => {
        const chosen = all[at];
        ok(chosen);
        const { path, finding } = chosen;
        // A directive is about the findings of others.
        if (['unused-ignore', 'unknown-rule', 'ignore-without-reason'].includes(finding.rule)) return;
        const edits = way.edits(project, path, finding);
        if (edits === undefined) return;
        const sure = all.filter(
          (other) =>
            other.path === path &&
            other.finding.rule === finding.rule &&
            way.covers(project, path, finding, other.finding),
        );
        workspace.open(path, applyEdits(texts.get(path) ?? '', edits).text);
        const after = told(workspace);
        workspace.open(path, texts.get(path) ?? '');
        const gone = without(before, after);
        deepEqual(without(after, before), [], `${way.name}: nothing new about ${finding.rule} in ${path}`);
        const wanted = sure.map((one) => line(one.path, one.finding)).sort();
        deepEqual(without(wanted, gone), [], `${way.name}: all of ${finding.rule} in its scope`);
        if (way.name !== 'here') deepEqual(gone, wanted, `${way.name}: ${finding.rule} in its scope alone`);
        ok(gone.every((one) => one.startsWith(`${finding.rule} ${path} `)));
        used.add(way.name);
      }),
      { numRuns: 150, seed: 7 },
    );
    ok(used.size >= 2);
    deepEqual(told(workspace), before);
  });
}

/** Entries of a sorted list that the other has not, each counted. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other];
  return list.filter((entry) => {
    const at = rest.indexOf(entry);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
