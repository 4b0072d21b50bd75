import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { supportAsOf, supportLines } from '../../../core/data/generated/image-support.js';
import { imageContents } from '../../../core/data/image-contents.js';
import { imageProducts } from '../../../core/data/image-products.js';
import { imageRetirements } from '../../../core/data/image-retirements.js';
import { type Alphabet, tokenFormats } from '../../../core/data/secret-tokens.js';
import { parseImage } from '../../../core/model/image.js';
import { retirementOf } from '../../../core/model/image-retired.js';
import { isSecretName, judgeText } from '../../../core/model/secret.js';
import { root } from '../../harness/root.js';

test('the generated table is what its source gives', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/data.mjs'), '--check'], {
    encoding: 'utf8',
  });
  equal(status, 0, stderr);
});

test('the table of release lines stays small enough for a bundle', () => {
  ok(readFileSync(join(root, 'core/data/generated/image-support.ts')).length < 60_000);
});

test('every release line has a cycle of its own and a date that exists', () => {
  ok(!Number.isNaN(Date.parse(supportAsOf)));
  for (const [product, text] of Object.entries(supportLines)) {
    const lines = text.split(', ').map((line) => line.split(' '));
    const cycles = lines.map(([cycle = '']) => cycle.replace('*', ''));
    equal(new Set(cycles).size, cycles.length, product);
    for (const [cycle, eol = ''] of lines)
      ok(
        eol === 'open' || eol === 'ended' || new Date(eol).toISOString().startsWith(eol),
        `${product} ${cycle}: ${eol}`,
      );
  }
});

test('no image belongs to two products', () => {
  const images = imageProducts.flatMap((product) => product.images);
  equal(new Set(images).size, images.length);
});

test('no retired repository is listed twice, and none leads to another retired one', () => {
  const names = imageRetirements.map(({ name }) => name);
  equal(new Set(names).size, names.length);
  for (const { name, since, successor } of imageRetirements) {
    ok(/^\d{4}(?:-\d{2}){0,2}$/.test(since), name);
    const next = successor && parseImage(`${successor.replace('*', 'app')}:1.0.0`);
    if (next) equal(retirementOf(next), undefined, name);
  }
});

test('nothing is in an image and missing from it', () => {
  for (const { images, tools = '', lacks = '' } of imageContents)
    deepEqual(
      tools.split(' ').filter((tool) => tool !== '' && lacks.split(' ').includes(tool)),
      [],
      images.join(', '),
    );
});

const letters: Readonly<Record<Alphabet, string>> = {
  upper: 'QWERTZUIOPASDFGH23',
  base62: 'Ab3Cd5Ef7Gh9Jk2Lm4',
  hex: '0a1b2c3d4e5f6789',
  word: 'Ab3_Cd5_Ef7Gh9Jk2',
  dotted: 'Ab3-Cd5_Ef7Gh9Jk2',
  base64: 'Ab3Cd5Ef7Gh9Jk2Lm4',
};

test('every token format is found with its shortest and its longest body, and not beyond', () => {
  for (const { provider, prefixes, alphabet, min, max } of tokenFormats) {
    const body = (length: number) => letters[alphabet].repeat(Math.ceil(length / 15)).slice(0, length);
    for (const prefix of prefixes) {
      for (const length of [min, max])
        deepEqual(
          judgeText(`x=${prefix}${body(length)};`).map((found) => found.provider),
          [provider],
          `${prefix} ${length}`,
        );
      deepEqual(judgeText(`${prefix}${body(min - 1)}`), [], `${prefix} too short`);
      deepEqual(judgeText(`${prefix}${body(max + 1)}`), [], `${prefix} too long`);
    }
  }
});

test('the commonest variables of images and applications are no secrets by name', () => {
  const names =
    'PATH HOME USER PORT HOST NODE_ENV NODE_OPTIONS JAVA_HOME JAVA_TOOL_OPTIONS PYTHONUNBUFFERED LANG TZ POSTGRES_USER POSTGRES_DB ' +
    'PGDATA MYSQL_DATABASE REDIS_HOST KEYCLOAK_ADMIN KC_DB GITHUB_REPOSITORY AWS_REGION AWS_PROFILE S3_BUCKET KAFKA_BROKER_ID ' +
    'KEY_PREFIX SORT_KEY PARTITION_KEY FOREIGN_KEYS KEYBOARD MONKEY TURKEY PASSENGER_APP_ENV COMPASS PASSIVE_MODE AUTHOR ' +
    'OAUTH_CLIENT_ID OIDC_ISSUER JWT_ISSUER JWT_AUDIENCE TOKENIZER MAX_TOKEN_COUNT SECRET_NAME SALTSTACK_MASTER PWD';
  deepEqual(
    names.split(' ').filter((name) => isSecretName(name)),
    [],
  );
});
