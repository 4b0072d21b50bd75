#!/usr/bin/env node
import { localDay } from '../server/host/host.js';
import { exit, type Io } from './io.js';
import { startServer } from './lsp.js';
import { product } from './product.js';
import { main } from './program.js';

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  },
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  isErrorTerminal: process.stderr.isTTY === true,
  now: () => performance.now(),
  onInterrupt: (stop) => {
    process.once('SIGINT', stop);
    return () => void process.off('SIGINT', stop);
  },
  today: localDay(new Date()),
  startServer,
};

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// The exit code is set, not forced, so that all output is written and the server goes on.
main(process.argv.slice(2), io, product).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`seaworthy: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = exit.unchecked;
  },
);
