import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../../core/engine/nearest.js';

const ids = ['memory-limit-missing', 'cpu-limit-missing', 'image-tag-unpinned'];

test('a slip of the finger finds the id that was meant, and nothing far away is suggested', () => {
  deepEqual(
    ['memory-limit-mising', 'image-tag-unpined', 'imgae-tag-unpinned', 'DL3008', ''].map((name) => nearest(name, ids)),
    ['memory-limit-missing', 'image-tag-unpinned', 'image-tag-unpinned', undefined, undefined],
  );
});

test('a hostile name costs little', () => {
  deepEqual(nearest('x'.repeat(1_000_000), ids), undefined);
});
