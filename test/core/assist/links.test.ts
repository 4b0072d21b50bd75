import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { parseImage } from '../../../core/model/image.js';
import { imagePage } from '../../../core/model/image-page.js';
import { open } from './writing.js';

/** Text of each link and what it leads to. */
function links(files: Readonly<Record<string, string>>, path: string): readonly (readonly [string, string])[] {
  return open(files)
    .links(path)
    .map(({ span, target }) => [
      (files[path] ?? '').slice(span.start, span.end),
      target.kind === 'page' ? target.url : target.path,
    ]);
}

for (const [image, page] of [
  ['postgres:16', 'https://hub.docker.com/_/postgres'],
  ['docker.io/library/postgres', 'https://hub.docker.com/_/postgres'],
  ['prom/prometheus:v3.5.0', 'https://hub.docker.com/r/prom/prometheus'],
  ['ghcr.io/owner/shop/api:1', 'https://ghcr.io/owner/shop/api'],
  ['quay.io/prometheus/prometheus', 'https://quay.io/repository/prometheus/prometheus'],
  ['mcr.microsoft.com/dotnet/aspnet:8.0', 'https://mcr.microsoft.com/artifact/mar/dotnet/aspnet'],
  ['gcr.io/distroless/static-debian12', 'https://gcr.io/distroless/static-debian12'],
  ['registry.k8s.io/pause:3.10', 'https://explore.ggcr.dev/?repo=registry.k8s.io/pause'],
  ['public.ecr.aws/docker/library/redis', 'https://gallery.ecr.aws/docker/library/redis'],
  ['registry.example.com/shop/api:1', undefined],
  ['localhost:5000/api', undefined],
] as const) {
  test(`the page of ${image} is ${page}`, () => {
    const reference = parseImage(image);
    equal(reference && imagePage(reference), page);
  });
}

test('images of a Dockerfile lead to their pages, stages and scratch nowhere', () => {
  const text =
    'FROM golang:1.25 AS build\nFROM build AS test\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=busybox:1.37 /b /b\n';
  deepEqual(links({ '/shop/Dockerfile': text }, '/shop/Dockerfile'), [
    ['golang:1.25', 'https://hub.docker.com/_/golang'],
    ['busybox:1.37', 'https://hub.docker.com/_/busybox'],
  ]);
});

test('a Compose file leads to the files it names', () => {
  const compose = `services:
  api:
    build: ./api
    env_file: [.env, api.env]
  web:
    build:
      context: .
      dockerfile: web.Dockerfile
  store:
    image: \${DB:-postgres:16}
  db:
    extends:
      file: base.yaml
      service: db
  gone:
    build: ./gone
  remote:
    build: https://github.com/owner/shop.git
`;
  const files = {
    '/shop/compose.yaml': compose,
    '/shop/api/Dockerfile': 'FROM nginx:1.29\n',
    '/shop/web.Dockerfile': 'FROM nginx:1.29\n',
    '/shop/base.yaml': 'services:\n  db:\n    image: postgres:16\n',
  };
  deepEqual(links(files, '/shop/compose.yaml'), [
    [`\${DB:-postgres:16}`, 'https://hub.docker.com/_/postgres'],
    ['./api', '/shop/api/Dockerfile'],
    ['web.Dockerfile', '/shop/web.Dockerfile'],
    ['.env', '/shop/.env'],
    ['api.env', '/shop/api.env'],
    ['base.yaml', '/shop/base.yaml'],
  ]);
});

test('rule files lead to what is there, patterns nowhere', () => {
  const text =
    'scrape_configs: []\nrule_files:\n  - rules/api.yaml\n  - rules/*.yaml\n  - /etc/prometheus/other.yaml\n';
  const rules = 'groups:\n  - name: api\n    rules:\n      - alert: ApiDown\n        expr: up == 0\n';
  deepEqual(links({ '/shop/prometheus.yml': text, '/shop/rules/api.yaml': rules }, '/shop/prometheus.yml'), [
    ['rules/api.yaml', '/shop/rules/api.yaml'],
  ]);
});

test('links of the second document of a stream stand in their place', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.29\n';
  deepEqual(links({ '/shop/app.yaml': `${pod}---\n${pod}` }, '/shop/app.yaml'), [
    ['nginx:1.29', 'https://hub.docker.com/_/nginx'],
    ['nginx:1.29', 'https://hub.docker.com/_/nginx'],
  ]);
});

test('what a Compose file includes leads to the files, those for its variables too; other addresses lead nowhere', () => {
  const include = [
    'include:',
    '  - infra/compose.yaml',
    '  - path: [infra/compose.yaml, infra/more.yaml]',
    '    env_file: infra/.env',
    '  - https://example.com/shop.git',
    '  - git@example.com:shop/compose.git',
    '  - oci://registry.example.com/shop:1',
    '  - infra/absent.yaml',
    'services: {}',
    '',
  ].join('\n');
  const redis = 'services:\n  cache:\n    image: registry.example.com/redis:7\n';
  const files = { '/shop/infra/compose.yaml': redis, '/shop/infra/more.yaml': redis, '/shop/compose.yaml': include };
  deepEqual([...links(files, '/shop/compose.yaml')].sort(), [
    ['infra/.env', '/shop/infra/.env'],
    ['infra/compose.yaml', '/shop/infra/compose.yaml'],
    ['infra/compose.yaml', '/shop/infra/compose.yaml'],
    ['infra/more.yaml', '/shop/infra/more.yaml'],
  ]);
});
