import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit, overlap } from '../../core/edit.js';
import { together } from '../../core/rule.js';

const edit = (start: number, end: number, text = ''): Edit => ({ span: { start, end }, text });

test('edits that touch do not overlap, those that share a letter do, and so does an insertion inside a deletion', () => {
  equal(overlap([edit(4, 6), edit(0, 4)]), false);
  equal(overlap([edit(0, 5), edit(4, 6)]), true);
  equal(overlap([edit(0, 5), edit(3, 3, 'x')]), true);
  equal(overlap([edit(3, 3, 'x'), edit(3, 3, 'y')]), false);
});

test('edits overlap exactly when applying them would leave one out', () => {
  const pairs = [edit(0, 2), edit(1, 3), edit(2, 2, 'x'), edit(3, 3, 'y'), edit(2, 6)];
  for (const a of pairs) {
    for (const b of pairs) {
      if (a !== b) equal(overlap([a, b]), applyEdits('abcdefgh', [a, b]).skipped.length > 0);
    }
  }
});

test('a fix of several parts is none when one declines or two clash', () => {
  equal(together([edit(0, 1)], undefined), undefined);
  equal(together([edit(0, 5)], [edit(2, 2, 'x')]), undefined);
  deepEqual(together([edit(0, 1)], [edit(2, 3)]), [edit(0, 1), edit(2, 3)]);
});
