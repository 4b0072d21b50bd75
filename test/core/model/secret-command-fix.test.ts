// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of Compose
import { equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../core/edit.js';
import type { Document } from '../../../core/model/document.js';
import { moveSecretFromCommand } from '../../../core/model/secret-command-fix.js';
import { secretsInCommands } from '../../../core/model/secret-started.js';
import { service } from '../kinds/compose-read.js';
import { read as readManifest } from '../kinds/kubernetes-read.js';

/** The text after the fix of the first secret; undefined when there is none. */
function fixed(document: Document): string | undefined {
  const [secret] = secretsInCommands(document);
  const edits = secret && moveSecretFromCommand(document, secret);
  return edits && applyEdits(document.text, edits).text;
}

/** The variable that a Compose service called `web` gets for the secret of its command. */
function variable(command: string, more = ''): string | undefined {
  return /\$\{(\w+):\?\}/.exec(fixed(service(`command: ${command}\n${more}`)) ?? '')?.[1];
}

test('a variable is called by the program, the option, the address or the variable that held the secret', () => {
  equal(variable('redis-server --requirepass c4che-2024'), 'REDIS_PASSWORD');
  equal(variable('mysqladmin ping -uroot -pr00t-2024'), 'MYSQL_PWD');
  equal(variable('sh -c "PGPASSWORD=sh0p-2024 psql"'), 'PGPASSWORD');
  equal(variable('app --smtp.password=m4il-2024'), 'SMTP_PASSWORD');
  equal(variable('java -Dspring.datasource.password=sh0p-2024 -jar app.jar'), 'SPRING_DATASOURCE_PASSWORD');
  equal(variable('app --database-url postgres://shop:sh0p-2024@db/shop'), 'DATABASE_PASSWORD');
});

test('where that says too little, the service comes in front', () => {
  equal(variable('app --password=sh0p-2024'), 'WEB_PASSWORD');
  equal(variable('app postgres://shop:sh0p-2024@db/shop'), 'WEB_PASSWORD');
  equal(variable('[curl, -H, "Authorization: Bearer 7hq2Vb9xLm3Rk8", "http://api:3000/"]'), 'WEB_TOKEN');
});

test('a secret that the environment holds goes by its name there, another one of that name by another', () => {
  equal(variable('app --db-password=sh0p-2024', 'environment:\n  POSTGRES_PASSWORD: sh0p-2024\n'), 'POSTGRES_PASSWORD');
  equal(variable('app --db-password=sh0p-2024', 'environment:\n  DB_PASSWORD: 0ther-2024\n'), 'WEB_DB_PASSWORD');
});

test('two secrets are never taken from one variable', () => {
  equal(variable('sh -c "mysql -pold-2024 | mysql -pnew-2024"'), undefined);
  equal(variable('sh -c "mysql -pold-2024 | mysql -pold-2024"'), 'MYSQL_PWD');
});

test('a secret that is not written letter by letter stays', () => {
  equal(variable('["app", "--db-password=sh\\x30p-2024"]'), undefined);
  equal(variable('["app", "--db-password=$${DB_PASSWORD:-sh0p-2024}"]'), undefined);
});

const pod = (body: string): Document =>
  readManifest(`apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: api
      image: registry.example.com/shop/api:4.8.2
${body}`);

test('Kubernetes gets a reference to the Secret of the workload, beside what the environment has', () => {
  const before = '      args: ["--db-password=sh0p-2024"]\n';
  const after = '      args: ["--db-password=$(DB_PASSWORD)"]\n';
  const entry = (secret: string) => `        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: ${secret}
              key: DB_PASSWORD
`;
  equal(fixed(pod(before)), pod(`${after}      env:\n${entry('shop')}`).text);
  equal(fixed(pod(`${before}      env:\n${entry('db')}`)), pod(`${after}      env:\n${entry('db')}`).text);
});

test('Kubernetes gets nothing where it fills in nothing', () => {
  const exec = 'exec: { command: ["redis-cli", "-a", "c4che-2024", "ping"] }';
  equal(fixed(pod(`      livenessProbe: { ${exec} }\n`)), undefined);
  equal(fixed(pod(`      lifecycle: { preStop: { ${exec} } }\n`)), undefined);
  // `$$` is how Kubernetes writes a dollar, so `$$(API_TOKEN)` would stay as it is.
  const token = `ghp_${'a8F3k9Qz2LmX7vB4nT6c'.padEnd(36, 'R5w')}`;
  equal(fixed(pod(`      args: ["--api-token=$${token}"]\n`)), undefined);
  ok(fixed(pod(`      args: ["--api-token=${token}"]\n`))?.includes('"--api-token=$(API_TOKEN)"'));
});
