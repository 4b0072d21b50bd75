import { finish, type Steps } from '../steps.js';
import { changeBetween } from './change.js';
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

type Parse = (text: string, options: YamlOptions, before?: YamlDocument) => Steps<YamlDocument>;

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
    const known = current.get(key) ?? previous.get(key);
    const document = known ?? (yield* parse(text, options, nearest(text, previous.values())));
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

/** The document that has most of a text: what the text was before a key was pressed. */
function nearest(text: string, documents: Iterable<YamlDocument>): YamlDocument | undefined {
  let found: YamlDocument | undefined;
  let most = 0;
  for (const document of documents) {
    const { start, end } = changeBetween(document.text, text);
    const common = start + document.text.length - end;
    if (common > most) [found, most] = [document, common];
  }
  return found;
}
