// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose
import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../../core/edit.js';
import { commandOfWords } from '../../../core/model/argv.js';
import type { Command } from '../../../core/model/command.js';
import type { Document } from '../../../core/model/document.js';
import { noHole, opaque, set } from '../../../core/value.js';
import { container, read } from './compose-read.js';

const nowhere = { start: 0, end: 0 };

/** The text after an edit; the refusal in words. */
function fixed(document: Document, edits: readonly Edit[] | undefined): string {
  return edits === undefined ? 'declined' : applyEdits(document.text, edits).text;
}

const plain = 'services:\n  web:\n    image: nginx:1.27\n';

test('a missing limit is written under deploy, in the units of Compose', () => {
  const document = read(plain);
  const { memory, cpu } = container(document).limits;
  equal(
    fixed(document, memory.hole.put(256 * 2 ** 20)),
    `${plain}    deploy:\n      resources:\n        limits:\n          memory: 256M\n`,
  );
  equal(
    fixed(document, cpu.hole.put(500)),
    `${plain}    deploy:\n      resources:\n        limits:\n          cpus: "0.5"\n`,
  );
});

test('a missing limit is written in the short style where the file has that style', () => {
  const text = `${plain}  db:\n    image: postgres:17\n    mem_limit: 1g\n`;
  const document = read(text);
  equal(
    fixed(document, container(document, 'web').limits.memory.hole.put(256 * 2 ** 20)),
    text.replace('nginx:1.27\n', 'nginx:1.27\n    mem_limit: 256M\n'),
  );
  equal(fixed(document, container(document, 'db').limits.cpu.hole.put(1500)), `${text}    cpus: 1.5\n`);
});

test('the default of a variable is replaced in it; other texts with variables are left alone', () => {
  const put = (written: string) => {
    const document = read(`${plain}    mem_limit: ${written}\n`);
    return fixed(document, container(document).limits.memory.hole.put(2 ** 30));
  };
  equal(put('${MEM:-0}'), `${plain}    mem_limit: \${MEM:-1G}\n`);
  equal(put('"${MEM-512m}"'), `${plain}    mem_limit: "\${MEM-1G}"\n`);
  for (const written of ['${MEM}', '${MEM:-${SMALL:-64m}}', '${MEM:-64}m']) equal(put(written), 'declined');
});

test('cpu held to some cores is limited', () => {
  for (const line of ['cpuset: "0,1"', 'cpu_quota: 50000', 'cpu_count: 2'])
    equal(container(read(`${plain}    ${line}\n`)).limits.cpu.state, 'opaque');
  equal(container(read(`${plain}    cpu_shares: 512\n`)).limits.cpu.state, 'unset');
});

test('a limit of zero is replaced where it stands', () => {
  const document = read(`${plain}    mem_limit: 0 # none\n`);
  equal(
    fixed(document, container(document).limits.memory.hole.put(64 * 2 ** 20)),
    `${plain}    mem_limit: 64M # none\n`,
  );
});

test('a limit behind a merge key is not written', () => {
  const document = read('x-base: &base\n  mem_limit: 0\nservices:\n  web:\n    <<: *base\n    image: nginx:1.27\n');
  equal(fixed(document, container(document).limits.memory.hole.put(1024)), 'declined');
});

test('a health check is written with its test and the times that are not the defaults', () => {
  const document = read(plain);
  const words = ['curl', '-f', 'http://127.0.0.1/$x'].map((text) => ({ text, span: nowhere, literal: true }));
  const probe = {
    handler: 'exec' as const,
    command: commandOfWords(words),
    commandHole: noHole<Command>(),
    questionHole: noHole(),
    http: undefined,
    port: undefined,
    interval: set(15, nowhere),
    timeout: set(30, nowhere, { via: 'default' }),
    startDelay: set(90, nowhere),
    startInterval: opaque<number>(nowhere),
    retries: set(5, nowhere),
    span: nowhere,
  };
  equal(
    fixed(document, container(document).liveness.hole.put(probe)),
    `${plain}    healthcheck:
      test: ["CMD", "curl", "-f", "http://127.0.0.1/$$x"]
      interval: 15s
      start_period: 1m30s
      retries: 5
`,
  );
});

