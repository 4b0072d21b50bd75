import { configNames } from '../../core/config/config.js';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { folderOf, nameOf } from '../../core/model/path.js';
import { evidenceKind } from '../../core/readiness/evidence-files.js';
import { say } from '../../core/text.js';
import { ahead, isLong, isLongDocument } from '../ahead.js';
import type { Listing } from '../host/host.js';
import { outsideOf, watchOutside } from '../outside.js';
import { noteSiblings, openAhead, openInProject, type Project } from '../project.js';
import { breathe, inSlices } from '../scheduler.js';
import {
  allProjects,
  documentAt,
  isWaiting,
  linksOf,
  localeFor,
  logError,
  projectOf,
  type Session,
  sync,
} from '../session.js';
import { refusals, texts } from '../texts.js';
import { isInside, pathOfUri } from '../uri.js';
import { sweep, withdraw } from './diagnostics.js';
import { sendStatus } from './status.js';

/** At most this many files of a folder are read. */
const fileLimit = 5000;

/** How many files are asked for at a time. */
const batch = 16;

/** Reads all files of all folders, checks them and sends what it found. Progress is shown and can be cancelled. */
export async function scan(session: Session): Promise<void> {
  const round = ++session.rounds.scan;
  session.rounds.sweep++;
  if (!session.settings.enable) return sweep(session);
  session.scanning = true;
  sendStatus(session);
  const progress = await session.connection.window.createWorkDoneProgress();
  progress.begin(say(texts.scanning, localeFor(session)), 0, undefined, true);
  const isStale = (): boolean => session.rounds.scan !== round;
  const isCancelled = (): boolean => isStale() || progress.token.isCancellationRequested;
  try {
    for (const project of session.projects.values()) {
      await readProject(session, project, isCancelled, (share, message) => progress.report(share * 100, message));
      if (isStale()) return;
      project.complete = true;
      project.truncated ||= isCancelled();
    }
    if (!isCancelled()) await readMissing(session, session.loose, isCancelled);
  } catch (error) {
    logError(session, 'scan', error);
  } finally {
    progress.done();
  }
  if (isStale()) return;
  session.scanning = false;
  for (const project of session.projects.values()) {
    if (project.outdated && !isCancelled()) await refresh(session, project);
  }
  watchOutside(session);
  await sweep(session);
}

/**
 * Compares the list of files with what is known, after something came or went: the list knows what is ignored, and a
 * deleted folder says nothing about what was in it.
 */
export async function refresh(session: Session, project: Project): Promise<void> {
  if (project.root === undefined) return;
  project.outdated = session.scanning;
  if (session.scanning) return;
  const listing = await session.host.list(project.root, fileLimit);
  const there = new Set(listing.paths);
  const gone = [...project.listed].filter((path) => !there.has(path));
  const isNew = listing.paths.filter((path) => !project.listed.has(path));
  adopt(session, project, listing);
  for (const path of gone) forget(session, project, path);
  project.absent.clear();
  for (const path of project.described) await describe(session, project, path);
  for (const path of isNew) await readListed(session, project, path);
  await readMissing(session, project, () => false);
}

/** Reads one file again that changed on disk, for every project it belongs to. What is open belongs to the editor. */
export async function reread(session: Session, path: string): Promise<void> {
  if (documentAt(session, path)) return;
  for (const project of allProjects(session)) {
    if (!knows(project, path)) continue;
    // It may have become a link that leads away, or be gone before anybody has said so.
    const isThere = isConfig(path)
      ? await readConfig(session, project, path)
      : await read(session, project, path, !project.listed.has(path), boundsOf(session, project));
    if (!isThere) forget(session, project, path);
  }
}

/** Reads the configurations again that are links to this file, or to one below this folder. */
export async function rereadLinks(session: Session, path: string): Promise<void> {
  const links = allProjects(session).flatMap((project) => [...project.links]);
  for (const [link, target] of links) if (isInside(path, target)) await reread(session, link);
}

/** Hands the text of an open document to the projects that build upon it from elsewhere. */
export function shareDocument(session: Session, path: string): void {
  const document = documentAt(session, path);
  if (!document) return;
  for (const project of allProjects(session)) {
    if (project.context.has(path) && project !== projectOf(session, path)) {
      openInProject(project, path, document.getText(), true);
    }
  }
}

/** Looks at the files outside again, for a client that cannot be asked to watch them. */
export async function rereadOutside(session: Session): Promise<void> {
  for (const project of session.projects.values()) {
    for (const path of outsideOf(session, project)) {
      if (!project.absent.delete(path)) await reread(session, path);
      await rereadLinks(session, path);
    }
    await readMissing(session, project, () => false);
  }
}

/** True for a file of a project, and for one outside that it builds upon. */
export function knows(project: Project, path: string): boolean {
  return project.listed.has(path) || project.context.has(path);
}

/** Drops a file that is no longer there, unless the editor still shows it. */
export function forget(session: Session, project: Project, path: string): void {
  project.listed.delete(path);
  project.context.delete(path);
  project.links.delete(path);
  if (documentAt(session, path)) return;
  project.workspace.close(path);
  withdraw(session, path, linksOf(session).uriOf(path));
}

