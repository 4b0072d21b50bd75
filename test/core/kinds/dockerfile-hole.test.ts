// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Dockerfiles
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../../core/edit.js';
import { readDockerfile } from '../../../core/kinds/dockerfile.js';
import { commandOfWords } from '../../../core/model/argv.js';
import type { Command } from '../../../core/model/command.js';
import type { Container } from '../../../core/model/container.js';
import type { Stage } from '../../../core/model/dockerfile.js';
import type { Document } from '../../../core/model/document.js';
import { parseImage } from '../../../core/model/image.js';

const read = (text: string): Document =>
  readDockerfile({ path: '/srv/Dockerfile', text, base: 0, partial: undefined, targets: new Set() });

function lastStage(text: string): Stage {
  const stage = read(text).stage.at(-1);
  assert.ok(stage);
  return stage;
}

const last = (text: string): Container => lastStage(text).container;

function apply(text: string, edits: readonly Edit[] | undefined): string | undefined {
  return edits && applyEdits(text, edits).text;
}

const exec = (...words: readonly string[]): Command =>
  commandOfWords(words.map((text) => ({ text, span: { start: 0, end: 0 }, literal: true })));

test('a missing user is written before the command, in the style of the file', () => {
  const cases = [
    ['FROM a\nCMD ["x"]\n', 'FROM a\nUSER app\nCMD ["x"]\n'],
    [
      'FROM a\r\nRUN x\r\nENTRYPOINT ["x"]\r\nCMD ["y"]\r\n',
      'FROM a\r\nRUN x\r\nUSER app\r\nENTRYPOINT ["x"]\r\nCMD ["y"]\r\n',
    ],
    ['from a\ncmd x\n', 'from a\nuser app\ncmd x\n'],
    ['FROM a\n\n# start it\nCMD x\n', 'FROM a\n\nUSER app\n# start it\nCMD x\n'],
    ['FROM a', 'FROM a\nUSER app'],
    ['FROM a\nCMD x\nRUN y\n', 'FROM a\nCMD x\nRUN y\nUSER app\n'],
    ['FROM a AS b\nRUN x\n\nFROM c\nRUN <<E\nx\nE\n', 'FROM a AS b\nRUN x\n\nFROM c\nRUN <<E\nx\nE\nUSER app\n'],
    ['\uFEFFFROM a\nCMD x', '\uFEFFFROM a\nUSER app\nCMD x'],
    ['# escape=`\nFROM a\nRUN x `\n  y\nCMD z\n', '# escape=`\nFROM a\nRUN x `\n  y\nUSER app\nCMD z\n'],
    ['FROM a\nCMD x \\\n', undefined],
  ] as const;
  for (const [text, wanted] of cases) {
    if (wanted === undefined) continue;
    assert.equal(apply(text, last(text).user.hole.put('app')), wanted, JSON.stringify(text));
  }
});

test('an image keeps flags, quotes, names and comments', () => {
  const image = parseImage('node:22.1') ?? assert.fail();
  const cases = [
    ['FROM node:20', 'FROM node:22.1'],
    ['FROM --platform=$BUILDPLATFORM node AS b', 'FROM --platform=$BUILDPLATFORM node:22.1 AS b'],
    ['FROM "node:20"', 'FROM "node:22.1"'],
    ['FROM \\\n  # why\n  node:20 \\\n  AS x', 'FROM \\\n  # why\n  node:22.1 \\\n  AS x'],
    ['ARG V=20\nFROM node:$V', 'ARG V=22.1\nFROM node:$V'],
    ['ARG BASE="node:20" # x', undefined],
    ['ARG BASE="node:20"\nFROM ${BASE}', 'ARG BASE="node:22.1"\nFROM ${BASE}'],
    ['ARG V=20\nFROM node:${V}-slim', undefined],
    ['ARG V=20\nFROM node:$V AS a\nFROM node:$V', undefined],
    ['ARG V=20\nFROM node:$V\nARG V', undefined],
    ['ARG V\nFROM node:$V', undefined],
  ] as const;
  for (const [text, wanted] of cases) {
    const stage = read(text).stage.at(-1);
    if (stage) assert.equal(apply(text, stage.container.image.hole.put(image)), wanted, text);
  }
});

