import { type FSWatcher, statSync, watch } from 'node:fs';
import { mayBeOurs } from '../core/kinds/detect.js';
import { nameOf } from '../core/model/path.js';
import type { Locale } from '../core/text.js';
import { reasonOf } from './files.js';
import { exit, type Io, UsageError } from './io.js';
import type { Session } from './session.js';
import { texts } from './texts.js';
import { teller } from './verdict.js';

/** What has changed since a run that came to its end. */
export interface Since {
  readonly session: Session;
  /** Paths of files and folders. */
  readonly changed: ReadonlySet<string>;
}

/** Milliseconds of quiet after a change, for editors write in several steps. */
const settle = 100;

/**
 * Runs again and again whenever a file of ours, one that they refer to, or a list of what is ignored changes. Only
 * folders that the last run has looked into are watched, so what is ignored stays so. Ends when the user wants to.
 */
export async function watchAndRun(
  run: (since: Since | undefined) => Promise<Session>,
  locale: Locale,
  io: Io,
): Promise<number> {
  const tell = teller(io.err, locale);
  const watchers = new Map<string, FSWatcher>();
  let looked: Session | undefined;
  /** Undefined when nobody knows all of it. */
  let changed: Set<string> | undefined;
  let wake: () => void = () => {};
  let isStale = false;
  let isOver = false;
  const news = (path: string | undefined): void => {
    isStale = true;
    if (path === undefined) changed = undefined;
    else changed?.add(path);
    wake();
  };
  const takeBack = io.onInterrupt?.(() => {
    isOver = true;
    wake();
  });

  /** Folders that came are watched from now on, those that went no longer. */
  const follow = (folders: readonly string[]): void => {
    const wanted = new Set(folders);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: true }, (event, name) => {
          const path = name === null ? undefined : `${folder}/${name}`;
          if (path === undefined || matters(path, event, looked)) news(path);
        });
        // A folder that goes is told by the one above it.
        watcher.on('error', () => watcher.close());
        watchers.set(folder, watcher);
      } catch (error) {
        const reason = reasonOf(error);
        if (isFolder(folder)) tell(texts.watchFailed, { path: folder, reason });
      }
    }
  };

  try {
    while (!isOver) {
      isStale = false;
      const since = looked && changed && { session: looked, changed };
      changed = new Set();
      if (io.isTerminal) io.out('\u001b[2J\u001b[3J\u001b[H');
      try {
        looked = await run(since);
        follow(looked.folders);
      } catch (error) {
        changed = undefined;
        // The first time it is wrong use; later, somebody is just moving things about.
        if (!(error instanceof UsageError) || looked === undefined) throw error;
        io.err(`seaworthy: ${error.message}\n`);
      }
      tell(texts.watching);
      while (!isStale && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      for (let isQuiet = false; !isQuiet && !isOver; ) {
        isStale = false;
        await new Promise((resolve) => setTimeout(resolve, settle));
        isQuiet = !isStale;
      }
    }
    return exit.clean;
  } finally {
    takeBack?.();
    for (const watcher of watchers.values()) watcher.close();
  }
}

function matters(path: string, event: string, looked: Session | undefined): boolean {
  const name = nameOf(path);
  if (name.endsWith('.seaworthy')) return false;
  if (mayBeOurs(name) || name === '.gitignore' || looked?.sources.has(path) === true) return true;
  if (looked?.workspace.index.contents(path) !== undefined) return true;
  // A folder came, or one that was watched went.
  return event === 'rename' && (isFolder(path) || looked?.folders.includes(path) === true);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
