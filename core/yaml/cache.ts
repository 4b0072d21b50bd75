import type { YamlDocument } from './document.js';
import type { YamlOptions } from './parse.js';

/** Keeps parsed documents by their text, so that a document that only moved costs nothing. */
export interface YamlCache {
  parse(text: string, options?: YamlOptions): YamlDocument;
  /** Ends a round: documents that nobody asked for since the last call are forgotten. */
  nextRound(): void;
}

type Parse = (text: string, options: YamlOptions) => YamlDocument;

/** For texts that never change: nothing is kept. */
export function noYamlCache(parse: Parse): YamlCache {
  return { parse: (text, options = {}) => parse(text, options), nextRound() {} };
}

/** One cache per open file. It holds what the last two rounds asked for. */
export function createYamlCache(parse: Parse): YamlCache {
  let current = new Map<string, YamlDocument>();
  let previous = new Map<string, YamlDocument>();
  return {
    parse(text, options = {}) {
      const key = `${options.templates === true ? 't' : '-'}${text}`;
      const known = current.get(key) ?? previous.get(key);
      const document = known ?? parse(text, options);
      current.set(key, document);
      return document;
    },
    nextRound() {
      previous = current;
      current = new Map();
    },
  };
}
