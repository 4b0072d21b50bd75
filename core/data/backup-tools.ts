import type { ImageFamily } from './image-entry.js';

/**
 * Programs that back up, by the databases they are for; `all` back up files of any kind. As of August 2026, from the
 * documentation of each.
 */
export const backupPrograms: Readonly<Record<'all' | 'postgres' | 'mysql' | 'mongo', readonly string[]>> = {
  postgres: words(
    'pg_dump pg_dumpall pg_basebackup pgbackrest pg_probackup wal-g wal-e barman barman-cloud-backup pgcopydb',
  ),
  mysql: words(
    'mysqldump mysqlpump mysqlsh mydumper xtrabackup mariadb-dump mariadb-backup mariabackup automysqlbackup',
  ),
  mongo: words('mongodump pbm pbm-agent'),
  all: words(
    'restic autorestic borg borgmatic kopia duplicati duplicati-cli duplicity duply velero rclone k8up kanctl bacula ' +
      'clickhouse-backup neo4j-admin couchbackup medusa nodetool influxd-backup',
  ),
};

/** Words that say in the name of a backup whose data it is. */
export const backupNames: ReadonlyMap<string, 'postgres' | 'mysql' | 'mongo'> = new Map([
  ...words('postgres postgresql pg pgsql pgbackrest pgbackweb postgresus barman').map(
    (word) => [word, 'postgres'] as const,
  ),
  ...words('mysql mariadb').map((word) => [word, 'mysql'] as const),
  ...words('mongo mongodb').map((word) => [word, 'mongo'] as const),
]);

/** The entry above that is meant by the family of an image. */
export function backupFamily(family: ImageFamily | undefined): 'postgres' | 'mysql' | 'mongo' | undefined {
  if (family === 'postgres' || family === 'mongo') return family;
  return family === 'mysql' || family === 'mariadb' ? 'mysql' : undefined;
}

/** Words in the name of an image, a container, a folder or an object that say that backups are made with it. */
export const backupWords: ReadonlySet<string> = new Set(
  words(
    'backup backups backupper autobackup dump dumps dumper snapshot snapshots restic autorestic borg borgmatic kopia ' +
      'duplicati duplicity velero k8up kasten stash pgbackrest barman databasus postgresus pgbackweb volsync',
  ),
);

/** Kinds of objects that make backups and do not say so in their names, as `group/kind`. */
export const backupKinds: ReadonlySet<string> = new Set([
  'velero.io/Schedule',
  'k8up.io/Schedule',
  'backup.appuio.ch/Schedule',
  'config.kio.kasten.io/Policy',
  'longhorn.io/RecurringJob',
  'volsync.backube/ReplicationSource',
]);

/** Starts of the labels by which schedulers run commands in containers. */
export const schedulerLabels: readonly string[] = ['ofelia.', 'chadburn.', 'swarm.cronjob.'];

function words(text: string): readonly string[] {
  return text.split(' ');
}
