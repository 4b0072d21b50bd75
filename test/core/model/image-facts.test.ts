import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { imageContents } from '../../../core/data/image-contents.js';
import { factsOf, smallerTags } from '../../../core/model/image-facts.js';
import { readImage } from './images.js';

/** `undefined` is unknown: neither a finding nor a fix may stand on it. */
function has(image: string, program: string): boolean | undefined {
  return factsOf(readImage(image))?.has(program);
}

test('curl and wget are known by image and variant', () => {
  const known: readonly (readonly [string, boolean | undefined, boolean | undefined])[] = [
    ['node:24', true, true],
    ['node:24-bookworm', true, true],
    ['node:24-slim', false, false],
    ['node:24-bookworm-slim', false, false],
    ['node:24-alpine3.22', false, true],
    ['python:3.14-slim', false, false],
    ['golang:1.26-alpine', false, true],
    ['php:8.4-fpm-alpine', true, true],
    ['php:8.4-apache', true, false],
    ['nginx:1.30', true, false],
    ['nginx:1.30-alpine', true, true],
    ['nginx:1.30-alpine-slim', false, true],
    ['eclipse-temurin:21-jre', true, true],
    ['eclipse-temurin:21-jre-alpine', false, true],
    ['eclipse-temurin:21-jre-ubi9-minimal', undefined, undefined],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', false, false],
    ['mcr.microsoft.com/dotnet/sdk:8.0', true, true],
    ['debian:12-slim', false, false],
    ['ubuntu:24.04', false, false],
    ['alpine:3.22', false, true],
    ['postgres:18', false, false],
    ['prom/prometheus:v3.13.2', false, true],
    ['quay.io/keycloak/keycloak:26.7.2', false, false],
    ['gcr.io/distroless/java21-debian12:nonroot', false, false],
    ['cgr.dev/chainguard/node:latest', false, false],
    ['cgr.dev/chainguard/node:latest-dev', undefined, undefined],
    ['node:24-windowsservercore', undefined, undefined],
    ['acme/shop:1.4.2', undefined, undefined],
  ];
  for (const [image, curl, wget] of known) {
    deepEqual([has(image, 'curl'), has(image, 'wget')], [curl, wget], image);
  }
});

test('clients of databases are in the images of their servers only', () => {
  equal(has('postgres:18-alpine', 'pg_isready'), true);
  equal(has('node:24-alpine', 'pg_isready'), false);
  deepEqual([has('mongo:8.0', 'mongosh'), has('mongo:8.0', 'mongo')], [true, false]);
  deepEqual([has('mongo:4.4', 'mongosh'), has('mongo:4.4', 'mongo')], [false, true]);
  deepEqual([has('mariadb:10.11', 'mysqladmin'), has('mariadb:11.8', 'mysqladmin')], [true, false]);
});

test('distroless and chiseled images have no shell, debug and full ones have', () => {
  const shell = (image: string) => factsOf(readImage(image))?.shell;
  equal(shell('gcr.io/distroless/static-debian12'), false);
  equal(shell('gcr.io/distroless/static-debian12:debug'), true);
  equal(shell('mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled'), false);
  equal(shell('otel/opentelemetry-collector-contrib:0.130.0'), false);
  equal(shell('mysql:8.4'), true);
  equal(shell('grafana/loki:3.6.0'), undefined);
});

test('the user is that of the running server, not of the start of its entry point', () => {
  const user = (image: string) => factsOf(readImage(image))?.user;
  equal(user('postgres:18'), 'steps-down');
  equal(user('node:24'), 'root');
  equal(user('nginxinc/nginx-unprivileged:1.30'), 'nonroot');
  equal(user('gcr.io/distroless/nodejs24-debian12:nonroot'), 'nonroot');
  equal(user('gcr.io/distroless/nodejs24-debian12'), 'root');
  equal(user('mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled'), 'nonroot');
  equal(factsOf(readImage('node:24'))?.spareUser, 'node');
});

test('the data directory of PostgreSQL depends on its major version', () => {
  const data = (image: string) => factsOf(readImage(image))?.data;
  deepEqual(data('postgres:17-alpine'), ['/var/lib/postgresql/data']);
  deepEqual(data('postgres:18.1'), ['/var/lib/postgresql']);
  deepEqual(data('postgres'), ['/var/lib/postgresql/data', '/var/lib/postgresql'], 'any version may be pulled');
  deepEqual(data('influxdb:2.7'), ['/var/lib/influxdb2']);
  equal(factsOf(readImage('redis:8.2'))?.volatile, true);
});

test('official images bring no HEALTHCHECK, cAdvisor does', () => {
  equal(factsOf(readImage('postgres:18'))?.healthcheck, false);
  equal(factsOf(readImage('gcr.io/cadvisor/cadvisor:v0.52.1'))?.healthcheck, true);
  equal(factsOf(readImage('grafana/grafana:12.4.9'))?.healthcheck, undefined);
});

test('no image is described twice', () => {
  const names = imageContents.flatMap(({ images }) => images);
  deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test('smaller variants of the same release are named where the image is known to have them', () => {
  const smaller = (image: string) => smallerTags(readImage(image));
  deepEqual(smaller('node:24'), ['24-slim', '24-alpine']);
  deepEqual(smaller('node:24-slim'), ['24-alpine']);
  deepEqual(smaller('node:24-alpine'), []);
  deepEqual(smaller('postgres:17'), ['17-alpine']);
  deepEqual(smaller('golang:1.26'), ['1.26-alpine']);
  // A variant that is more than a base, a moving tag, a digest, an unknown image.
  deepEqual(smaller('eclipse-temurin:21-jre'), []);
  deepEqual(smaller('node:24-bookworm'), []);
  deepEqual(smaller('node:latest'), []);
  deepEqual(smaller('node'), []);
  deepEqual(smaller('registry.example.com/shop/api:1.4.0'), []);
});
