import { ok } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { root } from '../harness/root.js';

/** What a web worker has and plain JavaScript has not, as far as the server is allowed to lean on it. */
const platform = {
  console,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  TextDecoder,
  TextEncoder,
  performance,
};

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
}

test('the worker runs with nothing but a message port and asks for files through it', async () => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'server', 'worker.ts')],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const folder = 'vscode-vfs://github/ada/shop';
  const files: Readonly<Record<string, string>> = {
    [`${folder}/Dockerfile`]: 'FROM alpine:3.20\nSTOPSIGNAL SIGKILL\n',
    [`${folder}/compose.yaml`]: 'services:\n  web:\n    image: nginx:1.27.4\n    privileged: true\n',
    [`${folder}/alerts.yaml`]:
      'groups:\n  - name: shop\n    rules:\n      - alert: Errors\n        expr: rate(x[5m] > 1\n',
    [`${folder}/pod.yaml`]:
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: nginx:1.27.4, securityContext: { privileged: true } }]\n',
  };

  const scope: { onmessage?: (event: { data: unknown }) => void; [name: string]: unknown } = {
    ...platform,
    addEventListener: () => {},
  };
  const send = (message: object): void => {
    setTimeout(() => scope.onmessage?.({ data: { jsonrpc: '2.0', ...message } }), 0);
  };
  const answer = (method: string, params: unknown): unknown => {
    if (method === 'workspace/configuration') return [{}];
    if (method === 'seaworthy/list') return { uris: Object.keys(files), truncated: false };
    if (method === 'seaworthy/read') return { state: 'text', text: files[String(Reflect.get(Object(params), 'uri'))] };
    return null;
  };
  const published = new Map<string, string>();
  const done = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`published: ${[...published.keys()].join()}`)), 20_000);
    scope.postMessage = ({ id, method, params }: Message) => {
      if (method === undefined && id === 1) send({ method: 'initialized', params: {} });
      else if (method !== undefined && id !== undefined) send({ id, result: answer(method, params) });
      else if (method === 'window/logMessage') reject(new Error(JSON.stringify(params)));
      else if (method === 'textDocument/publishDiagnostics') {
        published.set(String(Reflect.get(Object(params), 'uri')), JSON.stringify(params));
        if (published.size < Object.keys(files).length) return;
        clearTimeout(limit);
        resolve();
      }
    };
  });
  scope.self = scope;
  runInContext(code, createContext(scope), { filename: 'worker.js' });
  const params = {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true } },
    workspaceFolders: [{ uri: folder, name: 'shop' }],
  };
  send({ id: 1, method: 'initialize', params });

  await done;
  for (const [name, rule] of [
    ['Dockerfile', 'stop-signal-kill'],
    ['compose.yaml', 'container-privileged'],
    ['alerts.yaml', 'promql-syntax'],
    ['pod.yaml', 'container-privileged'],
  ]) {
    ok(published.get(`${folder}/${name}`)?.includes(`"${rule}"`), `${rule} in ${name}`);
  }
});
