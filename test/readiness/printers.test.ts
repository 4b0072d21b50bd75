import { deepEqual, equal, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { marked } from 'marked';
import { type ReadinessReport, withPaths } from '../../core/readiness/report.js';
import { fileLinks, printReadinessHtml } from '../../core/report/readiness-html.js';
import { printReadinessJson } from '../../core/report/readiness-json.js';
import { printReadinessMarkdown } from '../../core/report/readiness-markdown.js';
import { printReadinessText } from '../../core/report/readiness-text.js';
import type { Locale } from '../../core/text.js';
import { root } from '../harness/root.js';
import { readHtml } from './html.js';
import { deployment, type Files, readinessOf } from './workspace.js';

const small: Files = {
  'compose.yaml':
    'services:\n  api:\n    image: registry.example.com/api:1.4.2\n    environment:\n      LOG_FORMAT: json\n      REDIS_URL: redis://cache:6379\n',
  '.seaworthy.yaml':
    'extends: none\nattest:\n  backups: { who: Olga Petrova, when: 2026-08-14, note: the platform does it }\n',
};

/** Names that want to be markup, and a link that wants to run. */
const name = '"><script>alert(1)</script><img src=x onerror=alert(2)>`|**b**';
const hostile: Files = {
  'a"><b onclick=x>&#/compose.yaml': `services:\n  '${name}':\n    image: registry.example.com/api:1\n    environment:\n      LOG_FORMAT: 'json</code></li><script>'\n`,
  'k8s/api.yaml': deployment('api').replaceAll('name: api', `name: '${name}'`),
  'grafana/dashboards/a.json': JSON.stringify({ title: `</title>${name}`, panels: [1] }),
  '.seaworthy.yaml': `attest:\n  caches: { who: '${name}', when: "<i>\\u202e\\u0007", link: "javascript:alert(1)" }\n  image-scan: { who: a, when: b, link: 'https://example.com/"onclick="x' }\n  compliance: { who: a, when: b, link: 'https://example.com/a?b=1&c=2' }\n`,
};

const shown = (files: Files, locale: Locale = 'en'): ReadinessReport =>
  withPaths(readinessOf(files, locale), (path) => path.replace('/app/', ''));
const html = (files: Files, locale: Locale = 'en'): string =>
  printReadinessHtml(shown(files, locale), locale, fileLinks);

test('the text says for each item what is known, where, and what to do next', () => {
  equal(
    printReadinessText(shown(small), { locale: 'en', color: false }),
    `Observability: met 1, missing 5
  met Structured logging (structured-logging)
      + compose.yaml:5:7 "api" writes its log as json
  missing Metrics collection (metrics)
  missing Distributed tracing (tracing)
  missing Alerting rules (alert-rules)
  missing Dashboards (dashboards)
  missing Runbooks (runbooks)

Performance: met 1, missing 3, cannot be seen 2
  missing Resource limits (resource-limits)
      - compose.yaml:2:3 "api" has no memory limit
  missing Load tests (load-tests)
  cannot be seen Performance baseline (performance-baseline)
  missing Horizontal scaling (horizontal-scaling)
      - compose.yaml:2:3 "api" runs in one copy
  met Caching (caches)
      + compose.yaml:6:7 Container "api" is given REDIS_URL
  cannot be seen Database optimisation (database-optimisation)

Security: cannot be seen 6
  cannot be seen Image vulnerability scan (image-scan)
  cannot be seen Secrets management (secrets)
  cannot be seen Network policies (network-policies)
  cannot be seen Access control (access-control)
  cannot be seen Security monitoring (security-monitoring)
  cannot be seen Compliance requirements (compliance)

Reliability: missing 1, cannot be seen 4, attested 1
  cannot be seen Health checks (health-checks)
  cannot be seen Graceful shutdown (graceful-shutdown)
  attested Backups (backups)
      Attested by Olga Petrova, 2026-08-14, the platform does it
  cannot be seen Disaster recovery tested (disaster-recovery)
  cannot be seen Circuit breakers (circuit-breakers)
  missing Chaos engineering (chaos-engineering)

The next steps with the most effect
  1. Resource limits: Give every container a memory limit, above what it was seen to use under load
     seaworthy explain memory-limits
  2. Load tests: Let the pipeline run a load test with thresholds, and fail when they are not met
     seaworthy explain profiling
  3. Horizontal scaling: Run at least two copies of what users wait for, and let an autoscaler add more
     seaworthy explain cpu-patterns

Counts, and no score: one missing backup outweighs all that is met
`,
  );
});

test('the JSON meets its published schema, in an empty workspace and in one full of hostile names', () => {
  const isValid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, 'schema/readiness.schema.json'), 'utf8')),
  );
  for (const files of [{}, small, hostile]) {
    isValid(JSON.parse(printReadinessJson(shown(files))));
    deepEqual(isValid.errors, null);
  }
});

