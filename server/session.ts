import type { Connection, Disposable, InitializeParams, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { folderOf } from '../core/model/path.js';
import type { FileReport } from '../core/report/report.js';
import { indexLines, type LineIndex } from '../core/span.js';
import { type Locale, localeOf } from '../core/text.js';
import type { Workspace, WorkspaceOptions } from '../core/workspace.js';
import type { Links } from './convert.js';
import type { Host } from './host/host.js';
import { createProject, openInProject, type Project } from './project.js';
import { field, readSettings, type Settings } from './settings.js';
import { isInside, pathOfUri, uriOfPath } from './uri.js';

/** What the server is made from; everything a test may want to replace. */
export interface Engine extends Omit<WorkspaceOptions, 'today' | 'locale'> {
  readonly createWorkspace: (options: WorkspaceOptions) => Workspace;
  /** Path of each rule's page below `rules/`. */
  readonly pages: Readonly<Record<string, string>>;
}

/** What the client said it can do. */
export interface ClientTraits {
  readonly locale: string | undefined;
  readonly ruleUri: string | undefined;
  readonly hoverRuleUri: string | undefined;
  readonly explainCommand: string | undefined;
  readonly wantsStatus: boolean;
  readonly wantsReadiness: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Watchers may name a folder outside of the workspace. */
  readonly watchesOutside: boolean;
  readonly hasVersionedEdits: boolean;
  /** Edits may create files. */
  readonly createsFiles: boolean;
  readonly hasLocationLinks: boolean;
  readonly refreshesLenses: boolean;
  /** Symbols may be given as a tree. */
  readonly nestsSymbols: boolean;
  /** It asks for symbols where it wants them, and nobody announces them. */
  readonly asksForSymbols: boolean;
}

/** What was last sent about a file. */
export interface Published {
  readonly version: number | undefined;
  readonly report: FileReport | undefined;
  readonly count: number;
  readonly text: string;
  /** Milliseconds that reading and checking took, when there was something to do. */
  readonly took: number;
}

/** Everything the server knows while it runs. The parts that change are marked by being writable. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly engine: Engine;
  readonly documents: TextDocuments<TextDocument>;
  readonly client: ClientTraits;
  settings: Settings;
  /** By root. */
  readonly projects: Map<string, Project>;
  /** Holds files outside every folder. */
  loose: Project;
  /** URIs of the open documents, as the client wrote them, by path. */
  readonly opened: Map<string, string>;
  /**
   * Text and surroundings with which an open document was last handed to the engine, by path. The text and not its
   * version, for not every client counts as it ought to.
   */
  readonly synced: Map<string, { readonly text: string; readonly siblings: ReadonlySet<string> | undefined }>;
  readonly published: Map<string, Published>;
  /** Long documents that are being read or checked, with their text, by what is done and by path. */
  readonly ahead: Map<string, { readonly text: string; readonly done: Promise<boolean> }>;
  /** Milliseconds that were spent on long documents since they were last published, by path. */
  readonly spent: Map<string, number>;
  /** The watchers of files outside of every folder, by path. */
  readonly outside: Map<string, Promise<Disposable>>;
  /** What was last said in the log about files that could not be checked, by path. */
  readonly complaints: Map<string, string>;
  /** Rules whose failure was told in the log. */
  readonly failures: Set<string>;
  /** Counts up whenever background work of a kind begins anew; older work then ends. */
  readonly rounds: { scan: number; sweep: number };
  scanning: boolean;
  /** True after `shutdown`: nobody listens any more. */
  stopped: boolean;
  /** True when the user asked for the whole workspace although only open files are shown. */
  showAll: boolean;
}

/** A session at its first moment. */
export function createSession(
  connection: Connection,
  host: Host,
  engine: Engine,
  documents: TextDocuments<TextDocument>,
  params: InitializeParams,
): Session {
  const client = readTraits(params);
  const settings = readSettings(field(params.initializationOptions, 'settings'));
  const locale = settings.locale === 'auto' ? localeOf(client.locale) : settings.locale;
  return {
    connection,
    host,
    engine,
    documents,
    client,
    settings,
    projects: new Map(),
    loose: createProject(undefined, newWorkspace(engine, host, locale)),
    opened: new Map(),
    synced: new Map(),
    published: new Map(),
    ahead: new Map(),
    spent: new Map(),
    outside: new Map(),
    complaints: new Map(),
    failures: new Set(),
    rounds: { scan: 0, sweep: 0 },
    scanning: false,
    stopped: false,
    showAll: false,
  };
}

