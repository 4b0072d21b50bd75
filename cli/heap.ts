import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Bytes that the model of a file takes for each character of its text, as measured over files of all formats. */
const bytesForCharacter = 70;

/** More is not kept, whatever the heap allows: about four thousand files, whose models take a gigabyte. */
const mostCharacters = 16_000_000;

/** How many characters of text may keep their models: they take at most a third of what the heap may grow to. */
export function roomForModels(): number {
  return Math.min(mostCharacters, getHeapStatistics().heap_size_limit / 3 / bytesForCharacter);
}

/**
 * Has garbage collected when the heap has grown by this part of what is in use, in percent. Left alone, the engine lets a
 * heap grow to four times as much, which is little time gained for a run that keeps little.
 */
const growth = 60;

/** For all threads of the process, from now on. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}
