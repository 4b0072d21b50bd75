import { resolve } from 'node:path';
import { type Locale, say } from '../core/text.js';
import { slashed } from '../server/host/walk.js';
import { decodeSource, readSource, type Source } from './files.js';
import { type Io, UsageError } from './io.js';
import { texts } from './texts.js';

/**
 * Paths from a file, or from standard input for `-`: separated by NUL characters where there are any (as
 * `git diff --name-only -z` prints them), else one a line. Absolute, each once.
 */
export async function readList(from: string, locale: Locale, io: Io): Promise<ReadonlySet<string>> {
  const source: Source =
    from === '-'
      ? decodeSource(await io.stdin())
      : readSource(slashed(resolve(io.cwd, from)), Number.POSITIVE_INFINITY);
  if (source.state === 'absent') throw new UsageError(from, 'path');
  if (source.state === 'refused') throw new UsageError(say(texts.noList, locale, { path: from }));
  const { text } = source;
  const paths = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return new Set(paths.filter((path) => path !== '').map((path) => slashed(resolve(io.cwd, path))));
}
