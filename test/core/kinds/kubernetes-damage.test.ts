import { ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Document } from '../../../core/model/document.js';
import { placeOf } from '../../../core/value.js';
import { deployment, read } from './kubernetes-read.js';

const whole = `${deployment(`securityContext: {runAsNonRoot: true}
volumes:
- {name: tmp, emptyDir: {}}
containers:
- name: api
  image: example.com/api:1.4.2
  command: [/bin/sh, -c]
  args: ["exec node server.js"]
  env:
  - {name: PORT, value: "8080"}
  - name: PASSWORD
    valueFrom: {secretKeyRef: {name: db, key: password}}
  resources:
    limits: {memory: 256Mi, cpu: 500m}
  readinessProbe:
    httpGet: {path: /ready, port: web}
  volumeMounts:
  - {name: tmp, mountPath: /tmp}
`)}`;

/** All places a document names. */
function places(document: Document): readonly { readonly start: number; readonly end: number }[] {
  return [
    document.anchor,
    ...document.problems.map(({ span }) => span),
    ...document.object.map(({ anchor }) => anchor),
    ...document.label.flatMap(({ nameSpan, value }) => [nameSpan, placeOf(value)]),
    ...document.facts.map(({ span }) => span),
    ...document.workload.flatMap(({ anchor, replicas, grace }) => [anchor, placeOf(replicas), placeOf(grace)]),
    ...document.container.flatMap((container) => [
      container.anchor,
      ...container.variables.flatMap(({ nameSpan, value }) => [nameSpan, placeOf(value)]),
      ...[container.image, container.command, container.user, container.readiness, container.mounts].map(placeOf),
      ...Object.values(container.security).map(placeOf),
      ...[container.limits, container.requests].flatMap(({ memory, cpu }) => [placeOf(memory), placeOf(cpu)]),
    ]),
  ];
}

test('a damaged manifest is read without an exception, and every place lies in its text', () => {
  const damage = fc.tuple(
    fc.nat(whole.length),
    fc.nat(12),
    fc.constantFrom('', ':', '- ', '\n', '{', '"', '&a ', '*a', '\t'),
  );
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((kept, [at, length, put]) => kept.slice(0, at) + put + kept.slice(at + length), whole);
      for (const { start, end } of places(read(text))) {
        ok(start >= 0 && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
      }
    }),
    { numRuns: 300 },
  );
});
