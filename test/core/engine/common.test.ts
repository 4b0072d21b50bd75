import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyFixes } from '../../../core/engine/apply.js';
import { createWorkspace, type Workspace } from '../../../core/workspace.js';
import { rules } from '../../../rules/index.js';

const path = '/p/compose.yaml';
const rule = 'restart-policy-missing';

const services = (lines: Readonly<Record<string, string>> = {}): string =>
  [
    'services:',
    ...['a', 'b', 'c'].flatMap((name, at) => [
      ...(lines[name] === undefined ? [] : [`  # ${lines[name]}`]),
      `  ${name}:`,
      '    image: nginx:1.29',
      `    ports: ["808${at}:80"]`,
    ]),
    '',
  ].join('\n');

function open(text: string, config?: string): Workspace {
  const workspace = createWorkspace({ rules, topics: [], today: () => '2026-09-01', locale: 'en', version: '0.0.0' });
  if (config !== undefined) workspace.open('/p/.seaworthy.yaml', config);
  workspace.open(path, text);
  return workspace;
}

const told = (workspace: Workspace, ...ids: readonly string[]): readonly string[] =>
  (workspace.check(path)?.findings ?? [])
    .filter((finding) => [rule, 'unused-ignore', ...ids].includes(finding.rule))
    .map(({ range, severity, message }) => `${range.start.line + 1} ${severity} ${message}`);

test('what holds for nearly all services is told once, of those that are not suppressed', () => {
  deepEqual(told(open(services())), ['1 warning Services of this file have no restart policy: a, b, c']);
  const text = services({ b: `seaworthy-ignore ${rule} -- restarted by hand` });
  deepEqual(told(open(text)), ['1 warning Services of this file have no restart policy: a, c']);
});

test('the one that is left is told by itself, and nothing is told when none is', () => {
  const ignore = `seaworthy-ignore ${rule}`;
  deepEqual(told(open(services({ a: ignore, b: ignore }))), ['10 warning Service "c" has no restart policy']);
  deepEqual(told(open(services({ a: ignore, b: ignore, c: ignore }))), []);
});

test('a suppression where the common finding stands covers all of it', () => {
  deepEqual(told(open(services().replace('services:', `services: # seaworthy-ignore ${rule}`))), []);
  deepEqual(told(open(`# seaworthy-ignore ${rule}\n${services()}`)), []);
});

test('the fix of the common finding leaves alone what is suppressed', () => {
  const text = services({ b: `seaworthy-ignore ${rule}` });
  const fixes = open(text)
    .fixes(path)
    .filter(({ finding }) => finding.rule === rule);
  const fixed = applyFixes(text, fixes).text;
  equal(fixed.split('restart: unless-stopped').length - 1, 2);
  deepEqual(told(open(fixed)), []);
});

test('settings for one service hold for it in a common finding, too', () => {
  const of = (level: string) => `overrides: [{ name: b, rules: { ${rule}: ${level} } }]\n`;
  deepEqual(told(open(services(), of('off'))), ['1 warning Services of this file have no restart policy: a, c']);
  deepEqual(told(open(services(), of('error'))), [
    '1 warning Services of this file have no restart policy: a, c',
    '5 error Service "b" has no restart policy',
  ]);
  deepEqual(told(open(services(), 'overrides: [{ name: b, rules: { image-tag-unpinned: off } }]\n')), [
    '1 warning Services of this file have no restart policy: a, b, c',
  ]);
});
