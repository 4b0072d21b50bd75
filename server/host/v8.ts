import { setFlagsFromString } from 'node:v8';

/**
 * Has garbage collected when the heap has grown by this part of what is in use, in percent. Left alone, the engine lets a
 * heap grow to four times as much, which is little time gained for a run that keeps little.
 */
const growth = 60;

/** For all threads of the process, from now on. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

/**
 * Bytes of bytecode that a function runs before the engine looks whether to compile it for speed: six times as much as
 * when left alone. Hundreds of rules are warm and none is hot, so that compiling them early costs more than it gains.
 */
const patience = 400_000;

/** Bytes of bytecode that are taken along from other functions when one is compiled: a third of what is usual. */
const inlined = 300;

/**
 * Spends less on compiling, in all threads of the process, from now on: up to a third of the processor's time of short
 * runs and of small changes in the editor. Only where it was measured and the flags exist, in V8 11 (Node 20): later ones
 * compile in between, fast and cheap, and are better left alone.
 */
export function compileLess(): void {
  if (!process.versions.v8.startsWith('11.')) return;
  setFlagsFromString(`--interrupt-budget=${patience}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlined}`);
}
