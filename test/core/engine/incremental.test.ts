import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { servicesOf } from '../../../core/index/link.js';
import { rule } from '../../../core/rule.js';
import { createSample } from './samples.js';

// How much is done again after a change is counted, for a clock would fail on a busy machine.

/** A rule of workspace scope that counts how often it looks at a document, and asks who chooses its pods. */
function createCounter() {
  const seen: string[] = [];
  const counting = rule({
    id: 'counting',
    scope: 'workspace',
    on: 'document',
    kinds: ['kubernetes', 'compose'],
    pillar: 'correctness',
    preset: 'recommended',
    level: 'info',
    fix: 'none',
    since: '0.1.0',
    text: {
      summary: { en: 'a', ru: 'а' },
      why: { en: 'a', ru: 'а' },
      chosen: { en: 'chosen by {names}', ru: 'выбран: {names}' },
    },
    *check({ path, workload }, { index }) {
      seen.push(path);
      for (const each of workload) {
        const services = servicesOf(index, each);
        yield {
          at: each.anchor,
          say: 'chosen',
          with: { names: services.map(({ fact }) => fact.name).join(' ') },
          also: services.map(({ document, fact: { span } }) => ({
            place: { document, span },
            note: { en: 'a', ru: 'а' },
          })),
        };
      }
    },
  });
  return { counting, taken: () => seen.splice(0) };
}

const pod = (name: string, tail = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  labels: {app: ${name}}\nspec:\n  containers:\n    - name: a\n      image: nginx:1\n${tail}`;
const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: {app: ${name}}\n`;

test('rules of workspace scope run again for the documents that a change concerns, and for no others', () => {
  const { counting, taken } = createCounter();
  const workspace = createSample({ rules: [counting] });
  workspace.open('/app/a.yaml', pod('a'));
  workspace.open('/app/b.yaml', pod('b'));
  workspace.open('/app/services.yaml', `${service('a')}---\n${service('b')}`);
  workspace.open('/app/compose.yaml', 'services:\n  web:\n    image: nginx:1\n');
  workspace.checkAll();
  taken();
  workspace.open('/app/b.yaml', pod('b', '      args: [x]\n'));
  workspace.checkAll();
  deepEqual(taken(), ['/app/b.yaml']);
  workspace.open('/app/services.yaml', `${service('c')}---\n${service('b')}`);
  deepEqual(
    workspace.checkAll().flatMap(({ findings }) => findings.map(({ message }) => message)),
    ['chosen by ', 'chosen by b', 'chosen by '],
  );
  deepEqual(taken(), ['/app/a.yaml', '/app/services.yaml']);
  workspace.open('/app/compose.yaml', 'services:\n  web:\n    image: nginx:2\n');
  workspace.checkAll();
  deepEqual(taken(), ['/app/compose.yaml']);
});

test('a document that only moves costs no run, and places in it move with it', () => {
  const { counting, taken } = createCounter();
  const workspace = createSample({ rules: [counting] });
  workspace.open('/app/a.yaml', pod('a'));
  workspace.open('/app/services.yaml', `${service('c')}---\n${service('a')}`);
  const lines = (): readonly (number | undefined)[] =>
    workspace
      .checkAll()
      .flatMap(({ findings }) => findings.flatMap(({ related }) => related.map(({ range }) => range?.start.line)));
  deepEqual(lines(), [12]);
  taken();
  workspace.open('/app/services.yaml', `${service('c')}# more\n---\n${service('a')}`);
  deepEqual(lines(), [13]);
  deepEqual(taken(), ['/app/services.yaml']);
});
