import type { FileReport } from '../../core/report/report.js';
import type { Steps } from '../../core/steps.js';
import { isLong, isLongDocument, isReading, readSteps } from '../ahead.js';
import { toDiagnostic } from '../convert.js';
import type { Project } from '../project.js';
import { inSlices } from '../scheduler.js';
import { allProjects, documentAt, isWaiting, linksOf, logError, projectOf, type Session, sync } from '../session.js';
import { tellReadiness } from './readiness.js';
import { sendStatus } from './status.js';

/** Checks one file and sends its findings, unless they are those the client has. */
export function publish(session: Session, path: string): void {
  const document = documentAt(session, path);
  const project = projectOf(session, path);
  const began = performance.now();
  if (document) sync(session, document);
  const report = isShown(session, path) ? findingsOf(project, path, session) : undefined;
  const took = performance.now() - began + (session.spent.get(path) ?? 0);
  session.spent.delete(path);
  const last = session.published.get(path);
  const version = document?.version;
  if (last && last.report === report && last.version === version) return;
  const links = linksOf(session);
  const diagnostics = (report?.findings ?? []).map((finding) => toDiagnostic(finding, links));
  const text = JSON.stringify(diagnostics);
  const isNews = last ? last.text !== text || last.version !== version : diagnostics.length > 0 || document;
  session.published.set(path, { version, report, count: diagnostics.length, text, took });
  if (!isNews) return;
  const uri = links.uriOf(path);
  session.connection
    .sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) })
    .catch((error: unknown) => logError(session, 'publish', error));
}

/** Takes back what was said about a file. */
export function withdraw(session: Session, path: string, uri: string): void {
  const last = session.published.get(path);
  session.published.delete(path);
  if (!last || last.count === 0) return;
  session.connection
    .sendDiagnostics({ uri, diagnostics: [] })
    .catch((error: unknown) => logError(session, 'withdraw', error));
}

/**
 * Publishes every file anew, open ones first. An edit in one file may change what holds for others; the engine keeps
 * what did not change, and only news is sent.
 */
export async function sweep(session: Session): Promise<void> {
  const round = ++session.rounds.sweep;
  const paths = new Set([...session.opened.keys(), ...session.published.keys()]);
  for (const project of allProjects(session)) for (const path of project.listed) paths.add(path);
  const isStale = (): boolean => session.rounds.sweep !== round;
  await inSlices(sweepSteps(session, [...paths]), isStale);
  if (isStale()) return;
  complain(session);
  sendStatus(session);
  tellReadiness(session);
}

function* sweepSteps(session: Session, paths: readonly string[]): Steps<void> {
  for (const path of paths) {
    yield;
    if (isStaleDocument(session, path)) continue;
    try {
      const { workspace } = projectOf(session, path);
      if (isLongDocument(session, path)) yield* readSteps(session, path);
      if (isShown(session, path) && isLong(workspace.textOf(path) ?? '')) yield* workspace.checkAhead(path);
      // It may have changed since.
      if (!isStaleDocument(session, path)) publish(session, path);
    } catch (error) {
      logError(session, `check ${path}`, error);
    }
  }
}

/** Writes to the log which files could not be checked and why, once; and of a rule that fails on many, only the first. */
function complain(session: Session): void {
  const now = new Map<string, string>();
  for (const { workspace } of allProjects(session)) {
    for (const { path, reason, range, failed } of workspace.unchecked()) {
      const line = `${path}${range ? `:${range.start.line + 1}` : ''}: ${reason}`;
      if (failed !== undefined) {
        if (!session.failures.has(failed)) session.connection.console.error(line);
        session.failures.add(failed);
        continue;
      }
      now.set(path, [now.get(path), line].filter(Boolean).join('\n'));
    }
  }
  for (const [path, text] of now) {
    if (session.complaints.get(path) !== text) session.connection.console.warn(text);
  }
  session.complaints.clear();
  for (const [path, text] of now) session.complaints.set(path, text);
}

/** True for a document whose newest text waits for its own turn: for the pause after typing, to be saved, or to be read. */
function isStaleDocument(session: Session, path: string): boolean {
  return isReading(session, path) || isWaiting(session, path);
}

function isShown(session: Session, path: string): boolean {
  const { enable, scope } = session.settings;
  return enable && (scope === 'workspace' || session.showAll || session.opened.has(path));
}

/** Until all files are read, rules that look across files have no say: they would miss what is merely unread. */
function findingsOf(project: Project, path: string, session: Session): FileReport | undefined {
  const report = project.workspace.check(path);
  if (!report || project.complete) return report;
  const local = new Set(session.engine.rules.filter(({ scope }) => scope === 'document').map(({ id }) => id));
  return { ...report, findings: report.findings.filter(({ rule }) => local.has(rule)) };
}
