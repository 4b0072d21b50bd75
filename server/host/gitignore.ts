import ignore, { type Ignore } from 'ignore';
import { isOrdinary, mayTakeLong } from '../../core/config/glob-cost.js';

/** One `.gitignore`. */
export interface IgnoreFile {
  /** The folder it stands in, with a slash at its end. */
  readonly folder: string;
  readonly rules: Ignore;
}

/** A line that might take long to compare leaves nothing out: rather is a file checked that nobody wanted than the run held up. */
export function parseIgnoreFile(folder: string, text: string): IgnoreFile {
  return { folder, rules: ignore().add(text.split(/\r?\n/).filter((line) => !mayTakeLong(line))) };
}

/**
 * Whether a file, or a folder with a slash at its end, is named by one of the files, which stand in order from the
 * outermost to the innermost. The last word is that of the innermost, as Git has it.
 */
export function isIgnored(path: string, files: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, rules } of files) {
    if (!path.startsWith(folder) || path === folder || !isOrdinary(path.slice(folder.length))) continue;
    const { ignored: yes, unignored: no } = rules.test(path.slice(folder.length));
    ignored = yes || (ignored && !no);
  }
  return ignored;
}

/** The same for a file in a list, where nobody has looked at its folders: what is in an ignored one cannot come back. */
export function isIgnoredBelow(root: string, path: string, files: readonly IgnoreFile[]): boolean {
  for (let end = path.indexOf('/', root.length); end >= 0; end = path.indexOf('/', end + 1)) {
    if (end >= root.length && isIgnored(path.slice(0, end + 1), files)) return true;
  }
  return isIgnored(path, files);
}
