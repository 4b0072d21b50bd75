// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of Compose
import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { openFiles } from '../harness/case.js';

/** What the rules on secrets say about a file under the defaults: level and rule, in the order of the places. */
function told(path: string, text: string): readonly string[] {
  const findings = openFiles([{ path, text }]).check(`/project/${path}`)?.findings ?? [];
  return findings
    .filter(({ rule }) => rule.startsWith('secret-'))
    .map(({ severity, rule }) => `${severity} ${rule.slice('secret-'.length)}`);
}

const stage = (line: string) => `FROM registry.example.com/shop/base:1.2\n${line}\n`;
const service = (lines: string) => `services:\n  api:\n    image: registry.example.com/shop/api:4.8.2\n${lines}\n`;
const environment = (line: string) => service(`    environment:\n      ${line}`);
const pod = (lines: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - name: api\n      image: registry.example.com/shop/api:4.8.2\n${lines}\n`;
const variable = (name: string, value: string) => pod(`      env:\n        - { name: ${name}, value: "${value}" }`);
const object = (kind: string, field: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: shop }\n${field}\n`;
/** Published by the provider, for a sandbox. */
const token = 'sk_test_4eC39HqLyjWDarjtT1zdp7dc';

const inDockerfile: readonly (readonly [line: string, said: string])[] = [
  ['ENV DB_PASSWORD=sh0p-2024', 'error in-env'],
  ['ENV PASSWORD hunter2', 'error in-env'],
  ['ENV AWS_SECRET_ACCESS_KEY=kJ8vQ2xR7mW4nB1zT5cYpL9sD3fG6hJ0aQ2wE4rT', 'error in-env'],
  ['ENV MYSQL_ROOT_PASSWORD=root', 'info default-weak'],
  ['ENV DATABASE_URL=postgres://shop:sh0p-2024@db/shop', 'error in-connection-string'],
  [`ENV STRIPE=${token}`, 'info token-literal'],
  ['ARG NPM_TOKEN', 'warning in-build-args'],
  ['ARG NPM_TOKEN=n0de-r3ader-2024', 'error in-build-args'],
  ['ARG INDEX=https://ci:pypi-77@pypi.shop.internal/simple', 'error in-build-args'],
  [`ARG STRIPE_TOKEN=${token}`, 'info token-literal'],
  ['RUN curl -u deploy:d3pl0y-2024 https://files.shop.internal/a', 'error in-command'],
  [`RUN curl -u ${token}: https://api.stripe.com`, 'info token-literal'],
  ['COPY id_rsa /root/.ssh/', 'error file-copied'],
];

const inCompose: readonly (readonly [text: string, said: string])[] = [
  [environment('DB_PASSWORD: sh0p-2024'), 'error in-env'],
  [environment('DB_PASSWORD: postgres'), 'warning default-weak'],
  [environment('DB_PASSWORD: ${DB_PASSWORD:-sh0p-2024}'), 'warning default-weak'],
  [environment('URL: amqp://a:${MQ_PASSWORD:-sh0p}@mq/'), 'warning default-weak'],
  [environment('URL: amqp://a:sh0p-2024@mq/'), 'error in-connection-string'],
  [environment(`URL: https://${token}@api.stripe.com/`), 'info token-literal'],
  [environment(`API_KEY: \${API_KEY:-${token}}`), 'info token-literal'],
  [service('    command: ["redis-server", "--requirepass", "c4che-2024"]'), 'error in-command'],
  [service('    command: ["api", "--db=amqp://a:sh0p-2024@mq/"]'), 'error in-command'],
  [service('    command: redis-server --requirepass ${REDIS_PASSWORD:-c4che}'), 'warning default-weak'],
  [service(`    command: ["api", "--key", "${token}"]`), 'info token-literal'],
  [service('    build:\n      context: .\n      args: { NPM_TOKEN: "${NPM_TOKEN:-x-2024}" }'), 'warning in-build-args'],
];

const inKubernetes: readonly (readonly [text: string, said: string])[] = [
  [variable('DB_PASSWORD', 'sh0p-2024'), 'error in-env'],
  [variable('DB_PASSWORD', 'admin'), 'warning default-weak'],
  [variable('URL', 'amqp://a:sh0p-2024@mq/'), 'error in-connection-string'],
  [variable('STRIPE_API_KEY', token), 'info token-literal'],
  [pod('      args: ["--requirepass", "c4che-2024"]'), 'error in-command'],
  [object('ConfigMap', 'data: { DB_PASSWORD: sh0p-2024 }'), 'error in-config-map'],
  [object('ConfigMap', `data: { KEY: ${token} }`), 'info token-literal'],
  [object('Secret', 'stringData: { password: sh0p-2024 }'), 'warning committed'],
  [object('Secret', `stringData: { password: ${token} }`), 'info token-literal'],
];

const cases: readonly (readonly [path: string, text: string, said: string])[] = [
  ...inDockerfile.map(([line, said]) => ['Dockerfile', stage(line), said] as const),
  ...inCompose.map(([text, said]) => ['compose.yaml', text, said] as const),
  ...inKubernetes.map(([text, said]) => ['app.yaml', text, said] as const),
];

for (const [path, text, said] of cases) {
  test(`one secret is one finding: ${JSON.stringify(text)}`, () => deepEqual(told(path, text), [said]));
}

const clean: readonly (readonly [path: string, text: string])[] = [
  ...[
    'ENV PUBLIC_KEY=MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
    'ENV JWT_SECRET_FILE=/run/secrets/jwt AUTH_MODULE_VERSION=2.3.1 SSH_AUTH_SOCK=/run/agent SSH_KEY_DIR=/etc/keys',
    'ENV GOPASS_VERSION=1.15.14 API_TOKEN=/run/secrets/api DB_PASSWORD= ADMIN_PASSWORD=$ADMIN SMTP_PASSWORD=changeme',
    'ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305 CACHE_KEY=v3 TOKEN_EXPIRY=15m AUTH_URL=https://id.example.com',
    'LABEL com.example.note="the password is rotated, the token too"',
    'RUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) && docker login -p "$TOKEN" registry.example.com',
    'COPY .env.example id_rsa.pub ca.pem /app/',
  ].map((line) => ['Dockerfile', stage(line)] as const),
  ['compose.yaml', environment('DB_PASSWORD: ${DB_PASSWORD:?}')],
  ['compose.yaml', environment('TOKEN:\n      PASSWORD_FILE: /run/secrets/p')],
  ['compose.yaml', service('    command: sh -c "redis-server --requirepass $$REDIS_PASSWORD"')],
  ['app.yaml', variable('SECRETS_DIR', '/run/secrets')],
  ['app.yaml', variable('DB_URL', 'postgres://shop:$(DB_PASSWORD)@db/shop')],
  [
    'app.yaml',
    object('ConfigMap', 'data:\n  password_validation.py: |\n    password = "x-2024-y"\n    print(password)'),
  ],
];

for (const [path, text] of clean) {
  test(`nothing is said where nothing is given away: ${JSON.stringify(text)}`, () => deepEqual(told(path, text), []));
}
