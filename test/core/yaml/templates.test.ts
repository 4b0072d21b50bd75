// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts under test are written so
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseYaml } from '../../../core/yaml/parse.js';
import { maskTemplates } from '../../../core/yaml/templates.js';

const chart = `{{- if .Values.enabled -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.fullname" . }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
  {{- with .Values.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  replicas: {{ .Values.replicas | default 1 }}
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}-web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          args:
            - |
              run
{{- if .Values.debug }}
              --debug
{{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          ports:
            - containerPort: 8080
              name: http
      volumes:
        - name: data
          emptyDir: {}
        {{- with .Values.volumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end }}
`;

for (const [name, text] of [
  ['LF', chart],
  ['CRLF', chart.replaceAll('\n', '\r\n')],
] as const) {
  test(`a chart template parses when its actions are masked (${name})`, () => {
    const document = parseYaml(text, { templates: true });
    assert.deepEqual(document.problems, []);
    assert.deepEqual(document.comments, []);
    const root = document.root({ open: false });
    const container = root.at('spec.template.spec.containers.0');
    assert.equal(root.at('kind').kind, 'scalar');
    assert.equal(root.at('metadata.name').kind, 'opaque');
    assert.equal(root.at('spec.replicas').number().state, 'opaque');
    assert.equal(container.at('image').kind, 'opaque');
    assert.equal(container.at('args', 0).kind, 'opaque');
    assert.equal(container.at('resources').kind, 'opaque');
    assert.equal(container.at('resources.limits').kind, 'open');
    assert.equal(container.at('ports', 0, 'containerPort').kind, 'scalar');
    assert.equal(container.at('livenessProbe').kind, 'missing');
    assert.equal(root.at('metadata.labels.app').kind, 'open');
    assert.equal(root.at('spec.template.spec.volumes.1').kind, 'open');
    assert.equal(root.at('spec.strategy').kind, 'missing');
  });
}

test('an action that prints entries opens the mapping whose column it states', () => {
  const text = 'spec:\n  a:\n    b: 1\n    {{- include "x" . | nindent 4 }}\n  c: 1\n';
  const root = parseYaml(text, { templates: true }).root({ open: false });
  assert.equal(root.at('spec.a.z').kind, 'open');
  assert.equal(root.at('spec.z').kind, 'missing');
});

test('an action before the first entry opens the mapping', () => {
  const text = 'labels:\n  {{- include "labels" . | nindent 2 }}\n  app: web\n';
  assert.equal(parseYaml(text, { templates: true }).root({ open: false }).at('labels.tier').kind, 'open');
});

test('a templated key opens its mapping', () => {
  const text = 'labels:\n  {{ .Values.key }}: x\n  app: web\n';
  const root = parseYaml(text, { templates: true }).root({ open: false });
  assert.equal(root.at('labels.tier').kind, 'open');
  assert.deepEqual(root.at('labels').plain(), { app: 'web' });
});

test('braces in strings and comments of an action do not end it', () => {
  const text = 'a: {{ printf "}}" }}\n{{- /* }} don\'t */ -}}\nb: 1\n';
  const { spans } = maskTemplates(text);
  assert.deepEqual(
    spans.map(({ start, end }) => text.slice(start, end)),
    ['{{ printf "}}" }}', "{{- /* }} don't */ -}}"],
  );
});

test('an action may go over several lines', () => {
  const text = 'a: {{ dict\n  "x" 1\n}}\nb: 2\n';
  const document = parseYaml(text, { templates: true });
  assert.deepEqual(document.problems, []);
  assert.equal(document.root({ open: false }).at('b').number().state, 'set');
});

test('templates in valid YAML are ordinary text', () => {
  const text = 'annotations:\n  summary: "{{ $labels.instance }} is down"\n  text: |\n    {{ $value }}\n';
  const document = parseYaml(text);
  assert.deepEqual(document.templates, []);
  assert.deepEqual(document.root({ open: false }).at('annotations.summary').plain(), '{{ $labels.instance }} is down');
});

test('templates that break the YAML are masked unasked', () => {
  const document = parseYaml('image: {{ registry }}/web:{{ tag }}\n{% if debug %}\ndebug: true\n{% endif %}\n');
  assert.deepEqual(document.problems, []);
  assert.equal(document.templates.length, 4);
});

test('bare double braces that happen to parse are opaque', () => {
  const document = parseYaml('name: {{inputs.parameters.name}}\n');
  assert.deepEqual(document.problems, []);
  assert.equal(document.root({ open: false }).at('name').kind, 'opaque');
});

test('the length of a shell variable is no Jinja comment', () => {
  const text = 'run: |\n  echo ${#a} #}\n';
  assert.deepEqual(maskTemplates(text), { text, spans: [] });
});

test('masking keeps the length, the line ends and what stands outside of actions on shared lines', () => {
  const part = fc.constantFrom(
    'a: ',
    '{{ x }}',
    '{{- y\n -}}',
    '\n',
    '\r\n',
    '  ',
    '|',
    '- ',
    '{% z %}',
    '{{',
    '}}',
    '"',
    '`',
    'b',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const masked = maskTemplates(text);
      assert.equal(masked.text.length, text.length);
      assert.deepEqual(
        [...text.matchAll(/[\r\n]/g)].map(({ index }) => index),
        [...masked.text.matchAll(/[\r\n]/g)].map(({ index }) => index),
      );
      for (const { start, end } of masked.spans) assert.doesNotMatch(masked.text.slice(start, end), /[{}%]/);
    }),
    { numRuns: 2000, seed: 9 },
  );
});

test('many unclosed actions take linear time', () => {
  const start = performance.now();
  maskTemplates('{{ `'.repeat(50_000));
  maskTemplates('{% x '.repeat(50_000));
  maskTemplates('{{ "a }} '.repeat(50_000));
  assert.ok(performance.now() - start < 10_000);
});
