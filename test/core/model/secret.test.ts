// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of shells and of Compose
import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCredentialsInUrl, judgeSecret, judgeText } from '../../../core/model/secret.js';

/** A body that no provider ever issued: letters and digits in a row. */
function body(length: number, alphabet = 'Ab3Cd5Ef7Gh9Jk2Lm4'): string {
  return alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
}
const hex = (length: number) => body(length, '0a1b2c3d4e5f6789');
const upper = (length: number) => body(length, 'QWERTZUIOPASDFGH23');

test('a telling name with a literal value is a secret', () => {
  const secrets: readonly (readonly [string, string])[] = [
    ['POSTGRES_PASSWORD', 'sh0p-db-pass'],
    ['DB_PASS', 'hunter2'],
    ['PGPASSWORD', 'hunter2'],
    ['db.password', 'hunter2'],
    ['redisPassword', '20240917'],
    ['REDIS_PWD', 'hunter2'],
    ['JWT_SECRET', 'keep-it-safe-2024'],
    ['SECRET_KEY_BASE', hex(64)],
    ['STRIPE_API_KEY', 'a8f5f167f44f4964e6c998de'],
    ['AWS_SECRET_ACCESS_KEY', body(40)],
    ['DEPLOY_TOKEN', 'a8f5f167f44f'],
    ['requirepass', 'hunter2'],
    ['DB_PASSWORD', '${DB_PASSWORD:-hunter2}'],
    ['SSL_KEYSTORE_PASSWORD', 'k3yst0re'],
    ['VITE_CLIENT_SECRET', 'a8f5f167f44f4964'],
    ['REACT_APP_ADMIN_PASSWORD', 'hunter2'],
  ];
  for (const [name, value] of secrets) deepEqual(judgeSecret(name, value), { verdict: 'secret', why: 'name' }, name);
});

test('names that only speak about a secret are silent', () => {
  for (const name of [
    'PUBLIC_KEY',
    'POSTGRES_PASSWORD_FILE',
    'AUTH_MODULE_VERSION',
    'SSH_AUTH_SOCK',
    'SSH_KEY_DIR',
    'GOPASS_VERSION',
    'GPG_KEY',
    'CACHE_KEY',
    'PRIMARY_KEY',
    'TOKEN_EXPIRY',
    'TOKEN_TTL',
    'MAX_TOKENS',
    'PRIVATE_NETWORK',
    'USERNAME',
    'AWS_ACCESS_KEY_ID',
    'SECRETS_DIR',
    'KEYCLOAK_URL',
    'BYPASS_CACHE',
    'COMPASS_LEVEL',
    'TOKENIZERS_PARALLELISM',
    'SECRETARY',
    'PWD',
    'NEXT_PUBLIC_API_KEY',
    'VITE_API_KEY',
    'REACT_APP_MAPS_API_KEY',
    'VITE_MAPBOX_TOKEN',
    'GATSBY_ALGOLIA_ACCESS_KEY',
    'TLS_SECRET',
    'PASSWORD_MIN_LENGTH',
    'password_validation.py',
    'server-tokens',
    'external_secrets_replicas',
  ])
    equal(judgeSecret(name, 'some-value-1'), undefined, name);
});

test('values that no secret has are silent under a telling name', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
    ['MYSQL_RANDOM_ROOT_PASSWORD', '1'],
    ['CSRF_TOKEN', 'true'],
    ['APP_SECRET', '/etc/shop/app.secret'],
    ['SIGNING_KEY', './keys/signing.pem'],
    ['JWT_TOKEN', '3600'],
    ['AUTH_TOKEN', '15m'],
    ['ACCESS_TOKEN', 'https://login.example.com/oauth/token'],
  ];
  for (const [name, value] of pairs) equal(judgeSecret(name, value), undefined, name);
});

test('a telling name without a literal value is only a suspect, and the reason is told', () => {
  const pairs: readonly (readonly [string, string | undefined, string])[] = [
    ['NPM_TOKEN', undefined, 'unset'],
    ['NPM_TOKEN', '', 'empty'],
    ['NPM_TOKEN', '${NPM_TOKEN}', 'reference'],
    ['NPM_TOKEN', '${NPM_TOKEN:?}', 'reference'],
    ['NPM_TOKEN', '$(cat /run/secrets/npm)', 'reference'],
    ['DB_PASSWORD', '/run/secrets/db_password', 'reference'],
    ['DB_PASSWORD', '{{ .Values.db.password }}', 'reference'],
    ['DB_PASSWORD', 'vault:secret/data/shop#password', 'reference'],
    ['DB_PASSWORD', '<password>', 'placeholder'],
    ['DB_PASSWORD', 'changeme', 'placeholder'],
    ['DB_PASSWORD', 'change-me', 'placeholder'],
    ['DB_PASSWORD', 'xxxxxxxx', 'placeholder'],
    ['DB_PASSWORD', '********', 'placeholder'],
    ['API_KEY', 'your-api-key-here', 'placeholder'],
    ['API_KEY', 'example', 'placeholder'],
  ];
  for (const [name, value, why] of pairs)
    deepEqual(judgeSecret(name, value), { verdict: 'suspect', why }, `${name}=${value}`);
});

