// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { at, brief, briefs, container, pointed, read, service } from './compose-read.js';
import { shop } from './compose-shop.js';

test('a health check is the liveness probe, with the defaults of the engine', () => {
  const document = read(shop);
  const probe = brief(container(document, 'db').liveness);
  if (typeof probe === 'string') throw new Error(probe);
  deepEqual(
    [probe.handler, probe.command?.form, probe.command?.script?.text],
    ['exec', 'shell', 'pg_isready -U $POSTGRES_USER || exit 1'],
  );
  deepEqual(
    [probe.interval, probe.timeout, probe.startDelay, probe.startInterval, probe.retries].map((value) => [
      brief(value),
      value.state === 'set' ? value.via : value.state,
    ]),
    [
      [10, undefined],
      [30, 'default'],
      [90, undefined],
      [5, 'default'],
      [3, 'default'],
    ],
  );
  equal(pointed(document, probe.timeout), 'healthcheck');
  const program = probe.command?.script?.commands[0]?.words[2];
  equal(program && at(document, program.span), '$$POSTGRES_USER');
});

test('a health check says how it is run, or that it is switched off', () => {
  const handler = (healthcheck: string): unknown => {
    const probe = brief(container(service(`healthcheck:\n  ${healthcheck}\n`)).liveness);
    return typeof probe === 'string' ? probe : [probe.handler, probe.command?.form];
  };
  deepEqual(
    [
      'test: curl -f http://localhost || exit 1',
      'test: ["CMD", "redis-cli", "ping"]',
      'test: ["CMD-SHELL", "true"]',
      'test: ["NONE"]',
      'test: ["redis-cli", "ping"]',
      'test: []',
      'disable: true',
      'disable: ${NO_CHECK}',
      'interval: 5s',
    ].map(handler),
    [
      ['exec', 'shell'],
      ['exec', 'exec'],
      ['exec', 'shell'],
      ['none', undefined],
      ['unknown', undefined],
      ['unknown', undefined],
      ['none', undefined],
      ['unknown', undefined],
      ['unknown', undefined],
    ],
  );
  equal(handler('# nothing'), 'unset');
});

test('command and entrypoint are words, split as a shell would split them but read by none', () => {
  const words = (text: string): unknown => {
    const command = brief(container(service(text)).command);
    return typeof command === 'string' ? command : [command.form, command.words.map((word) => word.text)];
  };
  deepEqual(
    [
      `command: gunicorn app:app -b "0.0.0.0:80" --name 'my app'\n`,
      'command: ["npm", "start"]\n',
      'command: echo a && echo b\n',
      'command: echo a\\ b ""\n',
      'command: ${CMD}\n',
      'command: []\n',
      'command:\n',
      'command: >\n  run\n  --fast\n',
    ].map(words),
    [
      ['exec', ['gunicorn', 'app:app', '-b', '0.0.0.0:80', '--name', 'my app']],
      ['exec', ['npm', 'start']],
      ['exec', ['echo', 'a', '&&', 'echo', 'b']],
      ['exec', ['echo', 'a b', '']],
      'opaque',
      ['exec', []],
      'unset',
      ['exec', ['run', '--fast']],
    ],
  );
});

test('the script of a shell in a command is read, its words at their places', () => {
  const document = service(`command: sh -c "migrate && exec gunicorn --bind $$HOST app"\n`);
  const command = brief(container(document).command);
  if (typeof command === 'string') throw new Error(command);
  deepEqual([command.shell, command.script?.text], ['sh', 'migrate && exec gunicorn --bind $HOST app']);
  const last = command.script?.commands[1];
  deepEqual(
    [last?.name, last?.exec, last && at(document, last.span)],
    ['gunicorn', true, 'exec gunicorn --bind $$HOST app'],
  );
  const split = service('entrypoint: ["/bin/sh", "-c"]\ncommand: ["sleep 5; ./run"]\n');
  const script = brief(container(split).command);
  equal(typeof script === 'string' ? script : script.script?.commands.length, 2);
});

