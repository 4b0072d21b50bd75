import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Document } from '../core/model/document.js';
import { createWorkspace } from '../core/workspace.js';
import { rules } from '../rules/index.js';
import { today } from './harness/case.js';

// What one keystroke costs, with all rules, counted in documents: a clock would fail on a busy machine.

const pair = (name: string, memory: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: web
          image: registry.example.com/shop/${name}:1.4.0
          ports: [{containerPort: 8080}]
          resources:
            limits: {memory: ${memory}}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: {app: ${name}}
  ports: [{port: 80, targetPort: 8080}]
`;

/** A workspace with all rules that notes which documents a rule looks at. */
function createWatched() {
  const seen = new Set<Document>();
  const watched = rules.map((rule) => ({
    ...rule,
    check: (...[subject, context]: Parameters<typeof rule.check>) => {
      seen.add(context.document);
      return rule.check(subject, context);
    },
  }));
  const workspace = createWorkspace({ rules: watched, topics: [], today: () => today, locale: 'en', version: '0.0.0' });
  const taken = (): readonly Document[] => {
    const all = [...seen];
    seen.clear();
    return all;
  };
  return { workspace, taken };
}

const names = Array.from({ length: 30 }, (_, i) => `service-${i}`);
const stream = (memory: string): string =>
  names.map((name) => pair(name, name === 'service-15' ? memory : '256Mi')).join('---\n');

test('a letter in one manifest of a stream parses one document and asks the rules about what belongs to it', () => {
  const { workspace, taken } = createWatched();
  workspace.open('/shop/app.yaml', stream('256Mi'));
  workspace.open('/shop/compose.yaml', 'services:\n  db:\n    image: postgres:17\n');
  workspace.checkAll();
  const before = new Set(workspace.documents('/shop/app.yaml'));
  taken();
  workspace.open('/shop/app.yaml', stream('1256Mi'));
  workspace.checkAll();
  const after = workspace.documents('/shop/app.yaml');
  equal(after.length, 60);
  equal(after.filter((document) => !before.has(document)).length, 1);
  const asked = taken().map(({ path, variant, base }) => [path, variant, base > 0]);
  ok(asked.length <= 2, JSON.stringify(asked));
  deepEqual(
    asked.filter(([path]) => path !== '/shop/app.yaml'),
    [],
  );
});

test('a letter in a file of its own kind asks no rule about files of others', () => {
  const { workspace, taken } = createWatched();
  workspace.open('/shop/app.yaml', stream('256Mi'));
  const dockerfile = (command: string): string => `FROM node:22\nUSER node\nCMD ["node", "${command}"]\n`;
  workspace.open('/shop/Dockerfile', dockerfile('server.js'));
  workspace.open('/shop/rules.yaml', 'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: up == 0\n');
  workspace.checkAll();
  taken();
  workspace.open('/shop/Dockerfile', dockerfile('main.js'));
  workspace.checkAll();
  deepEqual(
    taken().map(({ path }) => path),
    ['/shop/Dockerfile'],
  );
});