test('a token of a known provider is one under any name and at its exact place', () => {
  const tokens: readonly (readonly [string, string])[] = [
    ['GitHub', `ghp${'_'}${body(36)}`],
    ['GitHub', `github${'_pat_'}${body(22)}_${body(59)}`],
    ['GitLab', `glpat${'-'}${body(20)}`],
    ['AWS', `AK${'IA'}${upper(16)}`],
    ['npm', `npm${'_'}${body(36)}`],
    ['Slack', `xox${'b-'}123456789012-1234567890123-${body(24)}`],
    ['Stripe', `sk_${'live_'}${body(24)}`],
    ['DigitalOcean', `dop_${'v1_'}${hex(64)}`],
    ['SendGrid', `S${'G.'}${body(22)}.${body(43)}`],
    ['Telegram', `123456789:${'AA'}${body(33)}`],
    ['Docker', `dckr${'_pat_'}${body(27)}`],
    ['Grafana', `gl${'sa_'}${body(32)}_${hex(8)}`],
    ['Vault', `hv${'s.'}${body(24)}`],
  ];
  for (const [provider, token] of tokens) {
    deepEqual(judgeSecret('SOME_SETTING', token), { verdict: 'token', why: 'provider-token', provider }, provider);
    const text = `curl -H "Authorization: Bearer ${token}" https://api.example.com`;
    deepEqual(
      judgeText(text).map(({ span }) => text.slice(span.start, span.end)),
      [token],
      provider,
    );
  }
});

test('documentation samples, near misses and words with the same beginning are no tokens', () => {
  for (const text of [
    `AK${'IA'}IOSFODNN7EXAMPLE`,
    `ghp${'_'}${'x'.repeat(36)}`,
    `ghp${'_'}${body(20)}`,
    `my_ghp${'_'}${body(36)}`,
    `AK${'IA'}${upper(17)}`,
    'ASIAN-PACIFIC-REGION',
    'npm_config_registry=https://registry.example.com',
    'grep -q "BEGIN RSA PRIVATE KEY" key.pem',
  ])
    deepEqual(judgeText(text), [], text);
});

test('private keys and JSON Web Tokens are found by their shape', () => {
  const key = `-----BEGIN ${'RSA PRIVATE'} KEY-----\n${body(64)}\n`;
  equal(judgeSecret('tls.key', key)?.why, 'private-key');
  const token = `ey${'J'}${body(20)}.ey${'J'}${body(40)}.${body(43)}`;
  equal(judgeSecret('HEADER', `Bearer ${token}`)?.why, 'json-web-token');
  equal(judgeSecret('SUPABASE_ANON_KEY', token), undefined, 'meant for browsers');
});

test('a URL with a password is a secret under any name, and the span is the password', () => {
  const url = 'postgres://shop:s3cr3t@db:5432/shop';
  deepEqual(judgeSecret('DATABASE_URL', url), { verdict: 'secret', why: 'url-credentials' });
  deepEqual(
    findCredentialsInUrl(`--dsn=${url} amqp://worker:p%40ss@mq/`).map(({ scheme, password, span }) => [
      scheme,
      `--dsn=${url} amqp://worker:p%40ss@mq/`.slice(password.start, password.end),
      span.end - span.start,
    ]),
    [
      ['postgres', 's3cr3t', 'postgres://shop:s3cr3t@db:5432'.length],
      ['amqp', 'p%40ss', 'amqp://worker:p%40ss@mq'.length],
    ],
  );
});

test('URLs that give nobody away are silent', () => {
  for (const url of [
    'postgres://shop@db:5432/shop',
    'postgres://shop:$DB_PASSWORD@db/shop',
    'postgres://shop:${DB_PASSWORD}@db/shop',
    'postgres://user:password@localhost/db',
    'https://user:hunter2@example.com/',
    'redis://:@cache:6379',
    'https://registry.example.com/@scope/name',
    'http://localhost:8080/@vite/client',
    'git@github.com:acme/shop.git',
  ])
    deepEqual(judgeText(url), [], url);
});

test('the password of a connection string is found', () => {
  const text = 'Server=db;Database=shop;User Id=app;Password=Sh0p!Pass;';
  deepEqual(
    judgeText(text).map(({ why, span }) => [why, text.slice(span.start, span.end)]),
    [['connection-string', 'Sh0p!Pass']],
  );
  deepEqual(judgeText('Server=db;Password=${DB_PASSWORD};'), []);
});

