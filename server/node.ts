import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { engine } from './engine.js';
import { createGate } from './gate.js';
import { nodeHost } from './host/node.js';
import { compileLess } from './host/v8.js';
import { start } from './server.js';

compileLess();

// `--node-ipc`, `--socket` and `--pipe` choose the transport; without any of them, and with `--stdio`, standard streams.
const names = ['--node-ipc', '--stdio', '--socket', '--pipe'];
const isChosen = process.argv.some((argument) => names.some((name) => argument.startsWith(name)));
const { options } = createGate();
const connection = isChosen
  ? createConnection(ProposedFeatures.all, options)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout, options);

// The bundle stands in dist/server, whoever loads it.
start(connection, nodeHost(fileURLToPath(new URL('../..', import.meta.url))), engine);
