import type { Text } from '../text.js';

/** What a mark of an unfinished merge says of itself, in any format. */
export const conflictMark: Text = { en: 'Mark of a merge conflict', ru: 'Метка неразрешённого слияния' };

/** True for a word that begins a line of an unfinished merge. Source: git-merge, "How conflicts are presented". */
export function isConflictMark(word: string): boolean {
  return /^(?:<{7}|\|{7}|={7}|>{7})$/.test(word);
}
