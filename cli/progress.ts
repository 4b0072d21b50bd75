import { type Locale, say, type Text } from '../core/text.js';
import type { Io } from './io.js';

/** Tells a person who waits how far a run is. */
export interface Progress {
  /** `done` of `total` files; both grow. */
  step(what: 'read' | 'check', done: number, total: number): void;
  /** Takes the line away. To be called before anything else is printed. */
  end(): void;
}

/** A run that is over before this is not worth a word, in milliseconds. */
const patience = 1000;
/** Between two changes of the line, in milliseconds. */
const pause = 100;

/** A line on standard error that is written over and over; nothing where nobody looks at a terminal. */
export function createProgress(locale: Locale, io: Io): Progress {
  const { now, isErrorTerminal } = io;
  if (isErrorTerminal !== true || now === undefined || io.env['TERM'] === 'dumb') return { step() {}, end() {} };
  const begin = now();
  let last = begin + patience - pause;
  let isShown = false;
  return {
    step(what, done, total) {
      const time = now();
      if (time - last < pause) return;
      last = time;
      isShown = true;
      io.err(`\r\u001b[K${say(texts[what], locale, { done, total })}`);
    },
    end() {
      if (isShown) io.err('\r\u001b[K');
      isShown = false;
    },
  };
}

const texts = {
  read: { en: 'Reading files: {done} of {total}', ru: 'Чтение файлов: {done} из {total}' },
  check: { en: 'Checking files: {done} of {total}', ru: 'Проверка файлов: {done} из {total}' },
} satisfies Record<string, Text>;