test('Markdown shows hostile names as text: no markup of theirs, no cell and no line of their own', () => {
  const page = printReadinessMarkdown(shown(hostile), 'en');
  const kinds = new Set<string>();
  let cells = 0;
  marked.walkTokens(marked.lexer(page), (token) => {
    kinds.add(token.type);
    // An address of the web that somebody wrote as the link of an attestation may be followed.
    if (token.type === 'link') ok(String(token.href).startsWith('https://example.com/'), String(token.href));
    if (token.type === 'table') for (const row of token.rows) cells = Math.max(cells, row.length);
  });
  ok(!kinds.has('html') && !kinds.has('image') && !kinds.has('em'), [...kinds].join());
  equal(cells, 9);
  ok(page.includes('| Workload |'), 'the table of workloads is there');
  // What stands in code spans is no markup either way, and the program's own headings are all there is.
  equal(page.match(/^#/gm)?.length, 1 + 1 + 4 + 24 + 2);
});

test('the page has no script, loads nothing, and allows the one style sheet that it has', () => {
  const { tags } = readHtml(html(hostile));
  const names = new Set(tags.map((tag) => tag.name));
  for (const name of ['script', 'link', 'img', 'iframe', 'object', 'embed', 'base', 'form']) ok(!names.has(name), name);
  const policies = tags.filter(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy');
  equal(policies.length, 1);
  const style = tags.find((tag) => tag.name === 'style')?.attributes.get('text') ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  equal(
    policies[0]?.attributes.get('content'),
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  ok(!/url\(|@import/.test(style));
  for (const { name, attributes } of tags) {
    for (const key of attributes.keys()) ok(!/^on|^style$|^src$|^srcdoc$/.test(key), `${name} ${key}`);
  }
});

test('hostile names are text, and only addresses of the web and places become links', () => {
  const { tags, text } = readHtml(html(hostile));
  ok(text.includes('<script>alert(1)</script>'), 'the name is shown as it is');
  for (const control of ['\u0007', '\u202e']) ok(!text.includes(control), 'nothing turns the direction of the text');
  const links = tags.flatMap(({ attributes }) => attributes.get('href') ?? []);
  ok(links.includes('https://example.com/a?b=1&c=2'));
  const other = links.filter(
    (link) => !/^#[a-z]+$|^https:\/\/example\.com\/a\?|^[\w.%!'()*~-]+(?:\/[\w.%!'()*~-]+)*#L\d+$/.test(link),
  );
  deepEqual(other, []);
  ok(!links.some((link) => /^javascript:/i.test(link)));
});

test('the page can be used without seeing it: language, headings in order, labels, scopes, names of the picture', () => {
  for (const locale of ['en', 'ru'] as const) {
    const { tags } = readHtml(html(small, locale));
    equal(tags.find(({ name }) => name === 'html')?.attributes.get('lang'), locale);
    const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    equal(levels[0], 1);
    ok(
      levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1),
      levels.join(),
    );
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
    equal(new Set(ids).size, ids.length);
    for (const { name, attributes } of tags) {
      for (const key of ['aria-labelledby', 'aria-describedby']) {
        for (const id of attributes.get(key)?.split(' ') ?? []) ok(ids.includes(id), `${name} ${id}`);
      }
      if (name === 'th') ok(['row', 'col'].includes(attributes.get('scope') ?? ''), 'a head says of what');
      if (name === 'svg') equal(attributes.get('role'), 'img');
      if (attributes.get('tabindex')) ok(attributes.get('aria-label'), 'what takes the focus has a name');
    }
    equal(tags.filter(({ name }) => name === 'g').length, 24);
    equal(tags.filter(({ name }) => name === 'main').length, 1);
  }
});

test('the Russian report is Russian', () => {
  const { text } = readHtml(html(small, 'ru'));
  for (const part of [
    'Готовность к эксплуатации',
    'Лимиты ресурсов',
    'У «api» нет лимита памяти',
    'Засвидетельствовано: Olga Petrova',
  ]) {
    ok(text.includes(part), part);
  }
  ok(!/\b(?:missing|cannot be seen|attested|Next)\b/.test(text));
});