test('a word with a variable in it is not literal', () => {
  const command = brief(container(service('command: ["run", "${A}", "${B:-b}", "$$C"]\n')).command);
  deepEqual(typeof command === 'string' ? command : command.words.map(({ text, literal }) => [text, literal]), [
    ['run', true],
    ['${A}', false],
    ['b', true],
    ['$C', true],
  ]);
});

test('stop signal and grace have the names and defaults of Docker', () => {
  const stop = container(service('stop_signal: 3\nstop_grace_period: 90s\n')).stop;
  deepEqual([brief(stop.signal), brief(stop.grace), brief(stop.preStop)], ['SIGQUIT', 90, 'opaque']);
  const { grace, signal } = container(service('image: a\n')).stop;
  deepEqual([brief(grace), grace.state === 'set' && grace.via, brief(signal)], [10, 'default', 'unset']);
  equal(brief(container(service('stop_grace_period: 30\n')).stop.grace), 'opaque');
});

test('the restart policy of deploy takes the place of restart', () => {
  const restart = (body: string): unknown => brief(container(service(body)).restart);
  deepEqual(
    [
      'image: a\n',
      'restart: no\n',
      'restart: "on-failure:5"\n',
      'restart: always\ndeploy:\n  restart_policy:\n    condition: none\n',
      'deploy:\n  restart_policy:\n    condition: any\n',
      'restart: always\ndeploy:\n  restart_policy:\n    delay: 5s\n',
    ].map(restart),
    ['unset', 'no', 'on-failure:5', 'no', 'always', 'opaque'],
  );
});

test('logging is read behind an alias, and merge keys replace whole mappings', () => {
  const document = read(shop);
  const options = (name: string): unknown => {
    const logging = brief(container(document, name).logging);
    if (typeof logging === 'string') return logging;
    return [brief(logging.driver), ...logging.options.map(({ name: key, value }) => `${key}=${brief(value)}`)];
  };
  deepEqual(options('web'), ['json-file', 'max-size=10m', 'max-file=3']);
  deepEqual(options('db'), ['json-file', 'tag={{.Name}}']);
  equal(options('migrate'), 'unset');
});

test('security settings are read from the five keys of Compose', () => {
  const { security, user } = container(
    service(
      'user: "1000:1000"\nprivileged: true\nread_only: yes\ncap_add: [CAP_NET_ADMIN]\ncap_drop: [all]\nsecurity_opt: ["no-new-privileges:true"]\n',
    ),
  );
  deepEqual(
    briefs([
      user,
      security.runAsUser,
      security.privileged,
      security.readOnlyRoot,
      security.addedCapabilities,
      security.droppedCapabilities,
      security.allowEscalation,
      security.runAsNonRoot,
    ]),
    ['1000:1000', 1000, true, true, ['NET_ADMIN'], ['ALL'], false, 'opaque'],
  );
  const plain = container(service('user: app\nsecurity_opt: [seccomp=unconfined]\n')).security;
  deepEqual(briefs([plain.runAsUser, plain.privileged, plain.allowEscalation]), ['opaque', 'unset', 'unset']);
});

test('dependencies are read in both forms with their conditions', () => {
  const conditions = (body: string): unknown => {
    const found = brief(container(service(body)).dependencies);
    return typeof found === 'string' ? found : found.map(({ service: name, condition }) => [name, brief(condition)]);
  };
  deepEqual(conditions('depends_on: [db, cache]\n'), [
    ['db', 'service_started'],
    ['cache', 'service_started'],
  ]);
  deepEqual(conditions('depends_on:\n  db: {condition: service_healthy}\n  cache:\n    required: false\n'), [
    ['db', 'service_healthy'],
    ['cache', 'service_started'],
  ]);
  equal(conditions('image: a\n'), 'unset');
});
