import { deepEqual, equal, ok } from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import AjvDraft04 from 'ajv-draft-04';
import { SaxesParser } from 'saxes';
import { printCheckstyle } from '../../../core/report/checkstyle.js';
import { printGithub } from '../../../core/report/github.js';
import { printGitlab } from '../../../core/report/gitlab.js';
import { printJson } from '../../../core/report/json.js';
import { printJunit } from '../../../core/report/junit.js';
import { readReport, WrongReport } from '../../../core/report/read.js';
import { createReport, type Report } from '../../../core/report/report.js';
import { printSarif, sarifLog } from '../../../core/report/sarif.js';
import { isControl } from '../../../core/visible.js';
import { createSample, samples } from '../engine/samples.js';

const hostile = 'a,b:c%\n::error::<&>"\'\u0000\u001b[31m\ufffe';

/** Two findings in one file, none in another, one file that was not checked. */
function sample(): Report {
  const workspace = createSample();
  workspace.open(
    'app/compose.yaml',
    `services:\n  web:\n    image: nginx\n    environment:\n      DB_PASSWORD: hunter2\n`,
  );
  workspace.open('clean/Dockerfile', 'FROM debian:12\n');
  workspace.refuse('b.yaml', 'too large');
  return createReport({
    version: '0.1.0',
    files: workspace.checkAll(),
    unchecked: workspace.unchecked(),
    rules: samples,
  });
}

/** A report whose every text comes from a hostile file. */
function hostileReport(): Report {
  const { files, ...rest } = sample();
  return {
    ...rest,
    files: files.map((file) => ({
      ...file,
      path: hostile,
      findings: file.findings.map((finding) => ({ ...finding, message: hostile })),
    })),
    unchecked: [{ path: hostile, reason: hostile, range: undefined }],
  };
}

const options = { locale: 'en', prefix: 'shop/' } as const;

test('GitHub: the loudest first, what was not checked before, paths from the root of the repository', () => {
  deepEqual(printGithub(sample(), options).split('\n'), [
    '::error file=shop/b.yaml::Not checked: too large',
    '::error file=shop/app/compose.yaml,line=5,endLine=5,col=20,endColumn=27,title=secret-in-env::Variable "DB_PASSWORD" holds a secret',
    '::warning file=shop/app/compose.yaml,line=3,endLine=3,col=12,endColumn=17,title=image-tag-unpinned::Image "nginx"',
    '',
  ]);
});

test('GitHub: a text of a file cannot end its command or begin another', () => {
  for (const line of printGithub(hostileReport(), options).trimEnd().split('\n')) {
    const [, name, properties, ...message] = line.split('::');
    ok(
      ['error', 'warning', 'notice'].some((known) => name?.startsWith(`${known} file=`)),
      line,
    );
    equal(properties?.includes('%0A'), true, 'the line end of the message is written as %0A');
    deepEqual(message, ['error', '<&>"\'\ufffd\ufffd[31m\ufffe'], 'nothing that a terminal would obey');
  }
});

test('GitLab: a list of issues with path, lines, severity and a fingerprint of its own each', () => {
  const issues: readonly { readonly fingerprint: string }[] = JSON.parse(printGitlab(sample(), options));
  deepEqual(
    issues.map(({ fingerprint, ...rest }) => rest),
    [
      {
        description: 'Not checked: too large',
        check_name: 'unchecked',
        severity: 'blocker',
        location: { path: 'shop/b.yaml', lines: { begin: 1, end: 1 } },
      },
      {
        description: 'Image "nginx"',
        check_name: 'image-tag-unpinned',
        severity: 'major',
        location: { path: 'shop/app/compose.yaml', lines: { begin: 3, end: 3 } },
      },
      {
        description: 'Variable "DB_PASSWORD" holds a secret',
        check_name: 'secret-in-env',
        severity: 'critical',
        location: { path: 'shop/app/compose.yaml', lines: { begin: 5, end: 5 } },
      },
    ],
  );
  equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 3);
});

/** Elements of a document as `name attribute=value …` in order; throws when it is not well-formed. */
function elements(xml: string): readonly string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    found.push([name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(' '));
  });
  parser.write(xml).close();
  return found;
}

