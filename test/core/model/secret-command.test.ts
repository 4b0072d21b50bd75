// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of shells
import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { findSecretsInCommand } from '../../../core/model/secret-command.js';
import { parseShellAt } from '../../../core/shell/parse.js';

/** The options and the texts that are found to give something away. */
function found(line: string): readonly (readonly [string | undefined, string])[] {
  return parseShellAt(line, 0).commands.flatMap(({ words }) =>
    findSecretsInCommand(words).map(({ option, span }) => [option, line.slice(span.start, span.end)] as const),
  );
}

test('values of telling options are found, glued or apart', () => {
  deepEqual(found('redis-server --requirepass c4che-2024'), [['--requirepass', 'c4che-2024']]);
  deepEqual(found('worker --redis-password=c4che-2024 --queue=orders'), [['--redis-password', 'c4che-2024']]);
  deepEqual(found('java -Djavax.net.ssl.keyStorePassword=k3yst0re -jar app.jar'), [
    ['-Djavax.net.ssl.keyStorePassword', 'k3yst0re'],
  ]);
  deepEqual(found("login --api-key 'a8f5f167f44f'"), [['--api-key', 'a8f5f167f44f']]);
});

test('short options count only for the programs that have them', () => {
  deepEqual(found('mysqladmin ping -uroot -ps3cr3t'), [['-p', 's3cr3t']]);
  deepEqual(found('redis-cli -a s3cr3t ping'), [['-a', 's3cr3t']]);
  deepEqual(found('docker login -u ci -p s3cr3t registry.example.com'), [['-p', 's3cr3t']]);
  deepEqual(found('curl -fsS -u admin:s3cr3t http://localhost:9200/'), [['-u', 's3cr3t']]);
  deepEqual(found('curl -H "Authorization: Bearer a8f5f167f44f" https://api.test/'), [
    ['Authorization', 'a8f5f167f44f'],
  ]);
  for (const line of [
    'mkdir -p build',
    'docker run -p 8080:80 web',
    'mysql -p -u root',
    'cp -a src dst',
    'curl -u admin http://localhost',
  ])
    deepEqual(found(line), [], line);
});

test('settings of package managers and clouds are found', () => {
  deepEqual(found('npm config set //npm.test/:_authToken a8f5f167f44f'), [['//npm.test/:_authToken', 'a8f5f167f44f']]);
  deepEqual(found('aws configure set aws_secret_access_key a8f5f167f44f'), [['aws_secret_access_key', 'a8f5f167f44f']]);
  deepEqual(found('git clone https://bot:a8f5f167@git.test/shop.git'), [[undefined, 'a8f5f167']]);
});

test('variables, files, placeholders and names of mounts are passed over', () => {
  for (const line of [
    'redis-server --requirepass "$REDIS_PASSWORD"',
    'redis-server --requirepass "$(cat /run/secrets/cache)"',
    'mysql -p"$MYSQL_ROOT_PASSWORD"',
    'app --password-file /run/secrets/app --token-ttl 30m',
    'docker build --secret id=npmrc,src=.npmrc .',
    'docker service create --secret npm-token web',
    'docker login --password-stdin',
    'app --password <password>',
    'app --token ${TOKEN:?}',
    'app --no-password --show-secrets yes',
    'kubectl create secret generic app --from-literal=key=value',
    'curl -H "Authorization: Bearer $TOKEN" https://api.test/',
  ])
    deepEqual(found(line), [], line);
});
