import { baseName } from '../shell/wrapper.js';
import { known, type Value } from '../value.js';
import type { Word } from './command.js';
import type { Container } from './container.js';
import type { Stage } from './dockerfile.js';
import { heapsOf } from './heap.js';
import type { ImageReference } from './image.js';
import { factsOf } from './image-facts.js';
import { canonicalName, tagParts } from './image-name.js';
import { mainLine } from './main-process.js';
import { copiedFrom } from './stage-copies.js';

/** A runtime that does well to be told how much of the memory limit is for its heap. .NET takes three quarters by itself. */
export type UnsizedRuntime = 'jvm' | 'node' | 'go';

/** What decides how a container runs: its effective values, and the stages of its Dockerfile where that is known. */
export interface Running {
  readonly container: Container;
  /** The image at the bottom. */
  readonly image: Value<ImageReference>;
  readonly stage: Stage | undefined;
  readonly stages: readonly Stage[];
}

/**
 * The runtime that runs for the life of the container without a word on its size. Undefined when that is not certain: an
 * image nobody knows, a start script, options that come from elsewhere.
 */
export function unsizedRuntime(running: Running): UnsizedRuntime | undefined {
  const { container } = running;
  const line = mainLine(container);
  const runtime = line && runtimeOf(line, running);
  if (line === undefined || runtime === undefined) return undefined;
  if (heapsOf(container).some((heap) => heap.runtime === runtime) || maySize(runtime, line, container))
    return undefined;
  return runtime;
}

function runtimeOf(line: readonly Word[], { image, stage, stages }: Running): UnsizedRuntime | undefined {
  const program = baseName(line[0]?.text ?? '');
  const reference = known(image);
  const facts = reference && factsOf(reference);
  if (program === 'java') {
    const isKnown = facts?.family === 'jvm' && (facts.role === 'runtime' || facts.role === 'web');
    return isKnown && reference !== undefined && knowsPercentage(reference) ? 'jvm' : undefined;
  }
  if (program === 'node') return facts?.family === 'node' ? 'node' : undefined;
  return stage !== undefined && isBuiltByGo(program, stage, stages) ? 'go' : undefined;
}

/** -XX:MaxRAMPercentage came with JDK 10 and 8u191. */
function knowsPercentage(image: ImageReference): boolean {
  const update = /^8u(\d{1,4})/.exec(tagParts(image.tag ?? '').version ?? '')?.[1];
  return update === undefined || Number(update) >= 191;
}

/** The program is copied from a stage that compiles Go, or compiled in the stage itself. */
function isBuiltByGo(program: string, { instructions, rootImage }: Stage, stages: readonly Stage[]): boolean {
  if (isGo(rootImage)) return instructions.some(({ script }) => script?.commands.some(isGoBuild));
  return instructions.some((instruction) => {
    const source = copiedFrom(instruction, stages);
    const { words } = instruction;
    if (source === undefined || !isGo(source.rootImage)) return false;
    const target = words.at(-1)?.text ?? '';
    const names = [target, ...words.slice(0, -1).map(({ text }) => text)].map(baseName);
    return names.includes(program);
  });
}

const isGo = (image: Value<ImageReference>): boolean =>
  image.state === 'set' && canonicalName(image.value) === 'golang';

const isGoBuild = ({ name, words }: { readonly name: string | undefined; readonly words: readonly Word[] }): boolean =>
  name === 'go' && words.some(({ text }) => text === 'build' || text === 'install');

/** Other options that decide on the size, or that may, since they cannot be read. */
const sizing: Readonly<Record<UnsizedRuntime, RegExp>> = {
  jvm: /^-Xmx|^-XX:\+?(?:MaxHeapSize|MaxRAM|MinRAM|AggressiveHeap|Flags=|VMOptionsFile=)|^@/,
  node: /^--max[-_](?:old[-_]space|heap)[-_]size|^--env-file/,
  go: /^$/,
};

/** Variables whose options reach the runtime, by themselves or through a start script. */
const carrying: Readonly<Record<UnsizedRuntime, RegExp>> = {
  jvm: /JAVA|JVM|JDK|OPTS|OPTIONS|HEAP|XMX/,
  node: /^NODE_OPTIONS$/,
  go: /^GOMEMLIMIT$/,
};

function maySize(runtime: UnsizedRuntime, line: readonly Word[], { variables }: Container): boolean {
  const program = line.findIndex(({ text }) => text === '-jar');
  const options = program === -1 ? line : line.slice(0, program);
  if (options.some(({ text, literal }) => !literal || sizing[runtime].test(text))) return true;
  return variables.some(({ kind, name, value }) => {
    if (kind !== 'env' || !carrying[runtime].test(name)) return false;
    if (value.state !== 'set') return true;
    return runtime === 'go' || value.value.split(/\s+/).some((word) => sizing[runtime].test(word));
  });
}