test('options of a health check are written, replaced and removed one by one', () => {
  const text = 'FROM a\nHEALTHCHECK --interval=5s \\\n  --timeout=60s \\\n  CMD curl -f http://localhost/ || exit 1\n';
  const probe = last(text).liveness;
  assert.equal(probe.state, 'set');
  const { timeout, retries, interval } = probe.value;
  assert.equal(apply(text, timeout.hole.put(3)), text.replace('60s', '3s'));
  assert.equal(apply(text, timeout.hole.drop()), text.replace(' \\\n  --timeout=60s', ''));
  assert.equal(apply(text, interval.hole.drop()), text.replace(' --interval=5s', ''));
  assert.equal(apply(text, retries.hole.put(5)), text.replace('60s', '60s --retries=5'));
});

test('a health check is written whole', () => {
  const text = 'FROM a\nCMD x\n';
  const off = last('FROM a\nHEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost/"]').liveness;
  assert.equal(off.state, 'set');
  assert.equal(
    apply(text, last(text).liveness.hole.put(off.value)),
    'FROM a\nHEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost/"]\nCMD x\n',
  );
  const disabled = 'FROM a\nHEALTHCHECK NONE\n';
  assert.equal(
    apply(disabled, last(disabled).liveness.hole.put(off.value)),
    'FROM a\nHEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost/"]\n',
  );
});

test('a command is written in exec form at its place', () => {
  const cases = [
    ['FROM a\nCMD node  server.js # x\n', 'FROM a\nCMD ["node", "a\\"b"]\n'],
    ['FROM a\nENTRYPOINT exec node \\\n  server.js', 'FROM a\nENTRYPOINT ["node", "a\\"b"]'],
    ['FROM a\nENTRYPOINT node \\\n # why\n  server.js', undefined],
  ] as const;
  for (const [text, wanted] of cases) {
    const { command, entrypoint } = last(text);
    const value = command.state === 'set' ? command : entrypoint;
    assert.equal(apply(text, value.hole.put(exec('node', 'a"b'))), wanted, text);
  }
});

test('a pair is changed and removed without touching its neighbours', () => {
  const text = 'FROM a\nENV A=1 \\\n    B="two words" \\\n    C=3\nENV D four\nLABEL x=1\n';
  const value = (name: string) => {
    const variable = last(text).variables.find((each) => each.name === name);
    assert.ok(variable);
    return variable.value;
  };
  assert.equal(apply(text, value('A').hole.put('x y')), text.replace('A=1', 'A="x y"'));
  assert.equal(apply(text, value('B').hole.put('$1')), text.replace('two words', '\\$1'));
  assert.equal(apply(text, value('A').hole.drop()), text.replace('A=1 \\\n    ', ''));
  assert.equal(apply(text, value('B').hole.drop()), text.replace('B="two words" \\\n    ', ''));
  assert.equal(apply(text, value('C').hole.drop()), text.replace(' \\\n    C=3', ''));
  assert.equal(apply(text, value('D').hole.drop()), text.replace('ENV D four\n', ''));
  assert.equal(value('D').hole.put('five'), undefined);
  assert.equal(apply(text, last(text).labels[0]?.value.hole.drop()), text.replace('LABEL x=1\n', ''));
});

test('a variable that nobody sets is written at the end of the stage', () => {
  const text = 'FROM python:3.12\nENV A=1\nCMD ["python", "a.py"]\n';
  const stage = lastStage(text);
  assert.equal(
    apply(text, stage.variable('PYTHONUNBUFFERED').hole.put('1')),
    'FROM python:3.12\nENV A=1\nENV PYTHONUNBUFFERED=1\nCMD ["python", "a.py"]\n',
  );
  assert.equal(apply(text, stage.variable('A').hole.put('0')), text.replace('A=1', 'A=0'));
});

test('an instruction is removed with its lines, its comment stays', () => {
  const text = 'FROM a\n# who\nMAINTAINER me \\\n  too\nCMD x\n';
  const [, maintainer] = read(text).instruction;
  assert.equal(apply(text, maintainer?.hole.drop()), 'FROM a\n# who\nCMD x\n');
  assert.equal(read(text).instruction[0]?.hole.drop(), undefined);
});

test('a line is written before an instruction', () => {
  const text = 'FROM a\n\n# installs\nRUN curl x | sh\n';
  const run = read(text).instruction[1];
  assert.equal(
    apply(text, run?.before.put('SHELL ["/bin/bash", "-o", "pipefail", "-c"]')),
    'FROM a\n\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n# installs\nRUN curl x | sh\n',
  );
});

test('a flag is added to an instruction that has none', () => {
  const text = 'FROM a\nCOPY . /srv\n';
  const copy = read(text).instruction[1];
  assert.equal(apply(text, copy?.flag('chown').hole.put('app:app')), 'FROM a\nCOPY --chown=app:app . /srv\n');
});
