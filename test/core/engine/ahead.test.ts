import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { createChecker } from '../../../core/checker.js';
import { yamlFormats } from '../../../core/kinds/yaml-formats.js';
import { rule } from '../../../core/rule.js';
import type { Steps } from '../../../core/steps.js';
import { rules } from '../../../rules/index.js';

const many = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('');

const stream = many(
  200,
  (i) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: s${i}\nspec:\n  selector: {app: a${i}}\n---\n`,
);
const compose = `services:\n${many(400, (i) => `  s${i}:\n    image: nginx\n    privileged: true\n    environment:\n      A: "${i}"\n`)}`;
const configMap = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n${many(400, (i) => `  key-${i}: value-${i}\n  file-${i}.properties: |\n    db.password=hunter${i}2x\n    b=2\n`)}`;
const group = (i: number, by = '') =>
  `${by}- name: g${i}\n${by}  rules:\n${by}  - {alert: A${i}, expr: 'up{job="a${i}"} == 0', for: 5m}\n${by}  - {record: 'job:r${i}:sum', expr: sum by (job) (r)}\n`;
const ruleFile = `groups:\n${many(200, (i) => group(i))}`;
const ruleMap = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: rules\ndata:\n  a.rules.yaml: |\n    groups:\n${many(200, (i) => group(i, '    '))}`;
const list = `apiVersion: v1\nkind: List\nitems:\n${many(200, (i) => `- apiVersion: v1\n  kind: Service\n  metadata: {name: s${i}}\n  spec:\n    selector: {app: a${i}}\n`)}`;
const scrape = `scrape_configs:\n${many(200, (i) => `- job_name: j${i}\n  scrape_interval: 30s\n  static_configs:\n  - targets: ['h${i}:9100']\n`)}`;
const files = {
  '/app/stream.yaml': stream,
  '/app/compose.yaml': compose,
  '/app/config.yaml': configMap,
  '/app/a.rules.yaml': ruleFile,
  '/app/rules-map.yaml': ruleMap,
  '/app/list.yaml': list,
  '/app/prometheus.yml': scrape,
};

/** A query takes so many times as long to read as a rule looks at a subject. */
const queryWeight = 20;

/** A checker that counts what it does: parsing, reading documents and queries, and looking at a subject with a rule. */
function counting() {
  const done = { parsed: 0, read: 0, queried: 0, asked: 0, said: 0 };
  const counted = rules.map((each) => ({
    ...each,
    *check(...[subject, context]: Parameters<typeof each.check>) {
      done.asked++;
      for (const report of each.check(subject, context)) {
        done.said++;
        yield report;
      }
    },
  }));
  const formats: typeof yamlFormats = {
    ...yamlFormats,
    parse: (...given) => {
      done.parsed++;
      return yamlFormats.parse(...given);
    },
    readQuery: (...given) => {
      done.queried++;
      return yamlFormats.readQuery(...given);
    },
    readDocument: (...given) => {
      done.read++;
      return yamlFormats.readDocument(...given);
    },
  };
  const options = { rules: counted, today: () => '2026-01-15', locale: 'en', version: '0.0.0' } as const;
  const checker = createChecker(options, () => formats);
  const take = () => {
    const taken = { ...done };
    Object.assign(done, { parsed: 0, read: 0, queried: 0, asked: 0, said: 0 });
    return taken;
  };
  return { checker, take };
}

/** How many steps there are, and the most that is read of queries, asked and said in one of them. */
function walk(steps: Steps<void>, take: ReturnType<typeof counting>['take']) {
  let count = 0;
  let most = 0;
  for (let isDone = false; !isDone; count++) {
    isDone = steps.next().done === true;
    const { queried, asked, said } = take();
    most = Math.max(most, queried * queryWeight, asked, said);
  }
  return { count, most };
}

const fresh = (path: string, text: string) => {
  const { checker } = counting();
  checker.open(path, text);
  return checker.check(path);
};

for (const [path, text] of Object.entries(files)) {
  test(`${path} is read and checked in many small steps, and nothing is left to do behind them`, () => {
    const { checker, take } = counting();
    const reading = walk(checker.openAhead(path, text), take);
    ok(reading.count > text.length / 2000, `${reading.count} steps`);
    ok(reading.most < 200, `${reading.most} in one step`);
    take();
    checker.open(path, text);
    const { parsed, read } = take();
    deepEqual({ parsed, read }, { parsed: 0, read: 0 });
    const checking = walk(checker.checkAhead(path), take);
    ok(checking.count > text.length / 5000, `${checking.count} steps`);
    ok(checking.most < 200, `${checking.most} in one step`);
    take();
    const report = checker.check(path);
    equal(take().asked, 0);
    deepEqual(report, fresh(path, text));
  });
}

test('what was read ahead is not seen before it is opened, and work that is given up leaves nothing', () => {
  const [path, text] = ['/app/stream.yaml', stream];
  const { checker } = counting();
  checker.open(path, text);
  const before = checker.check(path);
  const places = checker.documents(path).map(({ base }) => base);
  // The documents that are the same move, once it is opened.
  const changed = `# first\n${text.replace('name: s100', 'name: changed')}`;
  for (const _ of checker.openAhead(path, changed)) {
    equal(checker.textOf(path), text);
    deepEqual(
      checker.documents(path).map(({ base }) => base),
      places,
    );
  }
  deepEqual(checker.check(path), before);
  for (const length of [1, 5, 50]) {
    const steps = checker.checkAhead(path);
    for (let i = 0; i < length; i++) steps.next();
    checker.open(path, `${changed}# ${length}\n`);
    deepEqual(checker.check(path), fresh(path, `${changed}# ${length}\n`));
  }
});

test('rules that look across files see the files as they are when the check is asked for', () => {
  const { checker } = counting();
  const workload =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {app: a5}}\n  template:\n    metadata: {labels: {app: a5}}\n    spec: {containers: [{name: a, image: "a:1"}]}\n';
  checker.open('/app/stream.yaml', stream);
  let step = 0;
  for (const _ of checker.checkAhead('/app/stream.yaml')) {
    step++;
    // Again and again, in the middle of a document.
    if (step % 7 === 0)
      checker.open('/app/deployment.yaml', step % 2 === 0 ? workload : workload.replaceAll('a5', 'a6'));
  }
  ok(step > 7);
  checker.open('/app/deployment.yaml', workload);
  const other = counting().checker;
  other.open('/app/stream.yaml', stream);
  other.open('/app/deployment.yaml', workload);
  deepEqual(checker.check('/app/stream.yaml'), other.check('/app/stream.yaml'));
});

test('a rule is stopped after the time it works, and not after the time in which others work', () => {
  let now = 0;
  const slow = rule({
    id: 'slow',
    on: 'container',
    kinds: ['compose'],
    pillar: 'reliability',
    preset: 'recommended',
    level: 'error',
    fix: 'none',
    since: '0.1.0',
    text: { summary: { en: 'Slow', ru: 'Медленно' }, why: { en: 'Slow', ru: 'Медленно' } },
    *check() {
      now += 1;
      yield undefined;
    },
  });
  const options = { rules: [slow], today: () => '2026-01-15', locale: 'en', version: '0.0.0' } as const;
  const unchecked = (milliseconds: number): number => {
    now = 0;
    const checker = createChecker({ ...options, budget: { milliseconds, now: () => now } }, () => yamlFormats);
    checker.open('/app/compose.yaml', compose);
    for (const _ of checker.checkAhead('/app/compose.yaml')) now += 1000;
    return checker.unchecked().length;
  };
  equal(unchecked(500), 0);
  equal(unchecked(50), 1);
});
