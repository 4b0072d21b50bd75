import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from './harness/fuzz.js';

// A few seconds with a fixed seed; `npm test` goes on for a minute, `npm run fuzz` as long as asked and with other seeds.
test('whatever is done to a file: nothing throws, places lie in it, an edit gives what a fresh start gives, fixes hold', () => {
  const { rounds, inputs, fixes, secrets, failures } = fuzz({ seed: 1, rounds: 250 });
  equal(rounds, 250);
  equal(inputs, 750);
  ok(fixes > 10, 'hardly a fix was tried');
  ok(secrets > 10, 'hardly a secret was kept');
  deepEqual(failures, []);
});