function readTraits({ capabilities, initializationOptions, locale }: InitializeParams): ClientTraits {
  const { workspace } = capabilities;
  const text = (key: string): string | undefined => {
    const value = field(initializationOptions, key);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    locale,
    ruleUri: text('ruleUri'),
    hoverRuleUri: text('hoverRuleUri') ?? text('ruleUri'),
    explainCommand: text('explainCommand'),
    wantsStatus: field(initializationOptions, 'status') === true,
    wantsReadiness: field(initializationOptions, 'readiness') === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesOutside:
      workspace?.didChangeWatchedFiles?.dynamicRegistration === true &&
      workspace.didChangeWatchedFiles.relativePatternSupport === true,
    hasVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    hasLocationLinks: capabilities.textDocument?.definition?.linkSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    nestsSymbols: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    asksForSymbols: field(initializationOptions, 'announceSymbols') === false,
  };
}

export function localeFor(session: Session): Locale {
  const { locale } = session.settings;
  return locale === 'auto' ? localeOf(session.client.locale) : locale;
}

export function newProject(session: Session, root: string | undefined): Project {
  return createProject(root, newWorkspace(session.engine, session.host, localeFor(session)));
}

/** Milliseconds that one rule may take over one document: somebody types and waits. */
const patience = 2000;

function newWorkspace({ createWorkspace, pages: _, ...options }: Engine, host: Host, locale: Locale): Workspace {
  const budget = { milliseconds: patience, now: () => performance.now() };
  return createWorkspace({ budget, ...options, today: () => host.today(), locale });
}

/** The project of the innermost folder that holds the path. */
export function projectOf(session: Session, path: string): Project {
  let best = session.loose;
  for (const project of session.projects.values()) {
    if (project.root !== undefined && isInside(project.root, path) && project.root.length > (best.root?.length ?? -1)) {
      best = project;
    }
  }
  return best;
}

export function allProjects(session: Session): readonly Project[] {
  return [...session.projects.values(), session.loose];
}

/** The open document of a path. */
export function documentAt(session: Session, path: string): TextDocument | undefined {
  const uri = session.opened.get(path);
  return uri === undefined ? undefined : session.documents.get(uri);
}

/** Sees to it that the engine has the text the editor shows. */
export function sync(session: Session, document: TextDocument): { readonly path: string; readonly project: Project } {
  const path = pathOfUri(document.uri);
  const project = projectOf(session, path);
  if (!isInStep(session, document)) {
    const text = document.getText();
    session.synced.set(path, { text, siblings: project.siblings.get(folderOf(path)) });
    openInProject(project, path, text);
  }
  return { path, project };
}

/** True when the engine has the text the editor shows. */
export function isInStep(session: Session, document: TextDocument): boolean {
  const path = pathOfUri(document.uri);
  const last = session.synced.get(path);
  return last?.text === document.getText() && last.siblings === projectOf(session, path).siblings.get(folderOf(path));
}

/** True for an open document of which the engine has a text, and whose newest text waits: for a pause, or to be saved. */
export function isWaiting(session: Session, path: string): boolean {
  const document = documentAt(session, path);
  const last = session.synced.get(path);
  return document !== undefined && last !== undefined && last.text !== document.getText();
}

/** An open document as a request finds it. */
export interface OpenAt {
  readonly path: string;
  readonly project: Project;
  readonly lines: LineIndex;
  readonly document: TextDocument;
}

/** The open document of a URI, with the engine in step; undefined for any other, and while everything is switched off. */
export function openAt(session: Session, uri: string): OpenAt | undefined {
  const document = session.settings.enable ? documentAt(session, pathOfUri(uri)) : undefined;
  return document && { ...sync(session, document), lines: indexLines(document.getText()), document };
}

export function linksOf(session: Session): Links {
  const { client, engine, host, opened } = session;
  const topicPage = (id: string): string | undefined => {
    if (!engine.topics.some((topic) => topic.id === id)) return undefined;
    return `course/${id}${localeFor(session) === 'ru' ? '.ru' : ''}.md`;
  };
  const ruleLink = (wanted: string | undefined) => (id: string) => {
    const page = engine.pages[id] ?? topicPage(id);
    return page === undefined ? undefined : (wanted?.replace('{id}', id) ?? host.pageUri(page));
  };
  return {
    uriOf: (path) => opened.get(path) ?? uriOfPath(path),
    ruleUri: ruleLink(client.ruleUri),
    hoverRuleUri: ruleLink(client.hoverRuleUri),
  };
}

export function logError(session: Session, name: string, error: unknown): void {
  if (session.stopped) return;
  session.connection.console.error(
    `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}
