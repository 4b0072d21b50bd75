// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of image references
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatImage, parseImage } from '../../../core/model/image.js';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('references are split as the registries split them', () => {
  const cases: readonly (readonly [string, string | undefined, string, string | undefined, string | undefined])[] = [
    ['postgres', undefined, 'postgres', undefined, undefined],
    ['node:20.11-alpine', undefined, 'node', '20.11-alpine', undefined],
    ['bitnami/redis:7', undefined, 'bitnami/redis', '7', undefined],
    ['ghcr.io/acme/app:1.2', 'ghcr.io', 'acme/app', '1.2', undefined],
    ['localhost/app', 'localhost', 'app', undefined, undefined],
    ['registry:5000/app', 'registry:5000', 'app', undefined, undefined],
    ['registry:5000/team/app:2', 'registry:5000', 'team/app', '2', undefined],
    ['app:5000', undefined, 'app', '5000', undefined],
    [`node@${digest}`, undefined, 'node', undefined, digest],
    [`mcr.microsoft.com/dotnet/sdk:8.0@${digest}`, 'mcr.microsoft.com', 'dotnet/sdk', '8.0', digest],
    ['[::1]:5000/app:v1', '[::1]:5000', 'app', 'v1', undefined],
    ['scratch', undefined, 'scratch', undefined, undefined],
  ];
  for (const [text, registry, repository, tag, hash] of cases) {
    const name = repository.slice(repository.lastIndexOf('/') + 1);
    assert.deepEqual(parseImage(text), { text, registry, repository, name, tag, digest: hash });
  }
});

test('what no registry takes is refused', () => {
  const bad = [
    '',
    ':tag',
    'app:',
    'a b',
    'App',
    'a//b',
    '/a',
    'a/',
    '${BASE}',
    'app:$TAG',
    'node@sha256:12',
    'a@',
    '-a',
  ];
  for (const text of bad) assert.equal(parseImage(text), undefined, text);
});

test('a reference is written as it was read, and a changed part takes effect', () => {
  for (const text of ['node', 'ghcr.io/a/b:1', `reg:5000/x:2@${digest}`]) {
    const image = parseImage(text);
    assert.ok(image);
    assert.equal(formatImage(image), text);
  }
  const image = parseImage('node:20');
  assert.ok(image);
  assert.equal(formatImage({ ...image, tag: '20.11.1' }), 'node:20.11.1');
});
