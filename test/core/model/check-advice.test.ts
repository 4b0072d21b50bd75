// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a shell
import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { adviceFor, healthCheckOf } from '../../../core/model/check-advice.js';
import { programsOfImage } from '../../../core/model/program.js';
import { known } from '../../../core/value.js';
import { container, service } from '../kinds/compose-read.js';
import { readImage } from './images.js';

function advice(image: string, more = '') {
  const programs = programsOfImage(readImage(image));
  ok(programs);
  return adviceFor(container(service(`image: ${image}\n${more}`)), programs);
}

test('a database is asked as the user and for the database it is set up with', () => {
  deepEqual(advice('postgres:18')?.words?.slice(3), ['-U', 'postgres']);
  const set = 'environment:\n  POSTGRES_USER: shop\n  POSTGRES_DB: orders\n';
  deepEqual(advice('postgres:18', set)?.words?.slice(3), ['-U', 'shop', '-d', 'orders']);
  const variable = advice('postgres:18', 'environment:\n  POSTGRES_USER: ${DB_USER}\n');
  equal(variable?.words, undefined);
  equal(variable?.shell, 'pg_isready -h 127.0.0.1 -U "$POSTGRES_USER"');
  equal(advice('postgres:18', 'env_file: db.env\n')?.shell, 'pg_isready -h 127.0.0.1 -U "${POSTGRES_USER:-postgres}"');
});

test('a cache with a password answers, too', () => {
  equal(advice('redis:8.6')?.shell, 'redis-cli ping | grep -q PONG');
  const command = 'command: redis-server --requirepass secret\n';
  equal(advice('redis:8.6', command)?.shell, "redis-cli ping | grep -qE 'PONG|NOAUTH'");
});

test('the port is the one the container says', () => {
  equal(advice('nginx:1.30', 'ports: ["8080:8081"]\n')?.words?.at(-1), 'http://127.0.0.1:8081/');
  equal(advice('php:8.5-fpm', 'expose: ["9000"]\n'), undefined, 'FastCGI is no HTTP');
});

test('a store that others wait for is asked more often, and given time to start', () => {
  const programs = programsOfImage(readImage('postgres:18'));
  ok(programs);
  const check = healthCheckOf(container(service('image: postgres:18\n')), programs);
  ok(check);
  deepEqual([check.interval, check.timeout, check.startDelay, check.retries].map(known), [10, 5, 30, 5]);
});
