import { newProject, type Session } from './session.js';
import { isInside } from './uri.js';

/**
 * Makes the projects fit the folders. A folder that lies in another takes its files from it, so both begin anew.
 * Returns false when nothing changed.
 */
export function setFolders(session: Session, roots: readonly string[]): boolean {
  const wanted = new Set(roots);
  const changed = [
    ...[...session.projects.keys()].filter((root) => !wanted.has(root)),
    ...roots.filter((root) => !session.projects.has(root)),
  ];
  for (const root of [...session.projects.keys()]) {
    const isTouched = changed.some((other) => isInside(other, root) || isInside(root, other));
    if (!wanted.has(root) || isTouched) session.projects.delete(root);
  }
  for (const root of wanted) {
    if (!session.projects.has(root)) session.projects.set(root, newProject(session, root));
  }
  if (changed.length > 0) session.synced.clear();
  return changed.length > 0;
}

/** Begins anew with the same folders: the language changed, or a person asked for a fresh look. */
export function resetProjects(session: Session): void {
  const roots = [...session.projects.keys()];
  session.projects.clear();
  session.synced.clear();
  session.loose = newProject(session, undefined);
  for (const root of roots) session.projects.set(root, newProject(session, root));
}
