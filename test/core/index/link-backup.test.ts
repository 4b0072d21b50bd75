import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { backupsOf } from '../../../core/index/link.js';
import { createWorkspace } from '../../../core/workspace.js';

function backups(files: Readonly<Record<string, string>>, path: string, container: string) {
  const workspace = createWorkspace({ rules: [], topics: [], today: () => '', locale: 'en', version: '' });
  for (const [name, text] of Object.entries(files)) workspace.open(name, text);
  const found = workspace
    .documents(path)
    .flatMap((document) => document.container.filter(({ name }) => name === container));
  return found.flatMap((each) => backupsOf(workspace.index, each, path).map(({ name, gap }) => [name, gap]));
}

const compose = `services:
  db: { image: postgres:17 }
  orders: { image: mariadb:11 }
  pg-backup:
    image: prodrigestivill/postgres-backup-local:17
    environment: { SCHEDULE: "@daily" }
  volumes-backup:
    image: offen/docker-volume-backup:v2
    environment: { BACKUP_CRON_EXPRESSION: "0 * * * *" }
  dump:
    image: mariadb:11
    command: sh -c "mariadb-dump --all-databases > /backup/all.sql"
    environment: { BACKUP_SCHEDULE: "@weekly" }
  unread:
    image: offen/docker-volume-backup:v2
    environment: { BACKUP_CRON_EXPRESSION: "\${WHEN}" }
  scheduler:
    image: registry.example.com/shop/scheduler:1.0
    environment: { SCHEDULE: "@hourly" }
`;

test('in a Compose file a backup belongs to the databases it can read', () => {
  const files = { '/app/compose.yaml': compose };
  deepEqual(backups(files, '/app/compose.yaml', 'db'), [
    ['pg-backup', 86_400],
    ['volumes-backup', 3600],
  ]);
  deepEqual(backups(files, '/app/compose.yaml', 'orders'), [
    ['volumes-backup', 3600],
    ['dump', 7 * 86_400],
  ]);
});

const pod = 'spec:\n  template:\n    spec:\n      containers:\n        - { name: db, image: "postgres:17" }\n';
const database = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\n${pod}`;
const job = (name: string, image: string, command: string) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: ${name} }
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - { name: job, image: "${image}", command: [${command}] }
`;

test('in a cluster a backup counts where it is applied together with the database', () => {
  const velero =
    'apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: all }\nspec: { schedule: "@every 12h" }\n';
  const foreign =
    'apiVersion: jobs.example.com/v1\nkind: Schedule\nmetadata: { name: x }\nspec: { schedule: "@daily" }\n';
  const files = {
    '/k8s/db.yaml': database,
    '/k8s/dump.yaml': job('dump', 'postgres:17', '/usr/bin/pg_dump, "--host=db"'),
    '/k8s/report.yaml': job('report', 'postgres:17', 'psql, "-c", "select 1"'),
    '/k8s/mongo.yaml': job('mongo', 'mongo:8', 'mongodump'),
    '/k8s/velero.yaml': velero,
    '/k8s/foreign.yaml': foreign,
    '/other/dump.yaml': job('elsewhere', 'postgres:17', 'pg_dump'),
  };
  deepEqual(backups(files, '/k8s/db.yaml', 'db'), [
    ['dump', 86_400],
    ['all', 12 * 3600],
  ]);
});
