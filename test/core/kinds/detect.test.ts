import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { detect, isBinary, mayBeOurs } from '../../../core/kinds/detect.js';
import { kindOfDocument } from '../../../core/kinds/detect-document.js';
import { parseYaml } from '../../../core/yaml/parse.js';
import { splitStream } from '../../../core/yaml/split.js';

const dockerfile = 'FROM alpine:3.20\nCMD ["sh"]\n';
const compose = 'services:\n  web:\n    image: nginx:1.27\n';
const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
const rules =
  'groups:\n  - name: api\n    rules:\n      - alert: Down\n        expr: up == 0\n        annotations:\n          summary: "{{ $labels.job }} is down"\n';
const scrape = 'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: node\n';
const alertmanager = 'route:\n  receiver: team\nreceivers:\n  - name: team\n';
const conflict =
  '<<<<<<< HEAD\nservices:\n  web:\n    image: nginx:1.27\n=======\nservices:\n  web:\n    image: nginx:1.26\n>>>>>>> main\n';

/** `format/variant` of each document of ours, as the parsed roots tell them. */
function kinds(path: string, text: string): readonly string[] {
  const hint = detect(path, text).format;
  return splitStream(text).flatMap(({ start, end }) => {
    const yaml = parseYaml(text.slice(start, end));
    const kind = kindOfDocument(yaml.root({ open: true }), path, hint);
    return kind === undefined ? [] : [kind.variant === '' ? kind.format : `${kind.format}/${kind.variant}`];
  });
}

const dockerfiles: readonly (readonly [path: string, text: string, verdict: string | undefined])[] = [
  ['/app/Dockerfile', dockerfile, 'dockerfile'],
  ['/app/dockerfile', dockerfile, 'dockerfile'],
  ['/app/Containerfile', dockerfile, 'dockerfile'],
  ['/app/Dockerfile.prod', dockerfile, 'dockerfile'],
  ['/app/Dockerfile-dev', dockerfile, 'dockerfile'],
  ['/app/api.Dockerfile', dockerfile, 'dockerfile'],
  ['/app/api.dockerfile', dockerfile, 'dockerfile'],
  ['/app/team.Containerfile', dockerfile, 'dockerfile'],
  ['/app/AdtDockerfile', dockerfile, 'dockerfile'],
  ['/app/Dockerfile.alpine3.20', '# syntax=docker/dockerfile:1\n\nARG VERSION=1\nFROM alpine:$VERSION\n', 'dockerfile'],
  ['/app/Dockerfile', '', 'dockerfile'],
  ['/app/Dockerfile', '\0\0binary', 'dockerfile'],
  ['/app/Dockerfile', '<<<<<<< HEAD\nFROM a\n=======\nFROM b\n>>>>>>> main\n', 'dockerfile'],
  ['/app/Dockerfile.prod', '<<<<<<< HEAD\nFROM a\n=======\nFROM b\n>>>>>>> main\n', 'dockerfile'],
  ['/app/Dockerfile.prod', 'FORM alpine\nFROM alpine\n', 'dockerfile'],
  ['/app/Dockerfile.template', dockerfile, 'dockerfile'],
  ['/app/Dockerfile.template', 'FROM balenalib/%%BALENA_MACHINE_NAME%%-node\n', undefined],
  ['/app/Dockerfile.template', 'FROM php:8.4-apache\nCMD {entrypoint}\n', undefined],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile.
  ['/app/Dockerfile.template', 'FROM php:${VERSION}\nRUN mkdir -p /srv/{a,b}\n', 'dockerfile'],
  ['/app/Dockerfile.j2', 'FROM {{ base_image }}\n', undefined],
  // A part that others put together with more.
  ['/app/Dockerfile.install_app', 'ADD . /app/\nRUN make -C /app\n', undefined],
  ['/app/.dockerignore', 'node_modules\n', undefined],
  ['/app/Dockerfile.dockerignore', 'FROM\n', undefined],
  ['/app/Dockerfile.md', dockerfile, undefined],
  ['/app/Dockerfile.yml', 'FROM: alpine\n', undefined],
  ['/app/dockerfile.go', 'package dockerfile\n', undefined],
  ['/app/Dockerfile.notes', 'Remember to bump the base image.\n', undefined],
  ['/app/docker', dockerfile, undefined],
  ['/app/README', dockerfile, undefined],
];

