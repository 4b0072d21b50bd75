import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../../core/edit.js';
import { joinEdits } from '../../../core/model/yaml-fix.js';

const text = 'a:\n  b: 1\n  c: 2\n';
const removal: Edit = { span: { start: 10, end: 17 }, text: '' };
const insertion = (added: string): Edit => ({ span: { start: 16, end: 16 }, text: added });
const joined = (...parts: readonly (readonly Edit[] | undefined)[]): string | undefined => {
  const edits = joinEdits(text, ...parts);
  return edits && applyEdits(text, edits).text;
};

test('lines that come where others go take their place', () => {
  equal(joined([removal], [insertion('\n  d: 3')]), 'a:\n  b: 1\n  d: 3\n');
  equal(joined([removal], [insertion('\n  d: 3')], [insertion('\ne: 4')]), 'a:\n  b: 1\n  d: 3\ne: 4\n');
});

test('edits that do not meet stay as they are', () => {
  deepEqual(joinEdits(text, [removal], [{ span: { start: 0, end: 1 }, text: 'z' }]), [
    { span: { start: 0, end: 1 }, text: 'z' },
    removal,
  ]);
});

test('half a fix is none, and neither is one that overlaps in another way', () => {
  equal(joined([removal], undefined), undefined);
  equal(joined([removal], [{ span: { start: 12, end: 16 }, text: 'x' }]), undefined);
  equal(joined([removal], [insertion('no line')]), undefined);
});
