import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../../core/edit.js';
import { ignoreFileEdit, ignoreHereEdit } from '../../../core/engine/ignore-edit.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';

/** A file under all recommended rules. */
function openFile(path: string, text: string): Workspace {
  const today = (): string => '2026-09-01';
  const workspace = createWorkspace({ rules, topics: [], today, locale: 'en', version: '0.0.0' });
  workspace.open(path, text);
  return workspace;
}

const found = (path: string, text: string): readonly string[] =>
  (openFile(path, text).check(path)?.findings ?? []).map(({ rule, message }) => `${rule}: ${message}`);

/** The text after the first finding of the rule is ignored where it is. All else must be reported as before. */
function ignoreHere(path: string, text: string, rule: string): string {
  const workspace = openFile(path, text);
  const finding = workspace.check(path)?.findings.find((one) => one.rule === rule);
  ok(finding, `${rule} is reported`);
  const edit = ignoreHereEdit(text, workspace.documents(path), finding.span, rule);
  ok(edit, 'a comment can stand there');
  const after = applyEdits(text, [edit]).text;
  const rest = found(path, text);
  deepEqual(found(path, after), without(rest, `${rule}: ${finding.message}`));
  return after;
}

/** The list without the first entry that is equal. */
function without(list: readonly string[], entry: string): readonly string[] {
  const at = list.indexOf(entry);
  notEqual(at, -1);
  return list.toSpliced(at, 1);
}

const alerts = `groups:
  - name: shop
    rules:
      - alert: TooManyErrors
        expr: |
          # one in a hundred
          rate(http_errors_total[5m] > 0.01
        labels:
          severity: page
`;

test('a finding inside a block scalar is ignored above its key, for a comment inside would be text', () => {
  const after = ignoreHere('/shop/alerts.yaml', alerts, 'promql-syntax');
  equal(after, alerts.replace('        expr: |', '        # seaworthy-ignore promql-syntax\n        expr: |'));
});

const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: main\n      image: registry.example.com/${name}:1.4.2\n      securityContext:\n        privileged: true\n`;

test('in a stream the comment goes into the document of the finding', () => {
  const text = `${pod('first').replace('true', 'false')}---\n${pod('second')}`;
  const after = ignoreHere('/shop/pods.yaml', text, 'container-privileged');
  equal(after.split('---\n')[0], pod('first').replace('true', 'false'));
  ok(after.endsWith('        # seaworthy-ignore container-privileged\n        privileged: true\n'), after);
});

test('a second rule on the same place joins the directive that is there, before its reason', () => {
  const text = `services:
  web:
    image: registry.example.com/shop/web:1.4.2
    # seaworthy-ignore container-privileged -- it sets up the network
    privileged: true
`;
  const workspace = openFile('/shop/compose.yaml', text);
  const at = text.indexOf('true');
  const edit = ignoreHereEdit(
    text,
    workspace.documents('/shop/compose.yaml'),
    { start: at, end: at + 4 },
    'other-rule',
  );
  equal(applied(text, edit), text.replace('container-privileged --', 'container-privileged, other-rule --'));
});

test('the file takes its line ends from what is there', () => {
  const text = 'services:\r\n  web:\r\n    image: registry.example.com/shop/web:1.4.2\r\n    privileged: true\r\n';
  const after = ignoreHere('/shop/compose.yaml', text, 'container-privileged');
  equal(after, text.replace('    privileged', '    # seaworthy-ignore container-privileged\r\n    privileged'));
});

test('ignoring in a file begins a line at its top, or joins the one that is there', () => {
  const path = '/shop/compose.yaml';
  const text = 'services:\n  web:\n    image: registry.example.com/shop/web:1.4.2\n    privileged: true\n';
  const first = applied(text, ignoreFileEdit(text, openFile(path, text).documents(path), 'container-privileged'));
  equal(first, `# seaworthy-ignore-file container-privileged\n${text}`);
  deepEqual(
    found(path, first).filter((one) => one.startsWith('container-privileged')),
    [],
  );
  const second = applied(first, ignoreFileEdit(first, openFile(path, first).documents(path), 'healthcheck-missing'));
  equal(second, `# seaworthy-ignore-file container-privileged, healthcheck-missing\n${text}`);
});

test('what stands in a comment cannot be ignored by a comment above it', () => {
  const path = '/shop/compose.yaml';
  const text = 'services:\n  web:\n    # a remark\n    image: registry.example.com/shop/web:1.4.2\n';
  const at = text.indexOf('remark');
  equal(ignoreHereEdit(text, openFile(path, text).documents(path), { start: at, end: at + 6 }, 'any'), undefined);
});

function applied(text: string, edit: Edit | undefined): string {
  ok(edit, 'there is an edit');
  return applyEdits(text, [edit]).text;
}
