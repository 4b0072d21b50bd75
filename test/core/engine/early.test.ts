import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Checker, createChecker } from '../../../core/checker.js';
import { yamlFormats } from '../../../core/kinds/yaml-formats.js';
import { rules } from '../../../rules/index.js';
import { today } from '../../harness/case.js';
import type { CaseFile } from '../../harness/pages.js';

interface Counting {
  readonly checker: Checker;
  /** How many documents of YAML have been read. */
  readonly reads: () => number;
}

/** `most`: characters that may be awake; unset: all. */
function checkerOf(files: readonly CaseFile[], most?: number): Counting {
  let reads = 0;
  const counting = {
    ...yamlFormats,
    parse(...of: Parameters<typeof yamlFormats.parse>) {
      reads++;
      return yamlFormats.parse(...of);
    },
  };
  const options = { rules, today: () => today, locale: 'en', version: '0.0.0', once: most !== undefined } as const;
  const checker = createChecker(options, () => counting);
  if (most !== undefined) checker.shared.keepAwake(most);
  checker.open('/.seaworthy.yaml', 'extends: strict\n');
  for (const { path, text } of files) checker.open(path, text);
  const ofConfig = 1;
  return { checker, reads: () => reads - ofConfig };
}

const found = ({ checker }: Counting) =>
  checker.checkAll().map((report) => ({ ...report, findings: report.findings.map((finding) => ({ ...finding })) }));

const compose = (name: string): string =>
  `services:
  api:
    image: ${name}:1.2
    build: .
    environment:
      DATABASE_PASSWORD: kartoffel-${name}
  store:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
`;

const manifests = (name: string): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: web
          image: ${name}:1.2
          ports:
            - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
  ports:
    - port: 80
      targetPort: 8080
`;

const dockerfile = 'FROM node:20\nWORKDIR /srv\nCOPY . .\nCMD ["npm", "start"]\n';

/** Projects in folders of their own, in the order of their paths. All of them use the same names, but for the image. */
const projects: readonly CaseFile[] = Array.from({ length: 40 }, (_, at) => `/p/${10 + at}`).flatMap((folder, at) => [
  { path: `${folder}/Dockerfile`, text: dockerfile },
  { path: `${folder}/app.yaml`, text: manifests(`shop-${at}`) },
  { path: `${folder}/compose.yaml`, text: compose(`shop-${at}`) },
]);

/** Documents of YAML in each folder. */
const documents = 3;

/** Four projects. */
const some = 4 * (dockerfile.length + manifests('api').length + compose('api').length);

const backup = `services:
  backup:
    image: prodrigestivill/postgres-backup-local:17
    environment:
      SCHEDULE: '@daily'
      POSTGRES_HOST: store
`;

test('what is checked before all files are known is read once, and has the findings of files that stay', () => {
  const expected = found(checkerOf(projects));
  ok(expected.every(({ kind, findings }) => kind === 'seaworthy' || findings.length > 0));
  const early = checkerOf(projects, some);
  deepEqual(found(early), expected);
  const count = early.reads();
  const once = 40 * documents;
  // A project may be cut in two, and then wants a second look.
  ok(count >= once && count <= once * 1.3, `${count} readings of ${once} documents`);
});

test('what a later file changes in files at rest is found, and only those are read again', () => {
  const saysBackup = (reports: ReturnType<typeof found>): number =>
    reports.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'backup-missing').length;
  const files = [...projects, { path: '/p/z/compose.yaml', text: backup }];
  const without = checkerOf(projects, some);
  equal(saysBackup(found(without)), 40);
  const early = checkerOf(files, some);
  const reports = found(early);
  deepEqual(reports, found(checkerOf(files)));
  equal(saysBackup(reports), 0);
  // The Compose files, with some of what they meet, and not all 160 files.
  const more = early.reads() - without.reads() - 1;
  ok(more >= 30 && more <= 80, `${more} readings more`);
});

test('what was found early holds no model', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { checker } = checkerOf([], some);
  const models: WeakRef<object>[] = [];
  for (const { path, text } of projects) {
    checker.open(path, text);
    for (const { reading } of checker.documents(path)) models.push(new WeakRef(reading));
  }
  // What was looked at in this turn stays until the next one.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  const alive = models.filter((model) => model.deref() !== undefined).length;
  // Those of the last projects are still awake.
  ok(alive <= 6 * (documents + 1), `${alive} of ${models.length}`);
  ok(checker.checkAll().length > 0);
});
