// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Dockerfiles
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDockerfile } from '../../../core/kinds/dockerfile.js';
import type { Container, Probe } from '../../../core/model/container.js';
import type { Stage } from '../../../core/model/dockerfile.js';
import type { Document } from '../../../core/model/document.js';
import type { Value } from '../../../core/value.js';

const read = (text: string, targets: readonly string[] = []): Document =>
  readDockerfile({ path: '/srv/Dockerfile', text, base: 0, partial: undefined, targets: new Set(targets) });

const lines = (...each: readonly string[]): string => `${each.join('\n')}\n`;

function lastStage(text: string): Stage {
  const stage = read(text).stage.at(-1);
  assert.ok(stage);
  return stage;
}

const last = (text: string): Container => lastStage(text).container;

/** A value in short: its state, and what it holds with where that came from. */
function short<T>(value: Value<T>, how: (value: T) => unknown = (each) => each): unknown {
  if (value.state !== 'set') return value.state;
  return value.via ? [how(value.value), value.via] : how(value.value);
}

test('a stage inherits from the stage it is built on and from nothing else', () => {
  const text = lines(
    'FROM node:20 AS Base',
    'USER node',
    'ENV A=1 B=2',
    'STOPSIGNAL 3',
    'EXPOSE 80',
    'VOLUME /data',
    'HEALTHCHECK CMD curl -f http://localhost/',
    'ENTRYPOINT ["node"]',
    'CMD ["a.js"]',
    'FROM base AS child',
    'ENV B=3',
    'FROM node:20',
    'COPY --from=base /x /x',
  );
  const [base, child, other] = read(text).stage;
  assert.ok(base && child && other);
  assert.equal(child.base.stage, base);
  assert.deepEqual(
    short(child.rootImage, (image) => image.text),
    ['node:20', 'inherited'],
  );
  const { user, stop, variables, ports, mounts, liveness, entrypoint, command } = child.container;
  assert.deepEqual(short(user), ['node', 'inherited']);
  assert.deepEqual(short(stop.signal), ['SIGQUIT', 'inherited']);
  assert.deepEqual(
    variables.map(({ name, value }) => [name, short(value)]),
    [
      ['A', ['1', 'inherited']],
      ['B', '3'],
    ],
  );
  assert.deepEqual(
    short(ports, (each) => each.map(({ number }) => number)),
    [[80], 'inherited'],
  );
  assert.deepEqual(
    short(mounts, (each) => each.map(({ target }) => target)),
    [['/data'], 'inherited'],
  );
  assert.deepEqual(
    short(liveness, ({ handler }) => handler),
    ['exec', 'inherited'],
  );
  assert.deepEqual(
    short(entrypoint, ({ words }) => words.length),
    [1, 'inherited'],
  );
  assert.deepEqual(
    short(command, ({ words }) => words.length),
    [1, 'inherited'],
  );
  assert.equal(other.container.user.state, 'unset');
  assert.equal(other.container.liveness.state, 'unset');
});

test('the last stage and the selected ones ship, and what they stand on lies under them', () => {
  const text = lines(
    'FROM a AS deps',
    'FROM deps AS dev',
    'FROM deps AS build',
    'FROM b AS run',
    'COPY --from=build /a /a',
  );
  const shipped = (targets: readonly string[]) =>
    read(text, targets).stage.map(
      ({ name, shipped, underShipped }) => `${name}${shipped ? '+' : ''}${underShipped ? '_' : ''}`,
    );
  assert.deepEqual(shipped([]), ['deps', 'dev', 'build', 'run+']);
  assert.deepEqual(shipped(['dev']), ['deps_', 'dev+', 'build', 'run+']);
  assert.deepEqual(shipped(['2']), ['deps_', 'dev', 'build+', 'run+']);
  assert.deepEqual(
    read(text).stage.map(({ container }) => container.role),
    ['build', 'build', 'build', 'main'],
  );
});

test('a new ENTRYPOINT drops the inherited CMD', () => {
  const text = lines('FROM a AS b', 'CMD ["x"]', 'FROM b', 'ENTRYPOINT ["y"]');
  assert.equal(last(text).command.state, 'unset');
});

