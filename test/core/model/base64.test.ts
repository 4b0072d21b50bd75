import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from '../../../core/model/base64.js';

test('what Node encodes is decoded, in both alphabets, with and without line ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = Buffer.from(text);
      equal(decodeBase64(bytes.toString('base64')), bytes.toString());
      equal(decodeBase64(bytes.toString('base64url')), bytes.toString());
      equal(decodeBase64(bytes.toString('base64').replace(/.{8}/g, '$&\r\n')), bytes.toString());
    }),
  );
});

test('what is no base64, or no text, is not decoded', () => {
  for (const encoded of ['a', 'abc!', 'pass word?', '/w==', '{{ .Values.token | b64enc }}'])
    equal(decodeBase64(encoded), undefined, encoded);
});