test('JUnit: a suite a file, a failure a finding, an error for what was not checked, a passing case for a clean file', () => {
  deepEqual(elements(printJunit(sample(), options)), [
    'testsuites name=seaworthy tests=4 failures=2 errors=1',
    'testsuite name=app/compose.yaml tests=2 failures=2 errors=0',
    'testcase classname=app/compose.yaml name=image-tag-unpinned at 3:12 file=app/compose.yaml line=3',
    'failure message=Image "nginx" type=warning',
    'testcase classname=app/compose.yaml name=secret-in-env at 5:20 file=app/compose.yaml line=5',
    'failure message=Variable "DB_PASSWORD" holds a secret type=error',
    'testsuite name=clean/Dockerfile tests=1 failures=0 errors=0',
    'testcase classname=clean/Dockerfile name=no findings file=clean/Dockerfile',
    'testsuite name=b.yaml tests=1 failures=0 errors=1',
    'testcase classname=b.yaml name=unchecked file=b.yaml',
    'error message=Not checked: too large type=unchecked',
  ]);
});

test('Checkstyle: one-based places, its own levels, the rule as the source', () => {
  deepEqual(elements(printCheckstyle(sample(), options)), [
    'checkstyle version=4.3',
    'file name=app/compose.yaml',
    'error line=3 column=12 severity=warning message=Image "nginx" source=seaworthy.image-tag-unpinned',
    'error line=5 column=20 severity=error message=Variable "DB_PASSWORD" holds a secret source=seaworthy.secret-in-env',
    'file name=clean/Dockerfile',
    'file name=b.yaml',
    'error line=1 column=1 severity=error message=Not checked: too large source=seaworthy.unchecked',
  ]);
});

test('XML stays well-formed whatever stands in a file, and keeps what XML can say of it', () => {
  const kept = 'a,b:c%\n::error::<&>"\'\ufffd\ufffd[31m\ufffd';
  for (const print of [printJunit, printCheckstyle]) {
    const found = elements(print(hostileReport(), options));
    ok(
      found.some((element) => element.includes(`message=${kept}`)),
      found.join('\n'),
    );
  }
});

test('SARIF meets the schema of the standard, also with places of another file and hostile texts', () => {
  // The schema writes its identifiers and formats as draft 04 has them.
  const ajv = new AjvDraft04.default({ strict: false, validateFormats: false, unicodeRegExp: false });
  const schema: object = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const isValid = ajv.compile(schema);
  for (const report of [
    sample(),
    hostileReport(),
    createReport({ version: '0.1.0', files: [], unchecked: [], rules: [] }),
  ]) {
    isValid(sarifLog(report, { ...options, rules: samples }));
    deepEqual(isValid.errors, null);
  }
  equal(isValid({ version: '2.1.0', runs: [{ results: [] }] }), false, 'a run without a tool is none');
});

test('no format holds what a terminal would obey, and those for programs keep the text', () => {
  const turning = 'a\u007f\u009b31m\u202eb\u2066';
  const base = hostileReport();
  const report: Report = {
    ...base,
    files: base.files.map((file) => ({
      ...file,
      path: turning,
      findings: file.findings.map((finding) => ({ ...finding, message: turning })),
    })),
  };
  const printed = [
    printJson(report),
    printGitlab(report, options),
    printSarif(report, { rules: samples, locale: 'en', prefix: '' }),
    printJunit(report, options),
    printCheckstyle(report, options),
    printGithub(report, options),
  ];
  for (const text of printed)
    deepEqual(
      [...text].filter((one) => one !== '\n' && isControl(one.codePointAt(0) ?? 0)),
      [],
    );
  equal(JSON.parse(printed[0] ?? '').files[0].path, turning);
  ok(printed[4]?.includes('name="a&#127;&#155;31m&#8238;b&#8294;"'));
});

test('a report is read back as it was printed', () => {
  const report = sample();
  const again = readReport(printJson(report));
  equal(printJson(createReport({ ...again, rules: samples })), printJson(report));
});

for (const [wrong, message] of [
  ['{', /JSON/],
  ['[]', /^the report: wanted an object$/],
  ['{"version":"1","files":{},"unchecked":[]}', /^files: wanted a list$/],
  [
    '{"version":"1","files":[{"path":"a","kind":"compose","findings":[{"rule":"r","severity":"fatal"}]}],"unchecked":[]}',
    /^files\[0\]\.findings\[0\]\.severity: wanted error, warning, info, hint$/,
  ],
] as const) {
  test(`what is no report is refused with its place: ${wrong.slice(0, 40)}`, () => {
    try {
      readReport(wrong);
    } catch (error) {
      ok(error instanceof WrongReport);
      return ok(message.test(error.message), error.message);
    }
    ok(false, 'it was read');
  });
}
