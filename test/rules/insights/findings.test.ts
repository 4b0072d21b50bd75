import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Locale } from '../../../core/text.js';
import { createWorkspace } from '../../../core/workspace.js';
import { hovers, rules, topics } from '../../../rules/index.js';
import { root } from '../../harness/root.js';

const folder = 'examples/shop';
const locales: readonly Locale[] = ['en', 'ru'];

const workspaces = new Map(
  locales.map((locale) => {
    const today = (): string => '2026-09-01';
    const workspace = createWorkspace({ rules, topics, hovers, today, locale, version: '0.0.0' });
    for (const path of globSync('**/*', { cwd: join(root, folder), dot: true })) {
      workspace.open(`/shop/${path}`, readFileSync(join(root, folder, path), 'utf8'));
    }
    return [locale, workspace];
  }),
);

/** The hover at the beginning of the first finding of a rule, in its sections. */
function sections(path: string, rule: string, locale: Locale): readonly string[] {
  const workspace = workspaces.get(locale);
  const finding = workspace?.check(path)?.findings.find((one) => one.rule === rule);
  ok(finding, `${rule} in ${path}`);
  const hover = workspace?.hover(path, finding.span.start, (id) => `page:${id}`);
  return (hover?.markdown ?? '').replaceAll('\u00a0', ' ').split('\n\n---\n\n');
}

/** `topic` is that of the first finding at the place, of which some have several. */
const cases: readonly (readonly [path: string, rule: string, topic: string, en: string, ru: string])[] = [
  [
    '/shop/billing/Dockerfile',
    'image-end-of-life',
    'security-pipeline',
    'Ubuntu 20.04 (focal): support ended on 2025-05-31, 458 days ago',
    'Ubuntu 20.04 (focal): поддержка закончилась 2025-05-31, 458 дн. назад',
  ],
  [
    '/shop/compose.yaml',
    'heap-exceeds-memory-limit',
    'memory-limits',
    'heap 512 MiB ████████████████████ 512 MiB',
    'куча 512 МиБ ████████████████████ 512 МиБ',
  ],
  ['/shop/compose.yaml', 'healthcheck-timing', 'health-checks', '12 s ──▶ unhealthy', '12 с ──▶ unhealthy'],
  ['/shop/compose.yaml', 'healthcheck-never-fails', 'health-checks', '1 × (2 s + 10 s)', '1 × (2 с + 10 с)'],
  [
    '/shop/compose.yaml',
    'shutdown-grace-too-short',
    'graceful-shutdown',
    'SIGKILL comes 20 s before it is done',
    'SIGKILL придёт на 20 с раньше, чем он закончит',
  ],
  ['/shop/compose.yaml', 'stop-signal-kill', 'graceful-shutdown', '`T+0 SIGKILL`', '`T+0 SIGKILL`'],
  [
    '/shop/compose.yaml',
    'resource-limit-below-request',
    'memory-limits',
    'reservation 768 MiB is more than the limit 512 MiB',
    'резерв 768 МиБ больше лимита 512 МиБ',
  ],
  [
    '/shop/compose.yaml',
    'stateful-data-not-persistent',
    'health-checks',
    '`/var/lib/postgresql/data` is on no volume',
    '`/var/lib/postgresql/data` не на томе',
  ],
  [
    '/shop/api/Dockerfile',
    'secret-in-env',
    'secrets',
    'layer of the image → variable JWT_SECRET → process',
    'слой образа → переменная JWT_SECRET → процесс',
  ],
  [
    '/shop/k8s/api.yaml',
    'memory-limit-ratio-wide',
    'memory-limits',
    '1:8, wider than the conservative 1:2',
    '1:8, шире осторожного 1:2',
  ],
  [
    '/shop/k8s/monitoring.yaml',
    'alert-value-in-label',
    'label-practice',
    'An annotation may change while the alert fires',
    'Аннотация может меняться, пока алерт активен',
  ],
];

for (const [path, rule, topic, en, ru] of cases) {
  test(`the hover of ${rule} says what, why and what to do, then the numbers, then the topic`, () => {
    for (const locale of locales) {
      const found = sections(path, rule, locale);
      const numbers = locale === 'en' ? en : ru;
      const own = found.findIndex((section) => section.includes(`](<page:${rule}>)`));
      const told = found.findIndex((section, at) => at > own && section.includes(numbers));
      const explained = found.at(-1) ?? '';
      const title = topics.find(({ id }) => id === topic)?.title[locale];
      deepEqual(
        [own >= 0, told > own, explained.startsWith(`**${title}**`), explained.includes(`[${title}](<page:${topic}>)`)],
        [true, true, true, true],
        found.join('\n---\n'),
      );
    }
  });
}

test('a finding about another service is not told the times of this one', () => {
  for (const locale of locales) {
    const found = sections('/shop/compose.yaml', 'depends-on-start-only', locale).join('\n');
    ok(!found.includes('──▶'), found);
  }
});
