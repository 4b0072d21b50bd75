import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folderOf, nameOf } from '../core/model/path.js';
import { ahead, isLongDocument } from './ahead.js';
import { codeActions, fixAllKind } from './features/code-action.js';
import { codeLenses, refreshLenses } from './features/code-lens.js';
import { complete, triggers } from './features/completion.js';
import { definition, references } from './features/definition.js';
import { publish, sweep, withdraw } from './features/diagnostics.js';
import { hover } from './features/hover.js';
import { documentLinks } from './features/links.js';
import { ruleEntries, topicEntries, topicText } from './features/pages.js';
import { readiness } from './features/readiness.js';
import { forget, knows, readMissing, refresh, reread, rereadOutside, scan, shareDocument } from './features/scan.js';
import { fileStatus, statusOf } from './features/status.js';
import { documentSymbols } from './features/symbols.js';
import { resetProjects, setFolders } from './folders.js';
import { answerRefused } from './gate.js';
import { guarded } from './guarded.js';
import type { Host } from './host/host.js';
import {
  checkWorkspaceRequest,
  type FileStatus,
  type FileStatusParams,
  fileStatusRequest,
  type ReadinessParams,
  type ReadinessResult,
  type RuleEntry,
  readinessRequest,
  rulesRequest,
  type Status,
  type TopicEntry,
  type TopicParams,
  topicRequest,
  topicsRequest,
} from './protocol.js';
import { createScheduler } from './scheduler.js';
import { allProjects, createSession, type Engine, localeFor, logError, projectOf, type Session } from './session.js';
import { field, readSettings, type Settings } from './settings.js';
import { folderPath, pathOfUri, uriOfPath } from './uri.js';
import { follow, watchers } from './watch.js';

/** Waiting times in milliseconds. */
export interface Delays {
  /** From the last change of a text to its check. */
  readonly typing: number;
  /** From the last sign that files came or went to a new look at the folder. */
  readonly listing: number;
}

const usualDelays: Delays = { typing: 120, listing: 300 };

/** Serves one client until the connection ends. Does no input or output of its own. */
export function start(connection: Connection, host: Host, engine: Engine, delays: Delays = usualDelays): void {
  answerRefused(connection);
  connection.onInitialize((params) => {
    serve(createSession(connection, host, engine, new TextDocuments(TextDocument), params), params, delays);
    return capabilities(engine, params);
  });
  connection.listen();
}

function capabilities({ version }: Engine, { initializationOptions }: InitializeParams): InitializeResult {
  return {
    serverInfo: { name: 'seaworthy', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...triggers], resolveProvider: false },
      documentLinkProvider: { resolveProvider: false },
      documentSymbolProvider: field(initializationOptions, 'announceSymbols') !== false,
      definitionProvider: true,
      referencesProvider: true,
      codeLensProvider: { resolveProvider: false },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function serve(session: Session, params: InitializeParams, delays: Delays): void {
  const { connection, documents } = session;
  const background = (name: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => logError(session, name, error));
  };

  /** Checks one file, then reads what it newly refers to, then looks at what else is affected. */
  const check = async (path: string): Promise<void> => {
    // Before the settings are known nobody can tell in which language, or whether at all; opening checks again then.
    if (!isReady || !session.opened.has(path)) return;
    while (isLongDocument(session, path) && !(await ahead(session, path, 'checked'))) {
      // The newest text waits for its own turn.
      if (checks.isDue(path)) return;
    }
    if (!session.opened.has(path)) return;
    publish(session, path);
    shareDocument(session, path);
    await readMissing(session, projectOf(session, path), () => false);
    await sweep(session);
  };
  /** For clients that do not tell of changes outside of their folders. */
  const lookOutside = async (): Promise<void> => {
    if (session.client.watchesOutside || session.scanning) return;
    await rereadOutside(session);
    await sweep(session);
  };
  const checks = createScheduler(delays.typing, (path) => background(`check ${path}`, check(path)));
  const lists = createScheduler(delays.listing, (root) => background(`list ${root}`, list(root)));
  const list = async (root: string): Promise<void> => {
    const project = session.projects.get(root);
    if (project) await refresh(session, project);
    await sweep(session);
  };

  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  // Who asks before the client is initialized waits for it, and is answered even when it never is.
  let isReady = false;
  const ready = Promise.race([whenInitialized(session, params, background), stopped]).then(() => {
    isReady = true;
  });

  documents.onDidOpen(({ document }) => {
    const path = pathOfUri(document.uri);
    session.opened.set(path, document.uri);
    background(
      `open ${path}`,
      ready
        .then(() => learnSiblings(session, path))
        .then(() => checks.now(path))
        .then(lookOutside),
    );
  });
  documents.onDidChangeContent(({ document }) => {
    if (session.settings.run === 'onType') checks.later(pathOfUri(document.uri));
  });
  documents.onDidSave(({ document }) => {
    checks.now(pathOfUri(document.uri));
    background('files outside', lookOutside());
  });
  documents.onDidClose(({ document }) => {
    const path = pathOfUri(document.uri);
    checks.forget(path);
    background(`close ${path}`, close(session, path, document.uri));
  });
  documents.listen(connection);

  connection.onHover(guarded(session, 'hover', null, 'checked', hover));
  connection.onCodeAction(guarded(session, 'code action', [], 'checked', codeActions));
  connection.onCompletion(guarded(session, 'completion', [], 'read', complete));
  connection.onDocumentLinks(guarded(session, 'document links', [], 'read', documentLinks));
  connection.onDocumentSymbol(guarded(session, 'document symbols', [], 'read', documentSymbols));
  connection.onDefinition(guarded(session, 'definition', [], 'read', definition));
  connection.onReferences(guarded(session, 'references', [], 'read', references));

  connection.onCodeLens(guarded(session, 'code lens', [], 'read', codeLenses));

  connection.onDidChangeConfiguration(({ settings }) =>
    background('settings', applySettings(session, field(settings, 'seaworthy'))),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const followed = follow(session, changes).then(async (roots) => {
      for (const root of roots) lists.later(root);
      // What went may be what others refer to.
      for (const project of allProjects(session)) await readMissing(session, project, () => false);
      await sweep(session);
    });
    background('watched files', followed);
  });

  connection.onRequest(fileStatusRequest, async ({ uri }: FileStatusParams): Promise<FileStatus> => {
    await ready;
    if (isLongDocument(session, pathOfUri(uri))) await ahead(session, pathOfUri(uri), 'checked');
    return fileStatus(session, uri);
  });
  connection.onRequest(checkWorkspaceRequest, async (): Promise<Status> => {
    await ready;
    session.showAll = true;
    resetProjects(session);
    await scan(session);
    return statusOf(session);
  });
  connection.onRequest(
    readinessRequest,
    (asked: ReadinessParams | null): Promise<ReadinessResult> => ready.then(() => readiness(session, asked ?? {})),
  );
  connection.onRequest(rulesRequest, (): Promise<RuleEntry[]> => ready.then(() => ruleEntries(session)));
  connection.onRequest(topicsRequest, (): Promise<TopicEntry[]> => ready.then(() => topicEntries(session)));
  connection.onRequest(topicRequest, ({ id }: TopicParams) => ready.then(() => topicText(session, id)));

  connection.onShutdown(() => {
    session.stopped = true;
    stop();
    checks.dispose();
    lists.dispose();
    session.rounds.scan++;
    session.rounds.sweep++;
  });
}

