import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { project, run } from './harness.js';
import { lines, take } from './taking.js';

// Tools whose configuration has several forms, or a language of its own.

test('dclint: levels by number, and JSON as well; code is not run', async () => {
  const { text } = await take('dclint', {
    '.dclintrc.json': JSON.stringify({
      rules: {
        'no-version-field': 0,
        'service-image-require-explicit-tag': [2, { digest: true }],
        'service-keys-order': 7,
      },
      quiet: false,
      exclude: ['node_modules/**', 'legacy.compose.yaml'],
    }),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'overrides:',
      '  - kinds:',
      '      - compose',
      '    rules:',
      '      image-tag-unpinned: error # dclint service-image-require-explicit-tag',
      'ignore:',
      '  - node_modules/** # dclint exclude',
      '  - legacy.compose.yaml # dclint exclude',
      '',
      '# Not taken over:',
      '#   no-version-field: no rule of ours is the same',
      '#   rules.service-image-require-explicit-tag: options: we have nothing like it',
      '#   rules.service-keys-order: its value is not understood',
      '#   quiet: it is --fail-on of the command line',
    ),
  );
  const code = await take('dclint', { 'dclint.config.cjs': 'process.exit(9)\n' });
  deepEqual(code.err[0], 'Not taken over: dclint.config.cjs: it is code, and nothing from a workspace is run');
});

test('dclint: wherever its configuration lies, in the order in which it looks', async () => {
  const off = 'rules: { service-image-require-explicit-tag: 0 }\n';
  const inPackage = JSON.stringify({
    name: 'app',
    dclint: { rules: { 'service-image-require-explicit-tag': 1, 'require-quotes-in-ports': 2 } },
  });
  const levelOf = async (files: Readonly<Record<string, string>>): Promise<string | undefined> =>
    /image-tag-unpinned: (\w+)/.exec((await take('dclint', files)).text)?.[1];
  equal(await levelOf({ 'package.json': inPackage, '.dclintrc': off }), 'warning');
  equal(await levelOf({ 'package.json': '{ "name": "app" }', '.dclintrc.yml': off }), 'off');
  equal(await levelOf({ '.config/dclintrc.yaml': off }), 'off');
  deepEqual((await take('dclint', { 'package.json': inPackage })).err, [
    'Not taken over: require-quotes-in-ports: no rule of ours is the same',
    '.seaworthy.yaml: written',
  ]);
  for (const name of ['.dclintrc.ts', '.dclintrc.cjs', '.config/dclintrc.js', 'dclint.config.ts']) {
    equal(
      (await take('dclint', { [name]: 'process.exit(9)\n' })).err[0],
      `Not taken over: ${name}: it is code, and nothing from a workspace is run`,
    );
  }
  const folder = project({ 'package.json': '{ "name": "app" }' });
  match((await run(folder, ['init', '--from', 'dclint'])).err, /There is no file of dclint here: package\.json, /);
});

test('pint: checks that are off, by file where its path is one, and the rest with its place', async () => {
  const { text } = await take('pint', {
    '.pint.hcl': lines(
      '# checks of the platform team',
      'prometheus "prod" {',
      '  uri = "https://prometheus.example.com"',
      '}',
      'ci { baseBranch = "main" }',
      'parser {',
      '  relaxed = ["rules/legacy/.*"]',
      '  exclude = ["rules/generated", "vendor/.*\\\\.yml"]',
      '}',
      'checks {',
      '  disabled = ["promql/syntax", "promql/series"]',
      '}',
      'rule {',
      '  match { path = "rules/drafts\\\\.yml" }',
      '  disable = ["alerts/template"]',
      '}',
      'rule {',
      '  match {',
      '    kind = "alerting"',
      '    label "severity" { value = "critical" }',
      '  }',
      '  for {',
      '    min = "5m"',
      '  }',
      '  annotation "runbook" {',
      '    required = true',
      '  }',
      '  disable = ["promql/syntax"]',
      '}',
      'rule {',
      '  match { path = "(a|b)/.+" }',
      '  disable = ["promql/syntax"]',
      '}',
      'owners { allowed = ["a", var.team] }',
    ),
  });
  equal(
    text,
    lines(
      'extends: recommended',
      'rules:',
      '  promql-syntax: off # pint promql/syntax',
      'overrides:',
      '  - kinds:',
      '      - prometheus',
      '    files:',
      '      - rules/drafts.yml',
      '    rules:',
      '      alert-value-in-label: off # pint alerts/template',
      'ignore:',
      '  - rules/generated # pint parser.exclude',
      '',
      '# Not taken over:',
      '#   .pint.hcl:28: rule.disable: promql/syntax: we cannot say it for some alerts and rules of a file only',
      '#   .pint.hcl:22: rule.for: no rule of ours is the same',
      '#   .pint.hcl:25: rule.annotation runbook: no rule of ours is the same',
      '#   .pint.hcl:32: rule.disable: promql/syntax: it is a regular expression, and globs cannot say the same for sure',
      '#   .pint.hcl:2: prometheus prod: nothing is asked over the network',
      '#   .pint.hcl:5: ci.baseBranch: it is --changed-since of the command line',
      '#   .pint.hcl:7: parser.relaxed: we have nothing like it',
      '#   .pint.hcl:8: parser.exclude: vendor/.*\\.yml: it is a regular expression, and globs cannot say the same for sure',
      '#   promql/series: no rule of ours is the same',
      '#   .pint.hcl:34: owners: we have nothing like it',
    ),
  );
});

test('pint: where only some checks are on, the others are off; what is broken is named and not taken', async () => {
  const some = await take('pint', { '.pint.hcl': 'checks { enabled = ["promql/syntax"] }\n' });
  match(some.text, /^ {2}promql-syntax: on # pint promql\/syntax$/m);
  match(some.text, /^ {2}alert-value-in-label: off # pint checks\.enabled$/m);
  equal(some.text.includes('syntax-error'), false);
  const broken = await take('pint', {
    '.pint.hcl': lines(
      'checks {',
      '  disabled = ["promql/syntax"',
      '}',
      'checks { disabled = [var.a] }',
      'checks { disabled = ["alerts/template"] }',
      'rule {',
    ),
  });
  deepEqual(broken.err, [
    'Not taken over: .pint.hcl:1: it cannot be parsed',
    'Not taken over: .pint.hcl:6: it cannot be parsed',
    'Not taken over: .pint.hcl:4: disabled: its value is not understood',
    '.seaworthy.yaml: written',
  ]);
  match(broken.text, /alert-value-in-label: off/);
  equal(broken.text.includes('promql-syntax: off'), false);
});