/** Reads files that others refer to and nobody opened, until there are none left. */
export async function readMissing(session: Session, project: Project, isCancelled: () => boolean): Promise<boolean> {
  let hasNews = false;
  const within = boundsOf(session, project);
  const asked = new Set<string>();
  // It ends: nothing is asked for twice, and there are only so many files.
  for (;;) {
    const missing = project.workspace.missing().filter((path) => !project.absent.has(path) && !asked.has(path));
    if (missing.length === 0 || isCancelled()) break;
    for (const path of missing) {
      asked.add(path);
      // An open document that was none of ours until somebody referred to it.
      session.synced.delete(path);
      const isListed = project.listed.has(path);
      const found = await read(session, project, path, !isListed, within);
      if (found && !isListed) project.context.add(path);
      if (!found) {
        project.absent.add(path);
        project.workspace.absent(path);
      }
      hasNews ||= found;
    }
  }
  for (const path of project.workspace.referred()) {
    if (isCancelled()) break;
    const found = await describe(session, project, path);
    hasNews ||= found;
  }
  if (asked.size > 0) watchOutside(session);
  return hasNews;
}

/** Where the files lie that others may refer to: the folder; without one, where the open files stand. */
function boundsOf(session: Session, project: Project): readonly string[] {
  if (project.root !== undefined) return [project.root];
  const paths = session.documents.all().map(({ uri }) => pathOfUri(uri));
  return [...new Set(paths.filter((path) => projectOf(session, path) === project).map(folderOf))];
}

/** Tells the engine what a file of others holds. False: there is nothing to read. */
export async function describe(session: Session, project: Project, path: string): Promise<boolean> {
  const { host } = session;
  const result = await host.read(path, boundsOf(session, project));
  const text = result.state === 'text' ? result.text : undefined;
  const ignored = text === undefined ? undefined : host.isLeftOut(path);
  project.described.add(path);
  project.workspace.describe(path, text, ignored === undefined ? {} : { ignored });
  return text !== undefined;
}

async function readProject(
  session: Session,
  project: Project,
  isCancelled: () => boolean,
  report: (share: number, message: string) => void,
): Promise<void> {
  if (project.root === undefined || isCancelled()) return;
  const config = await session.host.configAbove(project.root);
  if (config !== undefined) {
    if (await readConfig(session, project, config)) project.context.add(config);
    else project.workspace.refuse(config, say(refusals.outside, localeFor(session)));
  }
  const listing = await session.host.list(project.root, fileLimit);
  if (isCancelled()) return;
  adopt(session, project, listing);
  const paths = [...project.listed];
  for (let done = 0; done < paths.length; done += batch) {
    if (isCancelled()) return;
    await Promise.all(paths.slice(done, done + batch).map((path) => readListed(session, project, path)));
    report(done / paths.length, `${Math.min(done + batch, paths.length)} / ${paths.length}`);
    await breathe();
  }
  await readMissing(session, project, isCancelled);
}

/** Takes over a list of files, but for those that belong to a folder inside this one. */
function adopt(session: Session, project: Project, { paths, truncated }: Listing): void {
  const own = paths.filter((path) => projectOf(session, path) === project);
  project.truncated = truncated;
  project.listed.clear();
  for (const path of own) project.listed.add(path);
  noteSiblings(project, own.filter(mayBeOurs));
}

/** Whether the name is one under which a configuration is found. */
function isConfig(path: string): boolean {
  return configNames.includes(nameOf(path));
}

function readListed(session: Session, project: Project, path: string): Promise<boolean> {
  return isConfig(path) ? readConfig(session, project, path) : read(session, project, path, false);
}

/** Reads a configuration. One that is a link is followed as far as what a file refers to, and told of beyond. False: it is not there. */
async function readConfig(session: Session, project: Project, path: string): Promise<boolean> {
  const context = !project.listed.has(path);
  const target = project.root === undefined ? undefined : await session.host.targetOf(path, project.root);
  const within = context || target !== undefined ? boundsOf(session, project) : undefined;
  const isThere = await read(session, project, path, context, within);
  project.links.delete(path);
  if (isThere && target !== undefined) project.links.set(path, target);
  if (!isThere && target !== undefined) project.workspace.refuse(path, say(refusals.outside, localeFor(session)));
  return isThere || target !== undefined;
}

/** Hands a file to the engine: the editor's text when it is open, otherwise that of the disk. False: it is not there. */
async function read(
  session: Session,
  project: Project,
  path: string,
  context: boolean,
  within?: readonly string[],
): Promise<boolean> {
  const result = documentAt(session, path) ? undefined : await session.host.read(path, within);
  if (result?.state === 'text' && isLong(result.text)) {
    await inSlices(openAhead(project, path, result.text, context), () => documentAt(session, path) !== undefined);
  }
  if (isLongDocument(session, path)) await ahead(session, path, 'read');
  // It may have been opened while it was read.
  const document = documentAt(session, path);
  if (document) {
    const own = isWaiting(session, path) ? projectOf(session, path) : sync(session, document).project;
    if (own !== project) openInProject(project, path, document.getText(), true);
    return true;
  }
  try {
    // It may have been found among the files of the folder while it was read because another file asks for it.
    const isContext = context && !project.listed.has(path);
    if (result?.state === 'text') openInProject(project, path, result.text, isContext);
    else if (result?.state === 'refused' && (mayBeOurs(path) || evidenceKind(path) === undefined)) {
      project.workspace.refuse(path, say(refusals[result.reason], localeFor(session)));
    }
  } catch (error) {
    logError(session, `open ${path}`, error);
  }
  return result !== undefined && result.state !== 'absent';
}
