import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Workspace } from '../../../core/workspace.js';
import { openFiles } from '../../harness/case.js';

const field = (i: number): string =>
  `            field${i}:\n              description: what it is for\n              type: string\n`;

/** A definition with so many fields, of three lines each. */
const definition = (fields: number, { above = '', within = '' } = {}): string =>
  `${above}apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: widgets.example.com\nspec:\n` +
  `  group: example.com\n  versions:\n    - name: v1\n      schema:\n        openAPIV3Schema:\n          properties:\n` +
  `${within}${Array.from({ length: fields }, (_, i) => field(i)).join('')}`;

const path = '/project/crd.yaml';
const skimmed = (workspace: Workspace): readonly boolean[] => workspace.documents(path).map((one) => one.skimmed);
const opened = (text: string): Workspace => openFiles([{ path: 'crd.yaml', text }]);

test('a long definition is read up to its spec, and known by its name', () => {
  const workspace = opened(definition(3000, { above: '---\n# generated\n' }));
  deepEqual(skimmed(workspace), [true]);
  const [document] = workspace.documents(path);
  deepEqual(
    document?.object.map(({ kind, name }) => [kind, name]),
    [['CustomResourceDefinition', 'widgets.example.com']],
  );
  equal(document?.comments.length, 1);
  ok((document?.text.length ?? 0) > 200_000, 'the text is whole');
  deepEqual(workspace.check(path)?.findings, []);
});

test('what is said about a long definition is what is said about a short one', () => {
  const findings = (fields: number) =>
    opened(
      `${definition(fields)}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: [{name: a, image: nginx}]\n`,
    )
      .check(path)
      ?.findings.map(({ rule }) => rule);
  ok((findings(1)?.length ?? 0) > 0);
  deepEqual(findings(3000), findings(1));
});

test('a suppression in the spec has it read whole, so that it is looked at', () => {
  const within = '            # seaworthy-ignore no-such-rule -- for the test\n';
  const workspace = opened(definition(3000, { within }));
  deepEqual(skimmed(workspace), [false]);
  deepEqual(
    workspace.check(path)?.findings.map(({ rule }) => rule),
    ['unknown-rule'],
  );
});

test('what is short, of another kind, broken above its spec or has its name below it is read whole', () => {
  deepEqual(skimmed(opened(definition(100))), [false]);
  deepEqual(skimmed(opened(definition(3000).replace('apiextensions.k8s.io/v1', 'example.com/v1'))), [false]);
  deepEqual(skimmed(opened(definition(3000).replace('kind: CustomResourceDefinition', 'kind: Widget'))), [false]);
  deepEqual(skimmed(opened(definition(3000).replace('metadata:\n', 'metadata: {{\n'))), [false]);
  const named = `${definition(3000).replace('metadata:\n  name: widgets.example.com\n', '')}metadata:\n  name: widgets.example.com\n`;
  deepEqual(skimmed(opened(named)), [false]);
});

test('it is skimmed again after a letter in its schema, and read whole once it is another kind', () => {
  const workspace = opened(definition(3000));
  workspace.open(path, definition(3000).replace('field2999', 'field'));
  deepEqual(skimmed(workspace), [true]);
  workspace.open(path, definition(3000).replace('CustomResourceDefinition', 'Widget'));
  deepEqual(skimmed(workspace), [false]);
});
