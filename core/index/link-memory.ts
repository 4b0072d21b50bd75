import type { DocumentPlace } from '../model/document.js';
import { type Heap, heapOf } from '../model/heap.js';
import { known } from '../value.js';
import { placeInRunning, type Running } from './link-running.js';

/** How the memory of a container is divided between the data of its program and everything else. */
export interface MemoryBudget {
  readonly heap: Heap;
  /** What the flag allows under this limit, in bytes. */
  readonly bytes: number;
  /** In bytes. */
  readonly limit: number;
  /** Percent of the limit. */
  readonly share: number;
  /** Where the flag is written. */
  readonly place: DocumentPlace | undefined;
}

/** Undefined unless both a limit and a size for the heap are known. */
export function memoryBudgetOf(running: Running): MemoryBudget | undefined {
  const heap = heapOf(running.container);
  const limit = known(running.container.limits.memory);
  // A limit of less than a mebibyte is a slip in its unit.
  if (heap === undefined || limit === undefined || limit < 2 ** 20) return undefined;
  const bytes = heap.bytes ?? (limit * (heap.percent ?? 0)) / 100;
  return { heap, bytes, limit, share: (bytes / limit) * 100, place: heapPlaceOf(running, heap) };
}

/** Where the flag is written that decides the heap of a container as it runs. */
export function heapPlaceOf(running: Running, { flag }: Heap): DocumentPlace | undefined {
  return placeInRunning(running, (container) => {
    const heap = heapOf(container);
    return heap?.flag === flag ? heap.span : undefined;
  });
}
