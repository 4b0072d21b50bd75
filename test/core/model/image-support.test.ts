import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { supportLines } from '../../../core/data/generated/image-support.js';
import { imageProducts } from '../../../core/data/image-products.js';

import { suggestTag, supportKnownOn, supportLinesOf, supportOf } from '../../../core/model/image-support.js';
import { readImage } from './images.js';

const today = '2026-11-23';

function lines(text: string, on = today): readonly string[] {
  return supportLinesOf(readImage(text), on).map(({ product, cycle, state }) => `${product} ${cycle} ${state}`);
}

test('a tag with a distribution in its suffix has two lifetimes', () => {
  deepEqual(lines('node:20-buster'), ['Node.js 20 ended', 'Debian 10 ended']);
  deepEqual(lines('python:3.13-slim-bullseye'), ['Python 3.13 supported', 'Debian 11 ended']);
  deepEqual(lines('postgres:12-alpine3.15'), ['PostgreSQL 12 ended', 'Alpine 3.15 ended']);
  deepEqual(lines('wordpress:5.8-php7.4-apache'), ['WordPress 5.8 ended', 'PHP 7.4 ended']);
  equal(supportOf(readImage('python:3.13-slim-bullseye'), today)?.product, 'Debian', 'the worst line speaks');
});

test('a distribution is known by number, by codename, and by the codename of a dated build', () => {
  deepEqual(lines('ubuntu:20.04'), ['Ubuntu 20.04 ended']);
  deepEqual(lines('ubuntu:focal-20240530'), ['Ubuntu 20.04 ended']);
  deepEqual(lines('debian:buster-slim'), ['Debian 10 ended']);
  deepEqual(lines('debian:11.9'), ['Debian 11 ended']);
  deepEqual(lines('gcr.io/distroless/java11-debian11'), ['Debian 11 ended']);
});

test('the free long-term phase of Debian is not the end, the paid one of Ubuntu is', () => {
  deepEqual(lines('python:3.13-bookworm'), ['Python 3.13 supported', 'Debian 12 long-term']);
  deepEqual(lines('ubuntu:18.04'), ['Ubuntu 18.04 ended']);
});

test('a line is supported on its last day and ended on the next', () => {
  deepEqual(lines('node:20', '2026-04-30'), ['Node.js 20 supported']);
  deepEqual(lines('node:20', '2026-05-01'), ['Node.js 20 ended']);
  equal(supportOf(readImage('node:20'), '2026-05-10')?.daysLeft, -10);
});

test('a short version floats to the newest line under it', () => {
  deepEqual(lines('mysql:5'), ['MySQL 5.7 ended']);
  deepEqual(lines('python:3'), ['Python 3.14 supported']);
  deepEqual(lines('eclipse-temurin:17.0.9_9-jre'), ['Eclipse Temurin 17 supported']);
  deepEqual(lines('eclipse-temurin:8u392-b08-jdk'), ['Eclipse Temurin 8 supported']);
});

test('mirrors of the official images are the official images', () => {
  for (const name of [
    'node:14',
    'docker.io/library/node:14',
    'public.ecr.aws/docker/library/node:14',
    'library/node:14',
  ])
    deepEqual(lines(name), ['Node.js 14 ended'], name);
  deepEqual(lines('quay.io/prometheus/prometheus:v2.40.0'), ['Prometheus 2.40 ended']);
});

test('images of others, moving tags and bare digests say nothing', () => {
  for (const name of [
    'acme/node:14',
    'ghcr.io/acme/shop:1.2-buster',
    'node:lts',
    'node',
    'debian:stable-slim',
    'shop:12',
  ])
    deepEqual(lines(name), [], name);
  deepEqual(lines(`node@sha256:${'ab'.repeat(32)}`), []);
});

test('the suggestion keeps the variant and moves to a line that is supported long', () => {
  const suggestions: Readonly<Record<string, string | undefined>> = {
    'node:16-alpine': '24-alpine',
    'node:16-alpine3.15': '24-alpine',
    'node:18-bullseye-slim': '24-trixie-slim',
    node: '24',
    'node:lts-alpine': '24-alpine',
    'python:slim': '3.14-slim',
    'python:3.12-buster': '3.12-trixie',
    'debian:buster-slim': 'trixie-slim',
    'ubuntu:20.04': '24.04',
    'eclipse-temurin:17-jre-focal': '17-jre-noble',
    'mcr.microsoft.com/dotnet/aspnet:6.0-alpine': '10.0-alpine',
    'nginx:latest': '1.30',
    'traefik:v2.5': 'v3.7',
    'openjdk:8-jdk': undefined,
    'acme/shop': undefined,
    'tomcat:8-jdk8-corretto': undefined,
  };
  for (const [name, tag] of Object.entries(suggestions)) equal(suggestTag(readImage(name), today), tag, name);
});

test('the suggestion never leads back to an older line', () => {
  const suggestions: Readonly<Record<string, string | undefined>> = {
    'composer:2.8': '2.10',
    'composer:2': '2.10',
    'composer:1': '2.2',
    'node:25': '26',
    'node:23': '24',
    'kibana:9.2.1': '9.5.2',
    'php:7.4-cli': '8.5-cli',
  };
  for (const [name, tag] of Object.entries(suggestions)) equal(suggestTag(readImage(name), today), tag, name);
});

test('whatever is suggested is supported itself', () => {
  for (const { images, tags } of imageProducts) {
    for (const name of images) {
      const tag = suggestTag(readImage(name), supportKnownOn);
      ok(tags === 'unknown' || tag !== undefined, `${name} has no suggestion`);
      if (tag === undefined) continue;
      const found = supportOf(readImage(`${name}:${tag}`), supportKnownOn);
      equal(found?.ended, false, `${name}:${tag}`);
    }
  }
});

test('every product of the table is shipped in a known image, and the reverse', () => {
  deepEqual(imageProducts.map(({ product }) => product).sort(), Object.keys(supportLines).sort());
});
