import type { Format } from './format.js';
import type { HeapRuntime } from './heap.js';
import { optionValue, type Started, startedLines, wordsOfValue } from './settings-text.js';

/** Percent of the memory limit between which a program's own data usually lies. */
export interface UsualShare {
  readonly from: number;
  readonly to: number;
}

const managed: UsualShare = { from: 60, to: 80 };

/** As of August 2026. Managed heaps: 60 to 80 %, for libraries, threads and caches need the rest. */
const shares: Readonly<Record<HeapRuntime, UsualShare>> = {
  jvm: managed,
  node: managed,
  dotnet: managed,
  // https://go.dev/doc/gc-guide#Memory_limit: it counts the whole runtime, so 5 to 10 % are left
  go: { from: 80, to: 95 },
  // https://www.postgresql.org/docs/current/runtime-config-resource.html: 25 %, more than 40 % seldom helps
  postgres: { from: 15, to: 40 },
  // https://dev.mysql.com/doc/refman/8.4/en/innodb-buffer-pool-resize.html: 50 to 75 %
  mysql: { from: 50, to: 75 },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/optimization/memory-optimization/: a fork copies pages
  redis: { from: 50, to: 75 },
};

export function usualShareOf(runtime: HeapRuntime): UsualShare {
  return shares[runtime];
}

/**
 * What the JVM takes for its heap where nobody says a size, in bytes: a quarter of the container's memory. Undefined below
 * 512 MiB, where older defaults come into it.
 * Source: https://docs.oracle.com/en/java/javase/21/gctuning/ergonomics.html
 */
export function defaultJvmHeap(limit: number): number | undefined {
  return limit < 512 * 2 ** 20 ? undefined : limit / 4;
}

/** How many processes share the memory of a container. */
export interface Workers {
  readonly count: number;
  /** The variable or option that says so. */
  readonly source: string;
}

/**
 * Worker processes of application servers that fork. Sources: https://docs.gunicorn.org/en/stable/settings.html#workers,
 * https://www.uvicorn.org/settings/#production
 */
export function workersOf(container: Started & { readonly format: Format }): Workers | undefined {
  const lines = startedLines(container).filter((line) =>
    line.some(({ text }) => /^(?:gunicorn|uvicorn|hypercorn)$/.test(text.split('/').at(-1) ?? '')),
  );
  const variable = (name: string) => container.variables.findLast((each) => each.name === name)?.value;
  const options = variable('GUNICORN_CMD_ARGS');
  // The command line wins over the variables.
  for (const line of [...lines, options === undefined ? [] : wordsOfValue(options)]) {
    for (const [index] of line.entries()) {
      const value = optionValue(line, index, ['--workers', '-w']);
      if (value !== undefined && /^\d{1,4}$/.test(value.text)) {
        return { count: Number(value.text), source: line[index]?.text.split('=')[0] ?? '' };
      }
    }
  }
  const count = variable('WEB_CONCURRENCY');
  if (count?.state !== 'set' || !/^\d{1,4}$/.test(count.value)) return undefined;
  return { count: Number(count.value), source: 'WEB_CONCURRENCY' };
}