test('connection strings of libpq, JDBC and MySQL in Go give their password at its place', () => {
  for (const text of [
    'host=db dbname=shop user=app password=Sh0pPass',
    'jdbc:postgresql://db/shop?user=app&password=Sh0pPass&ssl=true',
    'app:Sh0pPass@tcp(db:3306)/shop?parseTime=true',
    '"app:Sh0pPass@unix(/run/mysqld.sock)/shop"',
    'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=Sh0pPass;EndpointSuffix=core.windows.net',
  ])
    deepEqual(
      judgeText(text).map(({ why, span }) => [why, text.slice(span.start, span.end)]),
      [['connection-string', 'Sh0pPass']],
      text,
    );
  for (const text of [
    'password=Sh0pPass',
    'the password=secret form',
    'jdbc:postgresql://db/shop?user=app',
    'app:$P@tcp(db)/',
  ])
    deepEqual(judgeText(text), [], text);
});

test('passwords that everybody tries first are told from others', () => {
  for (const value of ['postgres', 'Admin', 'P@ssw0rd', '123456', 'my-secret-pw'])
    equal(judgeSecret('DB_PASSWORD', value)?.guessable, true, value);
  equal(judgeText('postgres://shop:shop@db/shop')[0]?.guessable, true, 'the name of the user');
  equal(judgeText('postgres://shop:sh0p-2024@db/shop')[0]?.guessable, undefined);
});

test('a token of a sandbox, and a key of a web page under the name of a build for browsers, are known as such', () => {
  equal(judgeSecret('STRIPE_KEY', `sk_${'test_'}${body(24)}`)?.reach, 'test');
  const key = `AI${'za'}${body(35)}`;
  equal(judgeSecret('MAPS_KEY', key)?.provider, 'Google');
  equal(judgeSecret('VITE_MAPS_KEY', key), undefined);
  equal(judgeSecret('FIREBASE_WEB_KEY', key), undefined);
});

test('JSON Web Tokens of manuals and for browsers are passed over', () => {
  const encode = (claims: unknown) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const token = (claims: unknown) => `${encode({ alg: 'HS256' })}.${encode(claims)}.${body(43)}`;
  deepEqual(judgeText(token({ sub: '1234567890', name: 'John Doe' })), []);
  deepEqual(judgeText(token({ role: 'anon', iss: 'supabase', ref: 'shop' })), []);
  equal(judgeText(token({ role: 'service_role', iss: 'supabase', ref: 'shop' }))[0]?.why, 'json-web-token');
});

test('a token inside a URL is one finding', () => {
  const token = `glpat${'-'}${body(20)}`;
  deepEqual(
    judgeText(`git clone https://oauth2:${token}@gitlab.com/acme/shop.git`).map(({ provider }) => provider),
    ['GitLab'],
  );
});

test('of tokens and addresses that lie over each other, the tokens stay', () => {
  const token = `glpat${'-'}${body(20)}`;
  const text = `a=amqp://shop:br0ker-2024@mq/ b=${token} c=https://oauth2:${token}@gitlab.com/ d=redis://:q9-cache@kv/`;
  deepEqual(
    judgeText(text).map(({ why, span }) => [why, text.slice(span.start, span.end)]),
    [
      ['url-credentials', 'br0ker-2024'],
      ['provider-token', token],
      ['provider-token', token],
      ['url-credentials', 'q9-cache'],
    ],
  );
});

test('tens of thousands of addresses and tokens in one text take time by their number, not by its square', () => {
  const many = 60_000;
  const text = Array.from({ length: many }, (_, i) => `http://u${i}:pQ9x${i}@h/\nglpat${'-'}${body(20)}\n`).join('');
  const began = process.cpuUsage();
  equal(judgeText(text).length, 2 * many);
  const { user, system } = process.cpuUsage(began);
  ok((user + system) / 1e6 < 10, `${(user + system) / 1e6} seconds`);
});

test('judgements never carry the value', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), (value) => {
      const judged = judgeSecret('DB_PASSWORD', value);
      ok(judged === undefined || ['secret', 'suspect', 'token'].includes(judged.verdict));
      ok(!JSON.stringify(judged ?? {}).includes(`:${JSON.stringify(value)}`));
    }),
  );
});

test('spans lie inside the text, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ':', '/', '@', ';', '=', 'eyJ', '://', 'ghp_', '-', '.', ' ') }),
      (text) => {
        for (const { span } of judgeText(text)) ok(span.start >= 0 && span.start < span.end && span.end <= text.length);
      },
    ),
  );
});

test('a hundred thousand characters of almost-tokens are read at once', () => {
  const started = performance.now();
  for (const piece of ['eyJ', 'a://b:', 'ghp_', '-----BEGIN ', 'aaaa', 'SG.', 'password=;', '8Q~', '1234567890:AA'])
    judgeText(piece.repeat(Math.ceil(100_000 / piece.length)));
  ok(performance.now() - started < 10_000);
});
