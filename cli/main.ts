#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import { localDay } from '../core/text.js';
import { exit, type Io } from './io.js';
import { startServer } from './lsp.js';
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
  // What `performance` brings with it takes longer to load than to use.
  now: () => process.uptime() * 1000,
  onInterrupt: (stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    };
  },
  cores: availableParallelism(),
  // What runs threads is loaded by those who start some.
  loadThreads: async () => {
    const { Worker } = await import('node:worker_threads');
    return (start) => new Worker(new URL('./worker.js', import.meta.url), { workerData: start });
  },
  today: localDay(new Date()),
  startServer,
};

// A reader that has seen enough (`| head`) closes the pipe; that is no error. A report that could not be written is one:
// nobody has read it, so that the code of a clean run would be a lie.
let isWritten = true;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout && isWritten) process.stderr.write(`seaworthy: ${error.message}\n`);
    isWritten = false;
    process.exitCode = exit.unchecked;
  });
}

// The exit code is set, not forced, so that all output is written and the server goes on.
main(process.argv.slice(2), io, async () => (await import('./engine.js')).product).then(
  (code) => {
    process.exitCode = isWritten ? code : exit.unchecked;
  },
  (error: unknown) => {
    process.stderr.write(`seaworthy: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = exit.unchecked;
  },
);
