import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from 'sarif';
import { plainReport, printJson } from '../../../core/report/json.js';
import { jsonText } from '../../../core/report/json-text.js';
import { createReport, isAtLeast, type Report } from '../../../core/report/report.js';
import { sarifLog } from '../../../core/report/sarif.js';
import { printText, type TextOptions } from '../../../core/report/text.js';
import { indexLines } from '../../../core/span.js';
import { createWorkspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';
import { createSample, samples } from '../engine/samples.js';

function reportOf(files: Readonly<Record<string, string>>, refused: Readonly<Record<string, string>> = {}): Report {
  const workspace = createSample();
  for (const [path, text] of Object.entries(files)) workspace.open(path, text);
  for (const [path, reason] of Object.entries(refused)) workspace.refuse(path, reason);
  return createReport({
    version: '0.1.0',
    files: workspace.checkAll(),
    unchecked: workspace.unchecked(),
    rules: samples,
  });
}

const compose = 'services:\n  web:\n    image: nginx\n';

function print(files: Readonly<Record<string, string>>, options: Partial<TextOptions> = {}): string {
  return printText(reportOf(files), {
    locale: 'en',
    color: false,
    summary: true,
    source: (path) => {
      const text = files[path];
      return text === undefined ? undefined : { text, lines: indexLines(text) };
    },
    ...options,
  });
}

test('JSON that is made piece by piece reads as JSON that is made at once', () => {
  const texts = { '/a/compose.yaml': compose, '/b/compose.yaml': 'services: {}\n', '/c/compose.yaml': 'services: [\n' };
  const reports = [
    reportOf({}),
    reportOf({ '/a\n"b/compose.yaml': compose }),
    reportOf(texts, { '/d.yaml': 'too large' }),
  ];
  deepEqual(
    reports.map(({ files }) => files.length),
    [0, 1, 3],
  );
  for (const report of reports) equal(printJson(report), jsonText(plainReport(report)));
});

test('JSON has the public shape: zero-based places, and nothing internal', () => {
  deepEqual(JSON.parse(printJson(reportOf({ 'app/compose.yaml': compose }, { 'b.yaml': 'too large' }))), {
    version: '0.1.0',
    files: [
      {
        path: 'app/compose.yaml',
        kind: 'compose',
        findings: [
          {
            rule: 'image-tag-unpinned',
            severity: 'warning',
            message: 'Image "nginx"',
            identity: 'image-tag-unpinned tag nginx',
            range: { start: { line: 2, character: 11 }, end: { line: 2, character: 16 } },
            fixable: true,
            fix: 'safe',
          },
        ],
      },
    ],
    unchecked: [{ path: 'b.yaml', reason: 'too large' }],
    summary: {
      files: 1,
      findings: 1,
      fixable: 1,
      levels: { error: 0, warning: 1, info: 0, hint: 0 },
      pillars: { observability: 0, performance: 0, security: 0, reliability: 1, maintainability: 0, correctness: 0 },
    },
  });
});

test('text groups findings by file and shows the line with what it points at', () => {
  equal(
    print({ 'compose.yaml': compose }),
    [
      'compose.yaml',
      '  3:12 warning Image "nginx" (image-tag-unpinned)',
      '      image: nginx',
      '             ^^^^^',
      '',
      'Findings: 1 (warning 1)',
      'By pillar: reliability 1',
      'With a fix: 1',
      'Files checked: 1',
      '',
    ].join('\n'),
  );
});

test('text in Russian, and a clean report in one line', () => {
  const clean = { 'compose.yaml': 'services:\n  web:\n    image: nginx:1\n' };
  equal(print(clean, { locale: 'ru' }), 'Замечаний нет. Проверено файлов: 1\n');
  match(print({ 'compose.yaml': compose }, { locale: 'ru' }), /предупреждение/);
});

test('a line that holds a secret is never shown, not even for another finding or when it is suppressed', () => {
  const secret = 'hunter2-hunter2';
  const inline = `services: { web: { image: nginx, environment: { DB_PASSWORD: "${secret}" } } }`;
  const shown = print({ 'compose.yaml': `${inline}\n` });
  match(shown, /secret-in-env/);
  match(shown, /image-tag-unpinned/);
  ok(!shown.includes(secret));
  ok(!print({ 'compose.yaml': `${inline} # seaworthy-ignore secret-in-env\n` }).includes(secret));
  ok(!printJson(reportOf({ 'compose.yaml': inline })).includes(secret));
});

test('control characters of a file do not reach the terminal', () => {
  const shown = print({ 'compose.yaml': 'services:\n  web:\n    image: "a\\x1b[31mb" # \u001b[2J\u202e\n' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  ok(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.test(shown), JSON.stringify(shown));
});

test('colours are there on request only', () => {
  const sequence = '\u001b[';
  ok(print({ 'compose.yaml': compose }, { color: true }).includes(sequence));
  ok(!print({ 'compose.yaml': compose }).includes(sequence));
});

test('SARIF 2.1.0: one-based places, relative URIs, the rules that were used, stable fingerprints', () => {
  const report = reportOf({ 'my app/compose.yaml': compose }, { 'b.yaml': 'too large' });
  const log: Log = sarifLog(report, { rules: samples, locale: 'en', prefix: 'services/' });
  const run = log.runs[0];
  deepEqual(
    [log.version, run?.tool.driver.name, run?.tool.driver.rules?.map(({ id }) => id)],
    ['2.1.0', 'Seaworthy', ['image-tag-unpinned']],
  );
  const [result] = run?.results ?? [];
  deepEqual(
    [result?.ruleId, result?.ruleIndex, result?.level, result?.message.text],
    ['image-tag-unpinned', 0, 'warning', 'Image "nginx"'],
  );
  deepEqual(result?.locations?.[0]?.physicalLocation, {
    artifactLocation: { uri: 'services/my%20app/compose.yaml' },
    region: { startLine: 3, startColumn: 12, endLine: 3, endColumn: 17 },
  });
  const moved: Log = sarifLog(reportOf({ 'my app/compose.yaml': `# a comment\n${compose}` }), {
    rules: samples,
    locale: 'en',
    prefix: 'services/',
  });
  deepEqual(moved.runs[0]?.results?.[0]?.partialFingerprints, result?.partialFingerprints);
  deepEqual(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text, 'too large');
});

test('fingerprints tell equal findings of one file apart', () => {
  const log: Log = sarifLog(reportOf({ 'a.yaml': '', 'compose.yaml': `${compose}  two:\n    image: nginx\n` }), {
    rules: samples,
    locale: 'en',
    prefix: '',
  });
  const prints = (log.runs[0]?.results ?? []).map((result) => result.partialFingerprints?.['seaworthy/v1']);
  equal(new Set(prints).size, 2);
});

test('a threshold includes its own level', () => {
  deepEqual(
    [isAtLeast('error', 'warning'), isAtLeast('warning', 'warning'), isAtLeast('info', 'warning')],
    [true, true, false],
  );
  equal(plainReport(reportOf({})).summary.files, 0);
});

for (const line of ['ENV postgres://shop:hunter2-hunter2@db/shop', 'ARG =hunter2-hunter2', 'ENV A=1 hunter2-hunter2']) {
  test(`a line whose values cannot be read may hold a secret, and is not shown: ${line.slice(0, 8)}`, () => {
    const text = `FROM debian:12\n${line}\nCOPY\n`;
    const workspace = createWorkspace({ rules, topics: [], today: () => '', locale: 'en', version: '0.1.0' });
    workspace.open('Dockerfile', text);
    const report = createReport({ version: '0.1.0', files: workspace.checkAll(), unchecked: [], rules });
    const source = () => ({ text, lines: indexLines(text) });
    const shown = printText(report, { locale: 'en', color: false, summary: true, source });
    match(shown, /^ {2}2:\d+ error Syntax error/m);
    ok(!shown.includes('hunter2'), shown);
    match(shown, /^ {6}COPY$/m, 'others are shown');
  });
}
