import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { mayBeOurs } from '../core/kinds/detect.js';
import { nameOf } from '../core/model/path.js';
import { evidenceKind } from '../core/readiness/evidence-files.js';
import { describe, forget, knows, reread, rereadLinks } from './features/scan.js';
import type { Project } from './project.js';
import { skippedFolders } from './protocol.js';
import { allProjects, projectOf, type Session } from './session.js';
import { isInside, pathOfUri } from './uri.js';

/**
 * What the client is asked to tell us about. What comes and goes is watched for every name: a folder that is moved or
 * deleted takes its files with it, and of one that is made with its files in it, some systems tell nothing but its name.
 */
export const watchers: FileSystemWatcher[] = [
  ...[
    '**/*.{yml,yaml,json,rules,YML,YAML}',
    '**/*{ocker,ontainer}file*',
    // What may be evidence for the readiness checklist; `evidenceKind` has the last word.
    '**/{*.jmx,*Simulation.*,*[kK]6*,*locust*,*oad?test*,*oadtest*,*unbook*,*ecovery*}',
    '**/{runbook,runbooks,playbooks,k6,locust,load-tests,disaster-recovery}/**',
    '**/{.gitignore,.env*,*.env,.npmrc}',
  ].map((globPattern) => ({ globPattern, kind: WatchKind.Change })),
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/**
 * Follows changes on disk. Returns the roots of the projects whose list of files may have changed; the caller has them
 * refreshed when the storm is over.
 */
export async function follow(session: Session, events: readonly FileEvent[]): Promise<ReadonlySet<string>> {
  const roots = new Set<string>();
  for (const { uri, type } of events) {
    const path = pathOfUri(uri);
    const project = projectOf(session, path);
    const touch = (): void => {
      if (project.root !== undefined) roots.add(project.root);
    };
    if (nameOf(path) === '.gitignore') touch();
    else if (project.described.has(path)) await describe(session, project, path);
    else if (type === FileChangeType.Deleted) forgetBelow(session, path);
    else if (allProjects(session).some((each) => knows(each, path))) await reread(session, path);
    else if (mayBeOurs(path) || evidenceKind(path) !== undefined || project.absent.has(path)) touch();
    else if (type === FileChangeType.Created && (await mayHoldOurs(session, project, path, roots))) touch();
    await rereadLinks(session, path);
    // Other projects may wait for it.
    for (const each of session.projects.values()) each.absent.delete(path);
  }
  return roots;
}

/** True for a new folder that is not looked into yet and may hold files of ours. */
async function mayHoldOurs(
  { host }: Session,
  { root }: Project,
  path: string,
  roots: ReadonlySet<string>,
): Promise<boolean> {
  if (root === undefined || roots.has(root)) return false;
  const names = path.slice(root.length).split('/');
  return !names.some((name) => skippedFolders.has(name)) && host.isFolder(path);
}

/** Drops a file, or everything below a folder. */
function forgetBelow(session: Session, path: string): void {
  for (const project of allProjects(session)) {
    for (const known of [...project.listed, ...project.context]) {
      if (isInside(path, known)) forget(session, project, known);
    }
    for (const known of project.described) {
      if (isInside(path, known)) project.workspace.describe(known, undefined);
    }
  }
}
