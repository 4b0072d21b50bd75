import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode, hasMark } from '../../../server/host/decode.js';

/** What the standard says of the same bytes; undefined: they are no UTF-8. */
function standard(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const textOf = (bytes: Uint8Array): string | undefined => {
  const read = decode(bytes);
  return read.state === 'text' ? read.text : undefined;
};

test('bytes are read as the standard has it, one byte order mark taken off', () => {
  const mark = [0xef, 0xbb, 0xbf];
  for (const bytes of [
    [],
    mark,
    [...mark, ...mark, 0x61],
    [0x61, ...mark],
    [0xef, 0xbb],
    [0xed, 0xa0, 0x80],
    [0xc0, 0x80],
  ]) {
    equal(textOf(Uint8Array.from(bytes)), standard(Uint8Array.from(bytes)), bytes.join(' '));
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        equal(textOf(bytes), standard(bytes));
      },
    ),
  );
});

test('a part of a larger buffer is read for itself', () => {
  equal(textOf(Uint8Array.from(Buffer.from('abcdef')).subarray(2, 4)), 'cd');
});

test('what is no UTF-8, and what is too large, is refused with its reason', () => {
  deepEqual(decode(Uint8Array.of(0xff)), { state: 'refused', reason: 'encoding' });
  deepEqual(decode(new Uint8Array(2 * 2 ** 20 + 1)), { state: 'refused', reason: 'large' });
  equal(hasMark(Uint8Array.of(0xef, 0xbb, 0xbf)), true);
  equal(hasMark(Uint8Array.of(0xef, 0xbb)), false);
});
