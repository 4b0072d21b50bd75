import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { readDockerfile } from '../../../core/kinds/dockerfile.js';
import { execCommandOf, shellCommandOf } from '../../../core/model/probe.js';
import { neededBy, programsOfImage, programsOfStage } from '../../../core/model/program.js';
import { readImage } from './images.js';

const needed = (line: string) => neededBy(shellCommandOf(line)).map(({ name }) => name);
const has = (text: string, program: string) => {
  const stage = readDockerfile({
    path: '/srv/Dockerfile',
    text,
    base: 0,
    partial: undefined,
    targets: new Set(),
  }).stage.at(-1);
  ok(stage);
  return programsOfStage(stage)?.has(program);
};

test('a shell form needs its shell first', () => {
  deepEqual(needed('curl -f http://localhost || exit 1'), ['sh', 'curl', 'exit']);
  deepEqual(
    neededBy(execCommandOf(['curl', '-f'])).map(({ name }) => name),
    ['curl'],
  );
});

test('what is only tried, looked up, or the application own is not needed', () => {
  deepEqual(needed('curl -f http://localhost || wget -q http://localhost'), ['sh', 'wget']);
  deepEqual(needed('command -v curl && curl http://localhost'), ['sh']);
  deepEqual(needed('/app/bin/check'), ['sh']);
  deepEqual(needed('$CHECK'), ['sh']);
});

test('an image without a shell has no program that reads scripts', () => {
  const programs = programsOfImage(readImage('gcr.io/distroless/static-debian13'));
  equal(programs?.has('sh'), false);
  equal(programs?.has('curl'), false);
  equal(programsOfImage(readImage('gcr.io/distroless/static-debian13:debug'))?.has('sh'), undefined);
  equal(programsOfImage(readImage('registry.example.com/shop/api:1.4.0')), undefined);
});

test('what a build installs or copies is there', () => {
  equal(has('FROM python:3.14-slim\n', 'curl'), false);
  equal(has('FROM python:3.14-slim\nRUN apt-get update && apt-get install -y curl\n', 'curl'), true);
  equal(has('FROM alpine:3.24\nCOPY --from=curl /usr/bin/curl /usr/bin/curl\n', 'curl'), true);
  equal(has('FROM node:24-slim AS base\nRUN apt-get update && apt-get install -y wget\nFROM base\n', 'wget'), true);
});

test('what a build may bring unseen is unknown', () => {
  for (const step of [
    'COPY rootfs/ /',
    'COPY --from=tools /usr/local/bin/ /usr/local/bin/',
    'RUN ./install-tools.sh',
    'RUN bash /tmp/setup.sh',
    'RUN apt-get update && apt-get install -y $PACKAGES',
    'RUN tar -xzf /tmp/tools.tgz -C /usr/local',
    'RUN wget -qO- https://example.com/install | sh',
    'RUN apt-get install -y ./tools.deb',
  ]) {
    equal(has(`FROM python:3.14-slim\n${step}\n`, 'curl'), undefined, step);
  }
  equal(has('FROM debian:13-slim\nRUN apt-get install -y redis-server\n', 'redis-cli'), undefined);
  equal(has('FROM registry.example.com/base:1\n', 'curl'), undefined);
});
