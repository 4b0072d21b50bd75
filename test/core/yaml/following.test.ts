import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import type { Plain } from '../../../core/yaml/cursor.js';
import { parseYaml } from '../../../core/yaml/parse.js';

const claim: Plain = { kind: 'PersistentVolumeClaim', spec: { accessModes: ['ReadWriteOnce'], size: '10' } };

function written(text: string, ...documents: readonly Plain[]): string | undefined {
  const edits = parseYaml(text).following.put(documents);
  return edits && applyEdits(text, edits).text;
}

test('documents are written behind the last line, in the style of the one before', () => {
  deepEqual(
    written("kind: 'Pod'\nitems:\n- a\n# the end\n", claim, { kind: 'List' }),
    "kind: 'Pod'\nitems:\n- a\n# the end\n---\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n  - ReadWriteOnce\n  size: '10'\n---\nkind: List\n",
  );
});

test('a text without a line end gets one, and the line ends of the file are kept', () => {
  equal(written('kind: Pod', { kind: 'Job' }), 'kind: Pod\n---\nkind: Job\n');
  equal(
    written('kind: Pod\r\nname: a\r\n', { kind: 'Job', name: 'b' }),
    'kind: Pod\r\nname: a\r\n---\r\nkind: Job\r\nname: b\r\n',
  );
});

test('text of several lines becomes a block scalar', () => {
  equal(written('kind: Pod\n', { run: 'one\ntwo\n' }), 'kind: Pod\n---\nrun: |\n  one\n  two\n');
});

test('nothing is written where the stream would read otherwise', () => {
  for (const text of [
    '',
    '# nothing\n',
    '{"kind": "Pod"}\n',
    'kind: [\n',

    '- a\n',
    'kind: Pod\n{{- if .Values.on }}\nname: a\n{{- end }}\n',
  ]) {
    equal(written(text, { kind: 'Job' }), undefined, JSON.stringify(text));
  }
});