test('variables are expanded where the builder expands them', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['ARG V=20\nFROM node:$V', 'node:20'],
    ['ARG V=20\nFROM node:${V}-alpine', 'node:20-alpine'],
    ['ARG R=ghcr.io\nARG I=$R/acme/app\nFROM ${I}:1', 'ghcr.io/acme/app:1'],
    ['FROM node:${V:-18}', 'node:18'],
    ['ARG V\nFROM node:${V:-18}', undefined],
    ['ARG V=\nFROM node${V:+:$V}', 'node'],
    ['ARG V=1\nFROM node${V:+:$V}', 'node:1'],
    ['ARG V="20"\nFROM "node:${V}"', 'node:20'],
    ['ARG V\nFROM node:$V', undefined],
    ['FROM --platform=$BUILDPLATFORM golang:1.22 AS b', 'golang:1.22'],
    ['ARG TARGETARCH=amd64\nFROM node:$TARGETARCH', undefined],
    ['ARG V=20.1\nFROM node:${V%.*}', undefined],
  ];
  for (const [text, image] of cases) {
    const value = last(text).image;
    assert.equal(value.state === 'set' ? value.value.text : undefined, image, text);
  }
});

test('a global ARG is seen in a stage only after it is declared again, and ENV beats ARG', () => {
  const user = (...body: readonly string[]) => short(last(lines('ARG U=app', 'FROM node:20', ...body)).user);
  assert.equal(user('USER $U'), 'opaque');
  assert.equal(user('ARG U', 'USER $U'), 'app');
  assert.equal(user('ARG U=web', 'USER $U'), 'web');
  assert.equal(user('ENV U=env', 'ARG U=web', 'USER $U'), 'env');
  assert.equal(user('ARG U=web', 'ENV U=$U-x', 'USER ${U}'), 'web-x');
  assert.equal(user('USER \\$U'), '$U');
});

test('RUN, CMD and ENTRYPOINT are never expanded', () => {
  const [, , run] = read('ARG X=1\nFROM a\nRUN echo $X').instruction;
  assert.deepEqual(
    run?.words.map(({ text, literal }) => [text, literal]),
    [
      ['echo', true],
      ['$X', false],
    ],
  );
});

test('the shell form is read by the SHELL in force, and other shells are left alone', () => {
  const scripts = (text: string) =>
    read(text)
      .instruction.filter(({ keyword }) => keyword === 'RUN')
      .map(({ script }) => script?.commands[0]?.name);
  assert.deepEqual(scripts('FROM a\nRUN ls\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN ls'), ['ls', 'ls']);
  assert.deepEqual(scripts('FROM a AS x\nSHELL ["pwsh", "-c"]\nRUN ls\nFROM x\nRUN ls\nFROM a\nRUN ls'), [
    undefined,
    undefined,
    'ls',
  ]);
  assert.deepEqual(scripts('FROM a\nRUN ["apt-get", "update"]\nRUN ["sh", "-c", "apt-get update"]'), [
    undefined,
    'apt-get',
  ]);
  assert.equal(last('FROM a\nSHELL ["/bin/bash", "-c"]\nCMD node a.js').command.state, 'set');
  const command = last('FROM a\nSHELL ["/bin/bash", "-c"]\nCMD node a.js').command;
  assert.equal(command.state === 'set' && command.value.shell, '/bin/bash');
});

test('a heredoc is read by its interpreter', () => {
  const first = (text: string) => {
    const script = read(`FROM a\n${text}`).instruction[1]?.script;
    return script?.commands.map(({ name }) => name);
  };
  assert.deepEqual(first('RUN <<EOF\nset -e\napt-get update\nEOF'), ['set', 'apt-get']);
  assert.deepEqual(first('RUN <<-EOF\n\tapt-get update\n\tEOF'), ['apt-get']);
  assert.deepEqual(first('RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF'), undefined);
  assert.deepEqual(first('RUN <<EOF\n#!/bin/bash -e\nls\nEOF'), ['ls']);
  assert.deepEqual(first('RUN <<EOF bash\nls\nEOF'), ['bash', 'ls']);
  assert.deepEqual(first('RUN python3 <<EOF\nimport x\nEOF'), ['python3']);
  assert.deepEqual(first('RUN cat <<EOF > /x && ls\nrm -rf /\nEOF'), ['cat', 'ls']);
});

