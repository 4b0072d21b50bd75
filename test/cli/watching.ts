import { setTimeout as wait } from 'node:timers/promises';
import { type Run, run } from './harness.js';

/** Runs `--watch` until its body is done. */
export async function watching(
  folder: string,
  body: (err: () => string, out: () => string) => Promise<void>,
  argv: readonly string[] = [],
): Promise<Run> {
  let stop = (): void => {};
  const told: string[] = [];
  const printed: string[] = [];
  const ran = run(folder, ['check', '--watch', ...argv], {
    onInterrupt: (callback) => {
      stop = callback;
      return () => {};
    },
    err: (text) => void told.push(text),
    out: (text) => void printed.push(text),
  });
  const failed = ran.then((result) => Promise.reject(new Error(`ended: ${JSON.stringify(result)}`)));
  await Promise.race([
    body(
      () => told.join(''),
      () => printed.join(''),
    ),
    failed,
  ]);
  stop();
  return ran;
}

/** How many runs are over. */
export const times = (text: string): number => text.split('Watching for changes').length - 1;

export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 400) throw new Error('waited in vain');
    await wait(20);
  }
}
