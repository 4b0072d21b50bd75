import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import { parseYaml } from '../../../core/yaml/parse.js';

/** The text with the entry `tcp` of the mapping `probe` replaced; undefined where the replacement declines. */
function replaced(text: string): string | undefined {
  const edits = parseYaml(text).root({ open: false }).at('probe').replace('tcp', 'http', { path: '/', port: 80 });
  return edits && applyEdits(text, edits).text;
}

test('an entry gives way to another one, where it stands and in its style', () => {
  assert.equal(
    replaced('probe:\n  tcp:\n    port: 80 # web\n  # patience\n  retries: 3\n'),
    'probe:\n  http:\n    path: /\n    port: 80 # web\n  # patience\n  retries: 3\n',
  );
  assert.equal(
    replaced('probe: { tcp: { port: 80 }, retries: 3 }\n'),
    'probe: { http: { path: /, port: 80 }, retries: 3 }\n',
  );
  assert.equal(replaced('probe:\r\n  tcp: {port: 80}\r\n'), 'probe:\r\n  http:\r\n    path: /\r\n    port: 80\r\n');
});

test('an entry stays when it is not there, not its own, used elsewhere, or beside what cannot be read', () => {
  for (const text of [
    'probe:\n  retries: 3\n',
    'base: &base\n  tcp: { port: 80 }\nprobe:\n  <<: *base\n',
    'probe:\n  tcp: &port { port: 80 }\nother: *port\n',
    'probe:\n  tcp: { port: 80 }\n  retries: {{ .Values.retries }}\n',
  ])
    assert.equal(replaced(text), undefined, text);
});
