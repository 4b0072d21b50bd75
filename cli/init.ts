import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configNames } from '../core/config/config.js';
import { createPeers } from '../core/engine/peers.js';
import { type Arguments, type Locale, say, type Text } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { readSource, writeWithin } from './files.js';
import { configText } from './init/page.js';
import type { ToolFile } from './init/reading.js';
import type { Taken } from './init/taken.js';
import { take, tools } from './init/tools.js';
import { exit, type Io, type Product, UsageError } from './io.js';
import type { ToolName } from './names.js';
import { texts } from './texts.js';
import { teller } from './verdict.js';

/** Options of `init`, as the argument parser gives them. */
export interface InitOptions {
  readonly from?: ToolName;
  readonly force: boolean;
}

/** Writes a configuration file into the working folder, and answers the exit code. */
export async function runInit(options: InitOptions, locale: Locale, io: Io, product: Product): Promise<number> {
  const tell = teller(io.err, locale);
  const wrong = (text: Text, args: Arguments): UsageError => new UsageError(say(text, locale, args));
  const at = (name: string): string => slashed(resolve(io.cwd, name));
  const existing = await firstThere(configNames, at);
  if (existing !== undefined && !options.force) throw wrong(texts.configThere, { path: existing });
  const taken = options.from === undefined ? undefined : await takeOver(options.from, at, locale, io, product);
  // One beside it in another format would be the one that counts, or would no longer.
  const path = existing ?? configNames[0] ?? '';
  if (path.endsWith('.json')) throw wrong(texts.configJson, { path });
  const reason = await writeWithin(at(path), configText(taken, options.from, locale), false, locale);
  if (reason !== undefined) throw wrong(texts.notWritten, { path, reason });
  for (const { what, why } of taken?.left ?? []) tell(texts.notTaken, { what, why });
  tell(texts.written, { path });
  return exit.clean;
}

async function takeOver(
  name: ToolName,
  at: (name: string) => string,
  locale: Locale,
  io: Io,
  { rules }: Product,
): Promise<Taken> {
  const { files: wanted, speaksOf } = tools[name];
  const files: ToolFile[] = [];
  for (const names of wanted) {
    for (const found of names) {
      const source = readSource(at(found));
      if (source.state === 'absent') continue;
      if (source.state !== 'text') throw new UsageError(say(texts.noToolFile, locale, { path: found }));
      const file = { name: found, text: source.text };
      if (speaksOf?.(file) === false) continue;
      files.push(file);
      break;
    }
  }
  if (files.length === 0 && wanted.length > 0) {
    throw new UsageError(say(texts.nothingToTake, locale, { tool: name, names: wanted.flat() }));
  }
  return take(name, files, { peers: createPeers(rules), rules, today: io.today });
}

/** A link that leads nowhere is there as well. */
async function firstThere(names: readonly string[], at: (name: string) => string): Promise<string | undefined> {
  for (const name of names) if ((await lstat(at(name)).catch(() => undefined)) !== undefined) return name;
  return undefined;
}
