import type { OfferedFix } from '../checker.js';
import { applyEdits, type Edit } from '../edit.js';
import { touches } from '../span.js';

/** What applying fixes gave: those left over touched an earlier one and may be offered again on the new text. */
export interface AppliedFixes {
  readonly text: string;
  readonly applied: readonly OfferedFix[];
  readonly left: readonly OfferedFix[];
}

/**
 * Applies fixes to the text they were offered for. A fix is applied as a whole or not at all, and two that touch are
 * never applied together: both may have meant to create the same parent.
 */
export function applyFixes(text: string, fixes: readonly OfferedFix[]): AppliedFixes {
  const edits: Edit[] = [];
  const applied: OfferedFix[] = [];
  const left: OfferedFix[] = [];
  for (const fix of fixes) {
    const clashes = fix.edits.some((edit) => edits.some((earlier) => touches(earlier.span, edit.span)));
    if (clashes) {
      left.push(fix);
      continue;
    }
    edits.push(...fix.edits);
    applied.push(fix);
  }
  return { text: applyEdits(text, edits).text, applied, left };
}