test('words of a script lie at their places, over continued lines, comments, CRLF and backticks', () => {
  const texts = [
    'FROM a\nRUN apt-get update \\\n  # comment\n  && apt-get install -y \\\n    curl\n',
    'FROM a\r\nRUN apt-get update \\\r\n  # comment\r\n  && apt-get install -y \\\r\n    curl\r\n',
    '# escape=`\nFROM a\nSHELL ["bash", "-c"]\nRUN apt-get update `\n && apt-get install -y curl\n',
    '\uFEFFFROM a\nRUN <<EOF\napt-get install -y curl\nEOF\n',
    'FROM a\nRUN <<EOF\r\napt-get install -y curl\r\nEOF\r\n',
    'FROM a\nONBUILD RUN apt-get install -y curl',
    'FROM a\nRUN ["bash", "-c", "apt-get install \\"-y\\" curl"]',
  ];
  for (const text of texts) {
    const run = read(text)
      .instruction.filter(({ keyword }) => keyword === 'RUN' || keyword === 'ONBUILD')
      .at(-1);
    const script = run?.script ?? run?.trigger?.script;
    const install = script?.commands.filter(({ name }) => name === 'apt-get').at(-1);
    assert.ok(install, text);
    const places = install.words.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual([places[0], places[1], places.at(-1)], ['apt-get', 'install', 'curl'], text);
  }
});

test('a health check has its options, with the defaults that Docker takes', () => {
  const probe = (text: string): Probe => {
    const value = last(`FROM a\n${text}`).liveness;
    assert.equal(value.state, 'set', text);
    return value.value;
  };
  const times = ({ interval, timeout, startDelay, startInterval, retries }: Probe) =>
    [interval, timeout, startDelay, startInterval, retries].map((value) => short(value));
  assert.deepEqual(times(probe('HEALTHCHECK CMD true')), [
    [30, 'default'],
    [30, 'default'],
    [0, 'default'],
    [5, 'default'],
    [3, 'default'],
  ]);
  const written = '--interval=1m30s --timeout=1.5s --start-period=2m --start-interval=500ms --retries=5';
  assert.deepEqual(times(probe(`HEALTHCHECK ${written} CMD true`)), [90, 1.5, 120, 0.5, 5]);
  assert.deepEqual(times(probe('HEALTHCHECK --interval=0s --timeout=$T --retries=0 CMD true')), [
    [30, 'default'],
    'opaque',
    [0, 'default'],
    [5, 'default'],
    [3, 'default'],
  ]);
  assert.equal(probe('HEALTHCHECK NONE').handler, 'none');
  const { command } = probe('HEALTHCHECK CMD curl -f http://localhost || exit 1');
  assert.deepEqual(
    command?.script?.commands.map(({ name }) => name),
    ['curl', 'exit'],
  );
  assert.deepEqual(
    probe('healthcheck cmd ["curl", "-f"]').command?.words.map(({ text }) => text),
    ['curl', '-f'],
  );
});

test('labels, ports and volumes are read in every spelling', () => {
  const text = lines(
    'FROM a',
    'LABEL version=1 "com.example.team"="core \\"x\\"" \\',
    "  note='a b'",
    'LABEL legacy some text',
    'EXPOSE 80/tcp 53/udp 8000-8010 $PORT',
    'VOLUME ["/data", "/log"]',
    'VOLUME /a $B',
  );
  const { labels, ports, mounts } = last(text);
  assert.deepEqual(
    labels.map(({ name, value }) => [name, short(value)]),
    [
      ['version', '1'],
      ['com.example.team', 'core "x"'],
      ['note', 'a b'],
      ['legacy', 'some text'],
    ],
  );
  assert.deepEqual(
    short(ports, (all) => all.map(({ number, protocol }) => `${number}/${protocol}`)),
    ['80/tcp', '53/udp', 'undefined/tcp', 'undefined/tcp'],
  );
  assert.deepEqual(
    short(mounts, (all) => all.map(({ target }) => target)),
    ['/data', '/log', '/a', undefined],
  );
  assert.deepEqual(read(text).label.map(({ name, place, owner }) => [name, place, owner])[0], [
    'version',
    'image',
    '0',
  ]);
});

