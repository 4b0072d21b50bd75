import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../core/rule.js';
import { rules } from '../../rules/index.js';
import { everyRule } from '../harness/inputs.js';
import type { CaseFile } from '../harness/pages.js';
import { printEverything } from '../harness/print.js';
import { openAll } from '../harness/promises.js';
import { canary, judgeSecret, secretSamples } from '../harness/secret-samples.js';

const config = (text: string): CaseFile => ({ path: '/.seaworthy.yaml', text });

for (const [name, files] of [
  ['the defaults', []],
  ['every rule there is', [config(everyRule)]],
] as const) {
  test(`a password is in no format, hover, lens or title, in no language, under ${name}`, () => {
    for (const sample of secretSamples) {
      const all = [...sample, ...files];
      for (const locale of ['en', 'ru'] as const) {
        deepEqual(judgeSecret(openAll(all, [], { locale }), all), { wasHidden: true, leaks: [] }, sample[0]?.text);
      }
    }
  });
}

test('a password whose finding is hidden by a comment stays hidden', () => {
  for (const sample of secretSamples) {
    const files = sample.map(({ path, text }) => ({ path, text: `# seaworthy-ignore-file *\n${text}` }));
    const { wasHidden, leaks } = judgeSecret(openAll(files, []), files);
    deepEqual(leaks, []);
    ok(wasHidden, files[0]?.text);
  }
});

test('the lines would be printed if nothing hid them', () => {
  const blind: readonly Rule[] = rules.map((rule) => ({ ...rule, sensitive: false }));
  const leaky = secretSamples.filter((sample) => {
    const files = [...sample, config(everyRule)];
    return printEverything(openAll(files, [], { rules: blind }), files)
      .get('text')
      ?.includes(canary);
  });
  equal(leaky.length, secretSamples.length - 1, 'all but the one that holds it encoded');
});
