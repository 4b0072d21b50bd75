import type { Span } from '../span.js';
import { noHole, set, type Value } from '../value.js';
import type { Logging } from './container.js';

/** How large a log file grows (`10m`), and how many there are. */
export interface LogLimits {
  readonly size: string;
  readonly files: number;
}

/** The logging that is there, with limits added. `at` is where a missing driver would be pointed at. */
export function rotated(logging: Value<Logging>, { size, files }: LogLimits, at: Span): Logging {
  const there: Logging =
    logging.state === 'set' ? logging.value : { driver: { state: 'unset', anchor: at, hole: noHole() }, options: [] };
  const limits = [
    ['max-size', size],
    ['max-file', String(files)],
  ] as const;
  const missing = limits.filter(([name]) => !there.options.some((option) => option.name === name));
  const added = missing.map(([name, value]) => ({ name, nameSpan: at, value: set(value, at) }));
  return { ...there, options: [...there.options, ...added] };
}
