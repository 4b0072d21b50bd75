import { PassThrough } from 'node:stream';
import {
  type CodeAction,
  CodeActionRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  InitializeRequest,
  ProposedFeatures,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { mayBeOurs } from '../../core/kinds/detect.js';
import { folderOf, nameOf } from '../../core/model/path.js';
import { evidenceKind } from '../../core/readiness/evidence-files.js';
import { localDay } from '../../core/text.js';
import { createWorkspace } from '../../core/workspace.js';
import { createGate } from '../../server/gate.js';
import { clientHost } from '../../server/host/client.js';
import { type IgnoreFile, isIgnored, parseIgnoreFile } from '../../server/host/gitignore.js';
import type { Host } from '../../server/host/host.js';
import {
  type ListParams,
  type ListResult,
  listRequest,
  type ReadParams,
  type ReadResult,
  readinessNotification,
  readRequest,
} from '../../server/protocol.js';
import { start } from '../../server/server.js';
import type { Engine } from '../../server/session.js';
import { isInside, pathOfUri } from '../../server/uri.js';
import { testRules, testTopics } from './rules.js';

/** Files in memory, by path. */
export type Files = Map<string, string>;

export const testEngine: Engine = {
  createWorkspace,
  rules: testRules,
  topics: testTopics,
  pages: { 'maintainer-present': 'dockerfile/maintainer-present.md' },
  version: '0.0.0',
};

export interface HostLog {
  readonly reads: string[];
  /** Set to hold up all reading until the promise resolves. */
  gate: Promise<void>;
}

export function memoryHost(files: Files, log: HostLog = { reads: [], gate: Promise.resolve() }): Host {
  return {
    read: async (path): Promise<ReadResult> => {
      log.reads.push(path);
      await log.gate;
      const text = files.get(path);
      return text === undefined ? { state: 'absent' } : { state: 'text', text };
    },
    isLeftOut: (path) => isIgnored(path, ignoreFilesOf(files)),
    list: async (folder, limit) => {
      const paths = [...files.keys()]
        .filter((path) => isInside(folder, path) && (mayBeOurs(path) || evidenceKind(path)))
        .sort();
      return { paths: paths.slice(0, limit), truncated: paths.length > limit };
    },
    isFolder: async (path) => [...files.keys()].some((file) => file.startsWith(`${path}/`)),
    siblings: async (path) =>
      new Set([...files.keys()].filter((other) => folderOf(other) === folderOf(path) && mayBeOurs(other)).map(nameOf)),
    configAbove: async () => undefined,
    targetOf: async () => undefined,
    pageUri: (page) => `file:///package/rules/${page}`,
    today: () => localDay(new Date(2026, 0, 15)),
  };
}

function ignoreFilesOf(files: Files): readonly IgnoreFile[] {
  const found = [...files].filter(([path]) => nameOf(path) === '.gitignore').sort(([a], [b]) => a.length - b.length);
  return found.map(([path, text]) => parseIgnoreFile(`${folderOf(path)}/`, text));
}

export interface ServerOptions {
  readonly files?: Files;
  readonly host?: Host;
  /** Milliseconds from a change to its check; few when unset. */
  readonly typing?: number;
  /** The server has no files and asks the client for those of `files`, which are known by the URIs of `folderUri`. */
  readonly asksClient?: boolean;
  readonly folderUris?: readonly string[];
  readonly engine?: Engine;
  readonly folders?: readonly string[];
  readonly params?: Partial<InitializeParams>;
  /** What the client answers when asked for its settings. A test may change it and say so. */
  readonly settings?: Record<string, unknown>;
}

/** An editor in memory that talks to a real server over two streams. */
export async function startServer(options: ServerOptions = {}) {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
    createGate().options,
  );
  const files = options.files ?? new Map<string, string>();
  const host = options.asksClient ? clientHost(server) : (options.host ?? memoryHost(files));
  start(server, host, options.engine ?? testEngine, { typing: options.typing ?? 5, listing: 5 });

  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const settings = { ...options.settings };
  const latest = new Map<string, PublishDiagnosticsParams>();
  const history: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const progress: unknown[] = [];
  const notifications: { readonly method: string; readonly params: unknown }[] = [];
  const waiting = new Set<() => void>();
  const noteNews = (): void => {
    for (const wake of [...waiting]) wake();
  };
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    latest.set(params.uri, params);
    history.push(params);
    noteNews();
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
    noteNews();
  });
  client.onNotification('$/progress', ({ value }: { value: unknown }) => {
    progress.push(value);
    noteNews();
  });
  client.onNotification(readinessNotification, () => {
    notifications.push({ method: readinessNotification, params: undefined });
    noteNews();
  });
  client.onNotification('seaworthy/status', (params: unknown) => {
    notifications.push({ method: 'seaworthy/status', params });
    noteNews();
  });
  client.onRequest('workspace/configuration', () => [settings]);
  client.onRequest('client/registerCapability', (params: unknown) => {
    notifications.push({ method: 'client/registerCapability', params });
    return null;
  });
  client.onRequest('window/workDoneProgress/create', () => null);
  client.onRequest(listRequest, ({ folder, limit }: ListParams): ListResult => {
    const uris = [...files.keys()].filter((uri) => uri.startsWith(folder));
    return { uris: uris.slice(0, limit), truncated: uris.length > limit };
  });
  client.onRequest<ReadResult, void>(readRequest, ({ uri }: ReadParams) => {
    const text = files.get(uri);
    return text === undefined ? { state: 'absent' } : { state: 'text', text };
  });
  client.listen();

  const uris = options.folderUris ?? options.folders?.map((path) => `file://${path}`);
  const folders = uris?.map((uri) => ({ uri, name: uri })) ?? null;
  const initialized = await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: folders,
    locale: 'en',
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true },
      },
      window: { workDoneProgress: true },
    },
    ...options.params,
  });
  await client.sendNotification('initialized', {});

  /** Resolves when the condition holds, looking again whenever the server says something. */
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        waiting.delete(look);
        reject(
          new Error(`waited in vain; logged: ${logged.join('\n')}; last: ${JSON.stringify([...latest.values()])}`),
        );
      }, 5000);
      const look = (): void => {
        if (!holds()) return;
        clearTimeout(limit);
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });

  return {
    client,
    initialized,
    settings,
    latest,
    history,
    logged,
    progress,
    notifications,
    until,
    open: (uri: string, text: string, version = 1, languageId = 'plaintext') =>
      client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } }),
    change: (uri: string, version: number, contentChanges: readonly { range?: Range; text: string }[]) =>
      client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri: string) => client.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    save: (uri: string) => client.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    /** Resolves with what was last published for the URI once `holds` is true of it. */
    diagnostics: async (
      uri: string,
      holds: (published: PublishDiagnosticsParams) => boolean = () => true,
    ): Promise<PublishDiagnosticsParams> => {
      const found = (): PublishDiagnosticsParams | undefined => {
        const published = latest.get(uri);
        return published && holds(published) ? published : undefined;
      };
      await until(() => found() !== undefined);
      const published = found();
      if (!published) throw new Error('it was there a moment ago');
      return published;
    },
    actions: (
      uri: string,
      range: Range,
      context: { diagnostics?: Diagnostic[]; only?: string[] } = {},
    ): Promise<CodeAction[]> =>
      client
        .sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context: { diagnostics: [], ...context } })
        .then((actions) => (actions ?? []).filter((action): action is CodeAction => 'kind' in action)),
    stop: async () => {
      await client.sendRequest('shutdown');
      client.dispose();
      server.dispose();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;

/** Runs a test against a server and stops it whatever happens. */
export async function withServer(options: ServerOptions, body: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await startServer(options);
  try {
    await body(server);
  } finally {
    await server.stop();
  }
}

export function at(line: number, character = 0): Range {
  return { start: { line, character }, end: { line, character } };
}

/** The text after an action's edit, which must be for that version of that file alone. */
export function applied(action: CodeAction | undefined, uri: string, version: number, text: string): string {
  const change = action?.edit?.documentChanges?.[0];
  if (!change || !('textDocument' in change)) throw new Error(`no versioned edit in ${JSON.stringify(action)}`);
  const { textDocument, edits } = change;
  if (textDocument.uri !== uri || textDocument.version !== version) {
    throw new Error(`edit is for ${textDocument.uri} version ${textDocument.version}`);
  }
  const plain = edits.filter((edit): edit is TextEdit => 'newText' in edit);
  return TextDocument.applyEdits(TextDocument.create(pathOfUri(uri), 'plaintext', version, text), plain);
}

/** Rule and line of each diagnostic. */
export function summary({ diagnostics }: PublishDiagnosticsParams): readonly string[] {
  return diagnostics.map(({ code, range }) => `${range.start.line}: ${code}`);
}
