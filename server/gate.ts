import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  Message,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver';
import { field } from './settings.js';

/**
 * Stands before all handlers and holds a client to the order of the protocol (LSP 3.17, "Server lifecycle"): requests
 * before `initialize` and after `shutdown` are refused, notifications at these times are dropped. What has not the shape
 * that every handler relies on is refused or dropped as well, so that no handler has to doubt it.
 */
export interface Gate {
  /** For the connection that is to be made. */
  readonly options: ConnectionOptions;
}

/** Where a refused request goes to be answered. */
const refusal = 'seaworthy/refuse';

interface Refusal {
  readonly code: number;
  readonly reason: string;
}

export function createGate(): Gate {
  let stage: 'new' | 'running' | 'stopped' = 'new';

  const refusalOf = (message: RequestMessage): Refusal | undefined => {
    const { method } = message;
    if (stage === 'new' && method !== 'initialize') {
      return { code: ErrorCodes.ServerNotInitialized, reason: 'the server is not initialized' };
    }
    if (stage === 'stopped') return { code: ErrorCodes.InvalidRequest, reason: 'the server is shut down' };
    if (stage === 'running' && method === 'initialize') {
      return { code: ErrorCodes.InvalidRequest, reason: 'the server is initialized already' };
    }
    const lack = lackOf(message);
    return lack === undefined ? undefined : { code: ErrorCodes.InvalidParams, reason: lack };
  };

  return {
    options: {
      messageStrategy: {
        handleMessage(message, next) {
          if (Message.isRequest(message)) {
            const refused = refusalOf(message);
            if (refused !== undefined) return next(asRefused(message, refused));
            if (message.method === 'initialize') stage = 'running';
            if (message.method === 'shutdown') stage = 'stopped';
          } else if (Message.isNotification(message)) {
            const isLate = stage !== 'running' && message.method !== 'exit' && !message.method.startsWith('$/');
            if (isLate || lackOf(message) !== undefined) return Promise.resolve();
          }
          return next(message);
        },
      },
    },
  };
}

const asRefused = ({ jsonrpc, id }: RequestMessage, params: Refusal): RequestMessage => ({
  jsonrpc,
  id,
  method: refusal,
  params: { ...params },
});

/** Answers what the gate has refused. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(refusal, ({ code, reason }: Refusal) => new ResponseError(code, reason));
}

/** What a message lacks; undefined when all is there that handlers read without a look. */
function lackOf({ method, params }: RequestMessage | NotificationMessage): string | undefined {
  const wanted = shapes.find(({ methods }) => methods.test(method))?.wanted ?? [];
  const missing = wanted.find(({ path, is }) => !is(path.split('.').reduce<unknown>(field, params)));
  return missing && `${method}: ${missing.path} is not as the protocol has it`;
}

type Wanted = { readonly path: string; readonly is: (value: unknown) => boolean };

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => Number.isInteger(value);
const isCount = (value: unknown): boolean => isNumber(value) && Number(value) >= 0;
const isList = (value: unknown): boolean => Array.isArray(value);
const isPlace = (value: unknown): boolean => isCount(field(value, 'line')) && isCount(field(value, 'character'));
const isRange = (value: unknown): boolean => isPlace(field(value, 'start')) && isPlace(field(value, 'end'));
const listOf =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(is);
const isChange = (value: unknown): boolean =>
  isText(field(value, 'text')) && (field(value, 'range') === undefined || isRange(field(value, 'range')));
const isEvent = (value: unknown): boolean => isText(field(value, 'uri')) && isNumber(field(value, 'type'));
const isFolder = (value: unknown): boolean => isText(field(value, 'uri'));
const isSomething = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The first that fits counts. */
const shapes: readonly { readonly methods: RegExp; readonly wanted: readonly Wanted[] }[] = [
  { methods: /^initialize$/, wanted: [{ path: 'capabilities', is: isSomething }] },
  {
    methods: /^textDocument\/didOpen$/,
    wanted: [
      { path: 'textDocument.uri', is: isText },
      { path: 'textDocument.text', is: isText },
      { path: 'textDocument.version', is: isNumber },
    ],
  },
  {
    methods: /^textDocument\/didChange$/,
    wanted: [
      { path: 'textDocument.uri', is: isText },
      { path: 'textDocument.version', is: isNumber },
      { path: 'contentChanges', is: listOf(isChange) },
    ],
  },
  {
    methods: /^textDocument\/codeAction$/,
    wanted: [
      { path: 'textDocument.uri', is: isText },
      { path: 'range', is: isRange },
      { path: 'context.diagnostics', is: isList },
    ],
  },
  {
    methods: /^textDocument\/references$/,
    wanted: [
      { path: 'textDocument.uri', is: isText },
      { path: 'position', is: isPlace },
      { path: 'context', is: isSomething },
    ],
  },
  {
    methods: /^textDocument\/(?:hover|completion|definition)$/,
    wanted: [
      { path: 'textDocument.uri', is: isText },
      { path: 'position', is: isPlace },
    ],
  },
  { methods: /^textDocument\//, wanted: [{ path: 'textDocument.uri', is: isText }] },
  { methods: /^workspace\/didChangeWatchedFiles$/, wanted: [{ path: 'changes', is: listOf(isEvent) }] },
  {
    methods: /^workspace\/didChangeWorkspaceFolders$/,
    wanted: [
      { path: 'event.added', is: listOf(isFolder) },
      { path: 'event.removed', is: listOf(isFolder) },
    ],
  },
  { methods: /^seaworthy\/fileStatus$/, wanted: [{ path: 'uri', is: isText }] },
  { methods: /^seaworthy\/topic$/, wanted: [{ path: 'id', is: isText }] },
];
