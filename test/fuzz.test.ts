import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './harness/fuzz.js';

// A few seconds with a fixed seed; `npm run fuzz` goes on for longer and with other seeds.
test('whatever is done to a file: nothing throws, places lie in it, an edit gives what a fresh start gives, fixes hold', () => {
  const { rounds, fixes, failures } = fuzz({ seed: 1, rounds: 250 });
  equal(rounds, 250);
  ok(fixes > 10, 'hardly a fix was tried');
  deepEqual(failures, []);
});
