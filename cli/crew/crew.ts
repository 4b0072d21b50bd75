import type { Checker } from '../../core/checker.js';
import { type Locale, say, type Text } from '../../core/text.js';
import type { Progress } from '../progress.js';
import type { Answer, Listed, Met, Opened, Order, Start } from './messages.js';

/** What the main thread needs of another one. */
export interface Thread {
  postMessage(order: Order): void;
  on(event: 'message', listener: (answer: Answer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
  /** A thread that has something to do keeps the process alive, an idle one does not. */
  ref(): void;
  unref(): void;
}

/** Starts a thread that serves. */
export type StartThread = (start: Start) => Thread;

/** Files over which a thread ended, with the reason. */
export type Lost = ReadonlyMap<string, string>;

/**
 * Threads that share the work of a run. Whoever asks puts their answers in order, so that it does not matter who did what.
 * A file over which a thread ends is lost, and a fresh thread goes on with the others. What is neither answered nor lost
 * was not come to, as no thread could be started.
 */
export interface Crew {
  open(
    files: readonly Listed[],
    progress: Progress | undefined,
  ): Promise<{ readonly opened: ReadonlyMap<string, Opened>; readonly lost: Lost }>;
  /** Checks files of a workspace, which takes over what is found. */
  check(workspace: Checker, known: Known, paths: readonly string[], progress: Progress): Promise<Lost>;
  close(): void;
}

/** What threads cannot find out by themselves. */
export interface Known extends Pick<Extract<Order, { readonly order: 'know' }>, 'refused' | 'contents'> {
  /** The text of a file that is not among the shared ones. */
  readonly textOf: (path: string) => string | undefined;
}

/** Files that are given out together. They are neighbours, which often need each other. */
const blockSize = 32;
/** Files that one message tells of. */
const batchSize = 256;

interface Hand {
  readonly thread: Thread;
  /** Files of its block that it has not answered for, in order. */
  pending: readonly string[];
  /** False until it has said that it is there. */
  isReady: boolean;
  /** True when it knows what the other threads have opened. */
  hasMet: boolean;
}

interface Job {
  /** Blocks that nobody has taken. */
  readonly queue: (readonly string[])[];
  readonly lost: Map<string, string>;
  order(block: readonly string[]): Order;
  /** Tells a thread what it has to know before its first order. */
  prepare(hand: Hand): void;
  answered(answer: Exclude<Answer, { readonly answer: 'ready' }>, hand: Hand): void;
  done(): void;
}

export function createCrew(size: number, start: StartThread, data: Start, locale: Locale): Crew {
  const hands = new Set<Hand>();
  /** Who has opened a file, and need not read it again. */
  const openers = new Map<string, Hand>();
  let job: Job | undefined;

  const enlist = (): Hand => {
    const hand: Hand = { thread: start(data), pending: [], isReady: false, hasMet: false };
    hands.add(hand);
    hand.thread.on('message', (answer) => hear(hand, answer));
    hand.thread.on('error', (error) => lose(hand, reasonOf(error, locale)));
    hand.thread.on('exit', () => lose(hand, say(texts.ended, locale)));
    return hand;
  };

  const hear = (hand: Hand, answer: Answer): void => {
    hand.isReady = true;
    if (answer.answer === 'ready' || job === undefined) return;
    hand.pending = hand.pending.slice(1);
    job.answered(answer, hand);
    if (hand.pending.length === 0) give(hand);
  };

  const give = (hand: Hand): void => {
    if (job === undefined) return;
    const block = takeFor(hand, job.queue);
    if (block === undefined) {
      if ([...hands].every(({ pending }) => pending.length === 0)) job.done();
      return;
    }
    job.prepare(hand);
    hand.pending = block;
    hand.thread.postMessage(job.order(block));
  };

  /** Its own files first, those opened last before all others: they may still be awake. */
  const takeFor = (hand: Hand, queue: (readonly string[])[]): readonly string[] | undefined => {
    for (let at = queue.length - 1; at >= 0; at--) {
      if (openers.get(queue[at]?.[0] ?? '') === hand) return queue.splice(at, 1)[0];
    }
    return queue.shift();
  };

  const lose = (hand: Hand, reason: string): void => {
    if (!hands.delete(hand) || job === undefined) return;
    const [at, ...rest] = hand.pending;
    if (at !== undefined && hand.isReady) job.lost.set(at, reason);
    const left = hand.isReady ? rest : hand.pending;
    if (left.length > 0) job.queue.unshift(left);
    // One that never came up would not do so the next time either.
    if (hand.isReady && job.queue.length > 0) give(enlist());
    else if ([...hands].every(({ pending }) => pending.length === 0)) job.done();
  };

  const run = (paths: readonly string[], how: Pick<Job, 'order' | 'prepare' | 'answered'>): Promise<Lost> => {
    return new Promise((resolve) => {
      const lost = new Map<string, string>();
      const done = (): void => {
        job = undefined;
        for (const { thread } of hands) thread.unref();
        resolve(lost);
      };
      job = { ...how, queue: cut(paths, (path) => openers.get(path)), lost, done };
      while (hands.size < size) enlist();
      for (const hand of [...hands]) {
        hand.thread.ref();
        give(hand);
      }
    });
  };

  return {
    async open(files, progress) {
      const byPath = new Map(files.map((file) => [file.path, file]));
      const opened = new Map<string, Opened>();
      const lost = await run([...byPath.keys()], {
        prepare() {},
        order: (block) => ({ order: 'open', files: block.flatMap((path) => byPath.get(path) ?? []) }),
        answered(answer, hand) {
          if (answer.answer !== 'opened') return;
          opened.set(answer.path, answer.opened);
          openers.set(answer.path, hand);
          progress?.step('read', opened.size, files.length);
        },
      });
      return { opened, lost };
    },
    check(workspace, { refused, contents, textOf }, paths, progress) {
      const met = workspace.shared.shipAll().map((file): Met => {
        const text = data.texts.places.has(file.path) ? undefined : textOf(file.path);
        return text === undefined ? { file } : { file, text };
      });
      let done = 0;
      return run(paths, {
        prepare(hand) {
          if (hand.hasMet) return;
          hand.hasMet = true;
          for (let at = 0; at < met.length; at += batchSize) {
            hand.thread.postMessage({ order: 'meet', files: met.slice(at, at + batchSize) });
          }
          hand.thread.postMessage({ order: 'know', refused, contents });
        },
        order: (block) => ({ order: 'check', paths: block }),
        answered(answer) {
          if (answer.answer !== 'judged') return;
          if (answer.judged !== undefined) workspace.shared.accept(answer.path, answer.judged);
          progress.step('check', ++done, paths.length);
        },
      });
    },
    close() {
      const all = [...hands];
      hands.clear();
      for (const { thread } of all) void thread.terminate();
    },
  };
}

/** Blocks of neighbours that have one opener. */
function cut(paths: readonly string[], openerOf: (path: string) => Hand | undefined): (readonly string[])[] {
  const blocks: string[][] = [];
  let opener: Hand | undefined;
  for (const path of paths) {
    const last = blocks[blocks.length - 1];
    const own = openerOf(path);
    if (last !== undefined && last.length < blockSize && own === opener) last.push(path);
    else blocks.push([path]);
    opener = own;
  }
  return blocks;
}

function reasonOf(error: Error, locale: Locale): string {
  const isFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? say(texts.full, locale) : say(texts.failed, locale, { message: error.message });
}

const texts = {
  full: { en: 'the memory did not suffice', ru: 'не хватило памяти' },
  failed: { en: 'internal error: {message}', ru: 'внутренняя ошибка: {message}' },
  ended: {
    en: 'internal error: the thread that checked it ended',
    ru: 'внутренняя ошибка: поток, который проверял файл, завершился',
  },
} satisfies Record<string, Text>;
