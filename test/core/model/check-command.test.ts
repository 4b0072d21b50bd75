import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { commandOfWords } from '../../../core/model/argv.js';
import { findAddress, findHiddenFailure, findSleep } from '../../../core/model/check-command.js';
import { execCommandOf, shellCommandOf } from '../../../core/model/probe.js';

const shell = (line: string) => findHiddenFailure(shellCommandOf(line))?.why ?? 'fails';
const exec = (...words: readonly string[]) => findHiddenFailure(execCommandOf(words))?.why ?? 'fails';

test('an ending that succeeds hides what stands before it', () => {
  for (const line of [
    'curl -f http://localhost || true',
    'curl -f http://localhost || exit 0',
    'curl -f http://localhost || echo unhealthy',
    'curl -f http://localhost && echo ok || echo bad',
    'pg_isready; exit 0',
    'cd /app; ./check; true',
  ]) {
    equal(shell(line), 'masked', line);
  }
});

test('a check that looks at nothing is told apart', () => {
  for (const line of ['exit 0', 'true', 'echo ok', ': ; exit 0', 'echo $(curl -f http://localhost)']) {
    equal(shell(line), 'constant', line);
  }
  equal(exec('true'), 'constant');
  equal(exec('/bin/echo', 'ok'), 'constant');
});

test('a condition that holds by itself, and a program that tells of itself alone, look at nothing', () => {
  for (const line of [
    'test x',
    'test /tmp/alive',
    '[ ok ]',
    '[ 1 -eq 1 ] || exit 1',
    'echo ok || exit 1',
    'test -n up',
    'test a = a',
    'hostname',
    'ls /',
    'ps aux > /dev/null',
    'node --version',
    'java -version 2>&1',
  ]) {
    equal(shell(line), 'constant', line);
  }
  equal(exec('test', '/tmp/alive'), 'constant');
  equal(exec('ls'), 'constant');
  for (const line of [
    'test -f /tmp/alive',
    'test "$STATUS"',
    '[ "$(cat /tmp/state)" ]',
    '[ "$(cat /tmp/state)" = up ]',
    'test ""',
    'test 1 = 2',
    'test -z x',
    'ls /tmp/alive',
    'ps -p 1',
    'ps aux | grep -q worker',
    'id shop',
    'hostname -i',
    'nginx -t',
    'echo checking; [[ -f /tmp/alive ]] || exit 1',
    './check && echo ok || exit 1',
    'echo checking || exit 1; ./check',
    'celery --version inspect ping',
  ]) {
    equal(shell(line), 'fails', line);
  }
});

test('curl without --fail does not see HTTP errors', () => {
  for (const line of [
    'curl http://localhost:3000',
    'curl -sS -o /dev/null http://localhost:3000/health || exit 1',
    'curl --silent --max-time 5 localhost:8080',
    'timeout 5 curl -s http://localhost || exit 1',
    'if curl -s http://localhost; then exit 0; else exit 1; fi',
    `curl -H 'X-Check: 1' http://localhost:$PORT/health`,
  ]) {
    equal(shell(line), 'unread', line);
  }
  equal(exec('curl', '-of', 'http://localhost'), 'unread', 'the f is a file name');
});

test('a check that can fail is left alone', () => {
  for (const line of [
    'curl -f http://localhost || exit 1',
    'curl -fsS http://localhost',
    'curl -sSLf http://localhost',
    'curl --fail-with-body http://localhost',
    'curl -s http://localhost | grep -q ok',
    'curl -s http://localhost | jq -e .ready',
    `[ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost)" = 200 ]`,
    'test $(curl -s http://localhost/status) = up || exit 1',
    'curl $CURL_OPTIONS http://localhost',
    'curl -K /etc/check.conf',
    'curl telnet://localhost:25',
    'wget -q --spider http://localhost || exit 1',
    'if ! curl -f http://localhost; then exit 1; fi; exit 0',
    'curl -f http://localhost || exit 1; exit 0',
    'curl -f http://localhost || kill 1',
    'set -e; ./check; echo ok',
    'exec 3<>/dev/tcp/127.0.0.1/8080; echo ok',
    'echo > /dev/tcp/127.0.0.1/8080',
    'test -f /tmp/alive && echo ok',
    '[[ -f /tmp/alive ]] && echo ok',
    'curl -f http://localhost/a && exit 0 || exit 1',
    'curl -s http://localhost -o /tmp/out && grep -q ok /tmp/out',
    'pg_isready -U shop',
    'sh -c "pg_isready || exit 1"',
  ]) {
    equal(shell(line), 'fails', line);
  }
  equal(exec('cat', '/tmp/alive'), 'fails');
  equal(exec('curl', '-sf', 'http://localhost'), 'fails');
});

test('a pipe has the status of its last program', () => {
  equal(shell('curl -f http://localhost | tee /tmp/health'), 'piped');
});

test('the address a check asks is read from its words', () => {
  deepEqual(findAddress(shellCommandOf('curl -f http://localhost:8080/health || exit 1')), {
    port: 8080,
    path: '/health',
  });
  deepEqual(findAddress(execCommandOf(['wget', 'http://127.0.0.1/'])), { port: 80, path: '/' });
  equal(findAddress(shellCommandOf('curl -f http://localhost:$PORT/health')), undefined);
  equal(findAddress(shellCommandOf('curl -f http://api:8080/health')), undefined, 'another host');
});

test('a command that only sleeps has its seconds', () => {
  const words = ['sh', '-c', 'sleep 15'].map((text) => ({ text, span: { start: 0, end: 0 }, literal: true }));
  equal(findSleep(commandOfWords(words)), 15);
  equal(findSleep(execCommandOf(['sleep', '5s'])), 5);
  equal(findSleep(shellCommandOf('sleep 5; nginx -s quit')), undefined);
});
