import { equal } from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edit } from '../../../core/edit.js';
import type { Step } from '../../../core/yaml/cursor.js';
import { lineEndAt } from '../../../core/yaml/hole/place.js';
import { regionOf } from '../../../core/yaml/hole/region.js';
import { parseTree } from '../../../core/yaml/parse.js';

const text = `services:
  api:
    image: api:1
    ports:
      - 80:80
      - 81:81
    # after the ports
    logging:
      driver: local

  db:
    image: postgres:17
    <<: *shared
`;

/** Inserts behind the line that holds these words. */
function behind(words: string, within = text): Edit {
  const at = lineEndAt(within, within.indexOf(words));
  return { span: { start: at, end: at }, text: '\n    added: true' };
}

function linesOf(
  kind: 'put' | 'append' | 'drop',
  path: readonly Step[],
  edit: Edit,
  within = text,
): string | undefined {
  const region = regionOf(parseTree(within), [edit], { kind, path });
  return region && within.slice(region.span.start, region.span.end);
}

describe('an edit is tried on as few lines as say all that it may change', () => {
  test('a new key with the one it is written behind', () => {
    const lines = '    logging:\n      driver: local\n\n';
    equal(linesOf('put', ['services', 'api', 'added'], behind('driver')), lines);
    equal(linesOf('put', ['services', 'api', 'added', 'deeper'], behind('driver')), lines);
  });

  test('an earlier key, with the comments up to the next one', () => {
    const lines = '    ports:\n      - 80:80\n      - 81:81\n    # after the ports\n';
    equal(linesOf('put', ['services', 'api', 'added'], behind('81:81')), lines);
  });

  test('a value with its key', () => {
    const start = text.indexOf('api:1');
    const edit = { span: { start, end: start + 5 }, text: 'api:2' };
    equal(linesOf('put', ['services', 'api', 'image'], edit), '    image: api:1\n');
  });

  test('an item with the last one', () => {
    equal(linesOf('append', ['services', 'api', 'ports'], behind('81:81')), '      - 81:81\n    # after the ports\n');
  });

  test('what goes, with its siblings', () => {
    const start = text.indexOf('    logging');
    const edit = { span: { start, end: text.indexOf('\n  db') }, text: '' };
    const api = text.slice(text.indexOf('  api'), text.indexOf('  db'));
    equal(linesOf('drop', ['services', 'api', 'logging'], edit), api);
  });

  test('nothing less than the document before a key in brackets', () => {
    const braces = 'a:\n  b: 1\n[c]: 2\n';
    equal(linesOf('put', ['a', 'added'], behind('b: 1', braces), braces), undefined);
  });
});
