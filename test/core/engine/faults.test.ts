import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { createReport } from '../../../core/report/report.js';
import { printText } from '../../../core/report/text.js';
import { type Report, type Rule, rule } from '../../../core/rule.js';
import { indexLines } from '../../../core/span.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { createSample, imageTag, listFindings, secret } from './samples.js';

const path = '/p/compose.yaml';
const text = 'services:\n  web:\n    image: nginx\n  api:\n    image: nginx\n';

/** A clock that a rule moves on by its work. */
function createClock() {
  let time = 0;
  return {
    now: () => time,
    work: (milliseconds: number): void => {
      time += milliseconds;
    },
  };
}

const faulty = (check: () => Iterable<Report>, on: 'container' | 'document' = 'container'): Rule => ({
  ...rule({
    id: 'rule-with-a-fault',
    on,
    kinds: ['compose', 'dockerfile', 'kubernetes'],
    pillar: 'reliability',
    preset: 'recommended',
    level: 'warning',
    fix: 'none',
    since: '0.1.0',
    text: {
      summary: { en: 'Faulty', ru: 'С ошибкой' },
      why: { en: 'For the tests.', ru: 'Для тестов.' },
      found: { en: 'found', ru: 'найдено' },
    },
    *check() {},
  }),
  check,
});

const found = { at: { start: 0, end: 1 }, say: 'found' } as const;

const open = (fault: Rule, clock = createClock(), rules = [imageTag]): Workspace => {
  const workspace = createSample({
    rules: [fault, ...rules],
    budget: { milliseconds: 100, now: clock.now },
  });
  workspace.open(path, text);
  return workspace;
};

const reasons = (workspace: Workspace) => workspace.unchecked().map(({ reason, failed }) => [failed, reason]);
const others = ['3:12 image-tag-unpinned', '5:12 image-tag-unpinned'];

test('a rule that throws is named once a file, and the others say what they have to say', () => {
  const workspace = open(
    faulty(() => {
      throw new Error('no such thing');
    }),
  );
  deepEqual(listFindings(workspace, path), others);
  deepEqual(reasons(workspace), [['rule-with-a-fault', 'internal error in "rule-with-a-fault": no such thing']]);
});

test('a rule that yields for ever is stopped by its findings, even without a clock', () => {
  const endless = faulty(function* () {
    for (;;) yield found;
  });
  const workspace = createWorkspace({
    rules: [endless, imageTag],
    topics: [],
    today: () => '2026-09-01',
    locale: 'en',
    version: '0.0.0',
  });
  workspace.open(path, text);
  ok(listFindings(workspace, path).includes('3:12 image-tag-unpinned'));
  deepEqual(reasons(workspace), [
    [
      'rule-with-a-fault',
      'stopped "rule-with-a-fault" after 10000 findings in one document, further ones are not told',
    ],
  ]);
});

test('a rule that takes too long is stopped where it yields or comes to its next subject', () => {
  const clock = createClock();
  let subjects = 0;
  const slow = faulty(() => {
    subjects++;
    clock.work(150);
    return [];
  });
  const workspace = open(slow, clock);
  deepEqual(listFindings(workspace, path), others);
  deepEqual(reasons(workspace), [
    [
      'rule-with-a-fault',
      'stopped "rule-with-a-fault" after 150 ms over one document, its findings there are not complete',
    ],
  ]);
  equal(subjects, 1);
});

test('a rule that was stopped has less time at that path from then on, and all of it elsewhere', () => {
  const clock = createClock();
  let steps = 0;
  const slow = faulty(function* () {
    for (let i = 0; i < 1000; i++) {
      steps++;
      clock.work(5);
      yield found;
    }
  }, 'document');
  const workspace = open(slow, clock);
  const stepsOver = (file: string, content: string): number => {
    steps = 0;
    workspace.open(file, content);
    workspace.check(file);
    return steps;
  };
  deepEqual(
    [stepsOver(path, text), stepsOver(path, `${text}# edited\n`), stepsOver('/p/b/compose.yaml', text)],
    [21, 3, 21],
  );
});

test('the budget is one of each run: a rule that is asked again and again never uses it up', () => {
  const clock = createClock();
  const quick = faulty(() => {
    clock.work(30);
    return [];
  }, 'document');
  const workspace = open({ ...quick, scope: 'workspace' }, clock);
  for (let round = 0; round < 20; round++) {
    workspace.open(`/p/${round}/compose.yaml`, text);
    workspace.check(path);
  }
  deepEqual(reasons(workspace), []);
});

test('where a rule on secrets has failed no line of the file is shown', () => {
  const leaking = 'services:\n  web: { image: nginx, environment: { DB_PASSWORD: "sh0p-2024" } }\n';
  const printed = (rules: readonly Rule[]): string => {
    const workspace = createSample({ rules });
    workspace.open(path, leaking);
    const files = workspace.checkAll();
    const report = createReport({ version: '', files, unchecked: workspace.unchecked(), rules });
    const source = () => ({ text: leaking, lines: indexLines(leaking) });
    return printText(report, { locale: 'en', color: false, source, summary: false });
  };
  const shows = (rules: readonly Rule[]) => /sh0p-2024/.test(printed(rules));
  deepEqual(
    [shows([imageTag]), shows([imageTag, secret]), shows([imageTag, { ...secret, check: fail }])],
    [true, false, false],
  );
});

const fail = (): never => {
  throw new Error('it cannot look');
};

test('a file that cannot be read by our fault is refused alone', () => {
  const workspace = createSample();
  workspace.open('/p/a/compose.yaml', text);
  const siblings: ReadonlySet<string> = Object.assign(new Set<string>(), { [Symbol.iterator]: fail });
  workspace.open('/p/b/compose.dev.yaml', text, { surroundings: { siblings } });
  deepEqual(
    workspace.unchecked().map(({ path, reason }) => [path, reason]),
    [['/p/b/compose.dev.yaml', 'internal error: it cannot look']],
  );
  deepEqual(listFindings(workspace, '/p/a/compose.yaml'), others);
  workspace.open('/p/b/compose.dev.yaml', text);
  deepEqual(workspace.unchecked(), []);
});
