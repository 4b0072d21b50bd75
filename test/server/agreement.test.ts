import { deepEqual, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CheckReport } from '../../cli/api.js';
import { product } from '../../cli/product.js';
import { main } from '../../cli/program.js';
import { createWorkspace } from '../../core/workspace.js';
import { checklist, pages, topics } from '../../rules/index.js';
import { nodeHost } from '../../server/host/node.js';
import { checkWorkspaceRequest } from '../../server/protocol.js';
import { today } from '../harness/case.js';
import { corpus, corpusProjects } from '../harness/corpus.js';
import { root } from '../harness/root.js';
import { startServer } from './harness.js';

/** Findings of a folder, a line each, in the words of neither side. */
type Told = readonly string[];

const severities: Readonly<Record<number, string>> = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' };

async function fromCommandLine(cwd: string): Promise<Told> {
  const out: string[] = [];
  const io = {
    cwd,
    env: {},
    stdin: async () => new Uint8Array(),
    out: (text: string) => void out.push(text),
    err: () => {},
    isTerminal: false,
    today,
    startServer: async () => {},
  };
  await main(['check', '--format', 'json'], io, async () => product);
  const { files }: CheckReport = JSON.parse(out.join(''));
  return files
    .flatMap(({ path, findings }) =>
      findings.map(({ rule, severity, message, range: { start, end } }) => {
        const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
        return `${pathToFileURL(join(cwd, path))} ${place} ${severity} ${rule} ${message}`;
      }),
    )
    .sort();
}

async function fromServer(folder: string): Promise<Told> {
  const server = await startServer({
    folderUris: [pathToFileURL(folder).href],
    host: { ...nodeHost(root), today: () => today },
    engine: { ...product, createWorkspace, checklist, topics, pages },
  });
  try {
    // It answers when everything is read, checked and sent.
    await server.client.sendRequest(checkWorkspaceRequest);
    return [...server.latest.values()]
      .flatMap(({ uri, diagnostics }) =>
        diagnostics.map(({ code, severity, message, range: { start, end } }) => {
          const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
          return `${uri} ${place} ${severities[severity ?? 0]} ${code} ${message}`;
        }),
      )
      .sort();
  } finally {
    await server.stop();
  }
}

const folders = ['examples/shop', 'examples/shop-fixed', ...corpusProjects().map((name) => `${corpus}/${name}`)];

for (const name of folders) {
  test(`the editor and the command line say the same about ${name}`, async () => {
    const folder = join(root, name);
    deepEqual(await fromServer(folder), await fromCommandLine(folder));
  });
}

test('the examples give both sides something to say', async () => {
  ok((await fromCommandLine(join(root, 'examples/shop'))).length > 50);
});
