import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { globSync } from 'tinyglobby';
import type { OfferedFix } from '../core/checker.js';
import { applyEdits, type Edit } from '../core/edit.js';
import { mayBeOurs } from '../core/kinds/detect.js';
import { isAtLeast } from '../core/report/report.js';
import type { Workspace } from '../core/workspace.js';
import { openFiles } from './harness/case.js';
import { corpus, corpusProjects } from './harness/corpus.js';
import type { CaseFile } from './harness/pages.js';
import { root } from './harness/root.js';

// Rule pages show what fixes do to examples made for them. Here every fix is tried on files that were not.
const projects = [...globSync('examples/*', { cwd: root, onlyDirectories: true }).sort()]
  .map((folder) => folder.replace(/\/$/, ''))
  .concat(corpusProjects().map((project) => `${corpus}/${project}`));

/**
 * What may come up by a fix. A rule may say nothing as long as a louder one speaks of the container: whoever follows that
 * is told the next thing. A backup runs the image of its database, as old as that is.
 */
const nextInTurn: Readonly<Record<string, readonly string[]>> = {
  'container-privileged': ['container-runs-as-root'],
  'backup-missing': ['image-end-of-life'],
};

let tried = 0;

describe('every fix that is offered, applied alone, does what it promises', () => {
  for (const project of projects) {
    test(project, () => {
      const faults = new Set<string>();
      const files = filesOf(project);
      const workspace = openFiles(files);
      for (const file of files) {
        const path = `/project/${file.path}`;
        const before = stateOf(workspace, path);
        for (const fix of workspace.fixes(path)) {
          tried++;
          for (const fault of judge(workspace, file, before, fix)) {
            const { line } = fix.finding.range.start;
            faults.add(`${file.path}:${line + 1} ${fix.rule} (${fix.finding.message}): ${fault}`);
          }
        }
      }
      deepEqual([...faults], []);
    });
  }

  test('there were many of them', () => ok(tried > 300, `only ${tried}`));
});

function filesOf(project: string): readonly CaseFile[] {
  return globSync('**', { cwd: join(root, project), dot: true })
    .filter(mayBeOurs)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, project, path), 'utf8') }));
}

/** What does not hold after the fix. The workspace is left as it was found. */
function judge(
  workspace: Workspace,
  { path: name, text }: CaseFile,
  before: State,
  fix: OfferedFix,
): readonly string[] {
  const path = `/project/${name}`;
  const applied = applyEdits(text, fix.edits).text;
  reopen(workspace, path, applied);
  const again = stateOf(workspace, path);
  const faults: string[] = [];
  if (applied === text) faults.push('changes nothing');
  if (before.problems === 0 && again.problems > 0) faults.push('the file no longer parses');
  const start = moved(fix.finding.span.start, fix.edits);
  const isSame = (other: { readonly rule: string; readonly message: string; readonly start: number }) =>
    other.rule === fix.rule && other.message === fix.finding.message && other.start === start;
  if (again.findings.some(isSame)) faults.push('the finding is still there');
  const offered = workspace
    .fixes(path, { start, end: start })
    .map(({ rule, finding }) => ({ ...finding, rule, start: finding.span.start }));
  if (offered.some(isSame)) faults.push('the fix is offered again');
  for (const [finding, count] of again.loud) {
    const isNext = nextInTurn[fix.rule]?.some((rule) => finding.startsWith(`${rule} in `)) === true;
    if (count > (before.loud.get(finding) ?? 0) && !isNext) faults.push(`it brings a new finding: ${finding}`);
  }
  for (const [comment, count] of before.comments) {
    if ((again.comments.get(comment) ?? 0) < count) faults.push(`it loses a comment: ${comment}`);
  }
  reopen(workspace, path, text);
  return faults;
}

function reopen(workspace: Workspace, path: string, text: string): void {
  workspace.open(path, text, {
    surroundings: { siblings: new Set(workspace.paths.map((other) => other.slice(other.lastIndexOf('/') + 1))) },
  });
}

type State = ReturnType<typeof stateOf>;

/**
 * What is known of a file, and the loud findings of all files, counted by file and rule. One that is said once for all
 * services of a file (at `services:`) counts as any number, for when one service has what it lacked the others are told one by one.
 */
function stateOf(workspace: Workspace, path: string) {
  const documents = workspace.documents(path);
  const reports = workspace.checkAll();
  const loud = new Map<string, number>();
  for (const report of reports) {
    const anchors = new Set(workspace.documents(report.path).map(({ base, anchor }) => base + anchor.start));
    for (const { rule, severity, span } of report.findings) {
      if (!isAtLeast(severity, 'warning')) continue;
      const finding = `${rule} in ${report.path.slice('/project/'.length)}`;
      const isForAll = report.kind === 'compose' && anchors.has(span.start);
      loud.set(finding, (loud.get(finding) ?? 0) + (isForAll ? Number.POSITIVE_INFINITY : 1));
    }
  }
  return {
    problems: documents.flatMap(({ problems }) => problems).length,
    comments: count(
      documents.flatMap((document) =>
        document.comments.map(({ span }) => document.text.slice(span.start, span.end).trim()),
      ),
    ),
    findings: (workspace.check(path)?.findings ?? []).map(({ rule, message, span }) => ({
      rule,
      message,
      start: span.start,
    })),
    loud,
  };
}

function count(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function moved(offset: number, edits: readonly Edit[]): number {
  const before = edits.filter(({ span }) => span.end <= offset && span.start < offset);
  return before.reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), offset);
}
