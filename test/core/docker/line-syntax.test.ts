import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLineSyntax } from '../../../core/docker/line-syntax.js';

const keyword = fc.constantFrom(
  'RUN',
  'copy',
  'From',
  'CMD',
  'HEALTHCHECK',
  'ONBUILD',
  'ARG',
  'LABEL',
  'LABELS',
  'FOO',
);
const part = fc.constantFrom(
  ...[' ', '  ', 'a', 'ä', '-', '--', '--from=x', 'x=y', '"', "'", '[', ']', '"a"', ',', '\\', '`', '$', '${', '}'],
  ...['#', '=', '&&', '|', 'CMD', 'AS', '@', '/'],
);

test('a line that is not taken apart reads as the library reads it', () => {
  const line = fc.tuple(keyword, fc.array(part, { maxLength: 8 })).map(([word, rest]) => word + rest.join(''));
  fc.assert(
    fc.property(line, (text) => {
      // Behind a directive the library reads every line; characters count from the line behind it.
      deepEqual(readLineSyntax(text), readLineSyntax(`# escape=\\\n${text}`));
    }),
    { numRuns: 10_000 },
  );
});
