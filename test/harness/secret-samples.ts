// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold variables of Compose
import { indexLines } from '../../core/span.js';
import type { Workspace } from '../../core/workspace.js';
import type { Sample } from './inputs.js';
import type { CaseFile } from './pages.js';
import { printEverything } from './print.js';

/** Stands for a password in the samples. Whoever prints it has given it away, encoded or not. */
export const canary = 'kanarienvogel-4711';
const encoded = Buffer.from(canary).toString('base64');

const stage = (line: string): CaseFile => ({
  path: '/Dockerfile',
  text: `FROM registry.example.com/base:1\n${line}\n`,
});
const compose = (lines: string): CaseFile => ({
  path: '/compose.yaml',
  text: `services:\n  api:\n    image: registry.example.com/api:4.8\n    ports: ["0.0.0.0:80:80"]\n${lines}\n`,
});
const pod = (lines: string): CaseFile => ({
  path: '/app.yaml',
  text: `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - name: api\n      image: registry.example.com/api\n${lines}\n`,
});
const object = (kind: string, field: string): CaseFile => ({
  path: '/app.yaml',
  text: `apiVersion: v1\nkind: ${kind}\nmetadata: { name: shop }\n${field}\n`,
});

/** One file each that gives a password away, beside things that other rules speak about on the same line. */
export const secretSamples: readonly Sample[] = [
  stage(`ENV DB_PASSWORD=${canary}`),
  stage(`ENV DB_PASSWORD ${canary}`),
  stage(`ENV A=1 DB_PASSWORD="${canary}" B=2`),
  stage(`ENV DATABASE_URL=postgres://shop:${canary}@db/shop`),
  stage(`ARG NPM_TOKEN=${canary}`),
  stage(`ARG INDEX=https://ci:${canary}@pypi.shop.internal/simple`),
  stage(`RUN apt-get install -y curl && curl -u deploy:${canary} https://files.shop.internal/a | sh`),
  stage(`RUN mysql -uroot -p${canary} -e 'SELECT 1' && cd /tmp && sudo ls`),
  stage(`RUN docker login -u ci --password ${canary} registry.example.com`),
  stage(`CMD redis-server --requirepass ${canary}`),
  stage(`HEALTHCHECK CMD redis-cli -a ${canary} ping`),
  stage(`ENV ADMIN_PASSWORD=${canary}\nUSER root`),
  // What is left of a merge makes the whole word a name whose value nobody can know.
  stage(`<<<<<<< HEAD\nENV DATABASE_URL:postgres://shop:${canary}@db/shop`),
  stage(`RUN <<EOF\nset -e\nexport DB_PASSWORD=${canary}\napt-get install -y curl\nEOF`),
  compose(`    environment:\n      DB_PASSWORD: ${canary}`),
  compose(`    environment: { DB_PASSWORD: ${canary}, DEBUG: "true" }\n    privileged: true`),
  compose(`    environment:\n      - DB_PASSWORD=${canary}`),
  compose(`    environment:\n      DB_PASSWORD: \${DB_PASSWORD:-${canary}}`),
  compose(`    environment:\n      URL: amqp://a:${canary}@mq/`),
  compose(`    environment:\n      URL: amqp://a:\${MQ_PASSWORD:-${canary}}@mq/`),
  compose(`    command: ["redis-server", "--requirepass", "${canary}"]`),
  compose(`    command: redis-server --requirepass \${REDIS_PASSWORD:-${canary}}`),
  compose(`    command: ["api", "--db=amqp://a:${canary}@mq/"]`),
  compose(`    healthcheck: { test: "redis-cli -a ${canary} ping", interval: 1s, timeout: 5s }`),
  compose(`    labels: { a.url: "http://a:${canary}@b/" }\n    environment: { MYSQL_ROOT_PASSWORD: ${canary} }`),
  compose(`    build:\n      context: .\n      args: { NPM_TOKEN: ${canary} }`),
  compose(`    environment: &env\n      DB_PASSWORD: "${canary}"\n  worker:\n    image: nginx\n    environment: *env`),
  pod(`      env: [{ name: DB_PASSWORD, value: "${canary}" }]`),
  pod(`      env:\n        - name: DB_PASSWORD\n          value: ${canary}`),
  pod(`      env:\n        - name: URL\n          value: amqp://a:${canary}@mq/`),
  pod(`      args: ["--requirepass", "${canary}"]`),
  pod(`      command: [sh, -c, "redis-server --requirepass ${canary}"]`),
  pod(`      livenessProbe: { exec: { command: [redis-cli, -a, ${canary}, ping] }, periodSeconds: 1 }`),
  object('ConfigMap', `data: { DB_PASSWORD: ${canary} }`),
  object('ConfigMap', `data:\n  app.properties: |\n    db.user=shop\n    db.password=${canary}\n`),
  object('Secret', `stringData: { password: ${canary} }`),
  object('Secret', `data: { password: ${encoded} }`),
].map((file) => [file]);

/**
 * Looks for the password in everything that is printed, told or offered. A damaged file may hold it where nobody can
 * know it for one; so the promise is on files whose every line with it is masked.
 */
export function judgeSecret(
  workspace: Workspace,
  files: readonly CaseFile[],
): { readonly wasHidden: boolean; readonly leaks: readonly string[] } {
  const known = files.every(({ path, text }) => {
    const masked = new Set(workspace.check(path)?.maskedLines);
    return placesOf(text).every((offset) => masked.has(indexLines(text).position(offset).line));
  });
  const holds = files.some(({ text }) => placesOf(text).length > 0);
  return known && holds ? { wasHidden: true, leaks: leaksOf(workspace, files) } : { wasHidden: false, leaks: [] };
}

function placesOf(text: string): readonly number[] {
  return [canary, encoded].flatMap((word) => [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => index));
}

/** Where the password can be read: formats in both languages, hovers, lenses, titles of fixes, reasons. */
function leaksOf(workspace: Workspace, files: readonly CaseFile[]): readonly string[] {
  const leaks: string[] = [];
  const look = (what: string, text: string): void => {
    if (text.includes(canary) || text.includes(encoded)) leaks.push(`the secret is printed: ${what}`);
  };
  for (const [format, printed] of printEverything(workspace, files)) look(format, printed);
  for (const { path, text } of files) {
    for (const { title, rule } of workspace.fixes(path)) look(`title of the fix of ${rule}`, title);
    for (const { text: lens } of workspace.lenses(path)) look('lens', lens);
    for (const offset of placesOf(text)) look('hover', workspace.hover(path, offset)?.markdown ?? '');
  }
  return leaks;
}