/** Resolves when the client is initialized and its settings are known; the first scan then runs by itself. */
function whenInitialized(
  session: Session,
  params: InitializeParams,
  background: (name: string, work: Promise<unknown>) => void,
): Promise<void> {
  const { connection, client } = session;
  const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : []);
  setFolders(
    session,
    folders.map(({ uri }) => folderPath(uri)),
  );
  return new Promise((resolve) => {
    connection.onInitialized(() => {
      if (client.registersConfiguration) {
        const section = { section: 'seaworthy' };
        background('register', connection.client.register(DidChangeConfigurationNotification.type, section));
      }
      if (client.registersWatchers) {
        background('register', connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
      }
      if (params.capabilities.workspace?.workspaceFolders) followFolders(session, background);
      const settled = loadSettings(session).catch((error: unknown) => logError(session, 'settings', error));
      background(
        'first scan',
        settled.then(async () => {
          resolve();
          await scan(session);
          if (session.settings.codeLens) refreshLenses(session);
        }),
      );
    });
  });
}

function followFolders(session: Session, background: (name: string, work: Promise<unknown>) => void): void {
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const roots = new Set(session.projects.keys());
    for (const { uri } of removed) roots.delete(folderPath(uri));
    for (const { uri } of added) roots.add(folderPath(uri));
    if (setFolders(session, [...roots])) background('folders', scan(session));
  });
}

/** Takes over settings and tells what they change. They are compared at this moment: another change may have come in between. */
function takeSettings(session: Session, sent: unknown): { readonly before: Settings; readonly isNewLanguage: boolean } {
  const before = session.settings;
  const locale = localeFor(session);
  session.settings = readSettings(sent);
  const isNewLanguage = localeFor(session) !== locale;
  if (isNewLanguage) resetProjects(session);
  return { before, isNewLanguage };
}

/** Asks the client for its settings, where it can be asked. */
async function loadSettings(session: Session): Promise<void> {
  if (!session.client.hasConfiguration) return;
  takeSettings(session, await session.connection.workspace.getConfiguration('seaworthy'));
}

/** Takes over changed settings; `sent` comes from clients that push them. */
async function applySettings(session: Session, sent: unknown): Promise<void> {
  const { client, connection } = session;
  const found: unknown = client.hasConfiguration ? await connection.workspace.getConfiguration('seaworthy') : sent;
  const { before, isNewLanguage } = takeSettings(session, found);
  const { enable, codeLens } = session.settings;
  if (codeLens || before.codeLens) refreshLenses(session);
  if (enable && (isNewLanguage || !before.enable)) await scan(session);
  else await sweep(session);
}

/** A file in a folder that was not listed: outside the workspace, ignored, or opened before the first scan. */
async function learnSiblings(session: Session, path: string): Promise<void> {
  const project = projectOf(session, path);
  const folder = folderOf(path);
  if (project.siblings.has(folder)) return;
  const names = await session.host.siblings(path);
  if (!project.siblings.has(folder)) project.siblings.set(folder, new Set([...names, nameOf(path)]));
}

/** The disk's text takes the place of the editor's. */
async function close(session: Session, path: string, uri: string): Promise<void> {
  session.opened.delete(path);
  session.synced.delete(path);
  session.spent.delete(path);
  const project = projectOf(session, path);
  if (uri !== uriOfPath(path)) withdraw(session, path, uri);
  if (allProjects(session).some((each) => knows(each, path))) await reread(session, path);
  if (!knows(project, path)) forget(session, project, path);
  await sweep(session);
}
