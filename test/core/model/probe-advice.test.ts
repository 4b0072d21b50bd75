import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../../core/model/image-facts.js';
import { healthCheckFor } from '../../../core/model/probe-advice.js';
import { readImage } from './images.js';

const advice = (image: string, port?: number, installed?: readonly string[], path?: string) =>
  healthCheckFor(readImage(image), port, new Set(installed), path);

test('a server is asked by the client it brings', () => {
  deepEqual(advice('postgres:18-alpine')?.words, ['pg_isready', '-h', '127.0.0.1', '-U', 'postgres']);
  equal(advice('redis:8.2')?.shell, 'redis-cli ping | grep -q PONG');
  equal(advice('mariadb:11.8')?.words?.[0], 'healthcheck.sh');
  equal(advice('mongo:4.4')?.words?.[0], 'mongo');
  equal(advice('mongo:8.0')?.words?.[0], 'mongosh');
});

test('an application is asked by a tool the image surely has', () => {
  equal(advice('node:24', 3000)?.words?.[0], 'curl');
  equal(advice('node:24-alpine', 3000)?.words?.[0], 'wget');
  equal(advice('node:24-slim', 3000)?.words?.[0], 'node');
  equal(advice('python:3.14-slim', 8000)?.words?.[0], 'python3');
  equal(advice('python:3.14-slim', 8000, ['curl'])?.words?.[0], 'curl');
  ok(advice('node:16-slim', 3000)?.words?.[2]?.startsWith("require('http')"), 'fetch is missing before 18');
});

test('documented paths are no assumptions, guessed ones are', () => {
  deepEqual(advice('prom/prometheus:v3.13.2'), {
    words: ['wget', '-q', '--spider', 'http://127.0.0.1:9090/-/healthy'],
    shell: 'wget -q --spider http://127.0.0.1:9090/-/healthy',
    assumed: false,
  });
  equal(advice('node:24-alpine', 3000)?.assumed, true);
  equal(advice('node:24-alpine', 3000, [], '/healthz')?.assumed, false);
});

test('nothing is advised that might not work', () => {
  equal(advice('acme/shop:1.0.0', 8080), undefined);
  equal(advice('node:24-alpine'), undefined, 'no port');
  equal(advice('gcr.io/distroless/static-debian12', 8080), undefined);
  equal(advice('mcr.microsoft.com/dotnet/aspnet:10.0', 8080), undefined);
  equal(advice('quay.io/keycloak/keycloak:26.7.2', 8080), undefined);
  equal(advice('elasticsearch:8.19.20'), undefined, 'asks for a password');
});

test('the first word of every advice is in the image', () => {
  for (const image of [
    'postgres:18',
    'mysql:8.4',
    'mariadb:11.8',
    'mongo:8.0',
    'rabbitmq:4.3',
    'clickhouse/clickhouse-server:26.3',
    'nginx:1.30',
    'nginx:1.30-alpine-slim',
    'grafana/grafana:12.4.9',
    'caddy:2',
  ]) {
    const program = advice(image)?.words?.[0];
    ok(program !== undefined, image);
    if (program !== 'healthcheck.sh' && program !== 'rabbitmq-diagnostics')
      equal(factsOf(readImage(image))?.has(program), true, `${program} in ${image}`);
  }
});

test('the shell line quotes what the shell would take apart', () => {
  ok(advice('node:24-slim', 3000)?.shell?.startsWith('node -e "fetch('));
});
