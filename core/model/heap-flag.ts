import type { Edit } from '../edit.js';
import type { Container } from './container.js';
import type { Heap } from './heap.js';

const mebibyte = 2 ** 20;

/** The share of the memory limit that a heap is given when it is sized anew; the rest of the process gets the other quarter. */
export const soundShare = 0.75;

/**
 * Edits that give a heap another size where it is written. Undefined when it is written on a command line, in another
 * file, or in a unit that the runtime spells in its own way.
 */
export function resizeHeap(container: Container, heap: Heap, bytes: number): readonly Edit[] | undefined {
  const variable = container.variables.findLast(({ kind, name }) => kind === 'env' && name === heap.variable);
  if (heap.source !== 'variable' || variable?.value.state !== 'set') return undefined;
  const flag = flagFor(heap, Math.floor(bytes / mebibyte));
  if (flag === undefined) return undefined;
  const written = variable.value.value;
  const resized = heap.runtime === 'go' ? flag : written.replace(heap.flag, flag);
  return resized === written ? undefined : variable.value.hole.put(resized);
}

function flagFor({ runtime, option, percent }: Heap, mebibytes: number): string | undefined {
  if (percent !== undefined) {
    return option === '-XX:MaxRAMPercentage' || option === '--max-old-space-size-percentage'
      ? `${option}=${soundShare * 100}`
      : undefined;
  }
  switch (runtime) {
    case 'jvm':
      return option === '-Xmx' ? `-Xmx${mebibytes}m` : `${option}=${mebibytes}m`;
    case 'node':
      return `--max-old-space-size=${mebibytes}`;
    case 'go':
      return `${mebibytes}MiB`;
    default:
      return undefined;
  }
}
