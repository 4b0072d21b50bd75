import type { Document } from '../../core/model/document.js';
import { nameOf } from '../../core/model/path.js';
import type { FileStatus, Status } from '../protocol.js';
import { statusNotification } from '../protocol.js';
import { allProjects, documentAt, linksOf, logError, projectOf, type Session, sync } from '../session.js';
import { pathOfUri } from '../uri.js';

/** Tells a client that asked for it what the server is doing. */
export function sendStatus(session: Session): void {
  if (!session.client.wantsStatus) return;
  session.connection
    .sendNotification(statusNotification, statusOf(session))
    .catch((error: unknown) => logError(session, 'status', error));
}

export function statusOf(session: Session): Status {
  let findings = 0;
  let files = 0;
  for (const { count, report } of session.published.values()) {
    findings += count;
    if (report) files++;
  }
  const truncated = allProjects(session).some((project) => project.truncated);
  const state = !session.settings.enable ? 'off' : session.scanning ? 'scanning' : 'ready';
  return { state, files, findings, truncated };
}

/** Why a file has the findings it has, or none. */
export function fileStatus(session: Session, uri: string): FileStatus {
  const path = pathOfUri(uri);
  const document = documentAt(session, path);
  if (document) sync(session, document);
  const project = projectOf(session, path);
  const report = session.settings.enable ? project.workspace.check(path) : undefined;
  const config = project.workspace.configOf(path);
  const kind = report?.kind;
  const active = [...project.workspace.activeRules(path).values()];
  return {
    kind,
    findings: session.published.get(path)?.count ?? 0,
    left: session.settings.enable ? (report?.left.length ?? 0) : 0,
    config: config.path === undefined ? undefined : linksOf(session).uriOf(config.path),
    ignored: config.ignored,
    skimmed: project.workspace.documents(path).filter(({ skimmed }) => skimmed).length,
    partial: project.workspace
      .documents(path)
      .map(partialOf)
      .find((reason) => reason !== undefined),
    rules: kind === undefined ? 0 : active.filter(({ rule }) => rule.kinds.includes(kind)).length,
    took: kind === undefined ? undefined : session.published.get(path)?.took,
    unchecked: project.workspace
      .unchecked()
      .filter((one) => one.path === path)
      .map(({ path, reason, range }) => `${nameOf(path)}${range ? `:${range.start.line + 1}` : ''}: ${reason}`),
  };
}

/** A syntax error is told as something that could not be checked. */
function partialOf({ partial }: Document): FileStatus['partial'] {
  return partial === 'broken' ? undefined : partial;
}