test('restart, grace and log settings are written to the service', () => {
  const document = read(plain);
  const { restart, stop, logging } = container(document);
  equal(fixed(document, restart.hole.put('unless-stopped')), `${plain}    restart: unless-stopped\n`);
  equal(fixed(document, restart.hole.put('no')), `${plain}    restart: "no"\n`);
  equal(fixed(document, stop.grace.hole.put(60)), `${plain}    stop_grace_period: 1m\n`);
  const options = [{ name: 'max-size', nameSpan: nowhere, value: set('10m', nowhere) }];
  equal(
    fixed(document, logging.hole.put({ driver: set('local', nowhere), options })),
    `${plain}    logging:\n      driver: local\n      options:\n        max-size: 10m\n`,
  );
});

test('the short form of depends_on becomes the long one when a condition is written', () => {
  const text = `services:\n  web:\n    image: nginx:1.27\n    depends_on:\n      - db\n      - cache\n    restart: always\n`;
  const document = read(text);
  const { dependencies } = container(document);
  const [db] = dependencies.state === 'set' ? dependencies.value : [];
  equal(
    fixed(document, db?.condition.hole.put('service_healthy')),
    `services:
  web:
    image: nginx:1.27
    depends_on:
      db:
        condition: service_healthy
      cache:
        condition: service_started
    restart: always
`,
  );
});

test('the long form of depends_on gets the condition beside what it has', () => {
  const document = read(`${plain}    depends_on:\n      db:\n        required: false\n`);
  const { dependencies } = container(document);
  const [db] = dependencies.state === 'set' ? dependencies.value : [];
  equal(
    fixed(document, db?.condition.hole.put('service_healthy')),
    `${plain}    depends_on:\n      db:\n        required: false\n        condition: service_healthy\n`,
  );
});

test('privileges are denied by a security option, beside the ones that are there', () => {
  const document = read(`${plain}    security_opt:\n      - seccomp:default.json\n`);
  const { allowEscalation } = container(document).security;
  equal(
    fixed(document, allowEscalation.hole.put(false)),
    `${plain}    security_opt:\n      - seccomp:default.json\n      - no-new-privileges:true\n`,
  );
  equal(fixed(document, allowEscalation.hole.put(true)), 'declined');
  const bare = read(plain);
  equal(
    fixed(bare, container(bare).security.allowEscalation.hole.put(false)),
    `${plain}    security_opt:\n      - no-new-privileges:true\n`,
  );
});

test('an environment variable is removed or rewritten in either form', () => {
  const list = read(`${plain}    environment:\n      - A=1\n      - TOKEN=abc # old\n`);
  const [, token] = container(list).variables;
  equal(fixed(list, token?.value.hole.drop()), `${plain}    environment:\n      - A=1\n`);
  equal(fixed(list, token?.value.hole.put('p$1')), `${plain}    environment:\n      - A=1\n      - TOKEN=p$$1 # old\n`);
  const map = read(`${plain}    environment:\n      A: 1\n      TOKEN: abc\n`);
  equal(fixed(map, container(map).variables[1]?.value.hole.drop()), `${plain}    environment:\n      A: 1\n`);
});

test('a label in a log option is removed from its list, the option with its last label', () => {
  const text = `${plain}    logging:\n      options:\n        labels: app,user_id\n        max-size: 10m\n`;
  const document = read(text);
  equal(
    fixed(document, document.label.find(({ name }) => name === 'user_id')?.value.hole.drop()),
    text.replace('app,user_id', 'app'),
  );
  const single = read(text.replace('app,user_id', 'user_id'));
  equal(
    fixed(single, single.label[0]?.value.hole.drop()),
    `${plain}    logging:\n      options:\n        max-size: 10m\n`,
  );
});

test('a fix in a file with Windows line ends keeps them', () => {
  const text = plain.replaceAll('\n', '\r\n');
  const document = read(text);
  equal(fixed(document, container(document).restart.hole.put('always')), `${text}    restart: always\r\n`);
});
