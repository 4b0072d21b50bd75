import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { parseImage } from '../../../core/model/image.js';
import { isBoundToData, looseTag, withTag } from '../../../core/model/image-use.js';

const loose = (text: string): string | undefined => {
  const image = parseImage(text);
  return image && looseTag(image);
};

test('no tag and moving tags are loose', () => {
  equal(loose('node'), 'missing');
  equal(loose('localhost:5000/app'), 'missing');
  equal(loose('redis:latest'), 'moving');
  equal(loose('golang:latest-alpine3.20'), 'moving');
  equal(loose('ghcr.io/example/app:main'), 'moving');
});

test('versions, lines, commits and digests are not', () => {
  equal(loose('node:24'), undefined);
  equal(loose('node:lts-alpine'), undefined);
  equal(loose('debian:trixie'), undefined);
  equal(loose('ghcr.io/example/app:main-3f2a1bc'), undefined);
  equal(loose(`redis:latest@sha256:${'0a1b'.repeat(16)}`), undefined);
  equal(loose('gcr.io/distroless/static-debian12'), undefined);
});

test('a new tag takes the place of tag and digest', () => {
  const image = parseImage(`registry.example.com:5000/base/node:16@sha256:${'0a1b'.repeat(16)}`);
  equal(image && withTag(image, '24-alpine').text, 'registry.example.com:5000/base/node:24-alpine');
});

test('databases are bound to their data, caches and runtimes are not', () => {
  const bound = (text: string): boolean | undefined => {
    const image = parseImage(text);
    return image && isBoundToData(image);
  };
  equal(bound('postgres:12'), true);
  equal(bound('redis:6'), false);
  equal(bound('node:16'), false);
});
