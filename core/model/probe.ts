import { parseShellAt } from '../shell/parse.js';
import type { Span } from '../span.js';
import { noHole, opaque, set, unset } from '../value.js';
import type { Command, Word } from './command.js';
import type { Probe } from './container.js';
import type { ImageReference } from './image.js';
import { factsOf, type ImageFamily } from './image-facts.js';
import type { ProbeAdvice } from './probe-advice.js';

/** Times of a new probe, in seconds, and failures; what is left out is the platform's default. */
export interface ProbeTimes {
  readonly interval?: number;
  readonly timeout?: number;
  readonly startDelay?: number;
  readonly retries?: number;
}

/** What a new probe asks. */
export type ProbeQuestion =
  | { readonly handler: 'http'; readonly path: string; readonly port: string }
  | { readonly handler: 'tcp' | 'grpc'; readonly port: string }
  | { readonly handler: 'exec'; readonly words: readonly string[] }
  | { readonly handler: 'shell'; readonly line: string };

/** A probe that is not written yet, for a fix to put into `container.liveness` and its like. */
export function newProbe(question: ProbeQuestion, times: ProbeTimes = {}): Probe {
  const amount = (seconds: number | undefined) =>
    seconds === undefined ? unset<number>(nowhere) : set(seconds, nowhere);
  return {
    handler: question.handler === 'shell' ? 'exec' : question.handler,
    command: commandOf(question),
    commandHole: noHole(),
    questionHole: noHole(),
    http:
      question.handler === 'http'
        ? {
            scheme: 'http',
            host: unset(nowhere),
            path: set(question.path, nowhere),
            port: set(question.port, nowhere),
            headers: [],
          }
        : undefined,
    port: question.handler === 'tcp' || question.handler === 'grpc' ? set(question.port, nowhere) : undefined,
    interval: amount(times.interval),
    timeout: amount(times.timeout),
    startDelay: amount(times.startDelay),
    startInterval: opaque(nowhere),
    retries: amount(times.retries),
    span: nowhere,
  };
}

/** The command of a question that a program answers. */
function commandOf(question: ProbeQuestion): Command | undefined {
  if (question.handler === 'exec') return execCommandOf(question.words);
  return question.handler === 'shell' ? shellCommandOf(question.line) : undefined;
}

/** A command of these words that is not written yet. */
export function execCommandOf(words: readonly string[]): Command {
  return { form: 'exec', words: words.map(wordOf), script: undefined, shell: undefined, span: nowhere };
}

/** A line for the shell that is not written yet. */
export function shellCommandOf(line: string): Command {
  return { form: 'shell', words: [], script: parseShellAt(line, 0), shell: '/bin/sh', span: nowhere };
}

/** The question an advised check asks: in the exec form where that does, for then no shell is needed. */
export function questionOf({ words, shell }: ProbeAdvice): ProbeQuestion | undefined {
  if (words !== undefined) return { handler: 'exec', words };
  return shell === undefined ? undefined : { handler: 'shell', line: shell };
}

/** What starts slowly needs time before a failure counts, in seconds. */
const slowStart: Partial<Readonly<Record<ImageFamily, number>>> = { jvm: 60, elasticsearch: 60, dotnet: 30 };

/**
 * A health check of Docker or Compose that is not written yet: the usual 30 s and 3 failures, a timeout far below the
 * 30 s that hold without one, and a start period that fits what is in the image. A server that others wait for is asked
 * more often. Undefined when the advised check cannot be written.
 */
export function newHealthCheck(advice: ProbeAdvice, image: ImageReference): Probe | undefined {
  const question = questionOf(advice);
  const { family, role } = factsOf(image) ?? {};
  const isStore = role === 'database' || role === 'broker' || role === 'cache' || role === 'search';
  const startDelay = (family && slowStart[family]) ?? (isStore ? 30 : 10);
  const times = isStore ? { interval: 10, timeout: 5, retries: 5 } : { interval: 30, timeout: 5, retries: 3 };
  return question && newProbe(question, { ...times, startDelay });
}

/** The span of what stands in no text yet. */
const nowhere: Span = { start: 0, end: 0 };

function wordOf(text: string): Word {
  return { text, span: nowhere, literal: true };
}
