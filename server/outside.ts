import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { folderOf, nameOf } from '../core/model/path.js';
import type { Project } from './project.js';
import { allProjects, logError, projectOf, type Session } from './session.js';
import { uriOfPath } from './uri.js';

/**
 * Files outside of a project's folder that it builds upon: the configuration above it, bases of a configuration, what one
 * that is a link leads to, Dockerfiles of services. Those that are not there belong to it as well, for they may come.
 */
export function outsideOf(session: Session, project: Project): readonly string[] {
  if (project.root === undefined) return [];
  const { context, absent, links } = project;
  return [...context, ...absent, ...links.values()].filter((path) => projectOf(session, path).root === undefined);
}

/** Sees to it that the client tells of changes to the files outside, as far as it can look there. */
export function watchOutside(session: Session): void {
  if (!session.client.watchesOutside || session.stopped) return;
  const wanted = new Set(allProjects(session).flatMap((project) => outsideOf(session, project)));
  for (const [path, watcher] of session.outside) {
    if (wanted.has(path)) continue;
    session.outside.delete(path);
    settle(
      session,
      watcher.then((registered) => registered.dispose()),
    );
  }
  for (const path of wanted) {
    if (session.outside.has(path)) continue;
    // A name may hold signs that mean something in a pattern.
    const pattern = /^[\w.-]+$/.test(nameOf(path)) ? nameOf(path) : '*';
    const watchers = [{ globPattern: { baseUri: uriOfPath(folderOf(path)), pattern } }];
    const watcher = session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    session.outside.set(path, watcher);
    settle(session, watcher);
  }
}

function settle(session: Session, work: Promise<unknown>): void {
  work.catch((error: unknown) => logError(session, 'watch', error));
}
