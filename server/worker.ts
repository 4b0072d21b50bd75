import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { engine } from './engine.js';
import { createGate } from './gate.js';
import { clientHost } from './host/client.js';
import { start } from './server.js';

// dockerfile-ast looks for a byte order mark with Node's Buffer; the bytes of a text are all it wants.
Reflect.set(globalThis, 'Buffer', { from: (text: string): Uint8Array => new TextEncoder().encode(text) });

// The worker's global scope; its type belongs to the DOM library, which nothing else here may see.
const scope: unknown = globalThis;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  createGate().options,
);
start(connection, clientHost(connection), engine);
