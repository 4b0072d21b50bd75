import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { type Api, activateClient } from './common.js';

/** Where there is only a browser: the server runs in a worker and asks us for files. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'worker.js').toString(true);
  let worker: Worker | undefined;
  // The transports are made here because the editor's workers are no instances of `Worker`, which the client asks for.
  const startWorker = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateClient(context, (options) => new LanguageClient('seaworthy', 'Seaworthy', startWorker, options));
}
