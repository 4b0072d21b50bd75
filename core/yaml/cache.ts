import { finish, type Steps } from '../steps.js';
import type { YamlDocument } from './document.js';
import type { YamlOptions } from './parse.js';

/** Keeps parsed documents by their text, so that a document that only moved costs nothing. */
export interface YamlCache {
  parse(text: string, options?: YamlOptions): YamlDocument;
  /** The same in steps. */
  inSteps(text: string, options?: YamlOptions): Steps<YamlDocument>;
  /** Ends a round: documents that nobody asked for since the last call are forgotten. */
  nextRound(): void;
}

type Parse = (text: string, options: YamlOptions) => Steps<YamlDocument>;

/** For texts that never change: nothing is kept. */
export function noYamlCache(parse: Parse): YamlCache {
  const inSteps: YamlCache['inSteps'] = (text, options = {}) => parse(text, options);
  return { parse: (text, options) => finish(inSteps(text, options)), inSteps, nextRound() {} };
}

/** One cache per open file. It holds what the last two rounds asked for. */
export function createYamlCache(parse: Parse): YamlCache {
  let current = new Map<string, YamlDocument>();
  let previous = new Map<string, YamlDocument>();
  function* inSteps(text: string, options: YamlOptions = {}): Steps<YamlDocument> {
    const key = `${options.templates === true ? 't' : '-'}${text}`;
    const document = current.get(key) ?? previous.get(key) ?? (yield* parse(text, options));
    current.set(key, document);
    return document;
  }
  return {
    parse: (text, options) => finish(inSteps(text, options)),
    inSteps,
    nextRound() {
      previous = current;
      current = new Map();
    },
  };
}
