import type { Told } from '../index/answers.js';
import { toldIn } from '../index/index.js';
import { finish, type Steps } from '../steps.js';
import { type CheckedFile, type CheckOptions, checkFile, sealed } from './check.js';
import type { OpenFile } from './file.js';

/** What was found in files when only a part of the workspace was known. */
export interface EarlyChecks {
  /** Checks a file with the part of the index that is given. */
  check(file: OpenFile, options: CheckOptions): void;
  /** What was found in a file, once, if it is what would be found with the whole index that is given. */
  take(file: OpenFile, options: CheckOptions): CheckedFile | undefined;
}

interface Early extends Pick<CheckOptions, 'settings' | 'today'> {
  readonly result: CheckedFile;
  /** What the part said of other files. It leads to no model, so that these may rest. */
  readonly told: Told;
}

export function createEarlyChecks(): EarlyChecks {
  const found = new WeakMap<OpenFile, Early>();
  return {
    check(file, options) {
      const early = checkEarly(file, options);
      if (early !== undefined) found.set(file, early);
    },
    take(file, { settings, today, index }) {
      const early = found.get(file);
      found.delete(file);
      if (early?.settings !== settings || early.today !== today) return undefined;
      return index.confirm(early.told) ? early.result : undefined;
    },
  };
}

// biome-ignore lint/correctness/useYield: one step, for files that are checked early are read in one go as well.
function* findings(file: OpenFile, options: CheckOptions): Steps<CheckedFile> {
  return sealed(checkFile(file, options, undefined));
}

/** Undefined when it fails: the file is then checked when all is known, and that is told. */
function checkEarly(file: OpenFile, options: CheckOptions): Early | undefined {
  const { settings, today, index, kept } = options;
  const documents = file.documents.map(({ document }) => document);
  try {
    // Whether something can be fixed may hang on other files as well.
    const { value: result, reads } = finish(index.watch(findings(file, options)));
    const ofRules = documents.flatMap((document) => toldIn(kept.get(document)?.reads ?? new Map()));
    return { settings, today, result, told: [...ofRules, ...toldIn(reads)] };
  } catch {
    return undefined;
  } finally {
    for (const document of documents) kept.delete(document);
  }
}
