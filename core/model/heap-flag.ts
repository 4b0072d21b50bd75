import type { Edit } from '../edit.js';
import type { Span } from '../span.js';
import type { Container } from './container.js';
import type { Heap } from './heap.js';
import { readJvmSize } from './heap-size.js';
import { startedLines, wordsOfValue } from './settings-text.js';

const mebibyte = 2 ** 20;

/** The share of the memory limit that a heap is given when it is sized anew; the rest of the process gets the other quarter. */
export const soundShare = 0.75;

/** A limit goes up in steps that people write. In bytes. */
const limitStep = 64 * mebibyte;

/** The memory limit, in bytes, of which a heap of this size is a sound share. */
export function limitAround(heap: number, share = soundShare): number {
  return Math.ceil(heap / share / limitStep) * limitStep;
}

/**
 * Edits that give a heap another size where it is written. Undefined when it is written in another file, or in a unit
 * that the runtime spells in its own way; or when the JVM would then be told to begin with more than it may reach, with
 * which it does not start.
 */
export function resizeHeap(container: Container, heap: Heap, bytes: number): readonly Edit[] | undefined {
  const flag = flagFor(heap, Math.floor(bytes / mebibyte));
  if (flag === undefined || flag === heap.flag) return undefined;
  if (heap.runtime === 'jvm' && heap.percent === undefined && initialHeap(container) > bytes) return undefined;
  const written = placeOfLetters(heap);
  if (written !== undefined) return [{ span: written, text: flag }];
  const variable = container.variables.findLast(({ kind, name }) => kind === 'env' && name === heap.variable);
  if (heap.source !== 'variable' || variable?.value.state !== 'set') return undefined;
  const resized = heap.runtime === 'go' ? flag : variable.value.value.replace(heap.flag, flag);
  return variable.value.hole.put(resized);
}

/** The largest `-Xms` or `-XX:InitialHeapSize` that the container is told anywhere, in bytes; 0 for none. */
function initialHeap(container: Container): number {
  const words = [...container.variables.flatMap(({ value }) => wordsOfValue(value)), ...startedLines(container).flat()];
  const sizes = words.map(({ text }) => /^["']?-(?:Xms|XX:InitialHeapSize=)(\w+)["']?$/.exec(text)?.[1]);
  return Math.max(0, ...sizes.map((size) => (size === undefined ? 0 : (readJvmSize(size) ?? 0))));
}

/** Where the flag stands letter by letter: bare, or in quotes. Undefined when it takes another room than its letters. */
function placeOfLetters({ span: { start, end }, flag }: Heap): Span | undefined {
  const room = end - start - flag.length;
  if (room === 0) return { start, end };
  return room === 2 ? { start: start + 1, end: end - 1 } : undefined;
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
