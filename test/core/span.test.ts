import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { indexLines } from '../../core/span.js';

test('every kind of line end ends a line, and positions are clamped to the text', () => {
  const lines = indexLines('a\r\nbc\rd\n');
  deepEqual(
    [lines.lineCount, lines.position(0), lines.position(3), lines.position(6), lines.position(99)],
    [4, { line: 0, character: 0 }, { line: 1, character: 0 }, { line: 2, character: 0 }, { line: 3, character: 0 }],
  );
  deepEqual([lines.offset({ line: 1, character: 99 }), lines.offset({ line: 9, character: 0 })], [5, 8]);
});