test('a Dockerfile is known by its name, and a name that is not exact by its text as well', () => {
  for (const [path, text, verdict] of dockerfiles) equal(detect(path, text).format, verdict, `${path} ${text}`);
});

const yaml: readonly (readonly [path: string, text: string, verdict: readonly string[]])[] = [
  // Compose
  ['/app/compose.yaml', compose, ['compose']],
  ['/app/docker-compose.yml', compose, ['compose']],
  ['/app/docker-compose.dev.yml', compose, ['compose']],
  ['/app/compose-observability.yaml', 'services:\n  web:\n    restart: always\n', ['compose']],
  ['/app/compose.yaml', 'volumes:\n  data:\n', ['compose']],
  ['/app/compose.yaml', 'include:\n  - ./db/compose.yaml\n', ['compose']],
  ['/app/docker-compose.yml', 'web:\n  image: nginx\ndb:\n  image: postgres\n', ['compose/v1']],
  ['/app/stack.yml', compose, ['compose']],
  ['/app/stack.yml', `version: "3.8"\nx-env: &env\n  A: b\n${compose}networks:\n  front:\n`, ['compose']],
  ['/app/compose.json', '{"services": {"web": {"image": "nginx:1.27"}}}', ['compose']],
  ['/app/docker-compose.yml', deployment, ['kubernetes/Deployment']],
  ['/app/services.yaml', 'parameters:\n  a: b\nservices:\n  _defaults:\n    autowire: true\n', []],
  ['/app/stack.yml', 'services:\n  api:\n    project: ./src\n    host: containerapp\n', []],
  ['/app/.woodpecker.yml', 'steps:\n  - name: test\nservices:\n  db:\n    image: postgres\n', []],
  ['/app/.gitlab-ci.yml', 'services:\n  - docker:dind\nbuild:\n  image: docker\n', []],
  [
    '/app/.github/workflows/ci.yml',
    'on: push\njobs:\n  test:\n    services:\n      db:\n        image: postgres\n',
    [],
  ],
  ['/app/.lando.yml', 'name: app\nrecipe: lamp\nservices:\n  db:\n    image: x\n', []],
  ['/app/.compose-lint.yml', 'rules:\n  CL-0001:\n    enabled: false\n', []],
  ['/docs/docker_compose_up.yaml', 'command: docker compose up\nshort: Create and start\n', []],
  ['/docs/docker-compose-notes.yml', 'title: x\nitems:\n  - a\n', []],
  // Kubernetes
  ['/k8s/web.yaml', deployment, ['kubernetes/Deployment']],
  [
    '/k8s/all.yml',
    `${deployment}---\n# nothing\n---\napiVersion: v1\nkind: Service\n`,
    ['kubernetes/Deployment', 'kubernetes/Service'],
  ],
  ['/k8s/web.json', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}', ['kubernetes/Pod']],
  ['/k8s/rules.yaml', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n', ['kubernetes/PrometheusRule']],
  ['/k8s/kustomization.yaml', 'resources:\n  - web.yaml\n', ['kubernetes/Kustomization']],
  [
    '/k8s/kustomization.yml',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
    ['kubernetes/Kustomization'],
  ],
  ['/k8s/base.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n', ['kubernetes/Kustomization']],
  [
    '/flux/apps.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
    ['kubernetes/Kustomization.kustomize.toolkit.fluxcd.io'],
  ],
  ['/k8s/mixed.yaml', `foo: bar\n---\n${deployment}`, ['kubernetes/Deployment']],
  ['/k8s/knative.yaml', 'apiVersion: serving.knative.dev/v1\nkind: Service\n', ['kubernetes/Service']],
  ['/home/.kube/config.yaml', 'apiVersion: v1\nkind: Config\nclusters:\n  - name: dev\n', []],
  ['/kind.yaml', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n', []],
  ['/eksctl.yaml', 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n', []],
  ['/skaffold.yaml', 'apiVersion: skaffold/v4beta6\nkind: Config\n', []],
  ['/catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1\nkind: Component\n', []],
  ['/audit.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Policy\n', []],
  ['/chart/Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n', []],
  ['/chart/values.yaml', 'services:\n  web:\n    image: nginx\n', []],
  ['/chart/values-prod.yaml', compose, []],
  ['/grafana/alerts.yaml', 'apiVersion: 1\ngroups:\n  - name: x\n    rules:\n      - uid: a\n', []],
  ['/crd.yaml', 'openapi: 3.0.0\nkind: x\n', []],
  // Prometheus
  ['/mon/prometheus.yml', scrape, ['prometheus/scrape']],
  ['/mon/alerts.yml', rules, ['prometheus/rules']],
  ['/mon/node.rules', rules, ['prometheus/rules']],
  ['/mon/alertmanager.yml', alertmanager, ['prometheus/alertmanager']],
  [
    '/mon/promtail.yml',
    'clients:\n  - url: http://loki\npositions:\n  filename: /tmp/p\nscrape_configs:\n  - job_name: x\n',
    ['prometheus/promtail'],
  ],
  ['/ci/semgrep.yml', 'rules:\n  - id: x\n    pattern: y\n', []],
  // Ours
  ['/app/.seaworthy.yaml', 'rules: {}\n', ['seaworthy']],
  ['/app/.seaworthy.json', '{}', ['seaworthy']],
  // Nobody's
  ['/app/package.json', '{"name": "web", "services": {}}', []],
  ['/app/openapi.yaml', 'openapi: 3.1.0\npaths: {}\n', []],
  ['/app/empty.yaml', '', []],
  ['/app/comment.yaml', '# nothing here\n', []],
  ['/app/list.yaml', '- a\n- b\n', []],
];

test('each document of a YAML or JSON file is what its root says', () => {
  for (const [path, text, verdict] of yaml) deepEqual(kinds(path, text), verdict, `${path}\n${text}`);
});

test('a file is detected exactly when one of its documents is ours, as what the first of these is', () => {
  for (const [path, text, [first]] of yaml) {
    equal(detect(path, text).format, first?.split('/')[0], `${path}\n${text}`);
  }
});

const broken: readonly (readonly [path: string, text: string, verdict: string | undefined])[] = [
  ['/app/compose.yaml', conflict, 'compose'],
  ['/app/stack.yml', conflict, 'compose'],
  ['/app/compose.yaml', 'services:\n\tweb:\n\t\timage: nginx\n', 'compose'],
  ['/app/compose.yaml', '\0\0', 'compose'],
  ['/k8s/web.yaml', `${deployment}  labels: [a\nspec: {\n`, 'kubernetes'],
  ['/k8s/web.json', '{"apiVersion": "v1", "kind": "Pod", "metadata": {', 'kubernetes'],
  ['/mon/alerts.yml', `${rules}      - alert: "x\n`, 'prometheus'],
  ['/app/notes.yml', 'a: [\n', undefined],
];

test('a broken file is recognised by its name or by the keys at its margin', () => {
  for (const [path, text, verdict] of broken) equal(detect(path, text).format, verdict, `${path}\n${text}`);
});

test('a document that lost its mapping to a syntax error is what the file is', () => {
  const root = parseYaml('just some words that swallowed the rest').root({ open: true });
  deepEqual(kindOfDocument(root, '/k8s/web.yaml', 'kubernetes'), { format: 'kubernetes', variant: '' });
  equal(kindOfDocument(root, '/k8s/web.yaml'), undefined);
  equal(kindOfDocument(parseYaml('# nothing\n').root({ open: true }), '/k8s/web.yaml', 'kubernetes'), undefined);
});

const helm = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "web.name" . }}\n';
const partials: readonly (readonly [
  path: string,
  text: string,
  siblings: readonly string[],
  verdict: string | undefined,
])[] = [
  ['/app/compose.yaml', compose, ['compose.override.yaml'], undefined],
  ['/app/compose.override.yaml', compose, [], 'override'],
  ['/app/docker-compose.override.yml', compose, [], 'override'],
  ['/app/docker-compose-override.yml', compose, [], 'override'],
  ['/app/compose.prod.yaml', compose, ['compose.yaml', 'compose.prod.yaml'], 'override'],
  ['/app/compose.prod.yaml', compose, ['compose.prod.yaml', 'compose.dev.yaml'], undefined],
  ['/app/compose.yaml', 'services:\n  web:\n    image: nginx\n    ports: !reset []\n', [], 'override'],
  ['/app/compose.yaml', 'services:\n  web:\n    image: nginx\n    ports: !override\n      - "80:80"\n', [], 'override'],
  ['/chart/templates/web.yaml', helm, [], 'template'],
  ['/k8s/web.yaml', helm, [], 'template'],
  ['/k8s/web.yaml', `{{- if .Values.web }}\n${deployment}{{- end }}\n`, [], 'template'],
  ['/k8s/web.yaml', '{% if web %}\napiVersion: v1\nkind: Pod\n{% endif %}\n', [], 'template'],
  ['/k8s/web.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  replicas: {{ replicas }}\n', [], 'template'],
  ['/chart/templates/plain.yaml', deployment, [], undefined],
  ['/mon/alerts.yml', rules, [], undefined],
  [
    '/mon/alerts.yml',
    `${rules}          description: |\n            {{ $labels.job }} in {{ $value }}\n`,
    [],
    undefined,
  ],
  [
    '/k8s/rules.yaml',
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  text: |\n    Job: {{ $labels.job }}\n',
    [],
    undefined,
  ],
  ['/app/compose.yaml', `${compose}    logging:\n      options:\n        tag: "{{.Name}}"\n`, [], undefined],
];

test('absence means nothing in overlays and templates', () => {
  for (const [path, text, siblings, verdict] of partials) {
    equal(detect(path, text, { siblings: new Set(siblings) }).partial, verdict, `${path}\n${text}`);
  }
});

test('a walk reads Dockerfiles, YAML, rule files, our configuration, and JSON that is named like a manifest', () => {
  const read = [
    '/a/Dockerfile.prod',
    '/a/x.yml',
    '/a/x.YAML',
    '/a/node.rules',
    '/a/.seaworthy.json',
    '/a/deployment.json',
    '/a/web-service.json',
    '/a/compose.json',
    '/a/Kustomization',
  ];
  const left = [
    '/a/package.json',
    '/a/tsconfig.json',
    '/a/values.yaml',
    '/a/Chart.yaml',
    '/a/pnpm-lock.yaml',
    '/a/main.go',
    '/a/.dockerignore',
    '/a/microservices.json',
  ];
  deepEqual(
    read.filter((path) => !mayBeOurs(path)),
    [],
  );
  deepEqual(left.filter(mayBeOurs), []);
});

test('text with a NUL near its start is binary', () => {
  equal(isBinary('FROM alpine\n'), false);
  equal(isBinary('\x7fELF\0\0'), true);
});

test('scanning a large foreign file takes no longer than reading it', () => {
  const large = `data:\n${'  - {a: b, c: "d: e"}\n'.repeat(100_000)}`;
  const start = performance.now();
  equal(detect('/app/large.yaml', large).format, undefined);
  equal(detect('/app/large.json', `[${'{"a": "b"},'.repeat(200_000)}{}]`).format, undefined);
  equal(performance.now() - start < 10_000, true);
});