test('installed programs are gathered over RUN, COPY and the stages below', () => {
  const text = lines(
    'FROM debian AS base',
    'RUN apt-get update && apt-get install -y --no-install-recommends curl=7.* netcat-openbsd',
    'FROM base',
    'RUN apk add --no-cache --virtual .deps gcc && apk del .deps',
    'RUN pip install --no-cache-dir gunicorn==21 && npm install -g pm2@5',
    'RUN curl -fsSL https://example.com/wait -o /usr/local/bin/wait-for && apt-get install -y wget && apt-get purge -y wget',
    'COPY --from=tianon/gosu /usr/local/bin/gosu /usr/local/bin/',
    'ADD https://example.com/tini /sbin/tini',
    'RUN ln -s /opt/app/run /usr/bin/app',
  );
  const installed = lastStage(text).installed;
  for (const name of ['curl', 'nc', 'gunicorn', 'pm2', 'wait-for', 'gosu', 'tini', 'app']) {
    assert.ok(installed.has(name), name);
  }
  for (const name of ['gcc', 'wget', '.deps', 'install', '--no-cache']) assert.ok(!installed.has(name), name);
});

test('Windows is known by image, shell, platform and escape', () => {
  const platform = (text: string) => lastStage(text).platform;
  assert.equal(platform('FROM mcr.microsoft.com/windows/servercore:ltsc2022'), 'windows');
  assert.equal(platform('FROM golang:1.22-nanoserver'), 'windows');
  assert.equal(platform('FROM a\nSHELL ["powershell", "-Command"]'), 'windows');
  assert.equal(platform('# escape=`\nFROM a'), 'windows');
  assert.equal(platform('FROM --platform=windows/amd64 a'), 'windows');
  assert.equal(platform('FROM node:20'), 'linux');
  assert.equal(read('FROM mcr.microsoft.com/windows/nanoserver\nRUN dir').instruction[1]?.script, undefined);
});

test('WORKDIRs are joined', () => {
  const workdir = (...body: readonly string[]) => short(lastStage(lines('FROM a', ...body)).workdir);
  assert.equal(workdir('WORKDIR /srv', 'WORKDIR app'), '/srv/app');
  assert.equal(workdir('WORKDIR app'), 'opaque');
  assert.equal(workdir('WORKDIR /srv', 'WORKDIR $X'), 'opaque');
  assert.equal(workdir(), 'unset');
});

test('what a word that is no instruction may have meant is not missing', () => {
  const document = read('FROM a\nHEALTCHECK CMD true\nUSER app');
  assert.equal(document.partial, 'broken');
  assert.equal(document.container[0]?.liveness.state, 'opaque');
  assert.equal(short(document.container[0]?.user ?? assert.fail()), 'app');
});

test('things a Dockerfile cannot say are opaque', () => {
  const { limits, requests, restart, logging, readiness, startup, stop, security } = last('FROM a');
  const values = [limits.memory, requests.cpu, restart, logging, readiness, startup, stop.grace, security.privileged];
  assert.deepEqual(new Set<string>(values.map(({ state }) => state)), new Set(['opaque']));
});

test('any text is read without a throw', () => {
  for (const text of [
    '',
    '\n',
    '# x',
    '\0\u0001',
    'FROM',
    'FROM \\',
    'ONBUILD',
    'RUN <<',
    '\\',
    '[]',
    'ENV =',
    'FROM $',
    '${',
  ]) {
    const document = read(text);
    for (const { container } of document.stage) assert.equal(container.format, 'dockerfile');
    assert.ok(document.label.length + document.facts.length + document.instruction.length >= 0);
  }
});
