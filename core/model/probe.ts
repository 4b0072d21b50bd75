import type { Span } from '../span.js';
import { opaque, set, unset } from '../value.js';
import type { Word } from './command.js';
import type { Probe } from './container.js';

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
  | { readonly handler: 'exec'; readonly words: readonly string[] };

/** A probe that is not written yet, for a fix to put into `container.liveness` and its like. */
export function newProbe(question: ProbeQuestion, times: ProbeTimes = {}): Probe {
  const amount = (seconds: number | undefined) =>
    seconds === undefined ? unset<number>(nowhere) : set(seconds, nowhere);
  return {
    handler: question.handler,
    command:
      question.handler === 'exec'
        ? { form: 'exec', words: question.words.map(wordOf), script: undefined, shell: undefined, span: nowhere }
        : undefined,
    http:
      question.handler === 'http'
        ? {
            scheme: 'http',
            host: unset(nowhere),
            path: set(question.path, nowhere),
            port: set(question.port, nowhere),
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

/** The span of what stands in no text yet. */
const nowhere: Span = { start: 0, end: 0 };

function wordOf(text: string): Word {
  return { text, span: nowhere, literal: true };
}
