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

  const braces = '{\n  "services": {\n    "api": {"image": "api:1", "ports": ["80:80"]},\n    "db": {}\n  }\n}\n';
  const at = (words: string, added: string, within: string): Edit => {
    const end = within.indexOf(words) + words.length;
    return { span: { start: end, end }, text: added };
  };

  test('the collection in brackets that it is written in', () => {
    const pair = at('"80:80"]', ', "added": true', braces);
    const api = '{"image": "api:1", "ports": ["80:80"]}';
    equal(linesOf('put', ['services', 'api', 'added'], pair, braces), api);
    const item = at('"80:80"', ', "81:81"', braces);
    equal(linesOf('append', ['services', 'api', 'ports'], item, braces), '["80:80"]');
    const start = braces.indexOf(', "ports"');
    const gone = { span: { start, end: braces.indexOf('},\n    "db"') }, text: '' };
    equal(linesOf('drop', ['services', 'api', 'ports'], gone, braces), api);
  });

  test('for brackets that change themselves, those around them', () => {
    const start = braces.indexOf('{}');
    const edit = { span: { start, end: start + 2 }, text: '{"image": "db:1"}' };
    const around = braces.slice(braces.indexOf('{\n    "api"'), braces.lastIndexOf('\n}'));
    equal(linesOf('put', ['services', 'db', 'image'], edit, braces), around);
  });

  test('brackets in a line, and the entry with them where a line is new', () => {
    const mixed = 'a: 1\nservices:\n  api: {image: "api:1",\n    init: true}\n  db: {}\n';
    const one = at('init: true', ', added: true', mixed);
    equal(linesOf('put', ['services', 'api', 'added'], one, mixed), '{image: "api:1",\n    init: true}');
    const two = at('init: true', ',\n    added: true', mixed);
    equal(linesOf('put', ['services', 'api', 'added'], two, mixed), '  api: {image: "api:1",\n    init: true}\n');
  });

  test('what stands behind an anchor or a tag, without these', () => {
    const anchored = 'x: {a: &a {b: 1}, c: *a}\ny: !t &y\n  z: 1\n';
    equal(linesOf('put', ['x', 'a', 'added'], at('b: 1', ', added: 1', anchored), anchored), '{b: 1}');
    equal(linesOf('put', ['y', 'added'], at('z: 1', '\n  added: 1', anchored), anchored), '  z: 1\n');
  });

  test('nothing less than the list for a pair without brackets of its own', () => {
    const single = 'x: [{a: 1}: {b: 2}]\n';
    const edit = at('{b: 2}', ', added: 1', single);
    equal(linesOf('put', ['x', 0, 'added'], edit, single), '[{a: 1}: {b: 2}]');
  });
});
