import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { marked } from 'marked';
import { product } from '../cli/product.js';
import { main } from '../cli/program.js';
import { parseYaml } from '../core/yaml/parse.js';
import { root } from './harness/root.js';

const ajv = new Ajv({ allErrors: true });

function schema(name: string) {
  return ajv.compile(JSON.parse(readFileSync(join(root, 'schema', name), 'utf8')));
}

/** What a command of the product prints. */
async function print(...argv: readonly string[]): Promise<string> {
  const out: string[] = [];
  await main(
    argv,
    {
      cwd: root,
      env: {},
      stdin: async () => Buffer.from(''),
      out: (text) => void out.push(text),
      err: () => {},
      isTerminal: false,
      today: '2026-09-01',
      startServer: async () => {},
    },
    async () => product,
  );
  return out.join('');
}

test('the report of a real project meets its published schema', async () => {
  const isValid = schema('report.schema.json');
  const report = JSON.parse(await print('check', 'examples/shop', '--format', 'json'));
  isValid(report);
  deepEqual(isValid.errors, null);
  equal(report.unchecked.length > 0, true, 'the example with a syntax error is named');
});

test('the checklist of a real project meets its published schema', async () => {
  const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, 'schema/readiness.schema.json'), 'utf8')),
  );
  const report = JSON.parse(await print('readiness', 'examples/shop-fixed', '--format', 'json'));
  isValid(report);
  deepEqual(isValid.errors, null);
  equal(report.workloads.length > 0, true);
});

test('the list of rules meets its published schema', async () => {
  const isValid = schema('rules.schema.json');
  isValid(JSON.parse(await print('rules', '--format', 'json')));
  deepEqual(isValid.errors, null);
});

test('the example of the configuration page meets the schema of the configuration', () => {
  const isValid = schema('seaworthy.schema.json');
  const page = marked.lexer(readFileSync(join(root, 'docs/configuration.md'), 'utf8'));
  const examples = page.flatMap((token) =>
    token.type === 'code' && token.lang === 'yaml' ? [String(token.text)] : [],
  );
  equal(examples.length, 1);
  for (const example of examples) {
    isValid(parseYaml(example).root({ open: false }).plain());
    deepEqual(isValid.errors, null);
  }
});

test('the schema of the configuration refuses what the program refuses', () => {
  const isValid = schema('seaworthy.schema.json');
  for (const wrong of [
    { extend: 'strict' },
    { rules: { 'no-such-rule': 'off' } },
    { rules: { 'memory-limit-missing': 'loud' } },
    { rules: { 'memory-limit-missing': { sugest: 1 } } },
    { overrides: [{ rules: {} }] },
    { overrides: [{ kinds: ['k8s'], rules: {} }] },
    { extends: 'strikt' },
    { locked: ['no-such-rule'] },
    { images: { support: [{ image: 'postgres', cycle: '12' }] } },
    { labels: { permitted: ['tenant_id'] } },
    { attest: { backup: { who: 'Olga', when: 'May' } } },
    { attest: { backups: { who: 'Olga' } } },
    { attest: { backups: 'done' } },
  ]) {
    equal(isValid(wrong), false, JSON.stringify(wrong));
  }
});
